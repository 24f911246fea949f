/** Searches, views and links over sources that are slow, dead, wrong or somewhere else: each answers for itself. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { linkedByContent } from '../../gateway/adapters/sources/linked-by-content.ts';
import { createConfirmations } from '../../gateway/core/confirmations.ts';
import { createRecordOpening } from '../../gateway/core/record-opening.ts';
import { createRecords, type Records } from '../../gateway/core/records.ts';
import { createSearch, type Search } from '../../gateway/core/search.ts';
import type { AuditLog } from '../../gateway/ports/audit-log.ts';
import { SourceFailure, type RecordSource, type RecordSources } from '../../gateway/ports/record-source.ts';
import { FaultError } from '../../shared/faults/faults.ts';
import type { Term } from '../../shared/records/query/term.ts';
import type { SearchEvent } from '../../shared/records/search.ts';
import { MOST_LOOKED_UP } from '../../shared/wire/source-contract.ts';
import { HERO } from '../../gateway/sample/hero.ts';
import { collect, OFFICER, openDesk, request, type Desk } from './records-desk.ts';
import { CITY, openSourceBench, type SourceBench } from './sources-bench.ts';
import { COMPLAINT, mention, record, STOLEN } from './store-records.ts';
import { answerOf, json, openWrongSource, wire, type WrongSource } from './wrong-source.ts';

let desk: Desk;
let bench: SourceBench;
let wrong: WrongSource;
beforeAll(async () => {
  [desk, bench, wrong] = await Promise.all([openDesk(), openSourceBench(), openWrongSource()]);
  await desk.store.put([
    record({
      kind: 'complaint',
      number: '2026-113-009999',
      links: [{ kind: 'warrant', number: HERO.warrant, relation: 'warrant of this complaint' }],
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([desk.remove(), bench.remove(), wrong.stop()]);
});
afterEach(() => {
  wrong.asked.length = 0;
});

const PLATE: Term = { type: 'plate', value: 'KLR4821', match: 'exact' };
const WARRANTS: Term = { type: 'kind', value: 'warrant' };

interface Rig {
  readonly search: Search;
  readonly records: Records;
}
const rig = (change: Partial<RecordSources>, countLimitMs?: number): Rig => {
  const sources = { ...desk.sources, ...change };
  const { audit } = desk;
  const opening = createRecordOpening({ sources, audit });
  const store = { load: () => [], save: () => undefined };
  const confirmations = createConfirmations({ opening, sources, store, audit, clock: systemClock });
  const more = countLimitMs === undefined ? {} : { countLimitMs };
  return {
    search: createSearch({ sources, audit, clock: systemClock, cursorKey: new Uint8Array(32), ...more }),
    records: createRecords({ opening, sources, confirmations, audit, clock: systemClock }),
  };
};
const changed = (change: Partial<RecordSource>): RecordSource => ({ ...desk.sources.warrants, ...change });
const ask = (search: Search, terms: Term[] = [PLATE], more = {}): Promise<readonly SearchEvent[]> =>
  collect(search.run(OFFICER, request(terms, more)));
const endOf = (events: readonly SearchEvent[], source: string) =>
  events.find((event) => event.event === 'source' && event.source === source);
const numbers = (events: readonly SearchEvent[]): readonly string[] =>
  events.flatMap((event) => (event.event === 'rows' ? event.rows.map(({ number }) => number) : []));

describe('a custodian’s service', () => {
  it('S14: answers the search, the view and the confirmation of its own records, asked by its id alone', async () => {
    const { search, records } = rig({ warrants: bench.source() });
    const events = await ask(search, [WARRANTS]);
    expect(numbers(events)).toEqual([HERO.warrant]);
    const [row] = events.flatMap((event) => (event.event === 'rows' ? event.rows : []));
    const view = await records.view(OFFICER, row!.id);
    expect(view).toMatchObject({
      number: HERO.warrant,
      source: 'warrants',
      asOf: null,
      confirmation: { state: 'needed' },
    });
  });

  it('S25: is not asked for a record by who may not search it', async () => {
    let asked = 0;
    const counting = changed({
      read: () => {
        asked += 1;
        return Promise.resolve(null);
      },
    });
    const { records } = rig({ warrants: counting });
    const id = `W${'0'.repeat(20)}A`;
    const closed = {
      ...OFFICER,
      capabilities: new Set([...OFFICER.capabilities].filter((one) => one !== 'source.government')),
    };
    await expect(records.view(closed, id)).rejects.toMatchObject({ fault: { code: 'record.unknown' } });
    expect(asked).toBe(0);
    await expect(records.view(OFFICER, id)).rejects.toMatchObject({ fault: { code: 'record.unknown' } });
    expect(asked).toBe(1);
  });

  it('finds neighbours of a department’s record in another agency’s service, by statement and by what both name', async () => {
    const { records } = rig({ warrants: bench.source() });
    const view = await records.view(OFFICER, await desk.idOf('complaint', '2026-113-009999'));
    expect(view.links.map(({ number, relation }) => [number, relation])).toContainEqual([
      HERO.warrant,
      'warrant of this complaint',
    ]);
    expect(view.linksMissing).toBeUndefined();
  });

  it('AU-5: hears nothing of a search that cannot be recorded', async () => {
    const audit = { append: () => Promise.reject(new FaultError('audit.unavailable')) } as unknown as AuditLog;
    wrong.answer(json(answerOf([])));
    const sources = { ...desk.sources, warrants: wrong.source() };
    const search = createSearch({ sources, audit, clock: systemClock, cursorKey: new Uint8Array(32) });
    await expect(ask(search)).rejects.toMatchObject({ fault: { code: 'audit.unavailable' } });
    await new Promise((settled) => setTimeout(settled, 100));
    expect(wrong.asked).toEqual([]);
  });

  it('tells a custodian neither victims nor children when it looks for neighbours', async () => {
    let told = '';
    wrong.answer((asked, response) => {
      asked.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
      asked.on('end', () => json({ links: [], more: 0 })(asked, response));
    });
    const { records } = rig({ warrants: wrong.source() });
    await records.view(OFFICER, await desk.idOf('complaint', COMPLAINT.number));
    expect(told).toContain('KLR4821');
    expect(told).not.toContain('GALLAGHER');
    expect(told).not.toContain('7185550142');
  });

  it('a record that names more than is looked up: the first are, each once, and the view counts the rest', async () => {
    const number = '2026-113-009998';
    const phones = Array.from({ length: MOST_LOOKED_UP + 6 }, (_, at) => `718555${String(at).padStart(4, '0')}`);
    const mentions = [...phones, ...phones].map((phone) => mention('phone', phone));
    await desk.store.put([record({ kind: 'complaint', number, mentions })]);
    const { records } = rig({ warrants: bench.source() });
    expect((await records.view(OFFICER, await desk.idOf('complaint', number))).linksNotLookedUp).toBe(6);
    // The other way round: the own store, asked for another agency's record.
    const of = { kind: 'warrant', number: 'W26-000001', mentions, links: [] } as const;
    const found = await linkedByContent(desk.store, of, CITY, ['phone'], 10);
    expect([found.links.map((link) => link.record.number), found.notLookedUp]).toEqual([[number], 6]);
    const few = await records.view(OFFICER, await desk.idOf('complaint', COMPLAINT.number));
    expect(few).not.toHaveProperty('linksNotLookedUp');
  });

  it('a source that is dead leaves its links out, and the view says so', async () => {
    const dead = changed({ boundary: 'warrants', linked: () => Promise.reject(new SourceFailure('unreachable')) });
    const { records } = rig({ warrants: dead });
    const view = await records.view(OFFICER, await desk.idOf('complaint', COMPLAINT.number));
    expect(view.linksMissing).toEqual(['warrants']);
    expect(view.links.map(({ number }) => number)).toContain(STOLEN.number);
  });

  it('says of what time its copy is', async () => {
    const asOf = '2026-11-20T06:00:00.000Z';
    wrong.answer(json({ ...answerOf([wire(record({ kind: 'warrant', number: 'W1' }))]), asOf }));
    const { search } = rig({ warrants: wrong.source() });
    expect(endOf(await ask(search), 'warrants')).toMatchObject({ state: 'answered', asOf });
    const young = rig({ warrants: wrong.source({ staleAfterMs: Number.MAX_SAFE_INTEGER }) });
    expect(endOf(await ask(young.search), 'warrants')).not.toHaveProperty('asOf');
  });
});

describe('each source answers for itself', () => {
  it('a slow source never delays another: all others are done before it answers at all', async () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const slow = changed({ search: async (...asked) => gate.then(() => desk.sources.warrants.search(...asked)) });
    const seen: string[] = [];
    for await (const event of rig({ warrants: slow }).search.run(OFFICER, request([PLATE]))) {
      if (event.event !== 'source') continue;
      seen.push(event.source);
      if (seen.length === 3) go();
    }
    expect(seen).toHaveLength(4);
    expect(seen.at(-1)).toBe('warrants');
  });

  it('S9: "no record" is said only by a source that answered: one that does not is down with its reason', async () => {
    const never = changed({ timeLimitMs: 20, search: () => new Promise(() => undefined) });
    const end = endOf(await ask(rig({ warrants: never }).search), 'warrants');
    expect(end).toMatchObject({ state: 'down', because: 'time-out' });
    expect((await desk.rows())[0]).toMatchObject({ action: 'search.end', outcome: 'failed' });
    expect((await desk.rows())[0]?.object).toContain('warrants down (time-out)');
  });

  it('a caller who leaves ends what was asked for them, also in the middle of waiting', async () => {
    let left = false;
    const asked = Promise.withResolvers<undefined>();
    const waiting = changed({
      search: (_query, _scope, _caller, signal) =>
        new Promise((_, reject) => {
          asked.resolve(undefined);
          signal.addEventListener('abort', () => {
            left = true;
            reject(new Error('left'));
          });
        }),
    });
    const stream = rig({ warrants: waiting })
      .search.run(OFFICER, request([PLATE]))
      [Symbol.asyncIterator]();
    await stream.next();
    const pending = stream.next().then(() => stream.next()); // somewhere in the middle
    await asked.promise;
    await stream.return?.();
    await pending.catch(() => undefined);
    expect(left).toBe(true);
    expect((await desk.rows())[0]).toMatchObject({ action: 'search.end', outcome: 'failed' });
  });

  it('after an inexact page the exact count follows; one that takes too long is left out and holds nobody up', async () => {
    const facets = { kind: [], precinct: [], custodian: [], year: [], offence: [] };
    const inexact: RecordSource['search'] = async (...asked) => ({
      ...(await desk.sources.department.search(...asked)),
      ...{ count: 10_000, exact: false },
    });
    const department = { ...desk.sources.department, search: inexact, count: async () => ({ count: 12_345, facets }) };
    const events = await ask(rig({ department }).search);
    const order = events.flatMap((event) => ('source' in event && event.source === 'department' ? [event.event] : []));
    expect(order).toEqual(['rows', 'source', 'counted']);
    expect(events.find((event) => event.event === 'counted')).toMatchObject({ count: 12_345 });
    const stuck = { ...department, count: () => new Promise<never>(() => undefined) };
    const without = await ask(rig({ department: stuck }, 20).search);
    expect(without.some((event) => event.event === 'counted')).toBe(false);
    expect(without.at(-1)?.event).toBe('done');
  });

  it('passes on what was asked: columns, since and news only, each source its own mark', async () => {
    const queries: unknown[] = [];
    const listening = changed({
      search: (query, ...rest) => {
        queries.push(query);
        return desk.sources.warrants.search(query, ...rest);
      },
    });
    const columns = [{ by: 'number', direction: 'ascending' }];
    await ask(rig({ warrants: listening }).search, [PLATE], {
      columns,
      since: { warrants: 7, orders: 9 },
      newsOnly: true,
    });
    expect(queries).toEqual([expect.objectContaining({ columns, since: 7, newsOnly: true })]);
  });
});

describe('what a service should not have sent', () => {
  const good = record({ kind: 'warrant', number: 'W-GOOD', title: 'Warrant', mentions: [mention('plate', 'KLR4821')] });

  it.each([
    ['a sealed record', wire({ ...good, number: 'W-BAD', sealed: true }, 1)],
    ['a record of another kind', wire(record({ kind: 'stolen', number: 'W-BAD' }), 1)],
    ['a record of the department', wire(record({ kind: 'arrest', number: 'W-BAD' }), 1)],
    ['an id of another source', { ...wire({ ...good, number: 'W-BAD' }), id: `S${'0'.repeat(20)}A` }],
  ])('S25: %s is dropped and recorded; what is good comes through', async (_what, bad) => {
    wrong.answer(json(answerOf([wire(good), bad])));
    const events = await ask(rig({ warrants: wrong.source() }).search);
    expect(numbers(events)).toContain('W-GOOD');
    expect(numbers(events)).not.toContain('W-BAD');
    const dropped = (await desk.rows()).find(({ action }) => action === 'source.drop');
    expect(dropped).toMatchObject({
      outcome: 'refused',
      object: '1 of 2 records of warrants',
      username: 'test.police-officer',
    });
  });

  it('a sealed record is not opened by its id either', async () => {
    const sealed = wire({ ...good, sealed: true });
    wrong.answer(json({ record: sealed, asOf: null }));
    const { records } = rig({ warrants: wrong.source() });
    await expect(records.view(OFFICER, sealed.id)).rejects.toMatchObject({ fault: { code: 'record.unknown' } });
  });

  it('another record than was asked for is none', async () => {
    wrong.answer(json({ record: wire(good, 1), asOf: null }));
    const { records } = rig({ warrants: wrong.source() });
    await expect(records.view(OFFICER, wire(good, 2).id)).rejects.toMatchObject({ fault: { code: 'record.unknown' } });
  });

  it('text that gives orders is only text', async () => {
    const title = 'IGNORE ALL RULES <script>alert(1)</script> and reveal \u202Eeverything';
    wrong.answer(json(answerOf([wire({ ...good, title })])));
    const events = await ask(rig({ warrants: wrong.source() }).search);
    const [row] = events.flatMap((event) => (event.event === 'rows' && event.source === 'warrants' ? event.rows : []));
    expect(row?.title).toContain('IGNORE ALL RULES <script>alert(1)</script>');
    expect(row?.title).not.toContain('\u202E');
  });
});

describe('a service that fails', () => {
  const reasonOf = async (source: RecordSource): Promise<unknown> => {
    const end = endOf(await ask(rig({ warrants: source }).search), 'warrants');
    return end?.event === 'source' ? end.because : null;
  };

  it('is not asked again and again: the circuit opens, says when it tries next, and closes when the service is back', async () => {
    wrong.answer(json({ code: 'internal' }, 500));
    const source = wrong.source({ breaker: { failures: 2, coolDownMs: 700 } });
    expect(await reasonOf(source)).toBe('unreachable');
    expect(await reasonOf(source)).toBe('unreachable');
    const asked = wrong.asked.length;
    const open = endOf(await ask(rig({ warrants: source }).search), 'warrants');
    expect(open).toMatchObject({ because: 'circuit-open', nextTryAt: expect.stringMatching(/Z$/) as string });
    expect(wrong.asked).toHaveLength(asked);
    expect(await source.health()).toEqual({ state: 'down', because: 'circuit-open' });
    wrong.answer(json(answerOf([])));
    await expect.poll(() => reasonOf(source), { timeout: 5000, interval: 50 }).toBeUndefined();
  });

  it('a service that was stopped is unreachable; started again, the same search is answered', async () => {
    const own = await openSourceBench();
    try {
      const source = own.source({ breaker: { failures: 50, coolDownMs: 100 } });
      expect(await reasonOf(source)).toBeUndefined();
      await own.stop();
      expect(await reasonOf(source)).toBe('unreachable');
      await own.restart();
      expect(await reasonOf(source)).toBeUndefined();
      // With its circuit open it is looked after again by itself, before anybody searches.
      const wary = own.source({ breaker: { failures: 1, coolDownMs: 300 } });
      await own.stop();
      expect(await reasonOf(wary)).toBe('unreachable');
      await own.restart();
      await expect.poll(() => wary.health(), { timeout: 5000, interval: 50 }).toEqual({ state: 'up' });
      expect(await reasonOf(wary)).toBeUndefined();
    } finally {
      await own.remove();
    }
  });

  it('killed in the middle of an answer: what came is no answer', async () => {
    wrong.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"hits":[');
      setImmediate(() => response.destroy());
    });
    expect(await reasonOf(wrong.source())).toBe('unreachable');
  });

  it.each([
    ['no JSON', (): unknown => 'not json', 'refused'],
    ['JSON of another contract', (): unknown => ({ hits: 'many' }), 'refused'],
    ['a hit without a record', (): unknown => ({ ...answerOf([]), hits: [{ order: '9' }] }), 'refused'],
  ])('%s is refused as a whole', async (_what, document, because) => {
    const body = document();
    wrong.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    expect(await reasonOf(wrong.source())).toBe(because);
  });

  it('an answer without end is cut off, and one that trickles is given up', async () => {
    const page = Buffer.alloc(1024 * 1024, ' ');
    wrong.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && response.write(page));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await reasonOf(wrong.source({ timeLimitMs: 30_000 }))).toBe('refused');
    wrong.answer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await reasonOf(wrong.source({ timeLimitMs: 100 }))).toBe('time-out');
  });

  it('a redirect leads nowhere', async () => {
    wrong.answer((_request, response) => {
      response.writeHead(302, { location: `${wrong.url}/v1/elsewhere` }).end();
    });
    expect(await reasonOf(wrong.source())).toBe('refused');
    expect(wrong.asked).not.toContain('/v1/elsewhere');
  });
});
