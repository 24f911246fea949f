/** Reads records and counts, and opens what is sealed. Says nothing of who may see them: callers hold the scope. */
import type { KeyObject } from 'node:crypto';
import { importProgressOf } from '../common/import-row.ts';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { SOURCE_IDS, type RecordKind, type SourceId } from '../../../../shared/records/kind.ts';
import { normaliseIdentifier } from '../../../../shared/records/query/normalise.ts';
import type { ImportProgress, StoredRecord } from '../../../ports/record-store.ts';
import { StoreFault } from '../common/store-fault.ts';
import type { Connection, Row } from './connection.ts';
import { openContent } from './content-seal.ts';

export interface Placed {
  readonly kind: string;
  readonly row: number;
}

const placedOf = (row: Row): Placed => ({ kind: String(row['kind']), row: Number(row['row']) });

/** Throws {@link StoreFault} when it was changed, or exchanged with another's. */
function opened(key: KeyObject, id: string, sealed: Uint8Array): NewRecord {
  try {
    return JSON.parse(openContent(key, id, sealed)) as NewRecord;
  } catch {
    throw new StoreFault('CONTENT_CHANGED');
  }
}

/**
 * Content by row, for the rows of one page. Kind and row are values of the statement, so that only the partitions they
 * are in are opened.
 */
export async function readContents(
  database: Connection,
  key: KeyObject,
  wanted: readonly Placed[],
): Promise<ReadonlyMap<number, StoredRecord>> {
  const byKind = Map.groupBy(wanted, ({ kind }) => kind);
  if (byKind.size === 0) return new Map();
  const values: unknown[] = [];
  const parts = [...byKind].map(([kind, placed]) => {
    values.push(
      kind,
      placed.map(({ row }) => row),
    );
    return `SELECT row, id, content FROM record WHERE kind = $${values.length - 1} AND row = ANY($${values.length})`;
  });
  const found = await database.rows(parts.join(' UNION ALL '), values);
  return new Map(
    found.map((row) => {
      const id = String(row['id']);
      return [Number(row['row']), { ...opened(key, id, row['content'] as Uint8Array), id }];
    }),
  );
}

const first = (records: ReadonlyMap<number, StoredRecord>): StoredRecord | null => [...records.values()][0] ?? null;

export async function read(database: Connection, key: KeyObject, id: string): Promise<StoredRecord | null> {
  const found = await database.rows('SELECT kind, row FROM place WHERE id = $1', [id]);
  return first(await readContents(database, key, found.map(placedOf)));
}

/** By kind and number; the number may be written loosely. Sealed records are not found. */
export async function find(
  database: Connection,
  key: KeyObject,
  kind: RecordKind,
  number: string,
): Promise<StoredRecord | null> {
  const found = await database.rows(
    'SELECT kind, row FROM hit WHERE number_norm = $1 AND kind = $2 ORDER BY row LIMIT 1',
    [normaliseIdentifier(number), kind],
  );
  return first(await readContents(database, key, found.map(placedOf)));
}

export async function openJobs(
  database: Connection,
  key: KeyObject,
  precinct: number,
  limit: number,
): Promise<readonly StoredRecord[]> {
  const found = (
    await database.rows('SELECT kind, row FROM hit WHERE open_job AND precinct = $1 ORDER BY row DESC LIMIT $2', [
      precinct,
      limit,
    ])
  ).map(placedOf);
  const records = await readContents(database, key, found);
  return found.flatMap(({ row }) => records.get(row) ?? []);
}

/** Records per source; sealed ones are not counted. */
export async function counts(database: Connection): Promise<Readonly<Record<SourceId, number>>> {
  const found = await database.rows('SELECT source, count(*) AS n FROM hit GROUP BY source');
  const counted = new Map(found.map((row) => [String(row['source']), Number(row['n'])]));
  return Object.fromEntries(SOURCE_IDS.map((source) => [source, counted.get(source) ?? 0])) as Record<SourceId, number>;
}

export async function importProgress(database: Connection, sha256: string): Promise<ImportProgress | null> {
  const [row] = await database.rows('SELECT * FROM import WHERE sha256 = $1', [sha256]);
  return row ? importProgressOf(row) : null;
}

/** The newest hundred. */
export async function imports(database: Connection): Promise<readonly ImportProgress[]> {
  return (await database.rows('SELECT * FROM import ORDER BY seq DESC LIMIT 100')).map(importProgressOf);
}
