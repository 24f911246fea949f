/** Brings the file to the newest shape: numbered steps, forward only, each in one transaction. Never touches a newer file. */
import { rows, StoreOpenError, type Connection } from './connection.ts';
import { RECORDS } from './migrations/0001-records.ts';

const MIGRATIONS: readonly string[] = [RECORDS];

export function migrate(database: Connection): void {
  const version = Number(rows(database, 'PRAGMA user_version')[0]?.['user_version'] ?? 0);
  if (version > MIGRATIONS.length) {
    throw new StoreOpenError('newer', 'The record store was written by a newer version. Nothing was changed.');
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database
      .transaction(() => {
        database.exec(sql);
        database.exec(`PRAGMA user_version = ${String(index + 1)}`);
      })
      .immediate();
  }
}
