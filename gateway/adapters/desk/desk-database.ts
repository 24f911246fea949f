/** Opens the encrypted file of what people keep for their work, and makes its tables. */
import type Database from 'libsql';
import { openEncryptedDatabase } from '../keys/encrypted-database.ts';

export type DeskDatabase = Database.Database;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS saved (
  owner TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (owner, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tour_search (
  owner TEXT NOT NULL, question TEXT NOT NULL, at TEXT NOT NULL, until INTEGER NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (owner, question)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pin (
  owner TEXT NOT NULL, record TEXT NOT NULL, at TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (owner, record)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (
  owner TEXT NOT NULL, record TEXT NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (owner, record)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tour_search_until ON tour_search (until);
CREATE INDEX IF NOT EXISTS pin_until ON pin (until);
CREATE INDEX IF NOT EXISTS seen_at ON seen (at);
CREATE INDEX IF NOT EXISTS seen_owner ON seen (owner, at);
`;

/** Throws `StartupRefusal` for a wrong key or a damaged file. A machine without power may lose the last seconds. */
export const openDeskDatabase = (file: string, key: Uint8Array): DeskDatabase =>
  openEncryptedDatabase({
    file,
    key,
    synchronous: 'NORMAL',
    schema: SCHEMA,
    what: 'What people keep for their work in',
  });
