/**
 * Writes records and every index entry of them, in one transaction, one gateway at a time. The only code that changes the
 * database after the migrations.
 */
import type { NewRecord } from '../../../../shared/records/definition.ts';
import type { ImportProgress } from '../../../ports/record-store.ts';
import type { ConnectionPool, Session } from './connection.ts';
import { LOCKS } from './migrate.ts';
import { Placing } from './placing.ts';
import type { Prepared } from './prepared-record.ts';
import type { Preparing } from './preparing.ts';
import { removeRows, writeRows, type Placement } from './row-writing.ts';

export interface PutReport {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
}

const IMPORT = `
INSERT INTO import (sha256, file, data_set, rows_done, refused, finished_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (sha256) DO UPDATE SET rows_done = excluded.rows_done, refused = excluded.refused,
  finished_at = excluded.finished_at`;

export class RecordWriting {
  readonly #pool: ConnectionPool;
  readonly #preparing: Preparing;
  #last: Promise<void> = Promise.resolve();

  constructor(pool: ConnectionPool, preparing: Preparing) {
    this.#pool = pool;
    this.#preparing = preparing;
  }

  async put(records: readonly NewRecord[]): Promise<PutReport> {
    const prepared = await this.#preparing.ready(records);
    return this.#locked((session) => putAll(session, prepared));
  }

  /** Records and position in one transaction: a killed import neither loses nor doubles. */
  async putImported(records: readonly NewRecord[], progress: ImportProgress): Promise<void> {
    const prepared = await this.#preparing.ready(records);
    const { sha256, file, dataSet, rowsDone, refused, finishedAt } = progress;
    await this.#locked(async (session) => {
      await putAll(session, prepared);
      await session.rows(IMPORT, [sha256, file, dataSet, rowsDone, refused, finishedAt]);
    });
  }

  /** One after the other here, under a lock among gateways; a failed one holds up none. */
  #locked<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const writing = this.#last.then(() =>
      this.#pool.transaction(async (session) => {
        await session.rows(`SELECT pg_advisory_xact_lock(${LOCKS.write})`);
        return work(session);
      }),
    );
    this.#last = writing.then(
      () => undefined,
      () => undefined,
    );
    return writing;
  }
}

/** As if each were put after the other: what comes twice is written, then changed. */
async function putAll(session: Session, records: readonly Prepared[]): Promise<PutReport> {
  const report = { inserted: 0, changed: 0, unchanged: 0 };
  const placing = await Placing.open(session, records);
  let batch: Placement[] = [];
  const inBatch = new Set<string>();
  const flush = async (): Promise<void> => {
    await writeBatch(session, batch);
    batch = [];
    inBatch.clear();
  };
  for (const record of records) {
    const before = placing.find(record.id);
    if (before?.hash === record.hash) {
      report.unchanged += 1;
      continue;
    }
    const moves = before !== undefined && placing.moves(record);
    if (moves || inBatch.has(record.id)) await flush();
    batch.push({ prepared: record, row: placing.place(record), arrival: placing.arrival, before });
    inBatch.add(record.id);
    report[before ? 'changed' : 'inserted'] += 1;
    if (!moves) continue;
    await flush();
    await placing.left(before.row);
  }
  await flush();
  if (report.inserted + report.changed > 0) await session.rows('UPDATE store SET arrival = $1', [placing.arrival]);
  return report;
}

async function writeBatch(session: Session, batch: readonly Placement[]): Promise<void> {
  await removeRows(
    session,
    batch.flatMap(({ before }) => (before ? [before] : [])),
  );
  await writeRows(session, batch);
}
