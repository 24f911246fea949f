/** Gives each record the number of its kind, precinct, offence and known hour, and keeps how many have it. */
import type { PreparedRecord } from './prepared.ts';
import { RowBuffer } from './row-buffer.ts';
import type { StatementCache } from './statement-cache.ts';

const keyOf = (kind: string, precinct: number | null, offence: number | null, timed: number): string =>
  `${kind} ${String(precinct)} ${String(offence)} ${String(timed)}`;
const numberOf = (value: unknown): number | null => (value == null ? null : Number(value));

export class CodeWriting {
  readonly #statements: StatementCache;
  #codes: Map<string, number> | null = null;
  #offences: Map<string, number> | null = null;
  readonly #added = new Map<number, number>();
  readonly #facets: RowBuffer;

  constructor(statements: StatementCache) {
    this.#statements = statements;
    this.#facets = new RowBuffer(statements, 'INSERT INTO facet (row, code)', '(?, ?)', 2);
  }

  /** After a transaction that was not kept: what is known of the file is read again. */
  forget(): void {
    this.#codes = null;
    this.#offences = null;
    this.#added.clear();
    this.#facets.forget();
  }

  /** Its number in the file; a new one when it has none. */
  offence(text: string | null): number | null {
    if (text === null) return null;
    this.#offences ??= new Map(
      this.#statements.all('SELECT id, text FROM offence').map((row) => [String(row['text']), Number(row['id'])]),
    );
    const known = this.#offences.get(text);
    if (known !== undefined) return known;
    const id = this.#offences.size + 1;
    this.#statements.run('INSERT INTO offence (id, text) VALUES (?, ?)', id, text);
    this.#offences.set(text, id);
    return id;
  }

  /** Written by {@link flushFacets}. */
  add(row: number, record: PreparedRecord, offence: number | null): void {
    const code = this.#code(record, offence);
    this.#added.set(code, (this.#added.get(code) ?? 0) + 1);
    this.#facets.add(row, code);
  }

  remove(row: number): void {
    const code = numberOf(this.#statements.first('SELECT code FROM facet WHERE row = ?', row)?.['code']);
    if (code === null) return;
    this.#added.set(code, (this.#added.get(code) ?? 0) - 1);
    this.#statements.run('DELETE FROM facet WHERE row = ?', row);
  }

  flushFacets(): void {
    this.#facets.flush();
  }

  /** Writes how many records each code has; the last thing of a transaction. */
  flush(): void {
    this.#statements.run(
      'UPDATE code SET records = records + (w.value ->> 1) FROM json_each(?) w WHERE code.id = w.value ->> 0',
      JSON.stringify([...this.#added]),
    );
    this.#added.clear();
  }

  #code(record: PreparedRecord, offence: number | null): number {
    this.#codes ??= new Map(
      this.#statements
        .all('SELECT id, kind, precinct, offence, timed FROM code')
        .map((row) => [
          keyOf(String(row['kind']), numberOf(row['precinct']), numberOf(row['offence']), Number(row['timed'])),
          Number(row['id']),
        ]),
    );
    const timed = record.timed ? 1 : 0;
    const key = keyOf(record.kind, record.precinct, offence, timed);
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const id = this.#codes.size + 1;
    this.#statements.run(
      'INSERT INTO code (id, kind, precinct, offence, timed, records) VALUES (?, ?, ?, ?, ?, 0)',
      id,
      record.kind,
      record.precinct,
      offence,
      timed,
    );
    this.#codes.set(key, id);
    return id;
  }
}
