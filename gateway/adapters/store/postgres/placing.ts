/**
 * Gives each record of a write its row number: the one it has while its time stays, else the next free one of its minute.
 * Held by one transaction under the write lock, so that no two records get the same.
 */
import type { RecordKind } from '../../../../shared/records/kind.ts';
import { FIRST_KNOWN_ROW, ROWS_A_MINUTE, rowsOfMinute } from '../common/row-number.ts';
import type { Session } from './connection.ts';
import type { Prepared } from './prepared-record.ts';

/** Where a record stands and as what it was last written. */
export interface Standing {
  readonly id: string;
  readonly row: number;
  readonly kind: RecordKind;
  readonly hash: string;
  readonly firstArrival: number;
}

const minuteOfRow = (row: number): number => (row < FIRST_KNOWN_ROW ? 0 : Math.floor(row / ROWS_A_MINUTE));

export class Placing {
  readonly #session: Session;
  readonly #standing: Map<string, Standing>;
  readonly #next = new Map<number, number>();
  /** Arrival number of what this write changes. */
  readonly arrival: number;

  private constructor(session: Session, standing: Map<string, Standing>, arrival: number) {
    this.#session = session;
    this.#standing = standing;
    this.arrival = arrival;
  }

  static async open(session: Session, records: readonly Prepared[]): Promise<Placing> {
    const found = await session.rows('SELECT id, row, kind, hash, first_arrival FROM place WHERE id = ANY($1)', [
      records.map(({ id }) => id),
    ]);
    const standing = found.map((row): [string, Standing] => [
      String(row['id']),
      {
        id: String(row['id']),
        row: Number(row['row']),
        kind: String(row['kind']) as RecordKind,
        hash: String(row['hash']),
        firstArrival: Number(row['first_arrival']),
      },
    ]);
    const [store] = await session.rows('SELECT arrival FROM store');
    const placing = new Placing(session, new Map(standing), Number(store?.['arrival'] ?? 0) + 1);
    await placing.#readNext([...new Set(records.map(({ minute }) => minute))]);
    return placing;
  }

  find(id: string): Standing | undefined {
    return this.#standing.get(id);
  }

  /** Whether it has to leave its row, because its time is another one now. */
  moves(record: Prepared): boolean {
    const before = this.#standing.get(record.id);
    return before !== undefined && minuteOfRow(before.row) !== record.minute;
  }

  place(record: Prepared): number {
    const before = this.#standing.get(record.id);
    const row = before && minuteOfRow(before.row) === record.minute ? before.row : this.#takeNext(record.minute);
    this.#standing.set(record.id, {
      id: record.id,
      row,
      kind: record.kind,
      hash: record.hash,
      firstArrival: before?.firstArrival ?? this.arrival,
    });
    return row;
  }

  /** After a record left a row: the row may be the next free one. */
  async left(row: number): Promise<void> {
    await this.#readNext([minuteOfRow(row)]);
  }

  #takeNext(minute: number): number {
    const next = this.#next.get(minute) ?? rowsOfMinute(minute).from;
    this.#next.set(minute, next + 1);
    return next;
  }

  async #readNext(minutes: readonly number[]): Promise<void> {
    const found = await this.#session.rows(
      `SELECT m.first, (SELECT max(p.row) FROM place p WHERE p.row BETWEEN m.first AND m.last) AS taken
         FROM unnest($1::bigint[], $2::bigint[]) AS m (first, last)`,
      [minutes.map((minute) => rowsOfMinute(minute).from), minutes.map((minute) => rowsOfMinute(minute).to)],
    );
    for (const row of found) {
      const first = Number(row['first']);
      this.#next.set(minuteOfRow(first), row['taken'] == null ? first : Number(row['taken']) + 1);
    }
  }
}
