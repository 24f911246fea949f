/** Opening a record: who sees what of it (S22, S36), who does not even learn that it exists (S25), and what is recorded first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReasonedAsker } from '../../gateway/core/asker.ts';
import type { Cell } from '../../shared/records/search.ts';
import { recordViewSchema, type RecordView } from '../../shared/records/view.ts';
import { asker, CLERK, DETECTIVE, OFFICER, openDesk, type Desk } from './records-desk.ts';
import { ARREST, COMPLAINT, JUVENILE, record, SEALED, SEX_CRIME, STOLEN } from './store-records.ts';
import { idOf as storedId } from '../../gateway/adapters/store/common/record-key.ts';
import { deriveKey } from '../../gateway/adapters/store/common/store-keys.ts';
import { KEY } from './store-folder.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.store.put([record({ kind: 'public', number: 'DMV-REG-77120' })]);
});
afterAll(async () => desk.remove());

const view = async (
  who: ReasonedAsker,
  { kind, number }: { kind: typeof COMPLAINT.kind; number: string },
): Promise<RecordView> => desk.records.view(who, await desk.idOf(kind, number));
const cell = (seen: RecordView, section: string, field: string): Cell | undefined =>
  seen.sections.find(({ id }) => id === section)?.rows[0]?.[field];
const unknown = { fault: { code: 'record.unknown' } };

describe('redaction by role and reason', () => {
  it('an officer on a job: plate and place shown, victim masked, injury withheld', async () => {
    const seen = await view(OFFICER, COMPLAINT);
    expect(recordViewSchema.parse(seen)).toEqual(seen);
    expect(cell(seen, 'vehicles', 'plate')).toEqual({ show: 'shown', value: 'NY KLR4821' });
    expect(seen.address).toEqual({ show: 'shown', value: '134-22 FARMERS BLVD' });
    expect(seen.point).toEqual(COMPLAINT.point);
    expect(cell(seen, 'victims', 'name')).toEqual({ show: 'masked', rule: 'victim-identity' });
    expect(cell(seen, 'victims', 'phone')).toMatchObject({ show: 'masked' });
    expect(cell(seen, 'victims', 'injury')).toEqual({ show: 'withheld', rule: 'medical' });
    expect(JSON.stringify(seen)).not.toMatch(/GALLAGHER|7185550142|Sprained/);
  });

  it('a detective in an investigation: victim shown, phone and injury masked', async () => {
    const seen = await view(DETECTIVE, COMPLAINT);
    expect(cell(seen, 'victims', 'name')).toEqual({ show: 'shown', value: 'GALLAGHER, SIOBHAN' });
    expect(cell(seen, 'victims', 'phone')).toMatchObject({ show: 'masked', rule: 'contact' });
    expect(cell(seen, 'victims', 'injury')).toEqual({ show: 'masked', rule: 'medical' });
  });

  it('a clerk, who cannot reveal: identifying, victim, contact and the point withheld', async () => {
    const seen = await view(CLERK, COMPLAINT);
    expect(cell(seen, 'vehicles', 'plate')).toEqual({ show: 'withheld', rule: 'S22' });
    expect(cell(seen, 'victims', 'name')).toMatchObject({ show: 'withheld' });
    expect(seen.address).toMatchObject({ show: 'withheld' });
    expect(seen.point).toBeNull();
    expect(cell(seen, 'offence', 'offence')).toMatchObject({ show: 'shown' });
    expect(JSON.stringify(seen)).not.toMatch(/GALLAGHER|7185550142|KLR4821|FARMERS/);
  });

  it('Civil Rights Law 50-b: victim, place and point of a sex offense withheld outside the investigation', async () => {
    const seen = await view(OFFICER, SEX_CRIME);
    expect(cell(seen, 'victims', 'name')).toEqual({ show: 'withheld', rule: 'sex-crime-victim' });
    expect(seen.address).toEqual({ show: 'withheld', rule: 'sex-crime-victim' });
    expect(seen.point).toBeNull();
    expect(seen.handling).toContain('50-b');
    expect(JSON.stringify(seen)).not.toMatch(/HIDDENNAME|MERRICK/);
    expect(cell(await view(DETECTIVE, SEX_CRIME), 'victims', 'name')).toEqual({
      show: 'masked',
      rule: 'sex-crime-victim',
    });
  });

  it('a juvenile’s record: withheld from patrol, shown to an investigator in an investigation', async () => {
    expect(cell(await view(OFFICER, JUVENILE), 'persons', 'name')).toEqual({ show: 'withheld', rule: 'juvenile' });
    expect(cell(await view(DETECTIVE, JUVENILE), 'persons', 'name')).toEqual({
      show: 'shown',
      value: 'YOUNGSTER, BEN',
    });
  });

  it('a value that no definition knows is never sent', async () => {
    await desk.store.put([
      {
        ...STOLEN,
        body: {
          ...STOLEN.body,
          secret: [{ note: 'undefinedvalue' }],
          entry: [{ category: 'VEHICLE', extra: 'undefinedvalue' }],
        },
      },
    ]);
    expect(JSON.stringify(await view(DETECTIVE, STOLEN))).not.toContain('undefinedvalue');
  });

  it('S24: another agency’s record says to confirm with its custodian', async () => {
    expect((await view(OFFICER, STOLEN)).handling).toContain('Confirm with its custodian');
  });
});

describe('S25: a record out of scope is as unknown as one that does not exist', () => {
  const sealedId = storedId(deriveKey(KEY, 'record id'), 'arrest', SEALED.number);

  it('sealed, other source, other kind, other command, no such id: the same fault, each recorded with its rule', async () => {
    const publicId = await desk.idOf('public', 'DMV-REG-77120');
    const stolenId = await desk.idOf('stolen', STOLEN.number);
    // Where the source is closed it is not asked, so the log knows the id alone.
    const tries: readonly (readonly [ReasonedAsker, string, string, string])[] = [
      [DETECTIVE, sealedId, 'sealed', `arrest ${SEALED.number}`],
      [OFFICER, publicId, 'S9', `record ${publicId}`],
      [asker('investigator', 'job-in-progress'), publicId, 'S17', `record ${publicId}`],
      [CLERK, stolenId, 'S25', `record ${stolenId}`],
      [CLERK, await desk.idOf('arrest', ARREST.number), 'S25', `arrest ${ARREST.number}`],
      [CLERK, await desk.idOf('complaint', JUVENILE.number), 'own-command', `complaint ${JUVENILE.number}`],
      [DETECTIVE, 'A'.repeat(22), 'S25', `record ${'A'.repeat(22)}`],
    ];
    const faults = new Set<string>();
    for (const [who, id, rule, object] of tries) {
      const failed = desk.records.view(who, id).catch((error: unknown) => error);
      expect(await failed).toMatchObject(unknown);
      faults.add(JSON.stringify(((await failed) as { fault: unknown }).fault));
      expect((await desk.rows())[0]).toMatchObject({ action: 'access.denied', outcome: 'refused', rule, object });
    }
    expect(faults.size).toBe(1);
  });

  it('S37, S26: no capability or no reason, no record', async () => {
    const id = await desk.idOf('complaint', COMPLAINT.number);
    await expect(desk.records.view(asker('it-auditor', 'audit-or-inspection'), id)).rejects.toMatchObject({
      fault: { code: 'capability.missing' },
    });
    const idle = { ...OFFICER, reason: null } as unknown as ReasonedAsker;
    await expect(desk.records.view(idle, id)).rejects.toMatchObject({ fault: { code: 'reason.missing' } });
  });
});

describe('links', () => {
  it('stay inside the scope, and name what both share only where it is shown', async () => {
    const officer = await view(OFFICER, COMPLAINT);
    expect(officer.links.map(({ number, relation }) => [number, relation])).toEqual([
      [ARREST.number, 'names this record'],
      [STOLEN.number, 'same plate KLR4821'],
    ]);
    const clerk = await view(CLERK, COMPLAINT);
    expect(clerk.links).toEqual([]);
    expect(JSON.stringify(await view(DETECTIVE, COMPLAINT))).not.toContain(SEALED.number);
  });

  it('a masked victim’s name joins records without being told', async () => {
    await desk.store.put([
      {
        ...SEX_CRIME,
        sexCrime: false,
        number: '2026-113-000901',
        mentions: COMPLAINT.mentions.filter(({ type }) => type === 'person'),
      },
    ]);
    const seen = await view(OFFICER, COMPLAINT);
    expect(seen.links.find(({ number }) => number === '2026-113-000901')?.relation).toBe('same name');
    expect(JSON.stringify(seen)).not.toContain('GALLAGHER');
  });
});

describe('audit', () => {
  it('the view is recorded before the answer, with the reason and without content', async () => {
    const seen = await view(OFFICER, COMPLAINT);
    const [row] = await desk.rows();
    expect(row).toMatchObject({
      seq: seen.auditSeq,
      at: seen.viewedAt,
      action: 'record.view',
      outcome: 'ok',
      object: `complaint ${COMPLAINT.number}`,
      reason: 'Job in progress · 2026-113-004512',
    });
    expect(JSON.stringify(row)).not.toMatch(/KLR4821|GALLAGHER|FARMERS/);
  });

  it('AU-5: no audit, no record and no revealed field', async () => {
    const own = await openDesk();
    const id = await own.idOf('complaint', COMPLAINT.number);
    await own.closeAudit();
    const fault = { fault: { code: 'audit.unavailable' } };
    await expect(own.records.view(OFFICER, id)).rejects.toMatchObject(fault);
    await expect(
      own.records.reveal(OFFICER, { record: id, section: 'victims', row: 0, field: 'name' }),
    ).rejects.toMatchObject(fault);
    await own.remove();
  });
});

describe('reveal', () => {
  const reveal = async (
    who: ReasonedAsker,
    section: string,
    field: string,
    row = 0,
  ): Promise<{ cell: Cell; auditSeq: number }> =>
    desk.records.reveal(who, { record: await desk.idOf('complaint', COMPLAINT.number), section, row, field });

  it('gives a masked value and records field and number first, never the value', async () => {
    const revealed = await reveal(OFFICER, 'victims', 'name');
    expect(revealed.cell).toEqual({ show: 'shown', value: 'GALLAGHER, SIOBHAN' });
    const [row] = await desk.rows();
    expect(row).toMatchObject({
      seq: revealed.auditSeq,
      action: 'field.reveal',
      rule: 'victim-identity',
      object: `complaint ${COMPLAINT.number} · victims[0].name`,
    });
    expect(JSON.stringify(row)).not.toContain('GALLAGHER');
  });

  it('what is withheld, shown already, absent or unknown is not revealed, and the attempt is recorded', async () => {
    const tries: readonly (readonly [ReasonedAsker, string, string, number])[] = [
      [OFFICER, 'victims', 'injury', 0],
      [CLERK, 'victims', 'name', 0],
      [OFFICER, 'vehicles', 'plate', 0],
      [OFFICER, 'victims', 'dob', 0],
      [OFFICER, 'victims', 'name', 5],
      [OFFICER, 'victims', 'constructor', 0],
      [OFFICER, '__proto__', 'name', 0],
    ];
    for (const [who, section, field, row] of tries) {
      await expect(reveal(who, section, field, row)).rejects.toMatchObject({ fault: { code: 'field.not-revealable' } });
      expect((await desk.rows())[0]).toMatchObject({ action: 'access.denied', outcome: 'refused' });
    }
  });

  it('a record out of scope is unknown here too', async () => {
    const id = await desk.idOf('stolen', STOLEN.number);
    await expect(
      desk.records.reveal(CLERK, { record: id, section: 'entry', row: 0, field: 'status' }),
    ).rejects.toMatchObject(unknown);
  });
});
