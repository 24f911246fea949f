/**
 * Opens the embedded record store: one thread that writes and some that read, behind the asynchronous port, so that neither
 * a search nor an import ever holds up the gateway. Never decides who may see what.
 */
import type { RecordStore } from '../../../ports/record-store.ts';
import { PreparingAhead } from '../common/preparing-ahead.ts';
import { deriveKey } from '../common/store-keys.ts';
import { ThreadChannel } from './channel.ts';
import type { ThreadSetup } from './operations.ts';
import { ReadingPool } from './reading-pool.ts';
import { TellingPage, unpacked } from './telling-page.ts';

export interface LibsqlStoreOptions {
  /** Path of the database file; its folder exists. */
  readonly file: string;
  /** Secret of 32 bytes or more from which the file's key and the record ids are derived. */
  readonly key: Uint8Array;
  /** Reading threads, 1 to 8; more than the machine's cores gain nothing. */
  readonly readers?: number;
}

/** MiB of the preparing thread’s young objects: records live from one message to the next, too long for the usual few. */
const YOUNG_MIB = 64;
const DEFAULT_READERS = 2;
const MOST_READERS = 8;

export interface LibsqlStore extends RecordStore {
  /** After a load of many records: brings the full-text indexes into one piece each. Takes seconds per million. */
  optimise(): Promise<void>;
}

/** Throws `StoreOpenError` with one clear line when the key is wrong, or the file damaged or newer. */
export async function openLibsqlStore({
  file,
  key,
  readers = DEFAULT_READERS,
}: LibsqlStoreOptions): Promise<LibsqlStore> {
  if (key.length < 32) throw new RangeError('The record store needs a key of at least 32 bytes.');
  const setup = (access: ThreadSetup['access']): ThreadSetup => ({
    file,
    key: Uint8Array.from(key), // a view on shared memory would take the rest of that memory to the thread
    access,
  });
  const writer = await ThreadChannel.open(setup('write'));
  const pool = await ReadingPool.open(setup('read'), Math.min(MOST_READERS, Math.max(1, readers))).catch(
    async (error: unknown) => {
      await writer.close();
      throw error;
    },
  );
  /** Prepared records as JSON. */
  const ahead = new PreparingAhead<string>(new URL('./preparing-thread.ts', import.meta.url), {
    workerData: deriveKey(key, 'record id'),
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
  });
  // The writing thread knows every operation: it answers while no reading thread is left.
  const reader = (): ThreadChannel => pool.free ?? writer;
  return {
    async search(source, query, scope, signal, early) {
      const page = early && new TellingPage(early);
      const answer = await reader().askFor({ signal, early: page?.add }, 'search', source, query, scope);
      const told = (await page?.told()) ?? [];
      return { ...answer, hits: answer.hits === null ? told : unpacked(answer.hits) };
    },
    count: (source, query, scope, signal) =>
      (pool.counting ?? writer).askFor({ signal }, 'count', source, query, scope),
    read: (...input) => reader().ask('read', ...input),
    find: (...input) => reader().ask('find', ...input),
    linked: (...input) => reader().ask('linked', ...input),
    openJobs: (...input) => reader().ask('openJobs', ...input),
    counts: () => reader().ask('counts'),
    imports: () => reader().ask('imports'),
    importProgress: (...input) => reader().ask('importProgress', ...input),
    put: (...input) => writer.ask('put', ...input),
    announce: (records) => ahead.announce(records),
    async putImported(records, progress) {
      const packed = await ahead.ready(records);
      if (packed === null) return writer.ask('putImported', records, progress);
      return writer.ask('putPrepared', packed, progress);
    },
    optimise: () => writer.ask('optimise'),
    async close() {
      await Promise.all([ahead.close(), pool.close(), writer.close()]);
    },
  };
}
