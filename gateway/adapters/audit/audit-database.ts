/** Opens the encrypted file of the audit log and makes its table; triggers refuse every change and removal. */
import type Database from 'libsql';
import { openEncryptedDatabase } from '../keys/encrypted-database.ts';

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

/** Throws `StartupRefusal` for a wrong key or a damaged file. */
export const openAuditDatabase = (file: string, key: Uint8Array): Database.Database =>
  openEncryptedDatabase({ file, key, synchronous: 'FULL', schema: SCHEMA, what: 'The audit log' });
