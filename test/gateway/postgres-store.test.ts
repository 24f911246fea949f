/** The record store on a real PostgreSQL server: what the server keeps in clear, who may open it and what its failures say. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it as run } from 'vitest';
import { openPostgresStore } from '../../gateway/adapters/store/postgres/open.ts';
import type { RecordStore, SearchScope, StoreQuery } from '../../gateway/ports/record-store.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import { openStoreDatabase, stopServer, type StoreDatabase } from '../postgres/store-database.ts';
import { noServer } from '../postgres/server-here.ts';
import { KEY } from './store-folder.ts';
import { COMPLAINT, mention, record, RECORDS, SEALED } from './store-records.ts';

const it = run.skipIf(noServer !== null);

const EVERYTHING: SearchScope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
const QUERY: StoreQuery = { terms: [], filters: {}, sort: 'best', limit: 5, after: null };

let open: StoreDatabase;
let admin: pg.Client;
beforeAll(async () => {
  if (noServer !== null) return;
  open = await openStoreDatabase(KEY);
  await open.store.put(RECORDS);
  admin = new pg.Client({ connectionString: open.url });
  await admin.connect();
});
afterAll(async () => {
  if (noServer !== null) return;
  await admin.end();
  await open.remove();
  await stopServer();
});

const rows = async (sql: string, values: unknown[] = []): Promise<readonly Record<string, unknown>[]> =>
  (await admin.query(sql, values)).rows as readonly Record<string, unknown>[];

/** Every value of every table, as the server would write it out. */
async function everything(): Promise<string> {
  const tables = await rows(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  const texts: string[] = [];
  for (const { tablename } of tables)
    texts.push(JSON.stringify(await rows(`SELECT t::text FROM "${String(tablename)}" t`)));
  return texts.join('\n');
}

describe('what the server keeps', () => {
  it('contents are sealed: no narrative can be read, and none opens as another record’s', async () => {
    const all = await everything();
    expect(all).toContain('GALLAGHER'); // names stay searchable
    for (const text of ['complainant states', 'GALLAGHER, SIOBHAN', 'Sprained wrist', 'lawCategory', 'narrative'])
      expect(all).not.toContain(text);
    const id = (await open.store.find('complaint', COMPLAINT.number))?.id ?? '';
    const other = (await open.store.find('arrest', 'Q26609871'))?.id ?? '';
    const [content] = await rows('SELECT content FROM record WHERE id = $1', [id]);
    const [own] = await rows('SELECT content FROM record WHERE id = $1', [other]);
    await rows('UPDATE record SET content = $1 WHERE id = $2', [content?.['content'], other]);
    await expect(open.store.read(other)).rejects.toMatchObject({ name: 'StoreFault' });
    await rows('UPDATE record SET content = $1 WHERE id = $2', [own?.['content'], other]);
    expect((await open.store.read(other))?.number).toBe('Q26609871');
  });

  it('of a sealed record neither number, name, word nor link is there in clear', async () => {
    const all = await everything();
    for (const text of [SEALED.number, 'SEALEDPERSON', 'SLD1234', 'ZEBRAFINCH', 'zebrafinch']) {
      expect(all).not.toContain(text);
    }
    await open.store.put([{ ...SEALED, sealed: false }]);
    expect(await everything()).toContain('ZEBRAFINCH');
    await open.store.put([SEALED]);
    const again = await rows(`SELECT h.row FROM hit h WHERE h.number = $1`, [SEALED.number]);
    expect(again).toEqual([]);
    expect(await rows('SELECT m.row FROM mention m WHERE NOT EXISTS (SELECT FROM hit h WHERE h.row = m.row)')).toEqual(
      [],
    );
    expect(await rows('SELECT l.row FROM link l WHERE NOT EXISTS (SELECT FROM hit h WHERE h.row = l.row)')).toEqual([]);
  });

  it('contents lie in the partition of their kind and year', async () => {
    const found = await rows(
      'SELECT tableoid::regclass::text AS part, count(*)::int AS n FROM record GROUP BY 1 ORDER BY 1',
    );
    expect(found).toEqual([
      { part: 'record_arrest_2026', n: 2 },
      { part: 'record_call911_2026', n: 1 },
      { part: 'record_complaint_2026', n: 3 },
      { part: 'record_stolen_2026', n: 1 },
    ]);
    await open.store.put([record({ kind: 'public', number: 'DMV-1', occurredAt: null })]);
    const [early] = await rows(`SELECT tableoid::regclass::text AS part FROM record WHERE kind = 'public'`);
    expect(early).toEqual({ part: 'record_public_early' });
  });

  it('a page reads the partitions its rows are in, and no other', async () => {
    const [plan] = await rows(
      `EXPLAIN (FORMAT JSON) SELECT content FROM record WHERE kind = 'arrest' AND row = ANY(ARRAY(SELECT 1::bigint))`,
    );
    expect(JSON.stringify(plan)).not.toContain('record_complaint');
  });
});

describe('opening', () => {
  it('another key is refused in one line, and nothing is changed', async () => {
    const failed = openPostgresStore({ url: open.url, key: new Uint8Array(32).fill(8) });
    await expect(failed).rejects.toMatchObject({ name: 'StoreOpenError', reason: 'wrong-key-or-damaged' });
    await failed.catch((error: unknown) => expect(String(error)).not.toContain('\n'));
    expect((await open.store.counts()).department).toBe(5);
  });

  it('a database of a newer version is left alone', async () => {
    await rows('UPDATE store SET version = 999');
    await expect(openPostgresStore({ url: open.url, key: KEY })).rejects.toMatchObject({ reason: 'newer' });
    await rows('UPDATE store SET version = 1');
  });

  it('a server that is not there is told in one line', async () => {
    const failed = openPostgresStore({ url: 'postgres://records@127.0.0.1:9/records', key: KEY });
    await expect(failed).rejects.toMatchObject({ name: 'StoreOpenError', reason: 'unreadable' });
  });

  it('two gateways that start at once both open it, and see each other’s records', async () => {
    const fresh = await openStoreDatabase(KEY);
    const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ url: fresh.url, key: KEY, readers: 1 })));
    const many = Array.from({ length: 30 }, (_, at) => record({ kind: 'call311', number: `9000${String(at)}` }));
    await Promise.all(stores.map((store, at) => store.put(many.slice(at * 5, at * 5 + 20))));
    expect((await fresh.store.counts()).department).toBe(30);
    await Promise.all(stores.map((store) => store.close()));
    await fresh.remove();
  });
});

describe('failures', () => {
  it('a refused write names the failure, not the record', async () => {
    const failed = open.store.put([{ ...COMPLAINT, precinct: 7_000_000 }]);
    const error = await failed.then(
      () => null,
      (caught: unknown) => (caught instanceof Error ? caught : null),
    );
    expect(error?.name).toBe('StoreFault');
    expect(`${error?.message ?? ''}${error?.stack ?? ''}`).not.toMatch(/GALLAGHER|KLR4821|4512|7000000/);
    expect((await open.store.find('complaint', COMPLAINT.number))?.precinct).toBe(113);
  });

  it('a search whose caller left is stopped in the server', async () => {
    const leaving = new AbortController();
    const slow = new pg.Client({ connectionString: open.url });
    await slow.connect();
    await slow.query('BEGIN; LOCK TABLE hit IN ACCESS EXCLUSIVE MODE');
    const asked = open.store.search(
      'department',
      { ...QUERY, terms: [{ type: 'precinct', value: 113 }] },
      EVERYTHING,
      leaving.signal,
    );
    const ended = asked.then(
      () => null,
      (error: unknown) => error as { readonly code?: string },
    );
    await waiting(1);
    leaving.abort();
    expect(await ended).toMatchObject({ name: 'StoreFault', code: '57014' });
    await waiting(0);
    await slow.query('ROLLBACK');
    await slow.end();
    const after = new AbortController();
    after.abort();
    await expect(
      open.store.search(
        'department',
        { ...QUERY, terms: [{ type: 'precinct', value: 113 }] },
        EVERYTHING,
        after.signal,
      ),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  async function waiting(wanted: number): Promise<void> {
    for (;;) {
      const [found] = await rows(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'`);
      if (found?.['n'] === wanted) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});

describe('ingest while searching', () => {
  it('what a put has resolved is found by the very next search, while others read', async () => {
    const store: RecordStore = open.store;
    const ask = (value: string) =>
      store.search('public', { ...QUERY, terms: [{ type: 'plate', value, match: 'exact' }] }, EVERYTHING);
    for (let round = 0; round < 10; round += 1) {
      const plate = `NEW${String(round).padStart(4, '0')}`;
      const reading = Array.from({ length: 4 }, () => ask('KLR4821'));
      await store.put([
        record({ kind: 'public', number: `ING-${String(round)}`, mentions: [mention('plate', plate)] }),
      ]);
      expect((await ask(plate)).count).toBe(1);
      await Promise.all(reading);
    }
  });

  it('a write under way holds up no reader', async () => {
    const holding = new pg.Client({ connectionString: open.url });
    await holding.connect();
    await holding.query('BEGIN; SELECT pg_advisory_xact_lock(7413201, 2); DELETE FROM mention');
    const writing = open.store.put([record({ kind: 'public', number: 'HELD-1' })]);
    expect((await open.store.counts()).department).toBe(5);
    const found = await open.store.search(
      'department',
      { ...QUERY, terms: [{ type: 'plate', value: 'KLR4821', match: 'exact' }] },
      EVERYTHING,
    );
    expect(found.count).toBe(2);
    await holding.query('ROLLBACK');
    expect(await writing).toMatchObject({ inserted: 1 });
    await holding.end();
  });
});
