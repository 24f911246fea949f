/** Which years of row numbers a partition holds. Row numbers are in order of time, so that a year is a span of them. */
import { rowsBetween, yearOfRow } from '../common/row-number.ts';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** First row number of a year, and that of the next. */
export const yearBounds = (year: number): readonly [number, number] => {
  const { from, to } = rowsBetween(`${String(year)}-01-01`, `${String(year)}-12-31`);
  return [from, to + 1];
};

/** Earlier years, and records whose time is not known, share a partition; so do years that no record should be of. */
export const [EARLY_END] = yearBounds(FIRST_YEAR);
export const [LATE_START] = yearBounds(LAST_YEAR + 1);

/** Year of the partition of its own that a row belongs to; null: the early or the late one. */
export function partitionYear(row: number): number | null {
  const year = yearOfRow(row);
  return year === null || year < FIRST_YEAR || year > LAST_YEAR ? null : year;
}
