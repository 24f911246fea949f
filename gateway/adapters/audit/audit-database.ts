/** Opens the encrypted file of the audit log and makes its table; triggers refuse every change and removal. */
import Database from 'libsql';
import { StartupRefusal } from '../../core/startup-refusal.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS audit (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, action TEXT NOT NULL, outcome TEXT NOT NULL,
  username TEXT, role_label TEXT, workstation TEXT, address TEXT, session_id TEXT, reason TEXT, object TEXT, rule TEXT,
  duration_ms REAL, of_seq INTEGER, command INTEGER, query_sealed BLOB, query_hash TEXT,
  prev_hash TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS audit_username ON audit (username, seq);
CREATE INDEX IF NOT EXISTS audit_command ON audit (command, seq);
CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are not changed'); END;
CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are not removed'); END;
`;

/** libsql's own options, absent from the declarations it took over from better-sqlite3. */
interface EncryptedOptions extends Database.Options {
  readonly encryptionCipher: 'aes256cbc';
  readonly encryptionKey: string;
}

/** Throws {@link StartupRefusal} for a wrong key or a damaged file. */
export const openAuditDatabase = (file: string, key: Uint8Array): Database.Database => {
  const options: EncryptedOptions = {
    encryptionCipher: 'aes256cbc',
    encryptionKey: Buffer.from(key).toString('hex'),
  };
  try {
    const database = new Database(file, options);
    database.pragma('busy_timeout = 5000');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec(SCHEMA);
    return database;
  } catch {
    throw new StartupRefusal(`The audit log ${file} cannot be opened: wrong key or damaged file`);
  }
};
