/** Hands out the rows of one write, and its arrival number: held by one transaction, so that no two records get the same. */
import { minuteOfRow, rowsOfMinute } from '../common/row-number.ts';
import type { StatementCache } from './statement-cache.ts';

export class Places {
  readonly #statements: StatementCache;
  /** The next free row of each minute this write has come by. */
  readonly #next = new Map<number, number>();
  /** Of what this write changes. */
  readonly arrival: number;

  constructor(statements: StatementCache) {
    this.#statements = statements;
    this.arrival = Number(statements.first('SELECT last FROM arrival')?.['last'] ?? 0) + 1;
  }

  /** Reads where these minutes go on, all at once. Before anything is written or taken away. */
  readMinutes(minutes: ReadonlySet<number>): void {
    const spans = [...minutes].map((minute) => [minute, rowsOfMinute(minute).from, rowsOfMinute(minute).to]);
    const found = this.#statements.all(
      `SELECT w.value ->> 0 AS minute,
         (SELECT max(row) FROM record WHERE row BETWEEN w.value ->> 1 AND w.value ->> 2) AS row
       FROM json_each(?) w`,
      JSON.stringify(spans),
    );
    for (const { minute, row } of found) {
      this.#next.set(Number(minute), row == null ? rowsOfMinute(Number(minute)).from : Number(row) + 1);
    }
  }

  keepArrival(): void {
    this.#statements.run('UPDATE arrival SET last = ?', this.arrival);
  }

  /** A record left this row: it may be the next free one of its minute. */
  left(row: number, placed: readonly number[]): void {
    const minute = minuteOfRow(row);
    if (this.#next.get(minute) !== row + 1) return;
    const greatest = Math.max(this.#greatest(minute) ?? -1, ...placed.filter((one) => minuteOfRow(one) === minute));
    this.#next.set(minute, greatest < 0 ? rowsOfMinute(minute).from : greatest + 1);
  }

  #greatest(minute: number): number | null {
    const { from, to } = rowsOfMinute(minute);
    const found = this.#statements.first('SELECT max(row) AS row FROM record WHERE row BETWEEN ? AND ?', from, to)?.[
      'row'
    ];
    return found == null ? null : Number(found);
  }

  /** A record keeps its row while its minute stays. */
  rowFor(minute: number, before: number | null): number {
    const { from, to } = rowsOfMinute(minute);
    // Read while the record still stands in its row: taken out of it, the row would look free.
    const row = this.#next.get(minute) ?? (this.#greatest(minute) ?? from - 1) + 1;
    this.#next.set(minute, row);
    if (before !== null && before >= from && before <= to) return before;
    if (row > to) throw new RangeError('No more records of one minute can be kept.');
    this.#next.set(minute, row + 1);
    return row;
  }
}
