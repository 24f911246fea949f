/** The thread that makes announced records ready. Holds the store's keys in memory, and no connection. */
import { parentPort, workerData } from 'node:worker_threads';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { readyOf, type StoreKeys } from './prepared-record.ts';

const keys = workerData as StoreKeys;

parentPort?.on('message', (records: readonly NewRecord[]) => {
  try {
    parentPort?.postMessage(records.map((record) => readyOf(keys, record)));
  } catch {
    // Made ready where it is written, which says what is wrong with it.
    parentPort?.postMessage(null);
  }
});
