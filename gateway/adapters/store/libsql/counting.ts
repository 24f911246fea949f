/**
 * Counts all that a question finds, however many: some years after the other, as numbers only, so that neither memory nor the time before
 * a caller who left is noticed grows with the store.
 */
import { countYears, FIRST_KNOWN_ROW, overlap, rowsBetween, yearOfRow, type RowRange } from '../common/row-number.ts';
import type { FacetCounts } from '../common/facets.ts';
import { tallyOf } from './code-table.ts';
import { numbersIn, rows, type Connection } from './connection.ts';
import {
  askedOfColumns,
  codedStatement,
  codesOf,
  findRows,
  loosened,
  numbersOf,
  type Finding,
  type Statement,
} from './finding.ts';
import type { Limits, Lookup } from './lookups.ts';
import type { Parts } from './parts.ts';

export interface Counting extends Finding {
  /** Throws when the caller has left. */
  readonly check: () => void;
}

export interface Counted {
  readonly count: number;
  readonly facets: FacetCounts;
}

/** Records read in one statement, about; more are read a span of years after the other. */
const SPAN_RECORDS = 1_000_000;

/** The records without a time, and spans of the years there are records of, within a range. */
function spansOf(database: Connection, range: RowRange): readonly RowRange[] {
  const found = rows(
    database,
    `SELECT (SELECT min(row) FROM facet WHERE row >= :from) AS first, (SELECT max(row) FROM facet) AS last,
      (SELECT sum(records) FROM code) AS records`,
    { from: FIRST_KNOWN_ROW },
  )[0];
  const wanted = Math.ceil(Number(found?.['records'] ?? 0) / SPAN_RECORDS);
  const [first, last] = [yearOfRow(Number(found?.['first'] ?? 0)), yearOfRow(Number(found?.['last'] ?? 0))];
  if (wanted <= 1 || first === null || last === null) return [range];
  const years = Math.max(1, Math.ceil((last - first + 1) / wanted));
  const spans: RowRange[] = [{ from: 0, to: FIRST_KNOWN_ROW - 1 }];
  for (let year = first; year <= last; year += years) {
    spans.push(rowsBetween(`${String(year)}-01-01`, `${String(year + years - 1)}-12-31`));
  }
  return spans.map((span) => overlap(span, range)).filter(({ from, to }) => from <= to);
}

function codedNumbers(database: Connection, { sql, values }: Statement) {
  const found = rows(database, sql, values)[0];
  return { rows: numbersIn(found?.['list']), codes: numbersIn(found?.['codes']) };
}

/** A record stands once in the full text. */
function countText(counting: Counting, lookup: Lookup, limits: Limits): Counted {
  const { database, codes, columns, check } = counting;
  const tally: number[] = [];
  const years = new Map<number, number>();
  let count = 0;
  for (const range of spansOf(database, limits.range)) {
    check();
    const { rows: numbers, codes: along } = columns.ready
      ? numbersOf(counting, lookup, { ...loosened(counting, limits), range }, null)
      : codedNumbers(database, codedStatement(lookup, { ...limits, range }, null));
    tallyOf(along ?? codesOf(counting, numbers), tally);
    for (const [year, records] of countYears(numbers)) years.set(year, (years.get(year) ?? 0) + records);
    count += numbers.length;
  }
  return { count, facets: codes.counts(tally, years) };
}

const CHUNK = 20_000;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Everything that is in the parts of a question. */
export function countAll(counting: Counting, parts: Parts, limits: Limits): Counted {
  const { codes, columns, check } = counting;
  const [only, ...others] = parts.found;
  const [lookup, ...more] = only ?? [];
  if (lookup?.once === true && more.length + others.length === 0 && parts.without === null) {
    const asked = askedOfColumns(counting, lookup, limits);
    if (asked === null) return countText(counting, lookup, limits);
    const { tally, years } = columns.count(asked);
    return { count: sum(tally), facets: codes.counts(tally, years) };
  }
  const found = findRows(counting, parts, limits, null).rows.map(({ row }) => row);
  const tally: number[] = [];
  for (let at = 0; at < found.length; at += CHUNK) {
    check();
    tallyOf(codesOf(counting, found.slice(at, at + CHUNK)), tally);
  }
  return { count: found.length, facets: codes.counts(tally, countYears(found)) };
}
