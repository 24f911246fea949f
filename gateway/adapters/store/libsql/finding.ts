/**
 * Finds the records of a question: runs the lookups of each part and keeps what is in all of them. Numbers of records
 * only; reads no record.
 */
import type { FoundRow } from '../common/paging.ts';
import type { Band } from '../common/order.ts';
import type { RowRange } from '../common/row-number.ts';
import { Bindings } from './bindings.ts';
import { numberList, type Connection } from './connection.ts';
import type { Limits, Lookup } from './lookups.ts';
import type { Parts } from './parts.ts';

export interface Found {
  /** Newest first (oldest first when asked so), each record once. */
  readonly rows: readonly FoundRow[];
  /** False: there are more beyond the number asked for. */
  readonly complete: boolean;
}

export interface Statement {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number | null>>;
}

export function statementOf(lookup: Lookup, limits: Limits, most: number | null): Statement {
  const bind = new Bindings();
  const inner = lookup.sql(limits, bind);
  const limit = most === null ? '' : ` LIMIT ${bind.add(most)}`;
  return { sql: `SELECT group_concat(h.row) AS list FROM (${inner}${limit}) h`, values: bind.values };
}

interface Numbers {
  readonly rows: readonly number[];
  readonly complete: boolean;
}

/** A record that names a thing twice stands twice, side by side. */
const once = (numbers: readonly number[]): readonly number[] =>
  numbers.filter((row, at) => at === 0 || row !== numbers[at - 1]);

/** At least `most` numbers when there are so many; `most` null: all. */
function numbersOf(database: Connection, lookup: Lookup, limits: Limits, most: number | null): Numbers {
  for (let asked = most; ; asked = asked === null ? null : asked * 4) {
    const { sql, values } = statementOf(lookup, limits, asked);
    const numbers = numberList(database, sql, values);
    const rows = once(numbers);
    const complete = asked === null || numbers.length < asked;
    if (complete || rows.length >= (most ?? 0)) return { rows, complete };
  }
}

/** Records in any of the lookups, by the strongest. */
function anyLookup(database: Connection, lookups: readonly Lookup[], limits: Limits, most: number | null): Found {
  const [only, ...others] = lookups;
  if (only && others.length === 0) {
    const { rows, complete } = numbersOf(database, only, limits, most);
    return { rows: rows.map((row) => ({ row, band: only.band })), complete };
  }
  const bands = new Map<number, Band>();
  let complete = true;
  for (const lookup of lookups) {
    const numbers = numbersOf(database, lookup, limits, most);
    complete &&= numbers.complete;
    for (const row of numbers.rows) {
      const before = bands.get(row);
      if (before === undefined || before < lookup.band) bands.set(row, lookup.band);
    }
  }
  const rows = [...bands]
    .map(([row, band]): FoundRow => ({ row, band }))
    .sort((a, b) => (limits.ascending ? a.row - b.row : b.row - a.row));
  return { rows, complete };
}

function hull(rows: readonly FoundRow[], within: RowRange): RowRange {
  const [first, last] = [rows[0]?.row, rows.at(-1)?.row];
  if (first === undefined || last === undefined) return within;
  return { from: Math.min(first, last), to: Math.max(first, last) };
}

/** Few enough to begin with: the other parts are then read only around them. */
const FEW = 2_000;

/** Records in all parts, newest first: from the part with few, the others read between its first and its last record. */
function everyPart(database: Connection, { found, without }: Parts, limits: Limits): readonly FoundRow[] {
  const newestFirst = { ...limits, ascending: false };
  const parts = found.map((lookups) => ({ lookups, tried: anyLookup(database, lookups, newestFirst, FEW) }));
  parts.sort(
    (a, b) => Number(b.tried.complete) - Number(a.tried.complete) || a.tried.rows.length - b.tried.rows.length,
  );
  let rows: readonly FoundRow[] | null = null;
  for (const { lookups, tried } of parts) {
    if (rows?.length === 0) return [];
    const range = rows === null ? limits.range : hull(rows, limits.range);
    const part: Found = tried.complete ? tried : anyLookup(database, lookups, { ...newestFirst, range }, null);
    if (rows === null) rows = part.rows;
    else {
      const bands = new Map(part.rows.map(({ row, band }) => [row, band]));
      rows = rows.flatMap(({ row, band }): readonly FoundRow[] => {
        const other = bands.get(row);
        return other === undefined ? [] : [{ row, band: other > band ? other : band }];
      });
    }
  }
  if (rows === null || rows.length === 0 || without === null) return rows ?? [];
  const excluded = new Set(
    numbersOf(database, without, { ...newestFirst, range: hull(rows, limits.range) }, null).rows,
  );
  return rows.filter(({ row }) => !excluded.has(row));
}

/** At least `most` records when there are so many. */
export function findRows(database: Connection, parts: Parts, limits: Limits, most: number | null): Found {
  const [only, ...others] = parts.found;
  if (only && others.length === 0 && parts.without === null) {
    const found = anyLookup(database, only, limits, most === null ? null : most + 1);
    return most === null || found.rows.length <= most ? found : { rows: found.rows.slice(0, most), complete: false };
  }
  const all = everyPart(database, parts, limits);
  const rows = limits.ascending ? all.toReversed() : all;
  return most === null || rows.length <= most
    ? { rows, complete: true }
    : { rows: rows.slice(0, most), complete: false };
}
