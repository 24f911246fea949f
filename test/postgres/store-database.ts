/** A store on a PostgreSQL server of the test's own, with a new database for each. */
import { openPostgresStore } from '../../gateway/adapters/store/postgres/open.ts';
import type { RecordStore } from '../../gateway/ports/record-store.ts';
import { startTestServer, type TestServer } from './server.ts';

export interface StoreDatabase {
  readonly url: string;
  readonly store: RecordStore;
  remove(): Promise<void>;
}

let started: Promise<TestServer> | null = null;

/** One server per test file; see {@link stopServer}. */
export const testServer = (): Promise<TestServer> => (started ??= startTestServer());

export async function stopServer(): Promise<void> {
  const server = await started;
  started = null;
  await server?.stop();
}

export async function openStoreDatabase(key: Uint8Array): Promise<StoreDatabase> {
  const url = await (await testServer()).database();
  const store = await openPostgresStore({ url, key, readers: 2 });
  return { url, store, remove: () => store.close() };
}
