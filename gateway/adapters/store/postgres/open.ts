/**
 * Opens the record store of a department that runs PostgreSQL, behind the same port as the embedded one: connections that
 * read and one that writes, so that no search waits for an import. Never decides who may see what.
 */
import { createSecretKey } from 'node:crypto';
import type { RecordStore } from '../../../ports/record-store.ts';
import { StoreFault, StoreOpenError } from '../common/store-fault.ts';
import { deriveKey } from '../common/store-keys.ts';
import { ConnectionPool, type Connection, type Session } from './connection.ts';
import { linked } from './linking.ts';
import { beginLoad, isLoading, optimise, UnfinishedLoad } from './load.ts';
import { migrate } from './migrate.ts';
import { NameDictionary } from './name-dictionary.ts';
import { StoreSize } from './newest-years.ts';
import { counts, find, importProgress, imports, openJobs, read } from './reading.ts';
import type { SearchTools } from './found-page.ts';
import { count, search } from './searching.ts';
import { serverAddress } from './server-address.ts';
import type { StoreKeys } from './prepared-record.ts';
import { Preparing } from './preparing.ts';
import { RecordWriting } from './writing.ts';
import type { Term } from '../../../../shared/records/query/term.ts';

export interface PostgresStoreOptions {
  /** `postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full&sslrootcert=FILE`. */
  readonly url: string;
  /** Where it does not stand in the address. */
  readonly password?: string;
  /** Secret of 32 bytes or more from which the contents' key and the record ids are derived. */
  readonly key: Uint8Array;
  /** Connections that read, 1 to 50; more than the server has cores gain little. */
  readonly readers?: number;
  /** Milliseconds after which a search is given up. */
  readonly timeoutMs?: number;
}

const DEFAULT_READERS = 8;
const DEFAULT_TIMEOUT_MS = 15_000;
/** A write of thousands of records, on a server that is busy. */
const WRITE_TIMEOUT_MS = 300_000;

const nobodyAlike = (): readonly [] => [];
const asksSounds = (terms: readonly Term[]): boolean =>
  terms.some((term) => term.type === 'name' && term.match === 'sounds');

const openFailed = (error: unknown): never => {
  if (error instanceof StoreOpenError) throw error;
  const code = error instanceof StoreFault ? error.code : 'UNKNOWN';
  throw new StoreOpenError('unreadable', `The record store’s PostgreSQL server cannot be used (${code}).`);
};

const keysOf = (key: Uint8Array): StoreKeys => ({
  id: createSecretKey(deriveKey(key, 'record id')),
  content: createSecretKey(deriveKey(key, 'content')),
});

/** Throws `StartupRefusal` with one clear line when the address, the server or the key does not do. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<RecordStore> {
  const { url, password, key, readers = DEFAULT_READERS, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  if (key.length < 32) throw new RangeError('The record store needs a key of at least 32 bytes.');
  const address = serverAddress(url, password);
  const keys = keysOf(key);
  const writingPool = (): ConnectionPool => new ConnectionPool(address, { most: 1, timeoutMs: WRITE_TIMEOUT_MS });
  const writer = writingPool();
  const reading = new ConnectionPool(address, { most: Math.min(50, Math.max(1, readers)), timeoutMs });
  let unfinished: UnfinishedLoad;
  try {
    await migrate(writer, keys.content);
    unfinished = new UnfinishedLoad(writingPool, await isLoading(writer));
  } catch (error) {
    await Promise.all([writer.close(), reading.close()]);
    return openFailed(error);
  }
  const names = new NameDictionary();
  const size = new StoreSize();
  const preparing = new Preparing(keys);
  const writing = new RecordWriting(writer, preparing);
  const tools = async (database: Connection, terms: readonly Term[]): Promise<SearchTools> => ({
    database,
    key: keys.content,
    large: await size.isLarge(database),
    alike: asksSounds(terms) ? await names.current(database) : nobodyAlike,
  });
  const asking = <T>(work: (on: Session) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    unfinished.finish();
    return reading.use(work, signal);
  };
  return {
    search: (source, query, scope, signal, early) =>
      asking(async (on) => search(await tools(on, query.terms), { source, query, scope, early }), signal),
    count: (source, query, scope, signal) =>
      asking(async (on) => count(await tools(on, query.terms), source, query, scope), signal),
    read: (id) => read(reading, keys.content, id),
    find: (kind, number) => find(reading, keys.content, kind, number),
    linked: (of, scope, types, limit) =>
      asking((database) => linked({ database, key: keys.content }, of, scope, types, limit)),
    openJobs: (precinct, limit) => openJobs(reading, keys.content, precinct, limit),
    counts: () => counts(reading),
    imports: () => imports(reading),
    importProgress: (sha256) => importProgress(reading, sha256),
    put: (records) => writing.put(records),
    putImported: (records, progress) => writing.putImported(records, progress),
    announce: (records) => {
      preparing.announce(records);
    },
    beginLoad: () => beginLoad(writer),
    optimise: () => optimise(writer),
    async close() {
      await Promise.all([unfinished.close(), preparing.close()]);
      await Promise.all([reading.close(), writer.close()]);
    },
  };
}
