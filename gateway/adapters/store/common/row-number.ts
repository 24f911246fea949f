/**
 * A record's number in a store: its minute and its place among the records of that minute, so that numbers are in order of
 * time and a span of time is a span of numbers. Both stores number alike; nobody outside a store sees it.
 */

/** Places of one minute. */
export const ROWS_A_MINUTE = 2 ** 20;
const EPOCH = Date.UTC(1900, 0, 1);
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * Earlier times (before 23 January 1900) count as this minute: the numbers below are those of records without a known
 * time, more than any store holds.
 */
const FIRST_KNOWN_MINUTE = 2 ** 15;
/** Numbers below are of records without a known time. */
export const FIRST_KNOWN_ROW = FIRST_KNOWN_MINUTE * ROWS_A_MINUTE;
/** Later times count as this minute (in the year 5983), so that a number times 4,096 still fits 63 bits. */
const LAST_MINUTE = 2 ** 31 - 1;
/** The greatest number there can be. */
export const LAST_ROW = (LAST_MINUTE + 1) * ROWS_A_MINUTE - 1;
/** Greater than every number. */
export const BEYOND_ROWS = Number.MAX_SAFE_INTEGER;

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/;

/** Whole minutes from 1900-01-01T00:00 department local time, a day alone at its midnight; 0 when the time is unknown. */
export function minuteOf(occurredAt: string | null): number {
  const found = occurredAt === null ? null : MOMENT.exec(occurredAt);
  if (!found) return 0;
  const [year, month, day, hour, minute] = found.slice(1).map((part) => Number((part as string | undefined) ?? 0));
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0);
  return Math.min(LAST_MINUTE, Math.max(FIRST_KNOWN_MINUTE, Math.floor((at - EPOCH) / MINUTE_MS)));
}

/** Whether the hour is known, not the day alone. */
export const isTimed = (occurredAt: string | null): boolean =>
  occurredAt !== null && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(occurredAt);

/** Numbers a record of this minute may have, both inclusive. The next one is one more than the greatest that is taken. */
export function rowsOfMinute(minute: number): RowRange {
  const from = minute * ROWS_A_MINUTE;
  return { from, to: minute === 0 ? FIRST_KNOWN_ROW - 1 : from + ROWS_A_MINUTE - 1 };
}

/** The minute a number is of; 0 without a known time. */
export const minuteOfRow = (row: number): number => (row < FIRST_KNOWN_ROW ? 0 : Math.floor(row / ROWS_A_MINUTE));

/** The year a number lies in; null without a known time. */
export const yearOfRow = (row: number): number | null =>
  row < FIRST_KNOWN_ROW ? null : new Date(EPOCH + Math.floor(row / ROWS_A_MINUTE) * MINUTE_MS).getUTCFullYear();

/** How many of the numbers lie in each year. Quickest when they come in order. */
export function countYears(rows: Iterable<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let year: number | null = null;
  let span: RowRange = { from: 0, to: FIRST_KNOWN_ROW - 1 };
  for (const row of rows) {
    if (row < span.from || row > span.to) {
      year = yearOfRow(row);
      span = year === null ? { from: 0, to: FIRST_KNOWN_ROW - 1 } : yearSpan(year);
    }
    if (year !== null) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return counts;
}

/** Minute of the day, 0 to 1439. */
export const minuteOfDay = (row: number): number => Math.floor(row / ROWS_A_MINUTE) % DAY_MINUTES;

/** Both inclusive. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}
export const ALL_ROWS: RowRange = { from: 0, to: LAST_ROW };

export const overlap = (a: RowRange, b: RowRange): RowRange => ({
  from: Math.max(a.from, b.from),
  to: Math.min(a.to, b.to),
});

/** Numbers of the records between two moments, both inclusive: a day to its end, a minute to its end. Never without a time. */
export function rowsBetween(from: string | undefined, to: string | undefined): RowRange {
  const last = to !== undefined && to.length === 10 ? `${to}T23:59` : to;
  return {
    from: from === undefined ? FIRST_KNOWN_ROW : rowsOfMinute(minuteOf(from)).from,
    to: last === undefined ? LAST_ROW : rowsOfMinute(minuteOf(last)).to,
  };
}

/** Numbers of one year. */
const yearSpan = (year: number): RowRange => rowsBetween(`${String(year)}-01-01`, `${String(year)}-12-31`);

/** Spans of the years, in order, neighbours joined; none for no years. */
export function rowsOfYears(years: readonly number[]): readonly RowRange[] {
  const spans: RowRange[] = [];
  for (const year of [...new Set(years)].sort((a, b) => a - b)) {
    const span = yearSpan(year);
    const before = spans.at(-1);
    if (before && before.to >= span.from - 1) spans[spans.length - 1] = { from: before.from, to: span.to };
    else spans.push(span);
  }
  return spans;
}
