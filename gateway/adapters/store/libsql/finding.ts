/**
 * Finds the records of a question: runs the lookups of each part and keeps what is in all of them. Numbers of records
 * only; reads no record.
 */
import type { FoundRow } from '../common/paging.ts';
import type { Band } from '../common/order.ts';
import type { RowRange } from '../common/row-number.ts';
import { Bindings } from './bindings.ts';
import type { CodeTable } from './code-table.ts';
import { numberList, numbersIn, rows, type Connection } from './connection.ts';
import { isLoose, MOST_RECORDS, TAG_DIGITS, type Limits, type Lookup } from './lookups.ts';
import type { Parts } from './parts.ts';
import type { ColumnsWanted, RecordColumns } from './record-columns.ts';
import { codesOfRows } from './reading.ts';
import type { Names, SharedLookups } from './shared-lookups.ts';

/** What a search reads: the file, and a thread's own copies of what is small in it. */
export interface Finding {
  readonly database: Connection;
  readonly codes: CodeTable;
  readonly columns: RecordColumns;
  readonly shared: SharedLookups;
}

export interface Found {
  /** Newest first (oldest first when asked so), each record once. */
  readonly rows: readonly FoundRow[];
  /** False: there are more beyond the number asked for. */
  readonly complete: boolean;
  /** Of each row, when the lookup could read them along. */
  readonly codes?: readonly number[];
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

/** Rows and their codes in one statement, for a lookup that gives each record once. */
export function codedStatement(lookup: Lookup, limits: Limits, most: number | null): Statement {
  const bind = new Bindings();
  const inner = lookup.sql(limits, bind);
  const limit = most === null ? '' : ` LIMIT ${bind.add(most)}`;
  const sql = `SELECT group_concat(h.row) AS list, group_concat(f.code) AS codes
    FROM (${inner}${limit}) h CROSS JOIN facet f ON f.row = h.row`;
  return { sql, values: bind.values };
}

interface Numbers {
  /** In order, each once. */
  readonly rows: readonly number[];
  /** Of each row, when it was read along. */
  readonly codes: readonly number[] | null;
  readonly complete: boolean;
}

/** A record that names a thing twice stands twice, side by side. */
const once = (numbers: readonly number[]): readonly number[] =>
  numbers.filter((row, at) => at === 0 || row !== numbers[at - 1]);

/** Without those of other sources, when the statement let them come along. */
function ofSource(
  finding: Finding,
  { loose, wanted }: Limits,
  all: readonly number[],
): Pick<Numbers, 'rows' | 'codes'> {
  if (!loose) return { rows: all, codes: null };
  const own = finding.codes.ofSource(wanted.source);
  const codes = codesOf(finding, all);
  const found = { rows: [] as number[], codes: [] as number[] };
  for (let at = 0; at < all.length; at += 1) {
    const code = codes[at] ?? 0;
    if (own[code] !== 1) continue;
    found.rows.push(all[at] ?? 0);
    found.codes.push(code);
  }
  return found;
}

/** So many are read for each ten wanted when those of other sources come along. */
const LOOSE_TENTHS = 12;

/** Records of all sources together that are few enough to be told apart by the columns; text takes longer to read. */
const FEW_OF_ALL = 12_000;
const FEW_OF_TEXT = 2_500;

/** Numbers of all sources, read once for all of them. */
function sharedNumbers({ database, shared }: Finding, { sql, values }: Statement): readonly number[] {
  return shared.numbers(`${sql}\n${JSON.stringify(values)}`, () => numberList(database, sql, values));
}

/**
 * All of a source that has few records, out of those of all sources: whoever searches asks every source, and leaving out the
 * many by full text costs each of them more than finding all. Null: there are too many, or the columns are not at hand.
 */
function outOfAll(finding: Finding, lookup: Lookup, limits: Limits): Numbers | null {
  const { kinds, source } = limits.wanted;
  if (source === MOST_RECORDS || kinds !== null || !finding.columns.ready) return null;
  const names = lookup.names === true ? namesOfAll(finding, lookup, limits, FEW_OF_ALL) : null;
  if (names !== null) return ownAmong(finding, limits, names);
  const loose = { ...limits, loose: true };
  const few = lookup.once === true ? FEW_OF_TEXT : FEW_OF_ALL;
  const numbers = sharedNumbers(finding, statementOf(lookup, loose, few));
  return numbers.length < few ? { ...ofSource(finding, loose, once(numbers)), complete: true } : null;
}

/** All mentions with the names of a lookup when there are at most so many; null: there are more. The same for all sources. */
function namesOfAll(finding: Finding, lookup: Lookup, limits: Limits, few: number): Names | null {
  const { sql, values } = statementOf(lookup, { ...limits, namesOnly: true }, few + 1);
  const names = finding.shared.names(`${sql}\n${JSON.stringify(values)}`, () => {
    const told = numberList(finding.database, sql, values);
    const [found, places]: [number[], number[]] = [[], []];
    for (let at = 0; at < told.length; at += 2) {
      found.push(told[at] ?? 0);
      places.push(told[at + 1] ?? 0);
    }
    let codes: ArrayLike<number> | null = null;
    return { rows: found, places, codes: () => (codes ??= codesOf(finding, found)), complete: found.length <= few };
  });
  return names.complete ? names : null;
}

/** Of the mentions those of records wanted, without what the asker may not find: by the columns, then by the records' tags. */
function ownAmong({ database, codes: table }: Finding, { wanted }: Limits, names: Names): Numbers {
  const { rows: all, places } = names;
  const allowed = table.wanted(wanted);
  const codes = names.codes();
  const own: number[] = [];
  for (let at = 0; at < all.length; at += 1) if (allowed[codes[at] ?? 0] === 1) own.push(at);
  const rowAt = (at: number): number => all[at] ?? 0;
  const tags = own.length === 0 || wanted.hidden === 0 ? null : mentionTagsOf(database, own.map(rowAt));
  const found = { rows: [] as number[], codes: [] as number[] };
  for (const [nth, at] of own.entries()) {
    if (rowAt(at) === found.rows.at(-1)) continue;
    const digits = (places[at] ?? 0) * TAG_DIGITS;
    // A mention whose tags are not known is not told.
    const mask = tags === null ? 0 : parseInt(tags[nth]?.slice(digits, digits + TAG_DIGITS) ?? '', 16);
    if (Number.isNaN(mask) || (mask & wanted.hidden) !== 0) continue;
    found.rows.push(rowAt(at));
    found.codes.push(codes[at] ?? 0);
  }
  return { ...found, complete: true };
}

/** The tags of all mentions of each record, as the file keeps them; of a record that is not there none, in its place. */
function mentionTagsOf(database: Connection, of: readonly number[]): readonly string[] {
  const found = rows(
    database,
    `SELECT group_concat(ifnull(r.mention_tags, '')) AS list FROM json_each(:rows) j LEFT JOIN record r ON r.row = j.value`,
    { rows: JSON.stringify(of) },
  )[0];
  return String(found?.['list'] ?? '').split(',');
}

/** At least `most` numbers when there are so many; `most` null: all. */
export function numbersOf(finding: Finding, lookup: Lookup, limits: Limits, most: number | null): Numbers {
  const few = outOfAll(finding, lookup, limits);
  if (few !== null) return few;
  const found = { rows: [] as number[], codes: limits.loose ? ([] as number[]) : null };
  for (let { range } = limits; ;) {
    const wanted = most === null ? null : most - found.rows.length;
    const asked = wanted === null || !limits.loose ? wanted : Math.ceil((wanted * LOOSE_TENTHS) / 10);
    const { sql, values } = statementOf(lookup, { ...limits, range }, asked);
    const numbers = numberList(finding.database, sql, values);
    const { rows: own, codes } = ofSource(finding, limits, once(numbers));
    for (const row of own) found.rows.push(row);
    for (const code of codes ?? []) found.codes?.push(code);
    const last = numbers.at(-1);
    const complete = asked === null || numbers.length < asked || last === undefined;
    if (complete || found.rows.length >= (most ?? 0)) return { ...found, complete };
    range = limits.ascending ? { ...range, from: last + 1 } : { ...range, to: last - 1 };
  }
}

/** Whether no more than so many are found, told without leaving out what the asker may not find, which takes longest. */
export function isAtMost(finding: Finding, lookups: readonly Lookup[], limits: Limits, most: number): boolean {
  let left = most;
  for (const lookup of lookups) left -= namesOfAll(finding, lookup, limits, most)?.rows.length ?? most + 1;
  return left >= 0;
}

/** The strongest first, those of one lookup newest first: more than `most` when there are. No two lookups are equally strong. */
export function strongest(
  finding: Finding,
  lookups: readonly Lookup[],
  limits: Limits,
  most: number,
): readonly FoundRow[] {
  const found: FoundRow[] = [];
  const known = new Set<number>();
  for (const lookup of lookups.toSorted((a, b) => b.band - a.band)) {
    if (found.length > most) break;
    for (const row of numbersOf(finding, lookup, limits, most + 1 + found.length).rows) {
      if (known.has(row)) continue;
      known.add(row);
      found.push({ row, band: lookup.band });
    }
  }
  return found;
}

/** Two lists in one order as one, each record by its strongest band. */
function joined(
  found: readonly FoundRow[],
  numbers: readonly number[],
  band: Band,
  ascending: boolean,
): readonly FoundRow[] {
  if (numbers.length === 0) return found;
  const all: FoundRow[] = [];
  let at = 0;
  for (const one of found) {
    for (; at < numbers.length; at += 1) {
      const row = numbers[at] ?? 0;
      if (ascending ? row >= one.row : row <= one.row) break;
      all.push({ row, band });
    }
    if (numbers[at] === one.row) at += 1;
    else {
      all.push(one);
      continue;
    }
    all.push(one.band >= band ? one : { row: one.row, band });
  }
  for (; at < numbers.length; at += 1) all.push({ row: numbers[at] ?? 0, band });
  return all;
}

/** Records in any of the lookups, by the strongest. */
function anyLookup(finding: Finding, lookups: readonly Lookup[], limits: Limits, most: number | null): Found {
  let found: readonly FoundRow[] = [];
  let complete = true;
  for (const lookup of lookups) {
    const numbers = numbersOf(finding, lookup, limits, most);
    complete &&= numbers.complete;
    found = joined(found, numbers.rows, lookup.band, limits.ascending);
  }
  return { rows: found, complete };
}

/** Records of both lists, newest first, by the stronger band. */
function inBoth(left: readonly FoundRow[], right: readonly FoundRow[]): readonly FoundRow[] {
  const both: FoundRow[] = [];
  let at = 0;
  for (const one of left) {
    while ((right[at]?.row ?? -1) > one.row) at += 1;
    const other = right[at];
    if (other?.row === one.row) both.push(other.band > one.band ? other : one);
  }
  return both;
}

function hull(rows: readonly FoundRow[], within: RowRange): RowRange {
  const [first, last] = [rows[0]?.row, rows.at(-1)?.row];
  if (first === undefined || last === undefined) return within;
  return { from: Math.min(first, last), to: Math.max(first, last) };
}

/** Few enough to begin with: the other parts are then read only around them. */
const FEW = 2_000;

/** Fewer than these are looked for one by one; that costs each of them a good part of reading all. */
const ONE_BY_ONE = 3;

function eachRow(finding: Finding, lookups: readonly Lookup[], limits: Limits, wanted: readonly FoundRow[]): Found {
  const found = wanted.flatMap(
    ({ row }) => anyLookup(finding, lookups, { ...limits, range: { from: row, to: row } }, null).rows,
  );
  return { rows: found, complete: true };
}

/** Records in all parts, newest first: from the part with few, the others read between its first and its last record. */
function everyPart(finding: Finding, { found, without }: Parts, limits: Limits): readonly FoundRow[] {
  const newestFirst = { ...limits, ascending: false };
  const parts = found.map((lookups) => ({ lookups, tried: anyLookup(finding, lookups, newestFirst, FEW) }));
  parts.sort(
    (a, b) => Number(b.tried.complete) - Number(a.tried.complete) || a.tried.rows.length - b.tried.rows.length,
  );
  let all: readonly FoundRow[] | null = null;
  for (const { lookups, tried } of parts) {
    if (all?.length === 0) return [];
    const range = all === null ? limits.range : hull(all, limits.range);
    const part: Found = tried.complete
      ? tried
      : all !== null && all.length <= ONE_BY_ONE
        ? eachRow(finding, lookups, newestFirst, all)
        : anyLookup(finding, lookups, { ...newestFirst, range }, null);
    if (all === null) all = part.rows;
    else all = inBoth(all, part.rows);
  }
  if (all === null || all.length === 0 || without === null) return all ?? [];
  const excluded = new Set(numbersOf(finding, without, { ...newestFirst, range: hull(all, limits.range) }, null).rows);
  return all.filter(({ row }) => !excluded.has(row));
}

/** What the columns are asked for a plain lookup; null when the file is to be asked. */
export function askedOfColumns({ codes, columns }: Finding, lookup: Lookup, limits: Limits): ColumnsWanted | null {
  if (lookup.plain !== true || !columns.ready || limits.newerThan !== null) return null;
  const { wanted, range } = limits;
  return { allowed: codes.wanted(wanted), range, spans: wanted.spans, hours: wanted.hours };
}

/** The codes of rows, in their order. */
export const codesOf = ({ database, columns }: Finding, wanted: readonly number[]): ArrayLike<number> =>
  columns.codesOf(wanted) ?? codesOfRows(database, wanted);

/** Up to `most` records of a lookup that gives each once; with their codes when they come along. */
function fromOne(finding: Finding, lookup: Lookup, limits: Limits, most: number): Found {
  const asked = askedOfColumns(finding, lookup, limits);
  if (asked !== null) {
    const { rows: numbers, codes } = finding.columns.find(asked, most + 1, limits.ascending);
    return firstOf(lookup, numbers, codes, most);
  }
  if (finding.columns.ready) {
    const { rows: numbers, codes } = numbersOf(finding, lookup, limits, most + 1);
    return firstOf(lookup, numbers, codes, most);
  }
  const { sql, values } = codedStatement(lookup, limits, most + 1);
  const found = rows(finding.database, sql, values)[0];
  return firstOf(lookup, numbersIn(found?.['list']), numbersIn(found?.['codes']), most);
}

const firstOf = (
  { band }: Lookup,
  numbers: readonly number[],
  codes: readonly number[] | null,
  most: number,
): Found => ({
  rows: numbers.slice(0, most).map((row) => ({ row, band })),
  complete: numbers.length <= most,
  ...(codes === null ? {} : { codes: codes.slice(0, most) }),
});

/** With the columns at hand the others' records are left out by them, not by full text. */
export const loosened = ({ columns }: Finding, limits: Limits): Limits => ({
  ...limits,
  loose: columns.ready && isLoose(limits.wanted),
});

/** At most `most` records, and whether that is all. */
export function findRows(finding: Finding, parts: Parts, wanted: Limits, most: number | null): Found {
  const limits = loosened(finding, wanted);
  const [only, ...others] = parts.found;
  if (only && others.length === 0 && parts.without === null) {
    const [lookup, ...more] = only;
    if (most !== null && lookup?.once === true && more.length === 0) return fromOne(finding, lookup, limits, most);
    const found = anyLookup(finding, only, limits, most === null ? null : most + 1);
    return most === null || found.rows.length <= most ? found : { rows: found.rows.slice(0, most), complete: false };
  }
  const all = everyPart(finding, parts, limits);
  const ordered = limits.ascending ? all.toReversed() : all;
  return most === null || ordered.length <= most
    ? { rows: ordered, complete: true }
    : { rows: ordered.slice(0, most), complete: false };
}
