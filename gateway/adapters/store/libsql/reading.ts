/** Reads records and counts. Says nothing of who may see them: callers hold the scope. */
import { importProgressOf } from '../common/import-row.ts';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { SOURCE_IDS, SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../../../shared/records/kind.ts';
import { normaliseIdentifier } from '../../../../shared/records/query/normalise.ts';
import type { ImportProgress, StoredRecord } from '../../../ports/record-store.ts';
import { numberList, rows, type Connection, type Row } from './connection.ts';

/** A record from the text it is kept as. */
export const storedOf = (id: string, json: string): StoredRecord =>
  Object.assign(JSON.parse(json) as NewRecord, { id });
const stored = (row: Row): StoredRecord => storedOf(String(row['id']), String(row['json']));

export interface Shown {
  readonly id: string;
  /** The record, to be read with {@link storedOf}. */
  readonly json: string;
  readonly firstArrival: number;
  readonly lastArrival: number;
}

const BY_ROWS = 'json_each(:wanted) w CROSS JOIN';

/** Records by row, for the rows of one page. */
export function readShown(database: Connection, wanted: readonly number[]): ReadonlyMap<number, Shown> {
  const found = rows(
    database,
    `SELECT r.row, r.id, r.first_arrival, r.last_arrival, c.json
      FROM ${BY_ROWS} record r ON r.row = w.value CROSS JOIN content c ON c.row = r.row`,
    { wanted: JSON.stringify(wanted) },
  );
  return new Map(
    found.map((row) => [
      Number(row['row']),
      {
        id: String(row['id']),
        json: String(row['json']),
        firstArrival: Number(row['first_arrival']),
        lastArrival: Number(row['last_arrival']),
      },
    ]),
  );
}

/** What rows are sorted by that their codes do not say. */
export function readPlaces(
  database: Connection,
  wanted: readonly number[],
): ReadonlyMap<number, { readonly number: string; readonly state: string }> {
  const found = rows(database, `SELECT r.row, r.number, r.state FROM ${BY_ROWS} record r ON r.row = w.value`, {
    wanted: JSON.stringify(wanted),
  });
  return new Map(
    found.map((row) => [Number(row['row']), { number: String(row['number']), state: String(row['state']) }]),
  );
}

/** The codes of rows, in the order of the rows. */
export const codesOfRows = (database: Connection, wanted: readonly number[]): readonly number[] =>
  numberList(database, `SELECT group_concat(f.code) AS list FROM ${BY_ROWS} facet f ON f.row = w.value`, {
    wanted: JSON.stringify(wanted),
  });

export function read(database: Connection, id: string): StoredRecord | null {
  const row = rows(database, 'SELECT r.id, c.json FROM record r JOIN content c ON c.row = r.row WHERE r.id = :id', {
    id,
  })[0];
  return row ? stored(row) : null;
}

/** By kind and number; the number may be written loosely. Sealed records are not found. */
export function find(database: Connection, kind: RecordKind, number: string): StoredRecord | null {
  const row = rows(
    database,
    `SELECT r.id, c.json FROM record r INDEXED BY record_number JOIN content c ON c.row = r.row
      WHERE r.number_norm = :norm AND r.kind = :kind AND r.sealed = 0 ORDER BY r.row LIMIT 1`,
    { norm: normaliseIdentifier(number), kind },
  )[0];
  return row ? stored(row) : null;
}

export function openJobs(database: Connection, precinct: number, limit: number): readonly StoredRecord[] {
  return rows(
    database,
    `SELECT r.id, c.json FROM record r INDEXED BY record_open_job JOIN content c ON c.row = r.row
      WHERE r.open_job = 1 AND r.precinct = :precinct ORDER BY r.row DESC LIMIT :limit`,
    { precinct, limit },
  ).map(stored);
}

/** Records per source; sealed ones are not counted. */
export function counts(database: Connection): Readonly<Record<SourceId, number>> {
  const counted = new Map<SourceId, number>();
  for (const row of rows(database, 'SELECT kind, sum(records) AS n FROM code GROUP BY kind')) {
    const source = SOURCE_OF_KIND[String(row['kind']) as RecordKind];
    counted.set(source, (counted.get(source) ?? 0) + Number(row['n']));
  }
  return Object.fromEntries(SOURCE_IDS.map((source) => [source, counted.get(source) ?? 0])) as Record<SourceId, number>;
}

export function importProgress(database: Connection, sha256: string): ImportProgress | null {
  const row = rows(database, 'SELECT * FROM import WHERE sha256 = :sha256', { sha256 })[0];
  return row ? importProgressOf(row) : null;
}

/** Newest first. */
export const imports = (database: Connection): readonly ImportProgress[] =>
  rows(database, 'SELECT * FROM import ORDER BY seq DESC LIMIT 100').map(importProgressOf);
