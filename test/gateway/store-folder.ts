/** A store in a folder of its own under the system's temporary folder, removed when the test is over. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibsqlStore } from '../../gateway/adapters/store/libsql/open.ts';
import type { RecordStore } from '../../gateway/ports/record-store.ts';

export const KEY = new Uint8Array(32).fill(7);

export interface StoreFolder {
  readonly folder: string;
  readonly file: string;
  readonly store: RecordStore;
  /** Bytes of every file of the folder, the write-ahead log among them. */
  bytes(): Buffer;
  remove(): Promise<void>;
}

export async function openStoreFolder(readers = 1): Promise<StoreFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'record-store-'));
  const file = join(folder, 'records.db');
  const store = await openLibsqlStore({ file, key: KEY, readers });
  return {
    folder,
    file,
    store,
    bytes: () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))),
    async remove() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
