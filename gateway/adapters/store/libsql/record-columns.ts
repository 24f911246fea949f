/**
 * A reading thread's copy of what each record that a search can find is of, by its row: facets and filters read it instead
 * of the file. Read a piece at a time while nobody asks, brought up to date before each search. Holds no words and no record.
 */
import { FIRST_KNOWN_ROW, minuteOfDay, overlap, yearOfRow, rowsBetween, type RowRange } from '../common/row-number.ts';
import type { Wanted } from '../common/wanted.ts';
import { numbersIn, rows, type Connection } from './connection.ts';
import { SortedColumns, type Stretch } from './sorted-columns.ts';

/** Rows of one piece: about 4 ms. */
const PIECE = 25_000;
/** With more changes than these all is read again, in pieces. */
const MOST_CHANGES = 100_000;

const CHANGES = `SELECT row FROM record INDEXED BY record_arrival WHERE last_arrival > :mark
  UNION SELECT row FROM vacated INDEXED BY vacated_arrival WHERE arrival > :mark`;

/** Which records are wanted, by all that the columns say of them. */
export interface ColumnsWanted {
  /** By the number of a code: not zero when it is wanted. */
  readonly allowed: Uint8Array;
  readonly range: RowRange;
  readonly spans: Wanted['spans'];
  readonly hours: Wanted['hours'];
}

interface ColumnRows {
  readonly rows: readonly number[];
  readonly codes: readonly number[];
}

export class RecordColumns {
  readonly #database: Connection;
  #columns = new SortedColumns();
  /** The last row read while not all are; null: all are here. */
  #readTo: number | null = -1;
  /** What arrived later is not in yet. */
  #mark: number | null = null;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** False: not all is read yet; the file is asked instead. */
  get ready(): boolean {
    return this.#readTo === null;
  }

  /** Reads a piece; true when that was the last. `arrival`: of the file now. */
  read(arrival: number): boolean {
    if (this.#readTo === null) return true;
    if (this.#mark === null) {
      this.#mark = arrival;
      const all = rows(this.#database, 'SELECT sum(records) AS n FROM code')[0];
      this.#columns.reserve(Number(all?.['n'] ?? 0));
    }
    const piece = rows(
      this.#database,
      `SELECT group_concat(f.row) AS list, group_concat(f.code) AS codes
        FROM (SELECT row, code FROM facet WHERE row > :after ORDER BY row LIMIT ${String(PIECE)}) f`,
      { after: this.#readTo },
    )[0];
    const found = numbersIn(piece?.['list']);
    this.#columns.append(found, numbersIn(piece?.['codes']));
    if (found.length === PIECE) {
      this.#readTo = found.at(-1) ?? null;
      return false;
    }
    this.#readTo = null;
    return true;
  }

  /** Takes in what came since; the same connection must go on in the same snapshot for the answer to be exact. */
  refresh(arrival: number): void {
    if (!this.ready || this.#mark === arrival) return;
    const mark = this.#mark ?? 0;
    const many = rows(
      this.#database,
      `SELECT count(*) AS n FROM (SELECT 1 FROM (${CHANGES}) LIMIT ${String(MOST_CHANGES + 1)})`,
      { mark },
    );
    if (Number(many[0]?.['n'] ?? 0) > MOST_CHANGES) {
      this.#columns = new SortedColumns();
      this.#readTo = -1;
      this.#mark = null;
      return;
    }
    const found = rows(
      this.#database,
      `SELECT group_concat(t.row) AS list, group_concat(coalesce(f.code + 1, 0)) AS codes
        FROM (${CHANGES} ORDER BY 1) t LEFT JOIN facet f ON f.row = t.row`,
      { mark },
    )[0];
    const codes = numbersIn(found?.['codes']);
    const changed = numbersIn(found?.['list']);
    this.#columns.apply(
      changed.map((row, at) => ({ row, code: (codes[at] ?? 0) === 0 ? null : (codes[at] ?? 0) - 1 })),
    );
    this.#mark = arrival;
  }

  /** In the order of the rows, which is one of the two orders of time; null when the columns cannot say. */
  codesOf(wanted: readonly number[]): Int32Array | null {
    return this.ready ? this.#columns.codesOf(wanted) : null;
  }

  /** At most so many of the wanted, newest first or oldest first. */
  find(wanted: ColumnsWanted, most: number, ascending: boolean): ColumnRows {
    const found = { rows: [] as number[], codes: [] as number[] };
    const stretches = this.#stretches(wanted);
    const take = (at: number): void => {
      if (!this.#isWanted(wanted, at)) return;
      found.rows.push(this.#columns.row(at));
      found.codes.push(this.#columns.code(at));
    };
    for (const { first, last } of ascending ? stretches : stretches.toReversed()) {
      if (ascending) for (let at = first; at < last && found.rows.length < most; at += 1) take(at);
      else for (let at = last - 1; at >= first && found.rows.length < most; at -= 1) take(at);
    }
    return found;
  }

  /** All of the wanted, counted: by the number of their code, and by year. */
  count(wanted: ColumnsWanted): { readonly tally: readonly number[]; readonly years: ReadonlyMap<number, number> } {
    const tally: number[] = Array.from({ length: wanted.allowed.length }, () => 0);
    const years = new Map<number, number>();
    for (const { first, last } of this.#stretches(wanted)) {
      for (let at = first; at < last;) {
        const year = yearOfRow(this.#columns.row(at));
        const end = Math.min(last, this.#columns.place(endOf(year), at));
        const counted = this.#tally(wanted, { first: at, last: end }, tally);
        if (year !== null && counted > 0) years.set(year, (years.get(year) ?? 0) + counted);
        at = end;
      }
    }
    return { tally, years };
  }

  #tally(wanted: ColumnsWanted, { first, last }: Stretch, tally: number[]): number {
    let counted = 0;
    for (let at = first; at < last; at += 1) {
      if (!this.#isWanted(wanted, at)) continue;
      const code = this.#columns.code(at);
      tally[code] = (tally[code] ?? 0) + 1;
      counted += 1;
    }
    return counted;
  }

  #stretches({ range, spans }: ColumnsWanted): readonly Stretch[] {
    return (spans ?? [range])
      .map((span) => overlap(span, range))
      .filter(({ from, to }) => from <= to)
      .map(({ from, to }) => this.#columns.stretch(from, to));
  }

  #isWanted({ allowed, hours }: ColumnsWanted, at: number): boolean {
    if (allowed[this.#columns.code(at)] !== 1) return false;
    if (hours.length === 0) return true;
    const minute = minuteOfDay(this.#columns.row(at));
    return hours.every(({ from, to }) =>
      from <= to ? minute >= from && minute <= to : minute >= from || minute <= to,
    );
  }
}

/** The first row after a year. */
const endOf = (year: number | null): number =>
  year === null ? FIRST_KNOWN_ROW : rowsBetween(undefined, `${String(year)}-12-31`).to + 1;
