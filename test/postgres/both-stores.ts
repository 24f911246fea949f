/** Both stores, for tests that hold for any: each opens an empty one of its own. */
import type { RecordStore } from '../../gateway/ports/record-store.ts';
import { KEY, openStoreFolder } from '../gateway/store-folder.ts';
import { noServer } from './server-here.ts';
import { openStoreDatabase } from './store-database.ts';

export interface OpenedStore {
  readonly store: RecordStore;
  remove(): Promise<void>;
}

/** Whoever uses them calls `stopServer` at the end of the file. */
export const BOTH_STORES: readonly { readonly name: string; readonly openStore: () => Promise<OpenedStore> }[] = [
  { name: 'embedded', openStore: openStoreFolder },
  ...(noServer === null ? [{ name: 'PostgreSQL', openStore: () => openStoreDatabase(KEY) }] : []),
];
