/** Gives each record the number of its kind, precinct, offence and known hour, and keeps how many have it. */
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { isTimed } from '../common/row-number.ts';
import type { StatementCache } from './statement-cache.ts';

const keyOf = (kind: string, precinct: number | null, offence: number | null, timed: number): string =>
  `${kind} ${String(precinct)} ${String(offence)} ${String(timed)}`;
const numberOf = (value: unknown): number | null => (value == null ? null : Number(value));

export class CodeWriting {
  readonly #statements: StatementCache;
  #codes: Map<string, number> | null = null;
  #offences: Map<string, number> | null = null;
  readonly #added = new Map<number, number>();

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  /** After a transaction that was not kept: what is known of the file is read again. */
  forget(): void {
    this.#codes = null;
    this.#offences = null;
    this.#added.clear();
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

  add(row: number, record: NewRecord, offence: number | null): void {
    const code = this.#code(record, offence);
    this.#added.set(code, (this.#added.get(code) ?? 0) + 1);
    this.#statements.run('INSERT INTO facet (row, code) VALUES (?, ?)', row, code);
  }

  remove(row: number): void {
    const code = numberOf(this.#statements.first('SELECT code FROM facet WHERE row = ?', row)?.['code']);
    if (code === null) return;
    this.#added.set(code, (this.#added.get(code) ?? 0) - 1);
    this.#statements.run('DELETE FROM facet WHERE row = ?', row);
  }

  /** Writes how many records each code has; the last thing of a transaction. */
  flush(): void {
    for (const [code, records] of this.#added) {
      this.#statements.run('UPDATE code SET records = records + ? WHERE id = ?', records, code);
    }
    this.#added.clear();
  }

  #code(record: NewRecord, offence: number | null): number {
    this.#codes ??= new Map(
      this.#statements
        .all('SELECT id, kind, precinct, offence, timed FROM code')
        .map((row) => [
          keyOf(String(row['kind']), numberOf(row['precinct']), numberOf(row['offence']), Number(row['timed'])),
          Number(row['id']),
        ]),
    );
    const timed = isTimed(record.occurredAt) ? 1 : 0;
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
