/**
 * Both stores, filled with the same records in the same order, give the same answers row for row: hits, order, why and what
 * they matched, counts, facets, news and pages. PRECINCT_DIFFERENTIAL=N asks N questions, PRECINCT_DIFFERENTIAL_SEED others.
 */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it as run } from 'vitest';
import type { RecordStore, StoreAnswer } from '../../gateway/ports/record-store.ts';
import { MENTION_TYPES, type NewRecord } from '../../shared/records/definition.ts';
import { questionOf, type Question } from '../postgres/differential-queries.ts';
import { noServer } from '../postgres/server-here.ts';
import { differentialWrites } from '../postgres/differential-records.ts';
import { openStoreDatabase, stopServer, type StoreDatabase } from '../postgres/store-database.ts';
import { KEY, openStoreFolder, type StoreFolder } from './store-folder.ts';

const it = run.skipIf(noServer !== null);

const QUESTIONS = Number(process.env['PRECINCT_DIFFERENTIAL'] ?? 3_000);
const SEED = process.env['PRECINCT_DIFFERENTIAL_SEED'] ?? 'both stores';
const MANY = QUESTIONS > 3_000 ? 12_000 : 2_500;
/** Asked at once: as many as the stores read with. */
const AT_ONCE = 4;
const MOST_PAGES = 2;

let embedded: StoreFolder;
let server: StoreDatabase;
let records: readonly NewRecord[];
let arrivals: number;
let reports: readonly unknown[];
beforeAll(async () => {
  if (noServer !== null) return;
  [embedded, server] = await Promise.all([openStoreFolder(), openStoreDatabase(KEY)]);
  const writes = await differentialWrites(SEED, MANY);
  const put = async (store: RecordStore): Promise<readonly unknown[]> => {
    const done: unknown[] = [];
    for (const write of writes) done.push(await store.put(write));
    return done;
  };
  reports = await Promise.all([put(embedded.store), put(server.store)]);
  records = writes.flat();
  arrivals = writes.length;
});
afterAll(async () => {
  if (noServer !== null) return;
  await embedded.remove();
  await server.remove();
  await stopServer();
});

/** What is different, in few words; null: nothing. */
function difference(left: unknown, right: unknown): string | null {
  if (isDeepStrictEqual(left, right)) return null;
  try {
    expect(right).toEqual(left);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 3_000) : String(error);
  }
}

/** One of the two is asked for its first hits early, as the gateway asks: another way to the same answer. */
async function askBoth(
  { source, query, scope }: Question,
  after: string | null,
  isFirstEarly: boolean,
): Promise<readonly [StoreAnswer, StoreAnswer]> {
  const asked = { ...query, after };
  const ask = ({ store }: { readonly store: RecordStore }, isEarly: boolean): Promise<StoreAnswer> =>
    store.search(source, asked, scope, undefined, isEarly ? () => undefined : undefined);
  return Promise.all([ask(embedded, isFirstEarly), ask(server, !isFirstEarly)]);
}

interface Told {
  readonly hits: number;
  readonly pages: number;
}

/** So many differences are told; a store that is wrong everywhere tells no more with all of them. */
const MOST_TOLD = 5;

/** Throws with the question, its number and the seed when the stores differ. */
async function compare(number: number): Promise<Told> {
  const question = questionOf(SEED, number, records, arrivals);
  const fail = (what: string, how: string): never => {
    throw new Error(`seed “${SEED}”, question ${String(number)}, ${what}:\n${JSON.stringify(question)}\n${how}`);
  };
  let after: string | null = null;
  let [hits, pages] = [0, 0];
  do {
    const [left, right] = await askBoth(question, after, number % 2 === 1);
    const differs = difference(left, right);
    if (differs !== null) fail(`page ${String(pages + 1)}`, differs);
    hits += left.hits.length;
    pages += 1;
    after = left.after;
  } while (after !== null && pages < MOST_PAGES);
  if (number % 10 === 0) {
    const { source, query, scope } = question;
    const { terms, filters } = query;
    const [left, right] = await Promise.all(
      [embedded.store, server.store].map((one) => one.count(source, { terms, filters }, scope)),
    );
    const differs = difference(left, right);
    if (differs !== null) fail('count', differs);
  }
  return { hits, pages };
}

async function inTurns<T>(count: number, work: (number: number) => Promise<T>): Promise<readonly T[]> {
  const done: T[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) {
        const number = next;
        next += 1;
        done.push(await work(number));
      }
    }),
  );
  return done;
}

it('the same writes are reported alike: what was new, changed and unchanged', async () => {
  expect(reports[1]).toEqual(reports[0]);
  expect(await server.store.counts()).toEqual(await embedded.store.counts());
});

it(
  `${String(QUESTIONS)} questions have the same answers, page by page, and the same counts`,
  { timeout: 3_600_000 },
  async () => {
    const differences: string[] = [];
    const told = await inTurns(QUESTIONS, async (number) => {
      if (differences.length >= MOST_TOLD) return { hits: 0, pages: 0 };
      return compare(number).catch((error: unknown) => {
        differences.push(error instanceof Error ? error.message : String(error));
        return { hits: 0, pages: 0 };
      });
    });
    expect(differences.join('\n\n')).toBe('');
    // The questions are worth asking: most find something, and many go on to another page.
    expect(told.filter(({ hits }) => hits > 0).length).toBeGreaterThan(QUESTIONS / 3);
    expect(told.filter(({ pages }) => pages > 1).length).toBeGreaterThan(QUESTIONS / 10);
  },
);

it('records are read, found by number and linked alike', async () => {
  const some = records.filter((_, at) => at % 23 === 0);
  await inTurns(some.length, async (number) => {
    const one = some[number];
    if (!one) return;
    const [left, right] = await Promise.all(
      [embedded.store, server.store].map((store) => store.find(one.kind, one.number)),
    );
    expect(right).toEqual(left);
    if (!left) return;
    expect(await server.store.read(left.id)).toEqual(left);
    const { scope } = questionOf(SEED, number, records, arrivals);
    const links = await Promise.all(
      [embedded.store, server.store].map((store) => store.linked(left, scope, MENTION_TYPES, 40)),
    );
    expect(links[1], `links of ${one.kind} ${one.number} in ${JSON.stringify(scope)}`).toEqual(links[0]);
  });
  for (const precinct of [105, 113]) {
    expect(await server.store.openJobs(precinct, 50)).toEqual(await embedded.store.openJobs(precinct, 50));
  }
});
