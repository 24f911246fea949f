/** The search as a person meets it: sources by grant, rows by what may be seen, the audit row before the first event. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import type { ReasonedAsker } from '../../gateway/core/asker.ts';
import { createSearch } from '../../gateway/core/search.ts';
import { isProtectedOnly } from '../../gateway/core/search-protected.ts';
import type { Term } from '../../shared/records/query/term.ts';
import {
  searchEventSchema,
  type ResultRow,
  type SearchEvent,
  type SearchRequest,
} from '../../shared/records/search.ts';
import { asker, CLERK, collect, DETECTIVE, OFFICER, openDesk, request, type Desk } from './records-desk.ts';
import { ARREST, COMPLAINT, mention, record, SEALED, STOLEN } from './store-records.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.store.put([
    record({ kind: 'public', number: 'DMV-REG-77120', mentions: [mention('plate', 'KLR4821')] }),
    ...Array.from({ length: 7 }, (_, at) =>
      record({ kind: 'call311', number: `1000000${String(at)}`, offence: 'NOISE', title: 'Noise' }),
    ),
  ]);
});
afterAll(async () => desk.remove());

const PLATE: Term = { type: 'plate', value: 'KLR4821', match: 'exact' };
const ask = (who: ReasonedAsker, terms: Term[], more: Partial<SearchRequest> = {}): Promise<readonly SearchEvent[]> =>
  collect(desk.search.run(who, request(terms, more)));
const rowsOf = (events: readonly SearchEvent[]): readonly ResultRow[] =>
  events.flatMap((event) => (event.event === 'rows' ? event.rows : []));
const numbers = (events: readonly SearchEvent[]): readonly string[] =>
  rowsOf(events)
    .map((row) => row.number)
    .sort();
const states = (events: readonly SearchEvent[]): Record<string, string> =>
  Object.fromEntries(
    events
      .flatMap((event) => (event.event === 'started' ? event.sources : []))
      .map(({ source, state, rule }) => [source, rule ?? state]),
  );

describe('sources by grant', () => {
  it('S9: an officer asks department and government, commercial sources are closed and named', async () => {
    const events = await ask(OFFICER, [PLATE]);
    expect(states(events)).toEqual({
      department: 'searching',
      warrants: 'searching',
      stolen: 'searching',
      orders: 'searching',
      public: 'S9',
    });
    expect(numbers(events)).toEqual([COMPLAINT.number, STOLEN.number, ARREST.number].sort());
  });

  it('S17: a detective asks commercial sources for the purposes of their list only', async () => {
    expect(numbers(await ask(DETECTIVE, [PLATE]))).toContain('DMV-REG-77120');
    const patrol = await ask(asker('investigator', 'job-in-progress'), [PLATE]);
    expect(states(patrol)['public']).toBe('S17');
    expect(numbers(patrol)).not.toContain('DMV-REG-77120');
  });

  it('S46: a source behind the second factor is neither asked nor opened before a code was given in the session', async () => {
    const unverified = asker('police-officer', 'job-in-progress', { factorSources: ['stolen'] });
    const events = await ask(unverified, [PLATE]);
    expect(states(events)['stolen']).toBe('S46');
    expect(numbers(events)).not.toContain(STOLEN.number);
    const id = await desk.idOf('stolen', STOLEN.number);
    await expect(desk.records.view(unverified, id)).rejects.toMatchObject({ fault: { code: 'record.unknown' } });
    const verified = asker('police-officer', 'job-in-progress');
    expect((await desk.records.view(verified, id)).number).toBe(STOLEN.number);
  });

  it('S25: a clerk asks no government source and finds the own command’s kinds only', async () => {
    const events = await ask(CLERK, [{ type: 'when', from: '2026-01-01' }]);
    expect(states(events)).toMatchObject({ warrants: 'S25', stolen: 'S25', orders: 'S25', public: 'S25' });
    const kinds = new Set(rowsOf(events).map((row) => row.kind));
    expect([...kinds].sort()).toEqual(['call311', 'complaint']);
    expect(new Set(rowsOf(events).map((row) => row.precinct))).toEqual(new Set([113]));
    const elsewhere = asker('command-clerk', 'records-request', { person: { ...CLERK.person, command: 105 } });
    expect(numbers(await ask(elsewhere, [{ type: 'when', from: '2026-01-01' }]))).toEqual(['2026-105-000777']);
    const bureau = asker('command-clerk', 'records-request', { person: { ...CLERK.person, command: null } });
    expect(numbers(await ask(bureau, [{ type: 'when', from: '2026-01-01' }]))).toEqual([]);
  });

  it('S37: without the capability nothing is asked, and the attempt is recorded', async () => {
    const administrator = asker('system-administrator', 'job-in-progress');
    await expect(ask(administrator, [PLATE])).rejects.toMatchObject({ fault: { code: 'capability.missing' } });
    expect((await desk.rows())[0]).toMatchObject({
      action: 'access.denied',
      outcome: 'refused',
      rule: 'S37',
      username: administrator.person.username,
    });
  });

  it('S26: a search without a reason in force is refused and recorded', async () => {
    const idle = { ...OFFICER, reason: null } as unknown as ReasonedAsker;
    await expect(ask(idle, [PLATE])).rejects.toMatchObject({ fault: { code: 'reason.missing' } });
    expect((await desk.rows())[0]).toMatchObject({ action: 'access.denied', rule: 'S26' });
  });
});

describe('events', () => {
  it('come as the contract says: started, per source rows then its end, done last', async () => {
    const events = await ask(OFFICER, [PLATE]);
    for (const event of events) expect(() => searchEventSchema.parse(event)).not.toThrow();
    expect(events[0]?.event).toBe('started');
    expect(events.at(-1)?.event).toBe('done');
    const ends = events.filter((event) => event.event === 'source');
    expect(ends.map((event) => event.source).sort()).toEqual(['department', 'orders', 'stolen', 'warrants']);
    const order = events.flatMap((event) => ('source' in event && event.source === 'department' ? [event.event] : []));
    expect(order).toEqual(['rows', 'source']);
  });

  it('a source that fails is down; the others are unaffected', async () => {
    const failing = createSearch({
      sources: {
        ...desk.sources,
        warrants: { ...desk.sources.warrants, search: () => Promise.reject(new Error('gone')) },
      },
      audit: desk.audit,
      clock: systemClock,
      cursorKey: new Uint8Array(32),
    });
    const events = await collect(failing.run(OFFICER, request([PLATE])));
    const ends = Object.fromEntries(
      events.flatMap((event) => (event.event === 'source' ? [[event.source, event.state]] : [])),
    );
    expect(ends).toEqual({ department: 'answered', warrants: 'down', stolen: 'answered', orders: 'answered' });
    expect(numbers(events)).toContain(COMPLAINT.number);
    expect((await desk.rows())[0]).toMatchObject({ action: 'search.end', outcome: 'failed' });
  });

  it('a kind or custodian that a source does not keep is not asked of it', async () => {
    const events = await ask(OFFICER, [PLATE, { type: 'kind', value: 'arrest' }]);
    expect(states(events)).toMatchObject({ department: 'searching', stolen: 'not-asked' });
    expect(states(await ask(OFFICER, [PLATE], { filters: { custodians: ['government'] } }))).toMatchObject({
      department: 'not-asked',
      stolen: 'searching',
    });
  });
});

describe('audit', () => {
  it('the search is recorded with reason and sealed query before the first event, its end before the last', async () => {
    const stream = desk.search.run(OFFICER, request([PLATE]))[Symbol.asyncIterator]();
    const first = await stream.next();
    expect((first.value as SearchEvent).event).toBe('started');
    const [row] = await desk.rows();
    expect(row).toMatchObject({
      action: 'search',
      outcome: 'ok',
      reason: 'Job in progress · 2026-113-004512',
      hasQueryText: true,
    });
    expect(JSON.stringify(row)).not.toContain('KLR4821');
    expect(await desk.audit.openQuery(row!.seq, null)).toContain('KLR4821');
    let last: SearchEvent | undefined;
    for (let next = await stream.next(); next.done !== true; next = await stream.next()) last = next.value;
    expect(last).toMatchObject({ event: 'done', auditSeq: row!.seq });
    expect((await desk.rows())[0]).toMatchObject({ action: 'search.end', outcome: 'ok' });
  });

  it('a reader who leaves in the middle leaves a recorded end', async () => {
    for await (const event of desk.search.run(OFFICER, request([PLATE]))) if (event.event === 'rows') break;
    expect((await desk.rows())[0]).toMatchObject({ action: 'search.end', outcome: 'failed' });
  });

  it('AU-5: no audit, no answer: not one event when the row cannot be written', async () => {
    const own = await openDesk();
    await own.closeAudit();
    const seen: SearchEvent[] = [];
    const running = (async () => {
      for await (const event of own.search.run(OFFICER, request([PLATE]))) seen.push(event);
    })();
    await expect(running).rejects.toMatchObject({ fault: { code: 'audit.unavailable' } });
    expect(seen).toEqual([]);
    await own.remove();
  });
});

describe('what a row shows', () => {
  const victim: Term = { type: 'name', value: 'GALLAGHER', match: 'prefix' };

  it('S22: an officer finds by a victim’s name, sees why, and not the name', async () => {
    const [row] = rowsOf(await ask(OFFICER, [victim]));
    expect(row?.matched).toEqual({ text: 'withheld', marks: [], why: 'name' });
    expect(JSON.stringify(row)).not.toContain('GALLAGHER');
    expect(JSON.stringify(row)).not.toContain('7185550142');
    expect(row?.withheld).toBeGreaterThan(0);
  });

  it('S36: a detective in an investigation sees it', async () => {
    const [row] = rowsOf(await ask(DETECTIVE, [victim]));
    expect(row?.matched).toMatchObject({ text: 'GALLAGHER, SIOBHAN', marks: [[0, 9]], why: 'name' });
  });

  it('a clerk cannot find a complaint by a victim’s name, phone or words, nor learn it from counts', async () => {
    for (const term of [
      victim,
      { type: 'phone', value: '7185550142' },
      { type: 'words', value: 'gallagher' },
    ] as Term[]) {
      const events = await ask(CLERK, [term]);
      expect(rowsOf(events)).toEqual([]);
      expect(events.find((event) => event.event === 'source')).toMatchObject({ count: 0, exact: true });
    }
  });

  it('sealed records are in no row, count or facet of anybody', async () => {
    for (const who of [OFFICER, DETECTIVE]) {
      const events = await ask(who, [{ type: 'kind', value: 'arrest' }]);
      expect(numbers(events)).toEqual([ARREST.number]);
      expect(JSON.stringify(events)).not.toContain(SEALED.number);
      expect(events.find((event) => event.event === 'source')).toMatchObject({ count: 1 });
      expect(numbers(await ask(who, [{ type: 'identifier', value: SEALED.number }]))).toEqual([]);
    }
  });

  it('the preview holds at most eight cells and nothing that the record page would not show', async () => {
    const [row] = rowsOf(await ask(OFFICER, [{ type: 'identifier', value: COMPLAINT.number }]));
    expect(row?.preview.length).toBeGreaterThan(2);
    expect(row?.preview.length).toBeLessThanOrEqual(8);
    expect(row?.preview).toContainEqual({ label: 'Plate', cell: { show: 'shown', value: 'NY KLR4821' } });
    expect(row?.preview).toContainEqual({ label: 'Complainant', cell: { show: 'masked', rule: 'victim-identity' } });
  });
});

describe('further pages', () => {
  const noise: Term[] = [{ type: 'kind', value: 'call311' }];
  const cursorOf = (events: readonly SearchEvent[]): string =>
    events.flatMap((event) => (event.event === 'source' && event.cursor !== undefined ? [event.cursor] : []))[0] ?? '';

  it('go on where the page ended, and ask only the sources that had more', async () => {
    const seen: string[] = [];
    let events = await ask(OFFICER, noise, { limit: 3 });
    for (;;) {
      seen.push(...numbers(events));
      const department = cursorOf(events);
      if (department === '') break;
      events = await ask(OFFICER, noise, { limit: 3, cursors: { department } });
      expect(states(events)).toMatchObject({ department: 'searching', stolen: 'not-asked' });
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  it('S51: a cursor of another session, another search or another source is refused and recorded', async () => {
    const department = cursorOf(await ask(OFFICER, noise, { limit: 3 }));
    const damaged = `${department.slice(0, 20)}${department[20] === 'A' ? 'B' : 'A'}${department.slice(21)}`;
    const thief = { ...OFFICER, sessionId: 'another-session' };
    const tries: readonly (readonly [ReasonedAsker, Term[], SearchRequest['cursors']])[] = [
      [thief, noise, { department }],
      [OFFICER, [{ type: 'kind', value: 'complaint' }], { department }],
      [OFFICER, [PLATE], { stolen: department }],
      [OFFICER, noise, { department: damaged }],
      [OFFICER, noise, { department: 'x' }],
    ];
    for (const [who, terms, cursors] of tries) {
      const before = (await desk.rows()).length;
      await expect(ask(who, terms, { limit: 3, cursors })).rejects.toMatchObject({
        fault: { code: 'query.cursor-invalid', rule: 'S51' },
      });
      const rows = await desk.rows();
      expect(rows).toHaveLength(before + 1);
      expect(rows[0]).toMatchObject({ action: 'access.denied', outcome: 'refused', rule: 'S51' });
    }
  });
});

describe('S111: protected attributes alone are no search', () => {
  const words = (value: string): Term => ({ type: 'words', value });
  const refused: readonly Term[][] = [
    [words('black male 20s')],
    [words('white female')],
    [words('m/b 25')],
    [{ type: 'phrase', value: 'young hispanic males' }],
    [{ type: 'name', value: 'BLACK MALE', match: 'prefix' }],
    [words('black male'), { type: 'kind', value: 'complaint' }],
    [words('black male'), { type: 'when', from: '2026-11-01', to: '2026-11-02' }],
    [words('black male'), { type: 'precinct', value: 113 }],
    [words('black male'), { type: 'offence', value: 'robbery' }],
    [words('HISPANIC MALE'), { type: 'address', value: '25-30 YEARS' }, words('OLD')],
    [words('20s')],
    [words('muslim men'), { type: 'exclude', value: 'jacket' }],
    [words('black male'), { type: 'precinct', value: 113 }, { type: 'when', from: '2020-01-01' }],
    [words('black male'), { type: 'precinct', value: 113 }, { type: 'when', from: '2020-01-01', to: '2026-11-02' }],
    [words('black male'), { type: 'hours', from: '02:00', to: '04:00' }],
    [words('black male'), { type: 'precinct', value: 113 }, { type: 'hours', from: '02:00', to: '04:00' }],
  ];
  it.each(refused.map((terms) => [JSON.stringify(terms), terms] as const))('refused: %s', (_, terms) => {
    expect(isProtectedOnly(terms)).toBe(true);
  });

  const allowed: readonly Term[][] = [
    [words('black male red jacket')],
    [words('black honda')],
    [words('black male'), words('scar left cheek')],
    [words('black male'), PLATE],
    [words('white male'), { type: 'address', value: 'FARMERS BLVD' }],
    [words('white male'), { type: 'phone', value: '0142' }],
    [words('white male'), { type: 'name', value: 'OKONJO', match: 'prefix' }],
    [words('black male'), { type: 'precinct', value: 113 }, { type: 'when', from: '2026-11-01', to: '2026-11-02' }],
    [{ type: 'name', value: 'WHITE', match: 'prefix' }],
    [{ type: 'kind', value: 'arrest' }],
    [words('113')],
    [words('unknown')],
    [{ type: 'address', value: '100' }],
    [{ type: 'address', value: 'WHITE PLAINS RD' }],
  ];
  it.each(allowed.map((terms) => [JSON.stringify(terms), terms] as const))('allowed: %s', (_, terms) => {
    expect(isProtectedOnly(terms)).toBe(false);
  });

  it('is refused by the gateway before any source is asked, and recorded with its words sealed', async () => {
    await expect(ask(DETECTIVE, [words('black male 20s')])).rejects.toMatchObject({
      fault: { code: 'query.protected-only', rule: 'S111' },
    });
    const [row] = await desk.rows();
    expect(row).toMatchObject({ action: 'access.denied', rule: 'S111', hasQueryText: true });
    expect(await desk.audit.openQuery(row!.seq, null)).toContain('black male');
  });
});
