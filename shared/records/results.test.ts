import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceId } from './kind.ts';
import { emptyResults, mergedFacets, mergeResults, needsMore, nextPage, type Results } from './results.ts';
import type { Facets, ResultRow, SearchEvent } from './search.ts';

const AT = '2026-11-23T08:00:00.000Z';

const row = (source: SourceId, order: string): ResultRow => ({
  id: `${source}-${order}`.padEnd(22, '_').slice(0, 22),
  kind: 'complaint',
  source,
  number: order,
  title: order,
  matched: { text: order, marks: [], why: 'word' },
  occurredAt: null,
  precinct: null,
  state: { label: 'Open', tone: 'neutral' },
  cautions: [],
  withheld: 0,
  preview: [],
  order,
});

const NO_FACETS: Facets = { kind: [], precinct: [], custodian: [], year: [], offence: [] };

const started = (...sources: readonly SourceId[]): SearchEvent => ({
  event: 'started',
  at: AT,
  sources: sources.map((source) => ({ source, state: 'searching' })),
});
const rows = (source: SourceId, ...orders: readonly string[]): SearchEvent => ({
  event: 'rows',
  source,
  rows: orders.map((order) => row(source, order)),
});
const answer = (source: SourceId, count: number, cursor?: string, facets?: Facets): SearchEvent => ({
  event: 'source',
  source,
  state: 'answered',
  ms: 4,
  count,
  exact: true,
  ...(cursor === undefined ? {} : { cursor }),
  ...(facets === undefined ? {} : { facets }),
});
const DONE: SearchEvent = { event: 'done', ms: 9, auditSeq: 1 };

const run = (...events: readonly SearchEvent[]): Results => events.reduce(mergeResults, emptyResults);
const orders = (results: Results): readonly string[] => results.rows.map((one) => one.order);

describe('one list of several sources', () => {
  test('rows of all sources are merged by falling order', () => {
    const results = run(
      started('department', 'warrants'),
      rows('department', '9', '5'),
      answer('department', 2),
      rows('warrants', '7'),
      answer('warrants', 1),
      DONE,
    );
    expect(orders(results)).toEqual(['9', '7', '5']);
    expect(results.total).toBe(3);
  });

  test('first rows never wait for the slowest source', () => {
    expect(orders(run(started('department', 'warrants'), rows('department', '9', '5')))).toEqual(['9', '5']);
  });

  test('a row waits while a source with more pages may still bring one above it', () => {
    const results = run(
      started('department', 'warrants'),
      rows('department', '9', '6'),
      answer('department', 4, 'c1'),
      rows('warrants', '7', '2'),
      answer('warrants', 2),
      DONE,
    );
    expect(orders(results)).toEqual(['9', '7', '6']);
    const page = [started('department'), rows('department', '5', '1'), answer('department', 4), DONE];
    expect(orders(page.reduce(mergeResults, results))).toEqual(['9', '7', '6', '5', '2', '1']);
  });

  test('a source that goes down on a later page holds nothing back and keeps its rows', () => {
    const first = run(
      started('department', 'warrants'),
      rows('department', '9'),
      answer('department', 3, 'c1'),
      rows('warrants', '2'),
      answer('warrants', 1),
      DONE,
    );
    const down: SearchEvent = { event: 'source', source: 'department', state: 'down', ms: 3, count: 0, exact: false };
    const results = [started('department'), down, DONE].reduce(mergeResults, first);
    expect(orders(results)).toEqual(['9', '2']);
    expect(results.sources.department?.state).toBe('down');
    expect(nextPage(results)).toBeNull();
  });

  test('a stream that breaks off keeps the rows received and lets the next page be asked for again', () => {
    const first = run(started('department'), rows('department', '9'), answer('department', 3, 'c1'), DONE);
    const broken: SearchEvent = { event: 'fault', fault: { code: 'audit.unavailable' } };
    const results = [started('department'), broken].reduce(mergeResults, first);
    expect(orders(results)).toEqual(['9']);
    expect(nextPage(results)).toEqual({ department: 'c1' });
  });

  test('S25: a source without a grant is listed with its rule and adds nothing', () => {
    const results = run({
      event: 'started',
      at: AT,
      sources: [{ source: 'public', state: 'not-authorised', rule: 'S25' }],
    });
    expect(results.sources.public).toMatchObject({ state: 'not-authorised', rule: 'S25', count: 0, ms: null });
    expect(results.total).toBe(0);
  });

  test('a source not asked for the next page keeps its answer and its time', () => {
    const first = run(started('department', 'warrants'), answer('warrants', 3), answer('department', 90, 'c1'), DONE);
    const results = mergeResults(first, {
      event: 'started',
      at: AT,
      sources: [
        { source: 'department', state: 'searching' },
        { source: 'warrants', state: 'not-asked' },
      ],
    });
    expect(results.sources.warrants).toMatchObject({ state: 'answered', count: 3, ms: 4 });
    expect(results.sources.department).toMatchObject({ state: 'answered', count: 90, isPaging: true });
  });

  test('of two rows with the same order the one already there stays first', () => {
    const results = run(started('department', 'warrants'), rows('department', '5'), rows('warrants', '5'));
    expect(results.rows.map((one) => one.source)).toEqual(['department', 'warrants']);
  });

  test('a row sent twice is held once', () => {
    expect(orders(run(started('department'), rows('department', '3', '3'), rows('department', '3', '2')))).toEqual([
      '3',
      '2',
    ]);
  });
});

describe('the next page', () => {
  const many = Array.from({ length: 50 }, (_, at) => String(900 - at));
  const first = run(started('department'), rows('department', ...many), answer('department', 120, 'c1'), DONE);

  test('is due near the end of what is shown and not before', () => {
    expect(needsMore(first, 0)).toBe(false);
    expect(needsMore(first, 10)).toBe(true);
    expect(nextPage(first)).toEqual({ department: 'c1' });
  });

  test('is not asked for twice', () => {
    const paging = mergeResults(first, started('department'));
    expect(needsMore(paging, 49)).toBe(false);
    expect(nextPage(paging)).toBeNull();
  });

  test('is not asked of a source whose rows already wait', () => {
    const waiting = Array.from({ length: 30 }, (_, at) => String(800 - at));
    const results = run(
      started('department', 'warrants'),
      rows('department', ...many),
      answer('department', 120, 'c1'),
      rows('warrants', ...waiting),
      answer('warrants', 60, 'w1'),
      DONE,
    );
    expect(nextPage(results)).toEqual({ department: 'c1' });
  });
});

describe('facets', () => {
  test('are added up over the sources, the greatest first', () => {
    const of = (count: number): Facets => ({
      ...NO_FACETS,
      year: [
        { value: '2025', count },
        { value: '2026', count: 3 },
      ],
    });
    const results = run(
      started('department', 'warrants'),
      answer('department', 4, undefined, of(1)),
      answer('warrants', 5, undefined, of(2)),
    );
    expect(mergedFacets(results)?.year).toEqual([
      { value: '2026', count: 6 },
      { value: '2025', count: 3 },
    ]);
  });

  test('are none before a source brought them', () => {
    expect(mergedFacets(run(started('department')))).toBeNull();
  });
});

/** Sources with any rows, cut into pages; orders may tie between sources. */
const sourcesOfRows = fc.record({
  department: fc.uniqueArray(fc.integer({ min: 100, max: 160 }), { maxLength: 40 }),
  warrants: fc.uniqueArray(fc.integer({ min: 100, max: 160 }), { maxLength: 20 }),
  stolen: fc.uniqueArray(fc.integer({ min: 100, max: 160 }), { maxLength: 10 }),
});

/** The events of one page of one source: rows in one or two pieces, then its answer. */
function pageEvents(source: SourceId, all: readonly string[], from: number, size: number): readonly SearchEvent[] {
  const page = all.slice(from, from + size);
  const half = Math.ceil(page.length / 2);
  const more = from + size < all.length;
  return [
    rows(source, ...page.slice(0, half)),
    rows(source, ...page.slice(half)),
    answer(source, all.length, more ? String(from + size) : undefined),
  ];
}

/** Mixes the events of several sources, each in its own order. */
function interleave(lists: readonly (readonly SearchEvent[])[], choices: readonly number[]): readonly SearchEvent[] {
  const rest = lists.map((list) => [...list]);
  const mixed: SearchEvent[] = [];
  for (let step = 0; rest.some((list) => list.length > 0); step += 1) {
    const open = rest.filter((list) => list.length > 0);
    const event = open[(choices[step % choices.length] ?? 0) % open.length]?.shift();
    if (event) mixed.push(event);
  }
  return mixed;
}

describe('whatever the sources send', () => {
  test('the list is sorted, only grows below what was shown, ends complete and without repeats', () => {
    fc.assert(
      fc.property(
        sourcesOfRows,
        fc.integer({ min: 1, max: 15 }),
        fc.array(fc.nat(9), { minLength: 1, maxLength: 30 }),
        (numbers, size, choices) => {
          const ids = ['department', 'warrants', 'stolen'] as const;
          const all = Object.fromEntries(
            ids.map((id) => [id, numbers[id].toSorted((a, b) => b - a).map(String)]),
          ) as Record<(typeof ids)[number], string[]>;
          let results = mergeResults(emptyResults, started(...ids));
          let asked: readonly (readonly [(typeof ids)[number], number])[] = ids.map((id) => [id, 0]);
          for (let page = 0; asked.length > 0; page += 1) {
            const lists = asked.map(([id, from]) => pageEvents(id, all[id], from, size));
            if (page > 0) results = mergeResults(results, started(...asked.map(([id]) => id)));
            for (const event of [...interleave(lists, choices), DONE]) {
              const before = results.rows;
              results = mergeResults(results, event);
              expect(orders(results)).toEqual(orders(results).toSorted().toReversed());
              if (page > 0) expect(results.rows.slice(0, before.length)).toEqual(before);
            }
            const next = nextPage(results);
            asked = ids.flatMap((id) => (next?.[id] === undefined ? [] : [[id, Number(next[id])] as const]));
          }
          expect(orders(results)).toEqual(
            ids
              .flatMap((id) => all[id])
              .toSorted()
              .toReversed(),
          );
          expect(new Set(results.rows.map((one) => one.id)).size).toBe(results.rows.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
