/** Writes records and every index entry of them, in one transaction. The only code that changes the file after the migrations. */
import type { NewRecord } from '../../../../shared/records/definition.ts';
import type { ImportProgress } from '../../../ports/record-store.ts';
import { CodeWriting } from './code-writing.ts';
import type { Connection } from './connection.ts';
import { EntryWriting, type PlacedEntries } from './entry-writing.ts';
import { Places } from './places.ts';
import { preparing, type PreparedRecord } from './prepared.ts';
import { RowBuffer } from './row-buffer.ts';
import { StatementCache } from './statement-cache.ts';

export interface PutReport {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Where a record of the file stands. */
interface Standing {
  readonly row: number;
  readonly hash: string;
  readonly firstArrival: number;
}

/** A record that is new or changed, on its way to its row. */
interface Placed {
  readonly row: number;
  readonly record: PreparedRecord;
  readonly firstArrival: number;
}

const RECORD_COLUMNS = [
  ...['row', 'id', 'kind', 'number', 'number_norm', 'precinct', 'state', 'sealed', 'open_job'],
  ...['first_arrival', 'last_arrival', 'hash', 'mention_tags'],
] as const;

export class RecordWriting {
  readonly #database: Connection;
  readonly #prepare: ReturnType<typeof preparing>;
  readonly #statements: StatementCache;
  readonly #entries: EntryWriting;
  readonly #codes: CodeWriting;
  readonly #records: RowBuffer;
  readonly #contents: RowBuffer;
  readonly #links: RowBuffer;

  constructor(database: Connection, idKey: Uint8Array) {
    this.#database = database;
    this.#prepare = preparing(idKey);
    this.#statements = new StatementCache(database);
    this.#entries = new EntryWriting(this.#statements);
    this.#codes = new CodeWriting(this.#statements);
    const into = (sql: string, width: number): RowBuffer =>
      new RowBuffer(this.#statements, sql, `(${Array.from({ length: width }, () => '?').join(', ')})`, width);
    this.#records = into(`INSERT INTO record (${RECORD_COLUMNS.join(', ')})`, RECORD_COLUMNS.length);
    this.#contents = into('INSERT INTO content (row, json)', 2);
    this.#links = into('INSERT OR IGNORE INTO link (kind, number, row)', 3);
  }

  put(records: readonly NewRecord[]): PutReport {
    return this.putPrepared(this.#prepare(records));
  }

  putImported(records: readonly NewRecord[], progress: ImportProgress): void {
    this.putPrepared(this.#prepare(records), progress);
  }

  /** Records and position in one transaction: a killed import neither loses nor doubles. */
  putPrepared(records: readonly PreparedRecord[], progress?: ImportProgress): PutReport {
    return this.#together(() => {
      const report = this.#putAll(records);
      if (progress !== undefined) this.#keep(progress);
      return report;
    });
  }

  #keep(progress: ImportProgress): void {
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
      for (const part of [this.#entries, this.#codes, this.#records, this.#contents, this.#links]) part.forget();
      throw error;
    }
  }

  #putAll(records: readonly PreparedRecord[]): PutReport {
    const report = { inserted: 0, changed: 0, unchanged: 0 };
    const places = new Places(this.#statements);
    places.readMinutes(new Set(records.map(({ minute }) => minute)));
    const standing = this.#standing(records);
    const placed = new Map<string, Placed>();
    for (const record of records) {
      const { id, hash } = record;
      // The same record twice in one write: the later one counts, against the earlier one.
      const twice = placed.get(id);
      if (twice) {
        this.#write([twice], places.arrival);
        standing.set(id, { row: twice.row, hash: twice.record.hash, firstArrival: twice.firstArrival });
        placed.delete(id);
      }
      const before = standing.get(id);
      if (before?.hash === hash) {
        report.unchanged += 1;
        continue;
      }
      const row = places.rowFor(record.minute, before?.row ?? null);
      if (before !== undefined) this.#leave(before.row, row, record, places, placed);
      placed.set(id, { row, record, firstArrival: before?.firstArrival ?? places.arrival });
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

  /** Those of the records that the file has. */
  #standing(records: readonly PreparedRecord[]): Map<string, Standing> {
    const found = this.#statements.all(
      'SELECT r.id, r.row, r.hash, r.first_arrival FROM json_each(?) w CROSS JOIN record r ON r.id = w.value',
      JSON.stringify(records.map(({ id }) => id)),
    );
    return new Map(
      found.map((one) => [
        String(one['id']),
        { row: Number(one['row']), hash: String(one['hash']), firstArrival: Number(one['first_arrival']) },
      ]),
    );
  }

  /** A record leaves what it was; its row too, when it stands in another from now on. */
  #leave(
    stood: number,
    row: number,
    record: PreparedRecord,
    places: Places,
    placed: ReadonlyMap<string, Placed>,
  ): void {
    this.#take(stood);
    // Its row is no longer one that a search reads: the record stands elsewhere, or is sealed.
    if (stood !== row || record.entries === null) {
      this.#statements.run('INSERT OR REPLACE INTO vacated (row, arrival) VALUES (?, ?)', stood, places.arrival);
    }
    if (stood !== row) {
      places.left(
        stood,
        [...placed.values()].map((one) => one.row),
      );
    }
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
    const entries: PlacedEntries[] = [];
    for (const { row, record, firstArrival } of placed) {
      this.#addRecord(row, record, firstArrival, arrival);
      this.#contents.add(row, record.json);
      for (const { kind, number } of record.links) this.#links.add(kind, number, row);
      if (record.entries === null) continue;
      const offence = this.#codes.offence(record.offence);
      this.#codes.add(row, record, offence);
      entries.push({ row, entries: record.entries, offence });
    }
    // Full text last: a statement of several rows would end a piece of it.
    for (const buffer of [this.#records, this.#contents, this.#links]) buffer.flush();
    this.#codes.flushFacets();
    this.#entries.add(entries);
  }

  #addRecord(row: number, record: PreparedRecord, firstArrival: number, arrival: number): void {
    this.#records.add(
      row,
      record.id,
      record.kind,
      record.number,
      record.numberNorm,
      record.precinct,
      record.state,
      record.entries === null ? 1 : 0,
      record.openJob ? 1 : 0,
      firstArrival,
      arrival,
      record.hash,
      record.mentionTags,
    );
  }
}
