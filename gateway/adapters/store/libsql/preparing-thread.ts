/** The thread that makes announced records ready. Holds the key of ids in memory, and no connection. Entry of a worker; imported by nobody. */
import { parentPort, workerData } from 'node:worker_threads';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { preparing } from './prepared.ts';

const prepare = preparing(workerData as Uint8Array);

parentPort?.on('message', (records: readonly NewRecord[]) => {
  try {
    // One text crosses threads far quicker than the thousands of objects in it.
    parentPort?.postMessage(JSON.stringify(prepare(records)));
  } catch {
    // Made ready where it is written, which says what is wrong with it.
    parentPort?.postMessage(null);
  }
});
