/** What a public data set is to the import: its columns by published name, and what a row becomes: a record, or a line of one. */
import type { NewRecord, RecordRow } from '../../../shared/records/definition.ts';
import type { RecordKind } from '../../../shared/records/kind.ts';
import type { RowReader } from './row-reader.ts';

interface PublishedSet {
  /** Short name, part of each record's origin: `import:<id>`. */
  readonly id: string;
  readonly label: string;
  /** NYC Open Data id. */
  readonly published: string;
  /** Column names that must be there, in {@link columnName} form. */
  readonly required: readonly string[];
  /** Other published spellings (portal, API, older layouts) of a column. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Each row is a record. */
export interface RecordSet extends PublishedSet {
  /** @throws RowRefused with the reason. `content` is the row's hash, for sets without a number. */
  toRecord(row: RowReader, content: string): NewRecord;
  /** Rows of a {@link JoinedSet} belong to its records: one that comes again keeps those it has. */
  readonly keepsJoined?: boolean;
}

/** A line of a record that another set brings. */
export interface Part {
  /** The row's own number in its set. */
  readonly number: string;
  /** Number of the record it belongs to. */
  readonly of: string;
  readonly line: RecordRow;
}

/** Each row is a line in one section of a record that is already there. */
export interface JoinedSet extends PublishedSet {
  /** The records it belongs to: those of this kind that came with this data set, and no other. */
  readonly kind: RecordKind;
  readonly origin: string;
  readonly section: string;
  /** @throws RowRefused with the reason. */
  toPart(row: RowReader): Part;
}

export type DataSet = RecordSet | JoinedSet;

export const isJoined = (set: DataSet): set is JoinedSet => 'toPart' in set;

/** Portal and API spelling made one: `CONTRIBUTING FACTOR VEHICLE 1` and `contributing_factor_vehicle_1`. */
export const columnName = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 80);

type Recognised =
  | { readonly set: DataSet; readonly columns: ReadonlyMap<string, number> }
  | { readonly set: null; readonly nearest: DataSet; readonly found: number; readonly missing: readonly string[] };

/** The data set whose required columns are all in the header; otherwise the one that lacks the smallest part. */
export function recognise(header: readonly string[], sets: readonly [DataSet, ...DataSet[]]): Recognised {
  let nearest: { set: DataSet; found: number; missing: readonly string[] } | null = null;
  for (const set of sets) {
    const columns = columnsOf(header, set);
    const missing = set.required.filter((column) => !columns.has(column));
    if (missing.length === 0) return { set, columns };
    const found = set.required.length - missing.length;
    const part = missing.length / set.required.length;
    if (nearest === null || part < nearest.missing.length / nearest.set.required.length) {
      nearest = { set, found, missing };
    }
  }
  const best = nearest ?? { set: sets[0], found: 0, missing: sets[0].required };
  return { set: null, nearest: best.set, found: best.found, missing: best.missing };
}

function columnsOf(header: readonly string[], set: DataSet): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [index, cell] of header.entries()) {
    const name = columnName(cell);
    const known = Object.hasOwn(set.aliases, name) ? (set.aliases[name] ?? name) : name;
    if (!columns.has(known)) columns.set(known, index);
  }
  return columns;
}
