/** The record store, embedded and on PostgreSQL: what is found, what is never found, in what order and linked with what. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchScope, StoreAnswer, StoreHit, StoreQuery } from '../../gateway/ports/record-store.ts';
import { SCREEN } from '../../gateway/adapters/store/common/paging.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import { RECORD_KINDS, type SourceId } from '../../shared/records/kind.ts';
import { termSchema, type Term } from '../../shared/records/query/term.ts';
import { SORTS } from '../../shared/records/search.ts';
import { BOTH_STORES, type OpenedStore } from '../postgres/both-stores.ts';
import { stopServer } from '../postgres/store-database.ts';
import { ARREST, COMPLAINT, JOB, mention, record, RECORDS, SEALED, SEX_CRIME, STOLEN } from './store-records.ts';

const EVERYTHING: SearchScope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
afterAll(stopServer);

describe.each(BOTH_STORES)('$name', ({ openStore }) => {
  let open: OpenedStore;

  beforeAll(async () => {
    open = await openStore();
    await open.store.put(RECORDS);
  });
  afterAll(async () => open.remove());

  const ask = (
    terms: readonly Term[],
    {
      source = 'department',
      scope = EVERYTHING,
      ...more
    }: Partial<StoreQuery> & { source?: SourceId; scope?: SearchScope } = {},
  ): Promise<StoreAnswer> =>
    open.store.search(source, { terms, filters: {}, sort: 'best', limit: 50, after: null, ...more }, scope);

  const numbers = (answer: StoreAnswer): readonly string[] => answer.hits.map((hit) => hit.record.number);

  describe('writing', () => {
    it('the same records again change nothing, and the ids stay', async () => {
      const before = await open.store.find('complaint', COMPLAINT.number);
      expect(await open.store.put(RECORDS)).toEqual({ inserted: 0, changed: 0, unchanged: RECORDS.length });
      expect((await open.store.find('complaint', COMPLAINT.number))?.id).toBe(before?.id);
      expect(before?.id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    });

    it('a word that no record of a source had is found there as soon as one that has it came, or was changed to it', async () => {
      const own = await openStore();
      const query: StoreQuery = {
        terms: [{ type: 'words', value: 'ultramarine bicycle' }],
        filters: {},
        sort: 'best',
        limit: 5,
        after: null,
      };
      const found = async (): Promise<number> => (await own.store.search('public', query, EVERYTHING)).count;
      const owner = (number: string, item: string): NewRecord =>
        record({ kind: 'public', number, body: { items: [{ item }] } });
      await own.store.put([owner('DMV-REG-1', 'registration'), owner('DMV-REG-2', 'bicycle')]);
      expect(await found()).toBe(0);
      await own.store.put([record({ kind: 'complaint', number: '2026-113-000007' })]);
      expect(await found()).toBe(0);
      await own.store.put([owner('DMV-REG-3', 'ultramarine bicycle')]);
      expect(await found()).toBe(1);
      await own.store.put([owner('DMV-REG-1', 'bicycle, ultramarine')]);
      expect(await found()).toBe(2);
      await own.remove();
    });

    it('a changed record is found by what it says now and no longer by what it said', async () => {
      const own = await openStore();
      const first = record({ kind: 'complaint', number: '2026-113-000001', mentions: [mention('plate', 'OLD1111')] });
      const query = (value: string): StoreQuery => ({
        terms: [{ type: 'plate', value, match: 'contains' }],
        filters: {},
        sort: 'best',
        limit: 5,
        after: null,
      });
      await own.store.put([first]);
      expect(await own.store.put([{ ...first, mentions: [mention('plate', 'NEW2222')] }])).toMatchObject({
        changed: 1,
      });
      expect((await own.store.search('department', query('NEW2222'), EVERYTHING)).count).toBe(1);
      expect((await own.store.search('department', query('OLD1111'), EVERYTHING)).count).toBe(0);
      await own.store.put([{ ...first, sealed: true }]);
      expect((await own.store.search('department', query('NEW2222'), EVERYTHING)).count).toBe(0);
      await own.remove();
    });

    it('rows and the position of an import are written together or not at all', async () => {
      const own = await openStore();
      const progress = {
        file: 'a.csv',
        dataSet: 'complaints',
        sha256: 'ab',
        rowsDone: 1,
        refused: 0,
        finishedAt: null,
      };
      const good = record({ kind: 'complaint', number: '100000001' });
      const bad = record({ kind: 'complaint', number: '1000\u00000002' });
      await expect(own.store.putImported([good, bad], progress)).rejects.toThrow();
      expect(await own.store.find('complaint', good.number)).toBeNull();
      expect(await own.store.importProgress('ab')).toBeNull();
      await own.store.putImported([good], progress);
      await own.store.putImported([], { ...progress, rowsDone: 2, finishedAt: '2026-11-23T08:00:00Z' });
      expect(await own.store.imports()).toEqual([{ ...progress, rowsDone: 2, finishedAt: '2026-11-23T08:00:00Z' }]);
      await own.remove();
    });
  });

  describe('each kind of term', () => {
    const found: readonly (readonly [string, Term, readonly string[]])[] = [
      [
        'a number finds the record before those that name it',
        { type: 'identifier', value: COMPLAINT.number },
        [COMPLAINT.number, ARREST.number],
      ],
      ['a number written loosely', { type: 'identifier', value: '2026 113 4512' }, [COMPLAINT.number, ARREST.number]],
      [
        'the beginning of a number, when nothing has it whole',
        { type: 'identifier', value: 'Q2660987' },
        [ARREST.number],
      ],
      ['an exact plate', { type: 'plate', value: 'KLR4821', match: 'exact' }, [COMPLAINT.number, ARREST.number]],
      [
        'an exact plate of its state',
        { type: 'plate', value: 'KLR4821', state: 'NY', match: 'exact' },
        [COMPLAINT.number, ARREST.number],
      ],
      [
        'the beginning of a plate, whole ones first',
        { type: 'plate', value: 'KLR48', match: 'starts' },
        [JOB.number, COMPLAINT.number, ARREST.number],
      ],
      ['the middle of a plate', { type: 'plate', value: '482', match: 'contains' }, [COMPLAINT.number, ARREST.number]],
      [
        'two characters of a plate',
        { type: 'plate', value: '21', match: 'contains' },
        [COMPLAINT.number, ARREST.number],
      ],
      [
        'the words of a name in any order, begun',
        { type: 'name', value: 'DAN OKON', match: 'prefix' },
        [ARREST.number],
      ],
      ['a name misheard', { type: 'name', value: 'SHIVON GALAGER', match: 'sounds' }, [COMPLAINT.number]],
      [
        'a name written as it sounds',
        { type: 'name', value: 'KOVALCHIK PSHEMISLAV', match: 'sounds' },
        ['2026-105-000777'],
      ],
      ['the last four digits of a phone', { type: 'phone', value: '0142' }, [COMPLAINT.number]],
      ['a whole phone', { type: 'phone', value: '7185550142' }, [COMPLAINT.number]],
      ['part of a VIN', { type: 'vin', value: 'KA0123' }, [COMPLAINT.number]],
      ['a street in its long form', { type: 'address', value: 'Farmers Boulevard' }, [COMPLAINT.number]],
      ['a house number and a begun street', { type: 'address', value: '134-22 farm' }, [COMPLAINT.number]],
      ['a corner', { type: 'address', value: 'Rockaway Blvd and 140th Avenue' }, [ARREST.number]],
      ['words, the last begun', { type: 'words', value: 'driveway hond' }, [COMPLAINT.number]],
      ['a phrase', { type: 'phrase', value: 'black Honda was taken' }, [COMPLAINT.number]],
      ['words of an offence', { type: 'offence', value: 'larc grand' }, [COMPLAINT.number]],
      ['a kind', { type: 'kind', value: 'call911' }, [JOB.number]],
      ['days, both inclusive', { type: 'when', from: '2026-08-11', to: '2026-08-11' }, [ARREST.number]],
      ['another precinct', { type: 'precinct', value: 105 }, ['2026-105-000777']],
    ];
    it.each(found)('finds: %s', async (_, term, expected) => {
      const answer = await ask([term]);
      expect(numbers(answer)).toEqual(expected);
      expect(answer).toMatchObject({ count: expected.length, exact: true });
    });

    const missed: readonly (readonly [string, Term])[] = [
      ['a number nobody has', { type: 'identifier', value: '2031-113-999999' }],
      ['a plate of another state', { type: 'plate', value: 'KLR4821', state: 'NJ', match: 'exact' }],
      ['the middle of a plate as its beginning', { type: 'plate', value: '482', match: 'starts' }],
      ['half a name of one person and half of another', { type: 'name', value: 'DANIEL GALLAGHER', match: 'prefix' }],
      ['a misheard name when only letters count', { type: 'name', value: 'GALAGER', match: 'prefix' }],
      ['the first digits of a phone', { type: 'phone', value: '7185' }],
      ['words in the order of no phrase', { type: 'phrase', value: 'Honda black' }],
      ['a phrase across two fields', { type: 'phrase', value: 'HONDA Accord' }],
      ['signs only', { type: 'words', value: '"" * ( ) --' }],
      ['a day on which nothing was', { type: 'when', from: '2026-08-12', to: '2026-08-12' }],
    ];
    it.each(missed)('does not find: %s', async (_, term) => {
      expect(await ask([term])).toMatchObject({ hits: [], count: 0, exact: true });
    });

    it('all terms must hold, and what is excluded must not', async () => {
      const plate: Term = { type: 'plate', value: 'KLR4821', match: 'exact' };
      expect(numbers(await ask([plate, { type: 'name', value: 'OKONJO', match: 'prefix' }]))).toEqual([ARREST.number]);
      expect(numbers(await ask([plate, { type: 'exclude', value: 'honda' }]))).toEqual([ARREST.number]);
    });

    it('says what matched, why, and which characters', async () => {
      const [hit] = (await ask([{ type: 'name', value: 'OKON', match: 'prefix' }])).hits;
      expect(hit?.matched).toEqual({ text: 'OKONJO, DANIEL', marks: [[0, 4]], why: 'name', tags: ['identifying'] });
    });

    it('facets count what was found, by kind, precinct, custodian, year and offence', async () => {
      const { facets } = await ask([{ type: 'plate', value: 'KLR4821', match: 'exact' }]);
      expect(facets).toMatchObject({
        precinct: [{ value: '113', count: 2 }],
        custodian: [{ value: 'nypd', count: 2 }],
        year: [{ value: '2026', count: 2 }],
      });
      expect(facets?.kind).toHaveLength(2);
    });
  });

  describe('what is never found', () => {
    it('sealed: not in rows, counts, facets, links, jobs or by number', async () => {
      const bySeal: readonly Term[] = [
        { type: 'identifier', value: SEALED.number },
        { type: 'plate', value: 'SLD1234', match: 'exact' },
        { type: 'plate', value: 'LD12', match: 'contains' },
        { type: 'name', value: 'SEALEDPERSON', match: 'sounds' },
        { type: 'words', value: 'zebrafinch' },
      ];
      for (const term of bySeal) expect(await ask([term])).toMatchObject({ hits: [], count: 0, facets: { kind: [] } });
      const arrests = await ask([{ type: 'kind', value: 'arrest' }]);
      expect(arrests).toMatchObject({ count: 1, facets: { kind: [{ value: 'arrest', count: 1 }] } });
      const complaint = await open.store.find('complaint', COMPLAINT.number);
      const { links } = await open.store.linked(complaint!, EVERYTHING, ['identifier', 'person'], 100);
      expect(links.map((link) => link.record.number)).toEqual([ARREST.number]);
      expect(await open.store.find('arrest', SEALED.number)).toBeNull();
      expect((await open.store.counts()).department).toBe(5);
    });

    it('hidden tags are not searchable: a victim is not found by name, phone or words', async () => {
      const scope: SearchScope = { ...EVERYTHING, hiddenTags: ['victim'] };
      for (const term of [
        { type: 'name', value: 'GALLAGHER', match: 'sounds' },
        { type: 'phone', value: '7185550142' },
        { type: 'words', value: 'gallagher' },
        { type: 'phrase', value: 'gallagher siobhan' },
      ] as const) {
        expect((await ask([term], { scope })).count).toBe(0);
        expect((await ask([term])).count).toBe(1);
      }
    });

    it('a hidden word excludes nothing: absence would tell that it is there', async () => {
      const terms: readonly Term[] = [
        { type: 'identifier', value: COMPLAINT.number },
        { type: 'exclude', value: 'gallagher' },
      ];
      const scope: SearchScope = { ...EVERYTHING, hiddenTags: ['victim'] };
      expect(numbers(await ask(terms, { scope }))).toContain(COMPLAINT.number);
      expect(numbers(await ask(terms))).not.toContain(COMPLAINT.number);
    });

    it('a juvenile is not found by name when juvenile records may not be', async () => {
      const term: Term = { type: 'name', value: 'YOUNGSTER', match: 'prefix' };
      expect((await ask([term], { scope: { ...EVERYTHING, juvenile: false } })).count).toBe(0);
      expect((await ask([term])).count).toBe(1);
    });

    it('Civil Rights Law 50-b: neither victim nor place of a sex offense is found when that tag is hidden', async () => {
      const scope: SearchScope = { ...EVERYTHING, hiddenTags: ['sex-crime-victim'] };
      for (const term of [
        { type: 'name', value: 'HIDDENNAME', match: 'prefix' },
        { type: 'address', value: '220-05 MERRICK' },
        { type: 'words', value: 'merrick' },
      ] as const) {
        expect(numbers(await ask([term]))).toEqual([SEX_CRIME.number]);
        expect((await ask([term], { scope })).count).toBe(0);
      }
    });

    it('another source, kind or precinct is outside of rows, counts and facets', async () => {
      const plate: Term = { type: 'plate', value: 'KLR4821', match: 'exact' };
      expect(numbers(await ask([plate], { source: 'stolen' }))).toEqual([STOLEN.number]);
      const complaints: SearchScope = { ...EVERYTHING, kinds: ['complaint'] };
      expect(await ask([plate], { scope: complaints })).toMatchObject({
        count: 1,
        facets: { kind: [{ value: 'complaint', count: 1 }] },
      });
      expect((await ask([plate], { scope: { ...EVERYTHING, precinct: 105 } })).count).toBe(0);
      expect((await ask([{ type: 'words', value: 'honda' }], { scope: { ...EVERYTHING, precinct: 105 } })).count).toBe(
        0,
      );
      expect((await ask([plate], { scope: { ...EVERYTHING, kinds: [] } })).count).toBe(0);
    });
  });

  describe('links', () => {
    it('stated links stand both ways, then records that share a thing, with its tags', async () => {
      const arrest = await open.store.find('arrest', ARREST.number);
      const { links } = await open.store.linked(arrest!, EVERYTHING, ['plate', 'person'], 100);
      expect(links.map(({ record: other, relation, shared }) => [other.number, relation, shared?.value])).toEqual([
        [COMPLAINT.number, 'complaint of this arrest', undefined],
        [STOLEN.number, 'same plate', 'KLR4821'],
      ]);
      expect(links[1]?.shared?.tags).toEqual(['identifying']);
    });

    it('a hidden mention links nothing, and more than the limit are counted', async () => {
      const arrest = await open.store.find('arrest', ARREST.number);
      const hidden: SearchScope = { ...EVERYTHING, hiddenTags: ['identifying'] };
      expect((await open.store.linked(arrest!, hidden, ['plate'], 100)).links).toHaveLength(1);
      expect(await open.store.linked(arrest!, EVERYTHING, ['plate'], 1)).toMatchObject({ more: 1 });
    });

    it('open jobs of a precinct only', async () => {
      expect((await open.store.openJobs(113, 9)).map((job) => job.number)).toEqual([JOB.number]);
      expect(await open.store.openJobs(105, 9)).toEqual([]);
    });
  });

  describe('paging', () => {
    const MANY = 137;
    beforeAll(async () => {
      await open.store.put(
        Array.from({ length: MANY }, (_, at) =>
          record({
            kind: 'public',
            number: `DMV-REG-${String(at).padStart(5, '0')}`,
            occurredAt:
              at % 11 === 0
                ? null
                : `20${String(10 + (at % 7))}-0${String(1 + (at % 9))}-1${String(at % 10)}${at % 3 === 0 ? '' : 'T10:00'}`,
            body: { items: [{ item: 'pagingword registration' }] },
            mentions: [
              mention('plate', at % 2 === 0 ? 'PAG1000' : `PAG1000${String(at % 10)}`),
              mention('person', at % 4 === 0 ? 'ZIMMERLI, ADA' : 'ZIMMERLY, ADA'),
            ],
          }),
        ),
      );
    });

    it('what is told early, in pieces, is the answer from its first hit on, and fills a screen first', async () => {
      const words: Term = { type: 'words', value: 'pagingword' };
      // A quarter is named so, the others sound like it: the strongest are not the newest.
      const name: Term = { type: 'name', value: 'ZIMMERLI ADA', match: 'sounds' };
      for (const [term, sort] of [words, name].flatMap((one) => SORTS.map((by) => [one, by] as const))) {
        const pieces: (readonly StoreHit[])[] = [];
        const query: StoreQuery = { terms: [term], filters: {}, sort, limit: 60, after: null };
        const answer = await open.store.search(
          'public',
          query,
          EVERYTHING,
          undefined,
          (hits) => void pieces.push(hits),
        );
        expect(pieces[0], sort).toHaveLength(SCREEN);
        expect(pieces.flat(), sort).toEqual(answer.hits.slice(0, pieces.flat().length));
        expect(answer.hits, sort).toHaveLength(60);
        expect(answer, sort).toEqual(await open.store.search('public', query, EVERYTHING));
      }
    });

    it('every row comes once, in order, whatever the sort, the page and the query', async () => {
      const queries: readonly Term[] = [
        { type: 'plate', value: 'PAG1000', match: 'starts' },
        { type: 'words', value: 'pagingword' },
        { type: 'kind', value: 'public' },
        { type: 'identifier', value: 'DMV-REG' },
        { type: 'name', value: 'ZIMMERLI ADA', match: 'sounds' },
      ];
      const page = fc.record({
        sort: fc.constantFrom(...SORTS),
        limit: fc.integer({ min: 7, max: 80 }),
        term: fc.constantFrom(...queries),
      });
      await fc.assert(
        fc.asyncProperty(page, async ({ sort, limit, term }) => {
          const orders: string[] = [];
          const seen = new Set<string>();
          let after: string | null = null;
          do {
            const answer: StoreAnswer = await ask([term], { source: 'public', sort: sort, limit, after });
            expect(answer.hits.length).toBeLessThanOrEqual(limit);
            for (const hit of answer.hits) {
              seen.add(hit.record.id);
              orders.push(hit.order);
            }
            expect(answer.count).toBe(MANY);
            after = answer.after;
          } while (after !== null);
          expect(orders).toHaveLength(MANY);
          expect(seen.size).toBe(MANY);
          expect(orders).toEqual([...orders].sort().reverse());
        }),
        { numRuns: 25 },
      );
    });

    it('a first page brings facets, a later one does not', async () => {
      const first = await ask([{ type: 'kind', value: 'public' }], { source: 'public', limit: 10 });
      expect(first.facets?.kind).toEqual([{ value: 'public', count: MANY }]);
      expect(
        (await ask([{ type: 'kind', value: 'public' }], { source: 'public', limit: 10, after: first.after })).facets,
      ).toBeNull();
    });
  });

  describe('hostile input', () => {
    const HOSTILE = [
      `' OR 1=1 --`,
      `"; DROP TABLE record; --`,
      `a" OR "b`,
      `NEAR(a b, 2) AND NOT (x) OR {t0 t1} : y ^z *`,
      `%_%`,
      `\\`,
      `zq\u0000x`,
      `\u202Egnirts desrever\u202C`,
      `\uD800 lone`,
      `tag : "sdepartment"`,
      'x'.repeat(10_000),
      '🚔'.repeat(50),
    ];
    it.each(HOSTILE.map((value, at) => [at, value] as const))(
      'text %i neither fails nor finds what it should not',
      async (_, value) => {
        const types = ['identifier', 'name', 'address', 'words', 'phrase', 'offence', 'exclude'] as const;
        for (const type of types) {
          const term = (type === 'name' ? { type, value, match: 'sounds' } : { type, value }) as Term;
          const answer = await ask([term], { limit: 10 });
          if (type !== 'exclude') expect(answer.count).toBe(0);
        }
        expect((await open.store.counts()).department).toBe(5);
      },
    );

    it('any list of terms that the contract allows is answered, bounded by the page', async () => {
      const text = fc.oneof(
        fc.string({ maxLength: 40, unit: 'binary' }),
        fc.constantFrom(...HOSTILE.map((one) => one.slice(0, 40))),
      );
      const term = fc
        .oneof(
          fc.record({
            type: fc.constantFrom('identifier', 'address', 'words', 'phrase', 'offence', 'exclude'),
            value: text,
          }),
          fc.record({ type: fc.constant('name'), value: text, match: fc.constantFrom('prefix', 'sounds') }),
          fc.record({
            type: fc.constant('plate'),
            value: fc.stringMatching(/^[A-Z0-9]{2,10}$/),
            match: fc.constantFrom('exact', 'starts', 'contains'),
          }),
          fc.record({ type: fc.constant('phone'), value: fc.stringMatching(/^\d{4,10}$/) }),
          fc.record({ type: fc.constant('vin'), value: fc.stringMatching(/^[A-HJ-NPR-Z0-9]{4,17}$/) }),
          fc.record({ type: fc.constant('precinct'), value: fc.integer({ min: 1, max: 123 }) }),
          fc.record({ type: fc.constant('kind'), value: fc.constantFrom(...RECORD_KINDS) }),
        )
        .map((raw) => termSchema.safeParse(raw))
        .filter((parsed) => parsed.success)
        .map((parsed) => parsed.data);
      await fc.assert(
        fc.asyncProperty(
          fc.array(term, { minLength: 1, maxLength: 12 }),
          fc.constantFrom(...SORTS),
          async (terms, sort) => {
            const answer = await ask(terms, { sort, limit: 5 });
            expect(answer.hits.length).toBeLessThanOrEqual(5);
            expect(answer.count).toBeGreaterThanOrEqual(answer.hits.length);
          },
        ),
        { numRuns: 150 },
      );
    });
  });
});
