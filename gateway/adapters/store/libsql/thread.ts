/** A database thread: opens its own connection, answers one request after the other. Entry of a worker; imported by nobody. */
import { parentPort, workerData } from 'node:worker_threads';
import { deriveKey, openConnection, StoreOpenError, type Connection } from './connection.ts';
import { linked } from './linking.ts';
import { migrate } from './migrate.ts';
import type { Operations, ThreadReply, ThreadRequest, ThreadSetup } from './operations.ts';
import { counts, find, importProgress, imports, openJobs, read } from './reading.ts';
import { count, search } from './searching.ts';
import { RecordWriting } from './writing.ts';

function operationsOn(database: Connection, setup: ThreadSetup): Operations {
  const writing = new RecordWriting(database, deriveKey(setup.key, 'record id'));
  return {
    search: (...input) => search(database, ...input),
    count: (...input) => count(database, ...input),
    read: (id) => read(database, id),
    find: (...input) => find(database, ...input),
    linked: (...input) => linked(database, ...input),
    openJobs: (...input) => openJobs(database, ...input),
    counts: () => counts(database),
    importProgress: (sha256) => importProgress(database, sha256),
    imports: () => imports(database),
    put: (records) => writing.put(records),
    putImported: (records, progress) => writing.putImported(records, progress),
  };
}

const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

function serve(
  setup: ThreadSetup,
  send: (reply: ThreadReply) => void,
  listen: (on: (request: ThreadRequest) => void) => void,
): void {
  const database = openConnection(setup.file, setup.key, setup.access);
  if (setup.access === 'write') migrate(database);
  const operations = operationsOn(database, setup);
  process.once('exit', () => database.close());
  listen(({ id, name, input }) => {
    try {
      const operation = operations[name] as (...values: readonly unknown[]) => unknown;
      send({ id, value: operation(...input) });
    } catch (error) {
      send({ id, fault: faultOf(error) });
    }
  });
  send({ ready: true });
}

if (parentPort) {
  const port = parentPort;
  try {
    serve(
      workerData as ThreadSetup,
      (reply) => port.postMessage(reply),
      (on) => void port.on('message', on),
    );
  } catch (error) {
    const known =
      error instanceof StoreOpenError
        ? error
        : new StoreOpenError('unreadable', `The record store cannot be opened (${faultOf(error)}).`);
    port.postMessage({ ready: false, reason: known.reason, message: known.message } satisfies ThreadReply);
    port.close();
  }
}
