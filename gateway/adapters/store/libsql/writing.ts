/** Writes records and every index entry of them, in one transaction. The only code that changes the file after the migrations. */
import { createHash, createHmac } from 'node:crypto';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { SOURCE_OF_KIND, type RecordKind } from '../../../../shared/records/kind.ts';
import { normaliseIdentifier } from '../../../../shared/records/query/normalise.ts';
import { recordIdOf } from '../../../../shared/records/record-id.ts';
import type { ImportProgress } from '../../../ports/record-store.ts';
import { rows, type Connection } from './connection.ts';
import { mentionEntries, tagWords, textByColumn, type MentionEntry } from './index-entries.ts';
import { codesOf } from './names.ts';
import { momentKey, reversedKey } from './order.ts';
import { TEXT_COLUMNS } from './text-columns.ts';

export interface PutReport {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Twenty-two characters that say nothing of the record but its source, and stay the same when it is imported again. */
export const idOf = (idKey: Uint8Array, kind: RecordKind, number: string): string => {
  const digest = createHmac('sha256', idKey).update(`${kind}|${number}`).digest().subarray(0, 16).toString('base64url');
  return recordIdOf(SOURCE_OF_KIND[kind], digest);
};

/** A record's number as the port bounds it: it is the key of everything, so nothing invisible may stand in it. */
const WRITABLE_NUMBER = /^[^\p{C}]{1,40}$/u;

/** A job that nobody has closed yet: no closing time and no closing disposition. */
const isOpenJob = (record: NewRecord): boolean =>
  record.kind === 'call911' &&
  !record.sealed &&
  (record.body['times']?.[0]?.['closed'] ?? null) === null &&
  !/clos|final/i.test(record.state.label);

/** Prepared once per connection: a write of many records prepares nothing twice. */
export class RecordWriting {
  readonly #database: Connection;
  readonly #idKey: Uint8Array;
  readonly #statements = new Map<string, ReturnType<Connection['prepare']>>();

  constructor(database: Connection, idKey: Uint8Array) {
    this.#database = database;
    this.#idKey = idKey;
  }

  put(records: readonly NewRecord[]): PutReport {
    return this.#database.transaction(() => this.#putAll(records)).immediate();
  }

  /** Records and position in one transaction: a killed import neither loses nor doubles. */
  putImported(records: readonly NewRecord[], progress: ImportProgress): void {
    this.#database
      .transaction(() => {
        this.#putAll(records);
        this.#run(
          `INSERT INTO import (sha256, file, data_set, rows_done, refused, finished_at, seq)
           VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM import))
           ON CONFLICT (sha256) DO UPDATE SET rows_done = excluded.rows_done, refused = excluded.refused,
             finished_at = excluded.finished_at`,
          progress.sha256,
          progress.file,
          progress.dataSet,
          progress.rowsDone,
          progress.refused,
          progress.finishedAt,
        );
      })
      .immediate();
  }

  #putAll(records: readonly NewRecord[]): PutReport {
    const report = { inserted: 0, changed: 0, unchanged: 0 };
    for (const record of records) report[this.#putOne(record)] += 1;
    return report;
  }

  #putOne(record: NewRecord): keyof PutReport {
    if (!WRITABLE_NUMBER.test(record.number)) throw new RangeError('A record needs a number of 1 to 40 characters.');
    const json = JSON.stringify(record);
    const hash = createHash('sha256').update(json).digest('base64url');
    const before = this.#first(
      'SELECT row, hash FROM record WHERE kind = ? AND number = ?',
      record.kind,
      record.number,
    );
    if (before?.['hash'] === hash) return 'unchanged';
    const row = before ? Number(before['row']) : this.#insert(record, hash);
    if (before) this.#replace(row, record, hash);
    this.#run('INSERT INTO content (row, json) VALUES (?, ?)', row, json);
    for (const { kind, number, relation } of record.links) {
      this.#run(
        'INSERT OR IGNORE INTO link (record, kind, number, relation) VALUES (?, ?, ?, ?)',
        row,
        kind,
        number,
        relation,
      );
    }
    if (!record.sealed) this.#index(row, record);
    return before ? 'changed' : 'inserted';
  }

  #columns(record: NewRecord, hash: string): readonly unknown[] {
    const at = momentKey(record.occurredAt);
    return [
      normaliseIdentifier(record.number),
      SOURCE_OF_KIND[record.kind],
      at,
      reversedKey(at),
      record.occurredAt === null ? null : Number(at.slice(0, 4)),
      record.precinct,
      record.offence,
      record.sealed ? 1 : 0,
      isOpenJob(record) ? 1 : 0,
      hash,
    ];
  }

  #insert(record: NewRecord, hash: string): number {
    const { lastInsertRowid } = this.#run(
      `INSERT INTO record (id, kind, number, number_norm, source, at_key, at_back, year, precinct, offence, sealed, open_job, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      idOf(this.#idKey, record.kind, record.number),
      record.kind,
      record.number,
      ...this.#columns(record, hash),
    );
    return Number(lastInsertRowid);
  }

  #replace(row: number, record: NewRecord, hash: string): void {
    for (const { id } of rows(this.#database, 'SELECT id FROM mention WHERE record = :row', { row })) {
      this.#run('DELETE FROM mention_words WHERE rowid = ?', id);
      this.#run('DELETE FROM mention_grams WHERE rowid = ?', id);
    }
    this.#run('DELETE FROM mention WHERE record = ?', row);
    this.#run('DELETE FROM record_text WHERE rowid = ?', row);
    this.#run('DELETE FROM link WHERE record = ?', row);
    this.#run('DELETE FROM content WHERE row = ?', row);
    this.#run(
      `UPDATE record SET number_norm = ?, source = ?, at_key = ?, at_back = ?, year = ?, precinct = ?, offence = ?,
         sealed = ?, open_job = ?, hash = ? WHERE row = ?`,
      ...this.#columns(record, hash),
      row,
    );
  }

  #index(row: number, record: NewRecord): void {
    for (const entry of mentionEntries(record)) this.#indexMention(row, entry);
    const text = textByColumn(record);
    this.#run(
      `INSERT INTO record_text (rowid, tag, offence, ${TEXT_COLUMNS.map(({ name }) => name).join(', ')})
       VALUES (?, ?, ?, ${TEXT_COLUMNS.map(() => '?').join(', ')})`,
      row,
      tagWords(record).join(' '),
      record.offence ?? '',
      ...TEXT_COLUMNS.map(({ name }) => text.get(name) ?? ''),
    );
  }

  #indexMention(row: number, entry: MentionEntry): void {
    const { lastInsertRowid } = this.#run(
      'INSERT INTO mention (record, type, norm, shown, state, tags) VALUES (?, ?, ?, ?, ?, ?)',
      row,
      entry.type,
      entry.norm,
      entry.shown,
      entry.state,
      entry.tags,
    );
    const id = Number(lastInsertRowid);
    if (entry.type === 'person') {
      this.#run('INSERT INTO mention_words (rowid, person, address) VALUES (?, ?, ?)', id, entry.norm, '');
      for (const word of new Set(entry.norm.split(' '))) this.#indexNameWord(word);
    } else if (entry.type === 'address') {
      this.#run('INSERT INTO mention_words (rowid, person, address) VALUES (?, ?, ?)', id, '', entry.norm);
    } else if (entry.type === 'plate' || entry.type === 'vin') {
      this.#run('INSERT INTO mention_grams (rowid, code) VALUES (?, ?)', id, entry.norm);
    }
  }

  #indexNameWord(word: string): void {
    if (word.length < 2) return;
    const done = this.#run('INSERT OR IGNORE INTO name_word (word) VALUES (?)', word);
    if (done.changes === 0) return;
    this.#run('INSERT INTO name_grams (rowid, word) VALUES (?, ?)', Number(done.lastInsertRowid), word);
    for (const code of codesOf(word)) {
      this.#run('INSERT OR IGNORE INTO name_sound (code, word) VALUES (?, ?)', code, word);
    }
  }

  #prepared(sql: string): ReturnType<Connection['prepare']> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #run(
    sql: string,
    ...values: readonly unknown[]
  ): { readonly changes: number; readonly lastInsertRowid: number | bigint } {
    return this.#prepared(sql).run([...values]);
  }

  #first(sql: string, ...values: readonly unknown[]): Readonly<Record<string, unknown>> | undefined {
    return this.#prepared(sql).all([...values])[0] as Readonly<Record<string, unknown>> | undefined;
  }
}
