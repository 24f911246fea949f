/**
 * Rows of one table on their way into the file, many to a statement: a statement each costs more than the row does. What is
 * added is written by `flush`, in the order it was added.
 */
import type { StatementCache } from './statement-cache.ts';

type Value = string | number | null;

/** Rows of the largest statement; the rest goes in halves, so that few statements serve any number. */
const MOST = 64;

export class RowBuffer {
  readonly #statements: StatementCache;
  readonly #into: string;
  readonly #row: string;
  readonly #width: number;
  #values: Value[] = [];

  /** `into`: up to the word VALUES. `row`: the placeholders of one row, one for each of `width` values. */
  constructor(statements: StatementCache, into: string, row: string, width: number) {
    this.#statements = statements;
    this.#into = into;
    this.#row = row;
    this.#width = width;
  }

  add(...values: readonly Value[]): void {
    for (const value of values) this.#values.push(value);
  }

  /** After a transaction that was not kept. */
  forget(): void {
    this.#values = [];
  }

  flush(): void {
    const values = this.#values;
    this.#values = [];
    let at = 0;
    for (let rows = MOST; rows >= 1; rows /= 2) {
      for (; values.length - at >= rows * this.#width; at += rows * this.#width) {
        this.#statements.insert(this.#statementOf(rows), values.slice(at, at + rows * this.#width));
      }
    }
  }

  #statementOf(rows: number): string {
    return `${this.#into} VALUES ${Array.from({ length: rows }, () => this.#row).join(', ')}`;
  }
}
