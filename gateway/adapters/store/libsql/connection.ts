/**
 * Opens the encrypted file: one connection per thread. Never opens it in clear, and never lets SQLite spill a
 * temporary table to disk, where nothing encrypts it.
 */
import Database from 'libsql';
import { hkdfSync } from 'node:crypto';
import { StartupRefusal } from '../../../core/startup-refusal.ts';

export type Connection = Database.Database;
export type Row = Readonly<Record<string, string | number | null>>;

/** The store could not be opened; the message is one clear line, without the key. */
export class StoreOpenError extends StartupRefusal {
  readonly reason: 'wrong-key-or-damaged' | 'newer' | 'unreadable';
  constructor(reason: StoreOpenError['reason'], message: string) {
    super(message);
    this.name = 'StoreOpenError';
    this.reason = reason;
  }
}

/** 32 bytes for one use, derived from the store's key; the key itself is used for nothing. */
export const deriveKey = (key: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `precinct record store ${use}`, 32));

const CACHE_KIB = 32_768;

export function openConnection(file: string, key: Uint8Array, access: 'write' | 'read'): Connection {
  let database: Connection | undefined;
  try {
    database = new Database(file, {
      encryptionCipher: 'aes256cbc',
      encryptionKey: deriveKey(key, 'file').toString('hex'),
      timeout: 10,
    } as Database.Options);
    database.exec('PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;');
    database.exec(`PRAGMA cache_size = -${String(CACHE_KIB)};`);
    database.prepare('SELECT count(*) AS n FROM sqlite_schema').all();
    database.exec(
      access === 'write'
        ? 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;'
        : 'PRAGMA query_only = 1;',
    );
    return database;
  } catch (error) {
    database?.close();
    throw explained(file, error);
  }
}

function explained(file: string, error: unknown): StoreOpenError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new StoreOpenError(
      'wrong-key-or-damaged',
      `The record store ${file} does not open with this key: the key is another one, or the file is damaged. Nothing was changed.`,
    );
  }
  return new StoreOpenError('unreadable', `The record store ${file} cannot be opened (${code || 'unknown error'}).`);
}

/** All rows of a statement with named parameters (`:name`). */
export const rows = (
  database: Connection,
  sql: string,
  parameters: Readonly<Record<string, unknown>> = {},
): readonly Row[] => database.prepare(sql).all(parameters) as readonly Row[];
