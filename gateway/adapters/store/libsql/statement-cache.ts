/** Statements of a writing connection, prepared once each. Holds no value of theirs. */
import type { Connection, Row } from './connection.ts';

type Prepared = ReturnType<Connection['prepare']>;
type Value = string | number | null;

export class StatementCache {
  readonly #database: Connection;
  readonly #statements = new Map<string, Prepared>();

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Many values at once. */
  insert(sql: string, values: readonly Value[]): void {
    this.#prepared(sql).run(values);
  }

  run(sql: string, ...values: readonly Value[]): void {
    this.#prepared(sql).run([...values]);
  }

  all(sql: string, ...values: readonly Value[]): readonly Row[] {
    return this.#prepared(sql).all([...values]) as readonly Row[];
  }

  first(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.all(sql, ...values)[0];
  }

  #prepared(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
