/**
 * Opens what a data folder holds (keys, audit log, directory, records) for the gateway, the import and the audit
 * check alike. Closes everything it opened when one part refuses.
 */
import { openAuditLog } from './adapters/audit/libsql-audit-log.ts';
import { masterKey } from './adapters/keys/master-key.ts';
import { subkey } from './adapters/keys/subkeys.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { openStore, type PostgresChoice } from './open-store.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { Clock } from './ports/clock.ts';
import type { RecordStore } from './ports/record-store.ts';

export interface DepartmentOptions {
  /** Made when it does not exist. */
  readonly dataFolder: string;
  readonly clock: Clock;
  /** `auto`: the key store of the operating system, else a key file; `file`: a key file. Matters at the first start only. */
  readonly keyStore: 'auto' | 'file';
  /** Absent: the records are in the data folder too. */
  readonly postgres?: PostgresChoice;
}

export interface OpenDepartment {
  readonly folder: DataFolder;
  readonly master: Uint8Array;
  readonly audit: AuditLog;
  readonly store: RecordStore;
  close(): Promise<void>;
}

type ClosableAuditLog = ReturnType<typeof openAuditLog>;

export const openAudit = (
  file: (name: string) => string,
  master: Uint8Array,
  clock: Clock,
  check = true,
): ClosableAuditLog => {
  const keys = {
    store: subkey(master, 'audit-store'),
    queryText: subkey(master, 'audit-query-text'),
    head: subkey(master, 'audit-head'),
  };
  return openAuditLog({ file: file('audit.db'), headFile: file('audit.head'), clock, keys }, { check });
};

/** Throws `StartupRefusal` with one clear line. */
export const openDepartment = async (options: DepartmentOptions): Promise<OpenDepartment> => {
  const closing: (() => void | Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closing.splice(0).reverse()) await one();
  };
  try {
    const folder = openDataFolder(options.dataFolder);
    closing.push(() => folder.release());
    const master = await masterKey(folder.path, options.keyStore);
    const audit = openAudit(folder.file, master, options.clock);
    closing.push(() => audit.close());
    const store = await openStore(folder.file('records.db'), subkey(master, 'record-store'), options.postgres ?? null);
    closing.push(() => store.close());
    return { folder, master, audit, store, close };
  } catch (error) {
    await close();
    throw error;
  }
};
