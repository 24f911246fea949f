/** Reads one row of a data set by the names of its columns, and keeps the list of what it had to repair. */
import { cleanText, isNothing, momentText, parseMoment, parsePoint, parseTime, parseWhole } from './values.ts';
import type { Moment } from './values.ts';

const AGE_BANDS = new Set(['<18', '18-24', '25-44', '45-64', '65+']);

/** The row cannot become a record; the message is the reason in `rejects.csv` and holds none of its values. */
export class RowRefused extends Error {
  override readonly name = 'RowRefused';
}

export class RowReader {
  readonly #cells: readonly string[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #latest: string;
  readonly #repairs = new Set<string>();

  /** @param latest last day (YYYY-MM-DD) on which anything may have happened. */
  constructor(cells: readonly string[], columns: ReadonlyMap<string, number>, latest: string) {
    this.#cells = cells;
    this.#columns = columns;
    this.#latest = latest;
  }

  get repairs(): readonly string[] {
    return [...this.#repairs];
  }

  repaired(what: string): void {
    this.#repairs.add(what);
  }

  /** The value as one clean line; null for empty cells, markers of nothing and columns that are not there. */
  text(column: string): string | null {
    const index = this.#columns.get(column);
    const raw = index === undefined ? '' : (this.#cells[index] ?? '');
    if (raw === '') return null;
    const clean = cleanText(raw);
    for (const repair of clean.repairs) this.#repairs.add(repair);
    return isNothing(clean.text) ? null : clean.text;
  }

  upper(column: string): string | null {
    return this.text(column)?.toUpperCase() ?? null;
  }

  /** The record's number: 1 to 40 letters, digits and dashes. */
  number(column: string): string {
    const value = this.text(column);
    if (value === null) throw new RowRefused('no number');
    const plain = value.replace(/\.0+$/, '').replace(/,/g, '').toUpperCase();
    if (!/^[A-Z0-9][A-Z0-9-]{0,39}$/.test(plain)) throw new RowRefused('the number is not one');
    return plain;
  }

  /** A count or code from `min` to `max`; anything else is left out, and said so. */
  whole(column: string, min: number, max: number): number | null {
    const value = this.text(column);
    if (value === null) return null;
    const whole = parseWhole(value);
    if (whole !== null && whole >= min && whole <= max) return whole;
    this.#repairs.add(`impossible ${column.replaceAll('_', ' ')} left out`);
    return null;
  }

  precinct(column: string): number | null {
    return this.whole(column, 1, 123);
  }

  /** An age band; the impossible ages of the public sets (`942`, `-971`) are left out. */
  age(column: string): string | null {
    const value = this.text(column);
    if (value === null || AGE_BANDS.has(value)) return value;
    this.#repairs.add('impossible age left out');
    return null;
  }

  /** The date that tells when it happened. An impossible one refuses the row: nothing is guessed. */
  day(column: string): Moment | null {
    const value = this.text(column);
    if (value === null) return null;
    const moment = parseMoment(value);
    if (moment === null) throw new RowRefused(`impossible date in ${column}`);
    if (moment.date > this.#latest) throw new RowRefused(`date in the future in ${column}`);
    return moment;
  }

  /** A further date, of less weight: left out when impossible. May lie ahead (due dates) by ten years. */
  otherDay(column: string): Moment | null {
    const value = this.text(column);
    if (value === null) return null;
    const moment = parseMoment(value);
    const furthest = `${String(Number(this.#latest.slice(0, 4)) + 10)}-12-31`;
    if (moment !== null && moment.date <= furthest) return moment;
    this.#repairs.add('impossible date left out');
    return null;
  }

  /** A date column and its time column as one: `2016-11-10T16:11`. */
  withTime(day: Moment | null, column: string): string | null {
    if (day === null) return null;
    const value = this.text(column);
    const time = value === null ? null : parseTime(value);
    if (value !== null && time === null) this.#repairs.add('impossible time left out');
    return momentText({ date: day.date, time });
  }

  point(latColumn: string, lonColumn: string): { readonly lat: number; readonly lon: number } | null {
    const reading = parsePoint(this.text(latColumn), this.text(lonColumn));
    if (reading.repair !== null) this.#repairs.add(reading.repair);
    return reading.point;
  }
}
