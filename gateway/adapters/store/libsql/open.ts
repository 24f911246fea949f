/**
 * Opens the embedded record store: one thread that writes and some that read, behind the asynchronous port, so that neither
 * a search nor an import ever holds up the gateway. Never decides who may see what.
 */
import type { RecordStore } from '../../../ports/record-store.ts';
import { ThreadChannel } from './channel.ts';
import type { ThreadSetup } from './operations.ts';

export interface LibsqlStoreOptions {
  /** Path of the database file; its folder exists. */
  readonly file: string;
  /** Secret of 32 bytes or more from which the file's key and the record ids are derived. */
  readonly key: Uint8Array;
  /** Reading threads, 1 to 8; more than the machine's cores gain nothing. */
  readonly readers?: number;
}

const DEFAULT_READERS = 2;

/** Throws `StoreOpenError` with one clear line when the key is wrong, or the file damaged or newer. */
export async function openLibsqlStore({
  file,
  key,
  readers = DEFAULT_READERS,
}: LibsqlStoreOptions): Promise<RecordStore> {
  if (key.length < 32) throw new RangeError('The record store needs a key of at least 32 bytes.');
  const setup = (access: ThreadSetup['access']): ThreadSetup => ({
    file,
    key: Uint8Array.from(key), // a view on shared memory would take the rest of that memory to the thread
    access,
  });
  const writer = await ThreadChannel.open(setup('write'));
  const pool: ThreadChannel[] = [];
  try {
    const wanted = Math.min(8, Math.max(1, readers));
    while (pool.length < wanted) pool.push(await ThreadChannel.open(setup('read')));
  } catch (error) {
    await Promise.all([writer, ...pool].map((channel) => channel.close()));
    throw error;
  }
  // The writing thread knows every operation: it answers when no reading thread is left.
  const reader = (): ThreadChannel =>
    pool
      .filter((channel) => channel.alive)
      .reduce<ThreadChannel | null>((least, next) => (least && least.load <= next.load ? least : next), null) ?? writer;
  return {
    search: (source, query, scope) => reader().ask('search', source, query, scope),
    count: (source, query, scope) => reader().ask('count', source, query, scope),
    read: (...input) => reader().ask('read', ...input),
    find: (...input) => reader().ask('find', ...input),
    linked: (...input) => reader().ask('linked', ...input),
    openJobs: (...input) => reader().ask('openJobs', ...input),
    counts: () => reader().ask('counts'),
    imports: () => reader().ask('imports'),
    importProgress: (...input) => reader().ask('importProgress', ...input),
    put: (...input) => writer.ask('put', ...input),
    putImported: (...input) => writer.ask('putImported', ...input),
    async close() {
      await Promise.all([...pool, writer].map((channel) => channel.close()));
    },
  };
}
