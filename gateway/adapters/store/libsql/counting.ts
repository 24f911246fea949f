/**
 * Counts all that a question finds, however many: year by year, as numbers only, so that neither memory nor the time before
 * a caller who left is noticed grows with the store.
 */
import { countYears, FIRST_KNOWN_ROW, overlap, rowsBetween, yearOfRow, type RowRange } from '../common/row-number.ts';
import type { FacetCounts } from '../common/facets.ts';
import { Bindings } from './bindings.ts';
import { tallyOf, type CodeTable } from './code-table.ts';
import { numberList, rows, type Connection } from './connection.ts';
import { findRows, type Statement } from './finding.ts';
import type { Limits, Lookup } from './lookups.ts';
import type { Parts } from './parts.ts';
import { codesOfRows } from './reading.ts';

export interface Counting {
  readonly database: Connection;
  readonly codes: CodeTable;
  /** Throws when the caller has left. */
  readonly check: () => void;
}

export interface Counted {
  readonly count: number;
  readonly facets: FacetCounts;
}

/** The codes of all that one lookup finds, in one statement. */
export function codesStatement(lookup: Lookup, limits: Limits): Statement {
  const bind = new Bindings();
  const sql = `SELECT group_concat(f.code) AS list FROM (${lookup.sql(limits, bind)}) h CROSS JOIN facet f ON f.row = h.row`;
  return { sql, values: bind.values };
}

/** The years there are records of, within a range, and the records without a time. */
function spansOf(database: Connection, range: RowRange): readonly RowRange[] {
  const ends = rows(
    database,
    'SELECT (SELECT min(row) FROM facet WHERE row >= :from) AS first, (SELECT max(row) FROM facet) AS last',
    { from: FIRST_KNOWN_ROW },
  )[0];
  const unknown = { from: 0, to: FIRST_KNOWN_ROW - 1 };
  const [first, last] = [yearOfRow(Number(ends?.['first'] ?? 0)), yearOfRow(Number(ends?.['last'] ?? 0))];
  const years =
    first === null || last === null
      ? []
      : Array.from({ length: last - first + 1 }, (_, at) => rowsBetween(`${first + at}-01-01`, `${first + at}-12-31`));
  return [unknown, ...years].map((span) => overlap(span, range)).filter(({ from, to }) => from <= to);
}

/** A record stands once in the full text: what it is can be read along. */
function countText({ database, codes, check }: Counting, lookup: Lookup, limits: Limits): Counted {
  const tally: number[] = [];
  const years = new Map<number, number>();
  let count = 0;
  for (const range of spansOf(database, limits.range)) {
    check();
    const { sql, values } = codesStatement(lookup, { ...limits, range });
    const found = numberList(database, sql, values);
    tallyOf(found, tally);
    count += found.length;
    const year = yearOfRow(range.from);
    if (year !== null && found.length > 0) years.set(year, found.length);
  }
  return { count, facets: codes.counts(tally, years) };
}

const CHUNK = 20_000;

/** Everything that is in the parts of a question. */
export function countAll(counting: Counting, parts: Parts, limits: Limits): Counted {
  const [only, ...others] = parts.found;
  const [lookup, ...more] = only ?? [];
  if (lookup?.once === true && more.length + others.length === 0 && parts.without === null) {
    return countText(counting, lookup, limits);
  }
  const { database, codes, check } = counting;
  const found = findRows(database, parts, limits, null).rows.map(({ row }) => row);
  const tally: number[] = [];
  for (let at = 0; at < found.length; at += CHUNK) {
    check();
    tallyOf(codesOfRows(database, found.slice(at, at + CHUNK)), tally);
  }
  return { count: found.length, facets: codes.counts(tally, countYears(found)) };
}
