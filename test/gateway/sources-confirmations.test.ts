/** Hits of other agencies are confirmed by their custodian or not at all: the clock, the word, and what survives a restart. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSealedConfirmationStore } from '../../gateway/adapters/sources/sealed-confirmation-store.ts';
import { createConfirmations, needsConfirmation, type Confirmations } from '../../gateway/core/confirmations.ts';
import { createRecordOpening } from '../../gateway/core/record-opening.ts';
import type { AuditLog } from '../../gateway/ports/audit-log.ts';
import { SourceFailure, type RecordSources } from '../../gateway/ports/record-source.ts';
import type { StoredRecord } from '../../gateway/ports/record-store.ts';
import { HERO } from '../../gateway/sample/hero.ts';
import { leaveWord, openCustodianDesk, readRequests } from '../../gateway/source/custodian-desk.ts';
import { asker, OFFICER, openDesk, type Desk } from './records-desk.ts';
import { CALLER, openSourceBench, temporary } from './sources-bench.ts';
import { record } from './store-records.ts';
import { movableClock } from './gateway-harness.ts';

const KEY = new Uint8Array(32).fill(5);
const MINUTE = 60_000;
const OTHER = asker('investigator', 'criminal-investigation');
const WARRANT = record({ kind: 'warrant', number: 'W-77', state: { label: 'Active', tone: 'danger' } });
const VACATED = record({ kind: 'warrant', number: 'W-78', state: { label: 'Vacated', tone: 'neutral' } });

let desk: Desk;
let warrant: StoredRecord;
let clock: ReturnType<typeof movableClock>;
let folder: string;
let word: 'asked' | 'confirmed' | 'refused' | 'silent' = 'asked';
let tickets = 0;

beforeAll(async () => {
  desk = await openDesk();
  await desk.store.put([WARRANT, VACATED]);
  warrant = (await desk.store.find('warrant', WARRANT.number))!;
});
afterAll(() => desk.remove());
beforeEach(() => {
  [clock, word, tickets] = [movableClock(), 'asked', 0];
  folder = temporary();
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
});

const sources = (): RecordSources => ({
  ...desk.sources,
  warrants: {
    ...desk.sources.warrants,
    askConfirmation: () => {
      if (word === 'silent') return Promise.reject(new SourceFailure('unreachable'));
      tickets += 1;
      return Promise.resolve({ ticket: `ticket-${String(tickets)}` });
    },
    confirmation: () => (word === 'silent' ? Promise.reject(new SourceFailure('unreachable')) : Promise.resolve(word)),
  },
});
const opened = (audit: AuditLog = desk.audit): Confirmations =>
  createConfirmations({
    ...{ sources: sources(), opening: createRecordOpening({ sources: sources(), audit }), audit, clock },
    store: openSealedConfirmationStore(join(folder, 'confirmations.sealed'), KEY),
  });
const stateOf = (confirmations: Confirmations, who = OFFICER): string =>
  confirmations.of(who, warrant)?.state ?? 'none';

describe('which hits', () => {
  it.each([
    ['warrant', 'danger', true],
    ['warrant', 'neutral', false],
    ['stolen', 'danger', true],
    ['stolen', 'ok', false],
    ['order', 'danger', true],
    ['arrest', 'danger', false],
    ['public', 'danger', false],
  ] as const)('a %s whose state is %s: %s', (kind, tone, needed) => {
    expect(needsConfirmation({ kind, state: { label: 'x', tone } })).toBe(needed);
  });

  it('what needs none is refused, and recorded', async () => {
    const id = await desk.idOf('warrant', VACATED.number);
    await expect(opened().ask(OFFICER, id, 'urgent')).rejects.toMatchObject({
      fault: { code: 'confirmation.not-needed' },
    });
    expect((await desk.rows())[0]).toMatchObject({ action: 'access.denied', object: 'warrant W-78' });
  });

  it('S25: what a person may not see cannot be asked about', async () => {
    const clerk = asker('command-clerk', 'records-request');
    await expect(opened().ask(clerk, warrant.id, 'urgent')).rejects.toMatchObject({
      fault: { code: 'record.unknown' },
    });
    expect(tickets).toBe(0);
  });
});

describe('S14, S15: nothing says confirmed before its custodian does', () => {
  it('needed, asked, overdue, and only then what the custodian said', async () => {
    const confirmations = opened();
    expect(stateOf(confirmations)).toBe('needed');
    const { confirmation } = await confirmations.ask(OFFICER, warrant.id, 'urgent');
    expect(confirmation).toMatchObject({ state: 'asked', priority: 'urgent', answeredAt: null });
    expect(Date.parse(confirmation.dueAt!) - Date.parse(confirmation.askedAt!)).toBe(10 * MINUTE);
    await confirmations.look();
    expect(stateOf(confirmations)).toBe('asked');
    clock.advance(10 * MINUTE + 1000);
    await confirmations.look();
    expect(stateOf(confirmations)).toBe('overdue');
    word = 'confirmed';
    expect(stateOf(confirmations)).toBe('overdue');
    await confirmations.look();
    expect(stateOf(confirmations)).toBe('confirmed');
  });

  it('a routine request has an hour', async () => {
    const { confirmation } = await opened().ask(OFFICER, warrant.id, 'routine');
    expect(Date.parse(confirmation.dueAt!) - Date.parse(confirmation.askedAt!)).toBe(60 * MINUTE);
  });

  it('a custodian that refuses is told as that; one that is silent leaves it as it was', async () => {
    const confirmations = opened();
    await confirmations.ask(OFFICER, warrant.id, 'urgent');
    word = 'silent';
    await confirmations.look();
    expect(stateOf(confirmations)).toBe('asked');
    word = 'refused';
    await confirmations.look();
    expect(stateOf(confirmations)).toBe('refused');
  });

  it('it is said to who asked, of that state of the record, for a tour', async () => {
    const confirmations = opened();
    await confirmations.ask(OFFICER, warrant.id, 'urgent');
    word = 'confirmed';
    await confirmations.look();
    expect(stateOf(confirmations, OTHER)).toBe('needed');
    const reissued = { ...warrant, state: { label: 'Active, amended', tone: 'danger' } as const };
    expect(confirmations.of(OFFICER, reissued)?.state).toBe('needed');
    clock.advance(12 * 60 * MINUTE);
    expect(stateOf(confirmations)).toBe('needed');
  });

  it('AU-5: a word that cannot be recorded is not taken in', async () => {
    const deaf: AuditLog = {
      ...desk.audit,
      append: (entry) =>
        entry.action === 'confirmation.answer' ? Promise.reject(new Error('full')) : desk.audit.append(entry),
    };
    const confirmations = opened(deaf);
    await confirmations.ask(OFFICER, warrant.id, 'urgent');
    word = 'confirmed';
    await confirmations.look();
    expect(stateOf(confirmations)).toBe('asked');
  });
});

describe('asking', () => {
  it('is recorded before the custodian hears of it, and so is the word', async () => {
    const confirmations = opened();
    const { auditSeq } = await confirmations.ask(OFFICER, warrant.id, 'urgent');
    word = 'confirmed';
    await confirmations.look();
    const [answer, asked] = await desk.rows();
    expect(asked).toMatchObject({ seq: auditSeq, action: 'confirmation.ask', object: 'warrant W-77, urgent' });
    expect(answer).toMatchObject({ action: 'confirmation.answer', outcome: 'ok', username: OFFICER.person.username });
  });

  it('the same question while it is open is the same; urgent after routine is another', async () => {
    const confirmations = opened();
    await confirmations.ask(OFFICER, warrant.id, 'routine');
    await confirmations.ask(OFFICER, warrant.id, 'routine');
    expect(tickets).toBe(1);
    await confirmations.ask(OFFICER, warrant.id, 'urgent');
    expect(tickets).toBe(2);
    await confirmations.ask(OFFICER, warrant.id, 'routine');
    expect(tickets).toBe(2);
  });

  it('a custodian that cannot be reached is told at once, and nothing is open then', async () => {
    word = 'silent';
    const confirmations = opened();
    await expect(confirmations.ask(OFFICER, warrant.id, 'urgent')).rejects.toMatchObject({
      fault: { code: 'source.down' },
    });
    expect(stateOf(confirmations)).toBe('needed');
    expect(await confirmations.list(OFFICER)).toEqual([]);
  });

  it('a restart forgets nothing, and the disk says nothing in clear', async () => {
    await opened().ask(OFFICER, warrant.id, 'urgent');
    const again = opened();
    expect(stateOf(again)).toBe('asked');
    word = 'confirmed';
    expect(await again.list(OFFICER)).toEqual([
      { record: warrant.id, confirmation: expect.objectContaining({ state: 'confirmed' }) as unknown },
    ]);
    expect(await again.list(OTHER)).toEqual([]);
    const bytes = readFileSync(join(folder, 'confirmations.sealed'));
    expect(bytes.includes('W-77')).toBe(false);
    expect(bytes.includes(OFFICER.person.username)).toBe(false);
  });
});

describe('the custodian’s desk of a source service', () => {
  const sample = { ...WARRANT, id: 'W', origin: 'sample' };
  const custodian = (answerAfterMs: number | null = null) =>
    openCustodianDesk({ folder, key: KEY, audit: desk.audit, clock, sampleAnswerMs: answerAfterMs });

  it('says nothing before a person does, over a restart too', async () => {
    const ticket = await custodian().ask(sample, 'urgent', CALLER);
    expect(await custodian().answer(ticket)).toBe('asked');
    expect(readRequests(folder, KEY)).toMatchObject([{ ticket, kind: 'warrant', number: 'W-77', word: null }]);
    expect(leaveWord(folder, KEY, 'not-a-ticket-here', 'confirmed')).toBe(false);
    expect(leaveWord(folder, KEY, ticket, 'refused')).toBe(true);
    expect(await custodian().answer(ticket)).toBe('refused');
    await expect(custodian().answer('not-a-ticket-here')).rejects.toMatchObject({ reason: 'refused' });
  });

  it('only a fictional record is ever confirmed by itself', async () => {
    const desk_ = custodian(8000);
    const real = await desk_.ask({ ...sample, origin: 'connector' }, 'urgent', CALLER);
    const fictional = await desk_.ask(sample, 'urgent', CALLER);
    expect(await desk_.answer(fictional)).toBe('asked');
    clock.advance(8000);
    expect([await desk_.answer(real), await desk_.answer(fictional)]).toEqual(['asked', 'confirmed']);
  });

  it('a hit of a service is confirmed over the wire', async () => {
    const bench = await openSourceBench({ sampleAnswerMs: 0 });
    try {
      const source = bench.source();
      const confirmations = createConfirmations({
        ...{ audit: desk.audit, clock, sources: { ...desk.sources, warrants: source } },
        opening: createRecordOpening({ sources: { ...desk.sources, warrants: source }, audit: desk.audit }),
        store: { load: () => [], save: () => undefined },
      });
      const hits = await source.search(
        { terms: [{ type: 'kind', value: 'warrant' }], filters: {}, sort: 'newest', limit: 1, after: null },
        { kinds: ['warrant'], precinct: null, hiddenTags: [], juvenile: true },
        CALLER,
        new AbortController().signal,
      );
      const [hit] = hits.hits;
      expect(hit?.record.number).toBe(HERO.warrant);
      const { confirmation } = await confirmations.ask(OFFICER, hit!.record.id, 'urgent');
      expect(confirmation.state).toBe('asked');
      await confirmations.look();
      expect(confirmations.of(OFFICER, hit!.record)?.state).toBe('confirmed');
    } finally {
      await bench.remove();
    }
  });
});
