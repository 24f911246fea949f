/** Pages of any size by any sort are pieces of one list; beyond what is counted and ranked, newest first to any depth. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchScope, StoreAnswer, StoreHit, StoreQuery } from '../../gateway/ports/record-store.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { COUNT_CAP, SORT_COLUMNS, SORTS } from '../../shared/records/search.ts';
import { BOTH_STORES, type OpenedStore } from '../postgres/both-stores.ts';
import { stopServer } from '../postgres/store-database.ts';
import { mention, record } from './store-records.ts';

const SCOPE: SearchScope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
const OFFENCES = ['ARSON', 'BURGLARY', 'robbery 2', null, 'Ünlawful'] as const;
const KINDS = ['complaint', 'arrest', 'call911', 'invoice'] as const;

/** Times that meet, days alone and no time at all. */
const timeOf = (at: number): string | null =>
  at % 13 === 0
    ? null
    : `20${String(10 + (at % 9))}-0${String(1 + (at % 8))}-1${String(at % 10)}${at % 3 === 0 ? '' : 'T1' + String(at % 7) + ':00'}`;

const small = (at: number): NewRecord =>
  record({
    kind: KINDS[at % KINDS.length] ?? 'complaint',
    number: `N${String((at * 7) % 1_000).padStart(5, '0')}`,
    occurredAt: timeOf(at),
    precinct: at % 5 === 0 ? null : 40 + (at % 6),
    offence: OFFENCES[at % OFFENCES.length] ?? null,
    state: { label: ['Open', 'Closed', 'Sealed in part'][at % 3] ?? 'Open', tone: 'neutral' },
    body: { narrative: [{ text: 'pagingword seen' }] },
    mentions: [
      mention('plate', `PAG${String(at % 40).padStart(4, '0')}`),
      mention('person', `PAGER, KIM${'A'.repeat(at % 3)}`),
    ],
  });
const SMALL = 400;
const MANY = COUNT_CAP + 600;

afterAll(stopServer);

describe.each(BOTH_STORES)('$name', ({ openStore }) => {
  let open: OpenedStore;
  beforeAll(async () => {
    open = await openStore();
    await open.store.put(Array.from({ length: SMALL }, (_, at) => small(at)));
    await open.store.put(
      Array.from({ length: MANY }, (_, at) =>
        record({
          kind: 'public',
          number: `P${String(at).padStart(6, '0')}`,
          occurredAt: timeOf(at),
          title: 'manyword',
        }),
      ),
    );
  }, 240_000);
  afterAll(async () => open.remove());

  const ask = (
    source: 'department' | 'public',
    query: Partial<StoreQuery> & { terms: readonly Term[] },
  ): Promise<StoreAnswer> =>
    open.store.search(source, { filters: {}, sort: 'best', limit: 50, after: null, ...query }, SCOPE);

  async function everyPage(
    source: 'department' | 'public',
    query: Partial<StoreQuery> & { terms: readonly Term[] },
  ): Promise<readonly StoreHit[]> {
    const hits: StoreHit[] = [];
    for (let after: string | null = null; ;) {
      const answer: StoreAnswer = await ask(source, { ...query, after });
      hits.push(...answer.hits);
      after = answer.after;
      if (after === null) return hits;
    }
  }
  const ids = (hits: readonly StoreHit[]): readonly string[] => hits.map((hit) => hit.record.id);

  describe('up to what is ranked', () => {
    const query = fc.record({
      sort: fc.constantFrom(...SORTS),
      columns: fc.option(
        fc.array(
          fc.record({
            by: fc.constantFrom(...SORT_COLUMNS),
            direction: fc.constantFrom('ascending' as const, 'descending' as const),
          }),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
      ),
      term: fc.constantFrom<Term>(
        { type: 'plate', value: 'PAG', match: 'starts' },
        { type: 'plate', value: 'G000', match: 'contains' },
        { type: 'words', value: 'pagingword' },
        { type: 'name', value: 'PAGER KIMA', match: 'sounds' },
        { type: 'precinct', value: 43 },
      ),
    });

    it('pages give every hit once, in the order of one big page', async () => {
      await fc.assert(
        fc.asyncProperty(query, fc.integer({ min: 11, max: 150 }), async ({ sort, columns, term }, limit) => {
          const asked = { terms: [term], sort, ...(columns === null ? {} : { columns }) };
          const whole = await ask('department', { ...asked, limit: SMALL });
          expect(whole).toMatchObject({ exact: true, ranked: true, after: null });
          expect(whole.hits).toHaveLength(whole.count);
          const orders = whole.hits.map((hit) => hit.order);
          expect(orders).toEqual([...orders].sort().reverse());
          expect(new Set(orders).size).toBe(orders.length);
          expect(ids(await everyPage('department', { ...asked, limit }))).toEqual(ids(whole.hits));
        }),
        { numRuns: 15 },
      );
    });

    it('columns: first by the first, ascending or not, unknown last', async () => {
      const columns = [
        { by: 'offence', direction: 'ascending' },
        { by: 'precinct', direction: 'descending' },
      ] as const;
      const { hits } = await ask('department', {
        terms: [{ type: 'words', value: 'pagingword' }],
        columns,
        limit: SMALL,
      });
      const offences = hits.map(({ record: { offence } }) => offence);
      expect([...new Set(offences)]).toEqual(['ARSON', 'BURGLARY', 'robbery 2', 'Ünlawful', null]);
      const precincts = hits.filter((hit) => hit.record.offence === 'ARSON').map((hit) => hit.record.precinct);
      expect(precincts).toEqual([...precincts].sort((a, b) => (b ?? -1) - (a ?? -1)));
    });
  });

  describe('beyond it', () => {
    const terms: readonly Term[] = [{ type: 'words', value: 'manyword' }];

    it('the first page says so; the count that follows is exact, with facets of all', async () => {
      const page = await ask('public', { terms });
      expect(page).toMatchObject({ count: COUNT_CAP, exact: false, ranked: false });
      const counted = await open.store.count('public', { terms, filters: {} }, SCOPE);
      expect(counted.count).toBe(MANY);
      expect(counted.facets.kind).toEqual([{ value: 'public', count: MANY }]);
      expect(counted.facets.year.reduce((sum, { count }) => sum + count, 0)).toBe(MANY - Math.ceil(MANY / 13));
    });

    it.each(SORTS)('every row comes once, in order: %s', async (sort) => {
      const hits = await everyPage('public', { terms, sort, limit: 2_000 });
      const orders = hits.map((hit) => hit.order);
      expect(new Set(ids(hits)).size).toBe(MANY);
      expect(orders).toEqual([...orders].sort().reverse());
      const known = hits
        .filter((hit) => hit.record.occurredAt !== null)
        .map((hit) => (hit.record.occurredAt ?? '').padEnd(16, 'T00:00').slice(0, 16));
      expect(known).toHaveLength(MANY - Math.ceil(MANY / 13));
      expect(hits.at(-1)?.record.occurredAt).toBeNull();
    });

    it('sorted by column it is newest first, and says so', async () => {
      const columns = [{ by: 'number', direction: 'ascending' }] as const;
      const first = await ask('public', { terms, columns, limit: 100 });
      expect(first.ranked).toBe(false);
      const newest = await ask('public', { terms, sort: 'newest', limit: 200 });
      const second = await ask('public', { terms, columns, limit: 100, after: first.after });
      expect(ids([...first.hits, ...second.hits])).toEqual(ids(newest.hits));
    });
  });
});
