/** Brings the file to the newest shape: numbered steps, forward only, each in one transaction. Never touches a newer file. */
import { StoreOpenError } from '../common/store-fault.ts';
import { rows, type Connection } from './connection.ts';
import { RECORDS } from './migrations/0001-records.ts';
import { VACATED } from './migrations/0002-vacated.ts';

const MIGRATIONS: readonly string[] = [RECORDS, VACATED];
/** Files numbered 1 to 3 were of a shape before the first one released: they are built again from their sources. */
const UNRELEASED = 3;

export function migrate(database: Connection): void {
  const version = Number(rows(database, 'PRAGMA user_version')[0]?.['user_version'] ?? 0);
  if (version > 0 && version <= UNRELEASED) {
    throw new StoreOpenError(
      'unreadable',
      'The record store was written by a version before the first release. Import its files again.',
    );
  }
  if (version > MIGRATIONS.length + UNRELEASED) {
    throw new StoreOpenError('newer', 'The record store was written by a newer version. Nothing was changed.');
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    const next = index + 1 + UNRELEASED;
    if (next <= version) continue;
    database
      .transaction(() => {
        database.exec(sql);
        database.exec(`PRAGMA user_version = ${String(next)}`);
      })
      .immediate();
  }
}
