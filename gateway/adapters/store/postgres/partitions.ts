/**
 * Adds the partition of a kind and year when its first record comes. It is made beside the table and attached, which
 * holds up no reader, as making it in place would. Takes no value that is not a kind or a year.
 */
import type { RecordKind } from '../../../../shared/records/kind.ts';
import type { Session } from './connection.ts';
import { partitionYear, yearBounds } from './partition-years.ts';

export interface Placed {
  readonly kind: RecordKind;
  readonly row: number;
}

async function attach(session: Session, parent: string, name: string, year: number): Promise<void> {
  const [from, to] = yearBounds(year);
  await session.rows(`CREATE TABLE ${name} (LIKE ${parent} INCLUDING ALL)`);
  await session.rows(`ALTER TABLE ${parent} ATTACH PARTITION ${name} FOR VALUES FROM (${from}) TO (${to})`);
}

/** Inside the transaction that writes the rows, under the write lock. */
export async function ensurePartitions(session: Session, rows: readonly Placed[]): Promise<void> {
  const wanted = new Map<string, { readonly parent: string; readonly year: number }>();
  for (const { kind, row } of rows) {
    const year = partitionYear(row);
    if (year !== null) wanted.set(`record_${kind}_${year}`, { parent: `record_${kind}`, year });
  }
  if (wanted.size === 0) return;
  const missing = await session.rows('SELECT name FROM unnest($1::text[]) name WHERE to_regclass(name) IS NULL', [
    [...wanted.keys()],
  ]);
  for (const row of missing) {
    const name = String(row['name']);
    const found = wanted.get(name);
    if (found) await attach(session, found.parent, name, found.year);
  }
}
