/**
 * Brings the database to the newest shape: numbered steps, forward only, each in one transaction, one gateway at a time.
 * Never touches a newer database, nor one whose records were sealed with another key.
 */
import { createHmac, type KeyObject } from 'node:crypto';
import { StoreOpenError } from '../common/store-fault.ts';
import type { ConnectionPool, Session } from './connection.ts';
import { RECORDS } from './migrations/0001-records.ts';

const MIGRATIONS: readonly string[] = [RECORDS];

/** Numbers of the advisory locks; the first is PostgreSQL's space for this program. */
const LOCK_SPACE = 7_413_201;
export const LOCKS = { migrate: `${LOCK_SPACE}, 1`, write: `${LOCK_SPACE}, 2`, load: `${LOCK_SPACE}, 3` } as const;

const STORE = `
CREATE TABLE IF NOT EXISTS store (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version integer NOT NULL DEFAULT 0,
  arrival bigint NOT NULL DEFAULT 0,
  key_check text,
  loading boolean NOT NULL DEFAULT false
);
INSERT INTO store DEFAULT VALUES ON CONFLICT DO NOTHING;
`;

/** Says whether the key is the one of this database, and nothing of the key. */
const checkOf = (key: KeyObject): string => createHmac('sha256', key).update('key check').digest('base64url');

async function step(session: Session, key: KeyObject): Promise<void> {
  await session.rows(`SELECT pg_advisory_xact_lock(${LOCKS.migrate})`);
  await session.rows(STORE);
  const [store] = await session.rows('SELECT version, key_check FROM store');
  const version = Number(store?.['version'] ?? 0);
  if (version > MIGRATIONS.length) {
    throw new StoreOpenError('newer', 'The record store was written by a newer version. Nothing was changed.');
  }
  const check = checkOf(key);
  if (store?.['key_check'] != null && store['key_check'] !== check) {
    throw new StoreOpenError(
      'wrong-key-or-damaged',
      'The records of this database are sealed with another key. Nothing was changed.',
    );
  }
  for (const sql of MIGRATIONS.slice(version)) await session.rows(sql);
  await session.rows('UPDATE store SET version = $1, key_check = $2', [MIGRATIONS.length, check]);
}

/** Throws {@link StoreOpenError}. */
export async function migrate(pool: ConnectionPool, key: KeyObject): Promise<void> {
  await pool.transaction((session) => step(session, key));
}
