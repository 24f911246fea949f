/** Second passes, hours, arrivals and columns: what is found when nothing is as asked, what is new, and in what order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchScope, StoreAnswer, StoreQuery } from '../../gateway/ports/record-store.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { BOTH_STORES, type OpenedStore } from '../postgres/both-stores.ts';
import { stopServer } from '../postgres/store-database.ts';
import { mention, record } from './store-records.ts';

const SCOPE: SearchScope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
afterAll(stopServer);

describe.each(BOTH_STORES)('$name', ({ openStore }) => {
  let open: OpenedStore;
  beforeAll(async () => {
    open = await openStore();
  });
  afterAll(async () => open.remove());

  const ask = (terms: readonly Term[], more: Partial<StoreQuery> = {}): Promise<StoreAnswer> =>
    open.store.search('department', { terms, filters: {}, sort: 'best', limit: 50, after: null, ...more }, SCOPE);
  const numbers = ({ hits }: StoreAnswer): readonly string[] => hits.map((hit) => hit.record.number);
  const whys = ({ hits }: StoreAnswer): readonly string[] => hits.map((hit) => hit.matched.why);

  describe('second passes', () => {
    beforeAll(async () => {
      await open.store.put([
        record({
          kind: 'complaint',
          number: '2026-001-000001',
          mentions: [mention('plate', 'B0Q1234', [], { state: 'NY' })],
        }),
        record({ kind: 'complaint', number: '2026-001-000002', mentions: [mention('plate', 'XYZ1111')] }),
      ]);
    });

    it('a plate nobody has is looked for by what it looks like, and said so', async () => {
      const answer = await ask([{ type: 'plate', value: '8OO1234', match: 'exact' }]);
      expect(answer).toMatchObject({ widened: 'look-alike', count: 1, exact: true });
      expect(answer.hits[0]?.matched).toMatchObject({ why: 'looks like', text: 'B0Q1234', marks: [[0, 7]] });
      expect(numbers(await ask([{ type: 'plate', value: '8OO', match: 'starts' }]))).toEqual(['2026-001-000001']);
      expect(numbers(await ask([{ type: 'plate', value: 'OO12', match: 'contains' }]))).toEqual(['2026-001-000001']);
      expect(await ask([{ type: 'plate', value: '8OO1234', state: 'NJ', match: 'exact' }])).toMatchObject({ count: 0 });
    });

    it('what is there as asked is never widened', async () => {
      const answer = await ask([{ type: 'plate', value: 'XYZ1111', match: 'exact' }]);
      expect(answer).toMatchObject({ widened: null, count: 1 });
      expect(whys(answer)).toEqual(['exact']);
    });

    it('a number nobody has is looked for as a beginning, and its pages stay in that pass', async () => {
      const first = await ask([{ type: 'identifier', value: '2026-001-' }], { limit: 1 });
      expect(first).toMatchObject({ widened: 'number-prefix', count: 2 });
      const second = await ask([{ type: 'identifier', value: '2026-001-' }], { limit: 1, after: first.after });
      expect(second).toMatchObject({ widened: 'number-prefix', count: 2, after: null });
      expect([...numbers(first), ...numbers(second)].sort()).toEqual(['2026-001-000001', '2026-001-000002']);
    });
  });

  describe('names that are not the letters', () => {
    const named = (number: string, name: string): ReturnType<typeof record> =>
      record({ kind: 'complaint', number, mentions: [mention('person', name)] });
    beforeAll(async () => {
      await open.store.put([
        named('2026-002-000001', 'TARANTO, ROBERT'),
        named('2026-002-000002', 'TARANTO, BOB'),
        named('2026-002-000003', 'VELASQUEZ, ANA'),
        named('2026-002-000004', 'PHILIPS, MARK'),
      ]);
    });

    it.each([
      ['TARANTO BOB', ['name', 'nickname']],
      ['BOBBY TARANTO', ['nickname', 'nickname']],
      ['VELASQEUZ', ['typo']],
      ['FILLIPS', ['sounds like']],
    ] as const)('%s is found, and why', async (value, expected) => {
      const answer = await ask([{ type: 'name', value, match: 'sounds' }]);
      expect(whys(answer)).toEqual(expected);
      expect(await ask([{ type: 'name', value: `${value}X`, match: 'prefix' }])).toMatchObject({ count: 0 });
    });
  });

  describe('hours and minutes', () => {
    const at = (number: string, occurredAt: string | null): ReturnType<typeof record> =>
      record({ kind: 'call911', number, precinct: 44, occurredAt });
    const found = async (...terms: Term[]): Promise<readonly string[]> =>
      numbers(await ask([{ type: 'precinct', value: 44 }, ...terms], { sort: 'oldest' }));
    beforeAll(async () => {
      await open.store.put([
        at('J1', '2026-03-01T23:30'),
        at('J2', '2026-03-02T02:00'),
        at('J3', '2026-03-02T04:01'),
        at('J4', '2026-03-02'),
        at('J5', null),
        at('J6', '2026-03-02T00:00'),
      ]);
    });

    it('hours of any day, both ends in, over midnight; a day without its hour is not found', async () => {
      expect(await found({ type: 'hours', from: '02:00', to: '04:00' })).toEqual(['J2']);
      expect(await found({ type: 'hours', from: '23:30', to: '02:00' })).toEqual(['J1', 'J6', 'J2']);
      expect(await found({ type: 'hours', from: '00:00', to: '23:59' })).toEqual(['J1', 'J6', 'J2', 'J3']);
    });

    it('moments to the minute, both ends in', async () => {
      const when = { type: 'when', from: '2026-03-01T23:30', to: '2026-03-02T02:00' } as const;
      expect(await found(when)).toEqual(['J1', 'J4', 'J6', 'J2']);
      expect(await found({ ...when, from: '2026-03-01T23:31' })).toEqual(['J4', 'J6', 'J2']);
    });

    it('oldest first, those without a time last', async () => {
      expect(await found()).toEqual(['J1', 'J4', 'J6', 'J2', 'J3', 'J5']);
    });

    it('a record whose time changes is found at its new time alone', async () => {
      await open.store.put([at('J9', '2020-05-05T10:00')]);
      await open.store.put([at('J9', '2021-06-06T11:00')]);
      expect(await found({ type: 'when', from: '2020-05-05', to: '2020-05-05' })).toEqual([]);
      expect(await found({ type: 'when', from: '2021-06-06', to: '2021-06-06' })).toEqual(['J9']);
      expect(await open.store.put([at('J9', '2021-06-06T11:00')])).toMatchObject({ unchanged: 1 });
    });
  });

  describe('what arrived since', () => {
    const words: readonly Term[] = [{ type: 'words', value: 'arrivalword' }];
    const told = (number: string, more: string): ReturnType<typeof record> =>
      record({ kind: 'complaint', number, title: `arrivalword ${more}` });

    it('new and changed records say so, and can be asked for alone', async () => {
      await open.store.put([told('2026-003-000001', 'a'), told('2026-003-000002', 'b')]);
      const before = await ask(words);
      expect(before.hits.map((hit) => hit.news)).toEqual([null, null]);
      await open.store.put([told('2026-003-000002', 'c'), told('2026-003-000003', 'd')]);
      const after = await ask(words, { since: before.arrival });
      expect(after.arrival).toBeGreaterThan(before.arrival);
      const newsOf = new Map(after.hits.map((hit) => [hit.record.number, hit.news]));
      expect(newsOf).toEqual(
        new Map([
          ['2026-003-000001', null],
          ['2026-003-000002', 'changed'],
          ['2026-003-000003', 'new'],
        ]),
      );
      const news = await ask(words, { since: before.arrival, newsOnly: true });
      expect([...numbers(news)].sort()).toEqual(['2026-003-000002', '2026-003-000003']);
      expect(news.count).toBe(2);
      expect((await ask(words, { since: after.arrival, newsOnly: true })).count).toBe(0);
    });

    it('the same again is no arrival', async () => {
      const { arrival } = await ask(words);
      await open.store.put([told('2026-003-000001', 'a')]);
      expect((await ask(words)).arrival).toBe(arrival);
    });
  });

  describe('several things at once', () => {
    beforeAll(async () => {
      const both = [mention('plate', 'DUO7777'), mention('person', 'DUOMO, CARLA')];
      await open.store.put([
        record({ kind: 'complaint', number: '2026-004-000001', title: 'duoword one', mentions: both }),
        record({ kind: 'complaint', number: '2026-004-000002', title: 'duoword two', mentions: both.slice(0, 1) }),
        record({ kind: 'complaint', number: '2026-004-000003', title: 'other three', mentions: both }),
        record({
          kind: 'complaint',
          number: '2025-004-000004',
          occurredAt: '2025-01-01',
          title: 'duoword',
          mentions: both,
        }),
      ]);
    });
    const plate: Term = { type: 'plate', value: 'DUO7777', match: 'exact' };
    const name: Term = { type: 'name', value: 'DUOMO', match: 'prefix' };

    it('each must hold: things, text, what is left out, and the filters', async () => {
      const found = async (terms: readonly Term[], filters = {}): Promise<readonly string[]> =>
        [...numbers(await ask(terms, { filters }))].sort();
      expect(await found([plate, name])).toEqual(['2025-004-000004', '2026-004-000001', '2026-004-000003']);
      expect(await found([plate, { type: 'words', value: 'duoword' }])).toHaveLength(3);
      expect(await found([plate, name, { type: 'words', value: 'duoword' }], { years: [2026] })).toEqual([
        '2026-004-000001',
      ]);
      expect(await found([plate, { type: 'exclude', value: 'duoword' }])).toEqual(['2026-004-000003']);
      expect(await found([plate, name], { years: [2025, 2023] })).toEqual(['2025-004-000004']);
    });
  });
});
