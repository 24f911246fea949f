/** Writes records and every index entry of them, in one transaction. The only code that changes the file after the migrations. */
import { createSecretKey, type KeyObject } from 'node:crypto';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { normaliseIdentifier } from '../../../../shared/records/query/normalise.ts';
import type { ImportProgress } from '../../../ports/record-store.ts';
import { checkWritable, contentOf, idOf, isOpenJob } from '../common/record-key.ts';
import { CodeWriting } from './code-writing.ts';
import type { Connection } from './connection.ts';
import { EntryWriting } from './entry-writing.ts';
import { Places } from './places.ts';
import { StatementCache } from './statement-cache.ts';

export interface PutReport {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** A record that is new or changed, on its way to its row. */
interface Placed {
  readonly row: number;
  readonly record: NewRecord;
  readonly id: string;
  readonly json: string;
  readonly hash: string;
  readonly firstArrival: number | null;
}

export class RecordWriting {
  readonly #database: Connection;
  readonly #idKey: KeyObject;
  readonly #statements: StatementCache;
  readonly #entries: EntryWriting;
  readonly #codes: CodeWriting;

  constructor(database: Connection, idKey: Uint8Array) {
    this.#database = database;
    this.#idKey = createSecretKey(idKey);
    this.#statements = new StatementCache(database);
    this.#entries = new EntryWriting(this.#statements);
    this.#codes = new CodeWriting(this.#statements);
  }

  put(records: readonly NewRecord[]): PutReport {
    return this.#together(() => this.#putAll(records));
  }

  /** Records and position in one transaction: a killed import neither loses nor doubles. */
  putImported(records: readonly NewRecord[], progress: ImportProgress): void {
    this.#together(() => {
      this.#putAll(records);
      this.#statements.run(
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
    });
  }

  /** Brings the full-text indexes into one piece each and tells SQLite what the indexes hold; after loads of many records. */
  optimise(): void {
    for (const table of ['record_text', 'mention_words', 'mention_grams']) {
      this.#statements.run(`INSERT INTO ${table} (${table}) VALUES ('optimize')`);
    }
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  #together<T>(write: () => T): T {
    try {
      return this.#database.transaction(write).immediate();
    } catch (error) {
      this.#entries.forget();
      this.#codes.forget();
      throw error;
    }
  }

  #putAll(records: readonly NewRecord[]): PutReport {
    for (const record of records) checkWritable(record);
    const report = { inserted: 0, changed: 0, unchanged: 0 };
    const places = new Places(this.#statements);
    const placed = new Map<string, Placed>();
    for (const record of records) {
      const { json, hash } = contentOf(record);
      const id = idOf(this.#idKey, record.kind, record.number);
      // The same record twice in one write: the later one counts, against the earlier one.
      const twice = placed.get(id);
      if (twice) this.#write([twice], places.arrival);
      placed.delete(id);
      const before = this.#statements.first('SELECT row, hash, first_arrival FROM record WHERE id = ?', id);
      if (before?.['hash'] === hash) {
        report.unchanged += 1;
        continue;
      }
      const stood = before === undefined ? null : Number(before['row']);
      const row = places.rowFor(record, stood);
      if (stood !== null) {
        this.#take(stood);
        // Its row is no longer one that a search reads: the record stands elsewhere, or is sealed.
        if (stood !== row || record.sealed) {
          this.#statements.run('INSERT OR REPLACE INTO vacated (row, arrival) VALUES (?, ?)', stood, places.arrival);
        }
        if (stood !== row)
          places.left(
            stood,
            [...placed.values()].map((one) => one.row),
          );
      }
      const firstArrival = before === undefined ? null : Number(before['first_arrival']);
      placed.set(id, { row, record, id, json, hash, firstArrival });
      report[before === undefined ? 'inserted' : 'changed'] += 1;
    }
    // Full text is written in order of rows: going back would end a piece of the index each time.
    this.#write(
      [...placed.values()].sort((a, b) => a.row - b.row),
      places.arrival,
    );
    this.#codes.flush();
    if (report.inserted + report.changed > 0) places.keepArrival();
    return report;
  }

  #take(row: number): void {
    const json = this.#statements.first('SELECT json FROM content WHERE row = ?', row)?.['json'];
    if (json == null) return;
    const record = JSON.parse(String(json)) as NewRecord;
    if (!record.sealed) {
      this.#entries.remove(row, record);
      this.#codes.remove(row);
    }
    for (const { kind, number } of record.links) {
      this.#statements.run('DELETE FROM link WHERE kind = ? AND number = ? AND row = ?', kind, number, row);
    }
    this.#statements.run('DELETE FROM content WHERE row = ?', row);
    this.#statements.run('DELETE FROM record WHERE row = ?', row);
  }

  #write(placed: readonly Placed[], arrival: number): void {
    for (const { row, record, id, json, hash, firstArrival } of placed) {
      this.#statements.run(
        `INSERT INTO record (row, id, kind, number, number_norm, precinct, state, sealed, open_job, first_arrival, last_arrival, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        row,
        id,
        record.kind,
        record.number,
        normaliseIdentifier(record.number),
        record.precinct,
        record.state.label,
        record.sealed ? 1 : 0,
        isOpenJob(record) ? 1 : 0,
        firstArrival ?? arrival,
        arrival,
        hash,
      );
      this.#statements.run('INSERT INTO content (row, json) VALUES (?, ?)', row, json);
      for (const { kind, number } of record.links) {
        this.#statements.run('INSERT OR IGNORE INTO link (kind, number, row) VALUES (?, ?, ?)', kind, number, row);
      }
      if (record.sealed) continue;
      const offence = this.#codes.offence(record.offence);
      this.#codes.add(row, record, offence);
      this.#entries.add(row, record, offence);
    }
  }
}
