/** A load into an empty PostgreSQL store: its search indexes come at the end, its answers are right all the time, and a load that was cut short is finished. */
import pg from 'pg';
import { afterAll, beforeEach, afterEach, describe, expect, it as run } from 'vitest';
import { openPostgresStore } from '../../gateway/adapters/store/postgres/open.ts';
import { SEARCH_INDEXES } from '../../gateway/adapters/store/postgres/migrations/0001-records.ts';
import type { RecordStore, SearchScope, StoreAnswer, StoreQuery } from '../../gateway/ports/record-store.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import { openStoreDatabase, stopServer, type StoreDatabase } from '../postgres/store-database.ts';
import { noServer } from '../postgres/server-here.ts';
import { KEY } from './store-folder.ts';
import { RECORDS } from './store-records.ts';

const it = run.skipIf(noServer !== null);

const SCOPE: SearchScope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
const QUERY: StoreQuery = { terms: [], filters: {}, sort: 'newest', limit: 20, after: null };
const ALL = Object.keys(SEARCH_INDEXES).sort();

let open: StoreDatabase;
let admin: pg.Client;
beforeEach(async () => {
  if (noServer !== null) return;
  open = await openStoreDatabase(KEY);
  admin = new pg.Client({ connectionString: open.url });
  await admin.connect();
});
afterEach(async () => {
  if (noServer !== null) return;
  await admin.end();
  await open.remove();
});
afterAll(stopServer);

async function indexes(): Promise<readonly string[]> {
  const { rows } = await admin.query<{ indexname: string }>(
    'SELECT indexname FROM pg_indexes WHERE indexname = ANY($1)',
    [ALL],
  );
  return rows.map(({ indexname }) => indexname).sort();
}

const HALF = Math.floor(RECORDS.length / 2);
const progress = (rowsDone: number) => ({
  ...{ file: 'load', dataSet: 'generated', sha256: 'ab'.repeat(32), rowsDone, refused: 0 },
  finishedAt: rowsDone === RECORDS.length ? '2026-11-23T12:00:00Z' : null,
});

/** Ends between two transactions, as a kill does. */
async function cutShort({ store }: StoreDatabase): Promise<void> {
  const first = RECORDS.slice(0, HALF);
  await store.beginLoad?.();
  store.announce?.(first);
  await store.putImported(first, progress(HALF));
}

async function goOn(store: RecordStore): Promise<void> {
  const done = (await store.importProgress(progress(0).sha256))?.rowsDone ?? 0;
  expect(done).toBe(HALF);
  await store.beginLoad?.();
  await store.putImported(RECORDS.slice(done), progress(RECORDS.length));
  await store.optimise?.();
}

const again = async (): Promise<RecordStore> => openPostgresStore({ url: open.url, key: KEY, readers: 2 });

const answers = (store: RecordStore): Promise<readonly StoreAnswer[]> =>
  Promise.all(
    ['street', 'vehicle', 'stolen', 'complainant'].map((value) =>
      store.search('department', { ...QUERY, terms: [{ type: 'words', value }] }, SCOPE),
    ),
  );
const withoutArrival = (all: readonly StoreAnswer[]) => all.map((answer) => ({ ...answer, arrival: 0 }));

describe('a load into an empty store', () => {
  it('ends with every index, the same answers, and pages that are known to be visible', async () => {
    await cutShort(open);
    expect(await indexes()).toEqual([]);
    await goOn(open.store);
    expect(await indexes()).toEqual(ALL);
    const { rows } = await admin.query<{ visible: number; loading: boolean }>(
      `SELECT relallvisible AS visible, loading FROM pg_class, store WHERE relname = 'hit'`,
    );
    expect(rows[0]?.visible).toBeGreaterThan(0);
    expect(rows[0]?.loading).toBe(false);
    const other = await openStoreDatabase(KEY);
    await other.store.put(RECORDS);
    const all = await answers(open.store);
    expect(all.some(({ count }) => count > 0)).toBe(true);
    expect(withoutArrival(all)).toEqual(withoutArrival(await answers(other.store)));
    await other.remove();
  });

  it('cut short, it goes on without the indexes, loses nothing and doubles nothing', async () => {
    await cutShort(open);
    const other = await again();
    await open.store.close();
    expect(await indexes()).toEqual([]);
    await goOn(other);
    const { rows } = await admin.query<{ n: string }>('SELECT count(*) AS n FROM place');
    expect(Number(rows[0]?.n)).toBe(RECORDS.length);
    expect(await indexes()).toEqual(ALL);
    open = { ...open, store: other, remove: () => other.close() };
  });

  it('cut short and searched, it answers right at once and is finished beside', async () => {
    await cutShort(open);
    await open.store.close();
    open = { ...open, store: await again(), remove: () => open.store.close() };
    const before = await answers(open.store);
    expect(before.some(({ count }) => count > 0)).toBe(true);
    while ((await indexes()).length < ALL.length) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await answers(open.store)).toEqual(before);
  });

  it('a store that has records keeps its indexes', async () => {
    await open.store.put(RECORDS);
    await open.store.beginLoad?.();
    expect(await indexes()).toEqual(ALL);
  });
});
