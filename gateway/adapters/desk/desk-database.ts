/** Opens the encrypted file of what people keep for their work, and makes its tables. */
import Database from 'libsql';
import { StartupRefusal } from '../../core/startup-refusal.ts';

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

/** libsql's own options, absent from the declarations it took over from better-sqlite3. */
interface EncryptedOptions extends Database.Options {
  readonly encryptionCipher: 'aes256cbc';
  readonly encryptionKey: string;
}

/** Throws {@link StartupRefusal} for a wrong key or a damaged file. */
export const openDeskDatabase = (file: string, key: Uint8Array): DeskDatabase => {
  const options: EncryptedOptions = {
    encryptionCipher: 'aes256cbc',
    encryptionKey: Buffer.from(key).toString('hex'),
  };
  try {
    const database = new Database(file, options);
    database.pragma('busy_timeout = 5000');
    database.pragma('temp_store = MEMORY');
    database.pragma('journal_mode = WAL');
    // A killed gateway loses nothing so; a machine without power may lose the last seconds of what was kept.
    database.pragma('synchronous = NORMAL');
    database.exec(SCHEMA);
    return database;
  } catch {
    throw new StartupRefusal(`What people keep for their work (${file}) cannot be opened: wrong key or damaged file`);
  }
};
