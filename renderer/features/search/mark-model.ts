/** Rows marked for something to be done with several at once. Pure; ids only. */
import type { RecordId, ResultRow } from '../../../shared/records/search.ts';

export type Marks = ReadonlySet<RecordId>;
export const NO_MARKS: Marks = new Set();
/** Rows marked at a time. */
export const MOST_MARKED = 200;

/** One row more or less; a row beyond the most is not marked. */
export function toggledMark(marks: Marks, id: RecordId): Marks {
  const next = new Set(marks);
  if (!next.delete(id) && next.size < MOST_MARKED) next.add(id);
  return next;
}

/** The rows from one place to another, whichever way, beginning at the first of them. */
export function rangeOfMarks(rows: readonly ResultRow[], from: number, to: number): Marks {
  const [first, last] = from <= to ? [from, to] : [to, from];
  const end = Math.min(last, from <= to ? first + MOST_MARKED - 1 : last);
  const start = from <= to ? first : Math.max(first, last - MOST_MARKED + 1);
  return new Set(rows.slice(start, end + 1).map((row) => row.id));
}

export const allMarks = (rows: readonly ResultRow[]): Marks => rangeOfMarks(rows, 0, rows.length - 1);
