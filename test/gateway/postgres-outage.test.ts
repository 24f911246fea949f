/**
 * The server of the records fails: a write that it was at is neither half there nor twice, its sources say that they are down
 * while it is away, and answer again without anybody's help.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it as run } from 'vitest';
import { openAuditLog } from '../../gateway/adapters/audit/libsql-audit-log.ts';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { storeSources } from '../../gateway/adapters/sources/store-source.ts';
import { openPostgresStore } from '../../gateway/adapters/store/postgres/open.ts';
import { createSearch } from '../../gateway/core/search.ts';
import type { RecordStore, SearchScope } from '../../gateway/ports/record-store.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import { startTestServer, type TestServer } from '../postgres/server.ts';
import { noServer } from '../postgres/server-here.ts';
import { collect, OFFICER, request } from './records-desk.ts';
import { KEY } from './store-folder.ts';
import { mention, record, RECORDS } from './store-records.ts';

const it = run.skipIf(noServer !== null);

const SCOPE: SearchScope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
const MANY = 800;

let server: TestServer;
let store: RecordStore;
let url: string;
beforeAll(async () => {
  if (noServer !== null) return;
  server = await startTestServer({ always: 'own' });
  url = await server.database();
  store = await openPostgresStore({ url, key: KEY });
  await store.put(RECORDS);
});
afterAll(async () => {
  if (noServer !== null) return;
  await store.close();
  await server.stop();
});

const load = (name: string): readonly NewRecord[] =>
  Array.from({ length: MANY }, (_, at) =>
    record({
      kind: 'call311',
      number: `${name}-${String(at).padStart(5, '0')}`,
      occurredAt: `20${String(10 + (at % 15))}-0${String(1 + (at % 9))}-11T10:0${String(at % 7)}`,
      body: { request: [{ details: `load ${name} noise` }] },
      mentions: [mention('plate', `${name}${String(at)}`)],
    }),
  );

/** The server is back when a store answers; what waits for it does so itself. */
async function answers(): Promise<void> {
  for (;;) {
    const up = await store.counts().then(
      () => true,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** True as soon as the server is at that statement; false when `put` ended before. */
async function isAt(statement: string, put: Promise<boolean>): Promise<boolean> {
  const state = { ended: false };
  void put.then(() => (state.ended = true));
  const watching = new pg.Client({ connectionString: url });
  watching.on('error', () => undefined); // it is killed with the server
  await watching.connect();
  for (;;) {
    const { rows } = await watching.query(
      `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE $1 AND pid <> pg_backend_pid()`,
      [`${statement}%`],
    );
    if (rows.length > 0) return true;
    if (!state.ended) continue;
    await watching.end();
    return false;
  }
}

it(
  'killed in the middle of a put: after the restart all of it is there or nothing, and again adds what is missing once',
  { timeout: 240_000 },
  async () => {
    const before = (await store.counts()).department;
    let whole = 0;
    let caught = 0;
    for (const [name, statement] of [
      ['KA', 'COPY record'],
      ['KB', 'COPY hit'],
      ['KC', 'COPY mention'],
      ['KD', 'COPY mention'],
    ] as const) {
      const records = load(name);
      const put = store.put(records).then(
        () => true,
        () => false,
      );
      if (await isAt(statement, put)) caught += 1;
      await server.kill();
      const done = await put;
      await server.start();
      await answers();
      const found = (await store.counts()).department - before - whole;
      expect([0, MANY]).toContain(found);
      if (done) expect(found).toBe(MANY); // what was confirmed stays
      const again = await store.put(records);
      expect(again).toEqual({ inserted: MANY - found, changed: 0, unchanged: found });
      whole += MANY;
      expect((await store.counts()).department).toBe(before + whole);
      const query = { filters: {}, sort: 'best', limit: 5, after: null } as const;
      const one = await store.search(
        'department',
        { ...query, terms: [{ type: 'plate', value: `${name}7`, match: 'exact' }] },
        SCOPE,
      );
      expect(one.count).toBe(1);
    }
    expect(caught).toBeGreaterThan(0);
  },
);

it(
  'while it is away its sources are down, the search ends and is recorded; afterwards it answers by itself',
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outage-'));
    const key = new Uint8Array(32).fill(9);
    const audit = openAuditLog({
      file: join(folder, 'audit.db'),
      headFile: join(folder, 'audit.head'),
      clock: systemClock,
      keys: { store: key, queryText: key, head: key },
    });
    const search = createSearch({ sources: storeSources(store), audit, clock: systemClock, cursorKey: key });
    const states = async (): Promise<readonly string[]> => {
      const events = await collect(search.run(OFFICER, request([{ type: 'plate', value: 'KLR4821', match: 'exact' }])));
      expect(events.at(-1)?.event).toBe('done');
      return events.flatMap((event) =>
        event.event === 'source' ? [`${event.source} ${event.state} ${event.count}`] : [],
      );
    };
    const up = ['department answered 2', 'orders answered 0', 'stolen answered 1', 'warrants answered 0'];
    expect([...(await states())].sort()).toEqual(up);
    await server.kill();
    expect([...(await states())].sort()).toEqual(up.map((line) => `${line.split(' ')[0] ?? ''} down 0`));
    await server.start();
    await answers();
    expect([...(await states())].sort()).toEqual(up);
    const rows = (await audit.page({ limit: 50 }, null)).rows.filter(({ action }) => action === 'search.end');
    expect(rows.map(({ outcome }) => outcome)).toEqual(['ok', 'failed', 'ok']);
    await audit.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
