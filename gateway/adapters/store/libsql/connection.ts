/**
 * Opens the encrypted file: one connection per thread. Never opens it in clear, and never lets SQLite spill a
 * temporary table to disk, where nothing encrypts it.
 */
import Database from 'libsql';
import { StoreOpenError } from '../common/store-fault.ts';
import { deriveKey } from '../common/store-keys.ts';

export type Connection = Database.Database;
export type Row = Readonly<Record<string, string | number | null>>;

/** Pages kept in the clear in memory: the file's are encrypted, so each one read again costs. */
const CACHE_KIB = { read: 65_536, write: 131_072 } as const;

/** Tables of the connection's own memory that read which words the full-text indexes hold; made before it is kept from writing. */
const TERM_TABLES = `
CREATE VIRTUAL TABLE temp.text_term USING fts5vocab(main, record_text, instance);
CREATE VIRTUAL TABLE temp.mention_term USING fts5vocab(main, mention_words, instance);
`;

export function openConnection(file: string, key: Uint8Array, access: 'write' | 'read'): Connection {
  let database: Connection | undefined;
  try {
    database = new Database(file, {
      encryptionCipher: 'aes256cbc',
      encryptionKey: deriveKey(key, 'file').toString('hex'),
      timeout: 10,
    } as Database.Options);
    database.exec('PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;');
    database.exec(`PRAGMA cache_size = -${String(CACHE_KIB[access])};`);
    database.prepare('SELECT count(*) AS n FROM sqlite_schema').all();
    database.exec(TERM_TABLES);
    database.exec(
      access === 'write'
        ? 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16000;'
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

type Prepared = ReturnType<Connection['prepare']>;

/** Statements of a connection kept ready, the least lately used given up first. Their texts hold no value. */
const MOST_KEPT = 256;
const kept = new WeakMap<Connection, Map<string, Prepared>>();

function prepared(database: Connection, sql: string): Prepared {
  let statements = kept.get(database);
  if (!statements) kept.set(database, (statements = new Map<string, Prepared>()));
  const known = statements.get(sql);
  if (known) statements.delete(sql);
  else if (statements.size >= MOST_KEPT) statements.delete(statements.keys().next().value ?? '');
  const statement = known ?? database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}

/** All rows of a statement with named parameters (`:name`). */
export const rows = (
  database: Connection,
  sql: string,
  parameters: Readonly<Record<string, unknown>> = {},
): readonly Row[] => prepared(database, sql).all(parameters) as readonly Row[];

/** All that is read within is of one moment, whatever is written meanwhile. */
export function snapshot<T>(database: Connection, read: () => T): T {
  database.exec('BEGIN');
  try {
    return read();
  } finally {
    if (database.inTransaction) database.exec('COMMIT');
  }
}

const COMMA = 0x2c;
const ZERO = 0x30;

/** Numbers that a statement joined with commas: much faster than a row for each. */
export function numbersIn(list: string | number | null | undefined): readonly number[] {
  if (list == null) return [];
  const text = String(list);
  const numbers: number[] = [];
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === COMMA) {
      numbers.push(value);
      value = 0;
    } else value = value * 10 + (unit - ZERO);
  }
  numbers.push(value);
  return numbers;
}

/** The column `list` of a statement with one row. */
export const numberList = (
  database: Connection,
  sql: string,
  parameters: Readonly<Record<string, unknown>> = {},
): readonly number[] => numbersIn(rows(database, sql, parameters)[0]?.['list']);
