/** Links of links, cells to copy and leave to print, through a running gateway: nothing that opening the records would not have shown, and all of it recorded. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Neighbourhood } from '../../shared/records/view.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { atWork, lastRules, REASONS, refusal, seed, told } from './desk-gateway.ts';
import { TestGateway, workstation } from './gateway-harness.ts';
import { ARREST, COMPLAINT, JUVENILE, mention, record, SEALED, SEX_CRIME, STOLEN } from './store-records.ts';

const numberOf = (at: number): string => `2026-113-1${String(at).padStart(5, '0')}`;
/** Shares a phone with the arrested person's other records, two steps from the complaint. */
const FAR = record({ kind: 'complaint', number: '2026-113-000777', mentions: [mention('person', 'OKONJO, DANIEL')] });
/** More around one plate than a graph holds. */
const CROWD = Array.from({ length: 90 }, (_, at) =>
  record({ kind: 'complaint', number: numberOf(at), mentions: [mention('plate', 'CRD0001')] }),
);

let gateway: TestGateway;
let ids: ReadonlyMap<string, string>;
let officer: SignedIn;
beforeAll(async () => {
  gateway = new TestGateway();
  ids = await seed(gateway.folder, [FAR, ...CROWD]);
  await gateway.start();
  officer = await atWork(gateway, 'mrivera', REASONS.officer);
});
afterAll(() => gateway.remove());

const newest = async (action: string) => (await gateway.auditRows(action))[0];
const around = (session: SignedIn, number: string): Promise<Neighbourhood> =>
  told(gateway, 'neighbourhood', { session, params: { id: ids.get(number)! } });

describe('the neighbourhood', () => {
  it('is two steps of what links say, the record first, and recorded', async () => {
    const graph = await around(officer, COMPLAINT.number);
    const numbers = graph.nodes.map(({ number }) => number);
    expect(numbers[0]).toBe(COMPLAINT.number);
    expect(new Set(numbers)).toEqual(new Set([COMPLAINT.number, ARREST.number, STOLEN.number, FAR.number]));
    const edge = (from: string, to: string) =>
      graph.edges.filter((one) => one.from === ids.get(from) && one.to === ids.get(to)).map(({ relation }) => relation);
    expect(edge(COMPLAINT.number, STOLEN.number)).toEqual(['same plate KLR4821']);
    expect(edge(ARREST.number, FAR.number)).toEqual(['same name OKONJO, DANIEL']);
    expect(graph.more).toBe(0);
    expect(await newest('record.graph')).toMatchObject({
      ...{ seq: graph.auditSeq, username: 'mrivera', object: `complaint ${COMPLAINT.number}, 4 records` },
    });
  });

  it('S25: holds nothing sealed or out of scope, and no value that a link would not tell', async () => {
    const text = JSON.stringify(await around(officer, COMPLAINT.number));
    expect(text).not.toContain(SEALED.number);
    expect(text).not.toMatch(/GALLAGHER|7185550142|SEALEDPERSON/);
    const clerk = await atWork(gateway, 'tchen', REASONS.clerk);
    expect((await around(clerk, COMPLAINT.number)).nodes.map(({ number }) => number)).toEqual([COMPLAINT.number]);
    for (const number of [STOLEN.number, JUVENILE.number, ARREST.number]) {
      const answer = await gateway.call('neighbourhood', { session: clerk, params: { id: ids.get(number)! } });
      expect(refusal(answer)).toEqual([404, 'record.unknown', 'S25']);
    }
    expect(await lastRules(gateway, 3)).toEqual(['S25', 'own-command', 'S25']);
  });

  it('is sixty records at most, and says that there are more', async () => {
    const graph = await around(officer, numberOf(0));
    expect(graph.nodes.length).toBeLessThanOrEqual(60);
    expect(graph.edges.length).toBeLessThanOrEqual(240);
    expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(graph.nodes.length);
    expect(graph.more).toBeGreaterThan(0);
    const known = new Set(graph.nodes.map(({ id }) => id));
    expect(graph.edges.every(({ from, to }) => known.has(from) && known.has(to))).toBe(true);
  });
});

describe('S39: copying a cell', () => {
  const place = (number: string, section: string, field: string, row = 0) => ({
    ...{ record: ids.get(number) ?? 'D'.padEnd(22, 'A'), section, row, field },
  });
  const copy = (session: SignedIn, body: object) => gateway.call('copyCell', { session, body });

  it('gives what is shown, recorded by field and number, never by value', async () => {
    const tries = [
      [place(COMPLAINT.number, 'vehicles', 'plate'), 'NY KLR4821'],
      [place(COMPLAINT.number, 'vehicles', 'year'), '2019'],
      [place(COMPLAINT.number, 'row', 'number'), COMPLAINT.number],
      [place(COMPLAINT.number, 'row', 'title'), COMPLAINT.title],
      [place(COMPLAINT.number, 'row', 'address'), COMPLAINT.address],
    ] as const;
    for (const [body, text] of tries) {
      const answer = await copy(officer, body);
      expect(answer.json.text).toBe(text);
    }
    const rows = (await gateway.auditRows('cell.copy')).slice(0, tries.length).toReversed();
    expect(rows.map(({ object }) => object)).toEqual(
      tries.map(([{ section, field }]) => `complaint ${COMPLAINT.number} · ${section}[0].${field}`),
    );
    expect(new Set(rows.map(({ username, rule }) => `${String(username)} ${String(rule)}`))).toEqual(
      new Set(['mrivera S39']),
    );
    expect(JSON.stringify(rows)).not.toMatch(/KLR4821|FARMERS/);
  });

  it('gives nothing masked, also once it was revealed; nothing withheld, absent or unknown', async () => {
    const name = place(COMPLAINT.number, 'victims', 'name');
    expect((await gateway.call('reveal', { session: officer, body: name })).text).toContain('GALLAGHER');
    const tries = [
      name,
      place(COMPLAINT.number, 'victims', 'injury'),
      place(SEX_CRIME.number, 'row', 'address'),
      place(COMPLAINT.number, 'victims', 'dob'),
      place(COMPLAINT.number, 'victims', 'role', 7),
      place(COMPLAINT.number, 'row', 'body'),
      place(COMPLAINT.number, 'media', 'mediaRef'),
      place(COMPLAINT.number, '__proto__', 'constructor'),
    ];
    for (const body of tries) {
      const answer = await copy(officer, body);
      expect(refusal(answer), JSON.stringify(body)).toEqual([403, 'field.not-copyable', 'S39']);
    }
    expect(await lastRules(gateway, tries.length)).toEqual(tries.map(() => 'S39'));
  });

  it('S25, S26, S37: not of a record out of scope, not without a reason, not by a clerk', async () => {
    expect(refusal(await copy(officer, place(SEALED.number, 'row', 'number')))).toEqual([404, 'record.unknown', 'S25']);
    const clerk = await atWork(gateway, 'tchen', REASONS.clerk);
    const body = place(COMPLAINT.number, 'row', 'number');
    expect(refusal(await copy(clerk, body))).toEqual([403, 'capability.missing', 'S37']);
    const idle = await gateway.signIn('ssantos', workstation('ws-ssantos-1'));
    expect(refusal(await copy(idle, body))).toEqual([403, 'reason.missing', 'S26']);
  });
});

describe('S39: leave to print', () => {
  const print = (session: SignedIn, numbers: readonly string[]) =>
    gateway.call('printRecord', {
      session,
      body: { records: numbers.map((number) => ids.get(number) ?? 'D'.padEnd(22, 'A')) },
    });

  it('is one row for the sheet, by number, with the reason, before anything is answered', async () => {
    const { json } = await print(officer, [COMPLAINT.number]);
    const { at: told, ...row } = (await newest('record.print'))!;
    expect(json).toEqual({ at: told, auditSeq: row.seq });
    expect(row).toMatchObject({
      ...{ username: 'mrivera', outcome: 'ok', rule: 'S39', object: `complaint ${COMPLAINT.number}` },
    });
    expect(row.reason).toContain('Job in progress');
    await print(officer, [COMPLAINT.number, ARREST.number]);
    expect((await newest('record.print'))!.object).toBe(`complaint ${COMPLAINT.number} beside arrest ${ARREST.number}`);
  });

  it('S25, S26, S37: not of a record out of scope, not without a reason, not by a clerk; each refusal recorded', async () => {
    const before = (await newest('record.print'))!.seq;
    expect(refusal(await print(officer, [COMPLAINT.number, SEALED.number]))).toEqual([404, 'record.unknown', 'S25']);
    expect(await lastRules(gateway, 1)).toEqual(['S25']);
    const clerk = await atWork(gateway, 'tchen', REASONS.clerk);
    expect(refusal(await print(clerk, [COMPLAINT.number]))).toEqual([403, 'capability.missing', 'S37']);
    expect(await lastRules(gateway, 1)).toEqual(['S37']);
    const idle = await gateway.signIn('ssantos', workstation('ws-ssantos-2'));
    expect(refusal(await print(idle, [COMPLAINT.number]))).toEqual([403, 'reason.missing', 'S26']);
    expect((await newest('record.print'))!.seq).toBe(before);
  });
});
