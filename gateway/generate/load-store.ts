/** Writes a generated load into a store, batch by batch; killed, it goes on after the last batch that was written. Reads nothing back. */
import { createHash } from 'node:crypto';
import type { RecordStore } from '../ports/record-store.ts';
import { BATCH_RECORDS, openLoad } from './generate-records.ts';

/** Changes whenever the records would: an unfinished load of another version is begun anew, over the same numbers. */
const VERSION = '1';

/** Batches of one transaction: each one ends a piece of every index, and pieces have to be brought together again. */
const BATCHES_TOGETHER = 3;

export interface LoadRequest {
  readonly store: Pick<RecordStore, 'putImported' | 'importProgress' | 'beginLoad' | 'announce' | 'optimise'>;
  readonly seed: string;
  /** Records, 1 to 10,000,000. */
  readonly records: number;
  /** Records written so far, of `records`. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

export interface LoadReport {
  /** Records that an earlier run had written. */
  readonly resumedAt: number;
}

export async function loadStore({ store, seed, records, onProgress, signal }: LoadRequest): Promise<LoadReport> {
  const sha256 = createHash('sha256')
    .update(`load ${VERSION} ${String(records)} ${seed}`)
    .digest('hex');
  const before = await store.importProgress(sha256);
  const resumedAt = before?.rowsDone ?? 0;
  if (resumedAt >= records) return { resumedAt };
  const load = await openLoad(seed, records);
  await store.beginLoad?.();
  // One batch is made while the one before is being written.
  let writing = Promise.resolve();
  for (let index = Math.floor(resumedAt / BATCH_RECORDS); index < load.batches; index += BATCHES_TOGETHER) {
    const last = Math.min(load.batches, index + BATCHES_TOGETHER);
    const batch = Array.from({ length: last - index }, (_, at) => load.batch(index + at)).flat();
    store.announce?.(batch);
    await writing;
    signal?.throwIfAborted();
    const rowsDone = index * BATCH_RECORDS + batch.length;
    const finishedAt = rowsDone === records ? new Date().toISOString() : null;
    const file = `generated load, seed ${seed}, ${String(records)} records`;
    const progress = { file, dataSet: 'generated', sha256, rowsDone, refused: 0, finishedAt };
    writing = store.putImported(batch, progress).then(() => onProgress?.(rowsDone));
    // Awaited at the next turn; a failure meanwhile is not lost.
    writing.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve)); // lets the batch leave for the writing thread
  }
  await writing;
  await store.optimise?.();
  return { resumedAt };
}
