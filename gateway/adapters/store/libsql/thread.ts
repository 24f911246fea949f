/** A database thread: opens its own connection, answers one request after the other. Entry of a worker; imported by nobody. */
import { parentPort, workerData } from 'node:worker_threads';
import { StoreFault, StoreOpenError } from '../common/store-fault.ts';
import { deriveKey } from '../common/store-keys.ts';
import { AbsentWords } from './absent-words.ts';
import { CodeTable } from './code-table.ts';
import { openConnection, type Connection } from './connection.ts';
import { IndexTerms } from './index-terms.ts';
import { linked } from './linking.ts';
import { migrate } from './migrate.ts';
import type { Operations, ThreadQuestion, ThreadReply, ThreadRequest, ThreadSetup, ThreadStart } from './operations.ts';
import type { PreparedRecord } from './prepared.ts';
import type { TellEarly } from './page-hits.ts';
import type { Reader } from './question.ts';
import { counts, find, importProgress, imports, openJobs, read } from './reading.ts';
import { RecordColumns } from './record-columns.ts';
import { count, search, warm } from './searching.ts';
import { SharedLookups } from './shared-lookups.ts';
import { StoredNames } from './stored-names.ts';
import { RecordWriting } from './writing.ts';

const readerOf = (database: Connection, check: () => void): Reader => ({
  ...{ database, check, codes: new CodeTable(database), names: new StoredNames(database) },
  columns: new RecordColumns(database),
  terms: new IndexTerms(database),
  shared: new SharedLookups(),
  absent: new AbsentWords(database),
});

/** `early`: how the one who asks now is told of a first page; null: not wanted. */
function operationsOn(reader: Reader, setup: ThreadSetup, early: () => TellEarly | null): Operations {
  const { database } = reader;
  const writing = new RecordWriting(database, deriveKey(setup.key, 'record id'));
  return {
    search: (source, query, scope) => search(reader, source, query, scope, early()),
    count: (...input) => count(reader, ...input),
    read: (id) => read(database, id),
    find: (...input) => find(database, ...input),
    linked: (...input) => linked(database, ...input),
    openJobs: (...input) => openJobs(database, ...input),
    counts: () => counts(database),
    importProgress: (sha256) => importProgress(database, sha256),
    imports: () => imports(database),
    put: (records) => writing.put(records),
    putImported: (records, progress) => writing.putImported(records, progress),
    putPrepared: (packed, progress) =>
      void writing.putPrepared(JSON.parse(packed) as readonly PreparedRecord[], progress),
    optimise: () => writing.optimise(),
  };
}

const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

/** What a caller who has left no longer waits for is not begun, and goes no further than its next statement. */
const hasLeft = (left: ThreadQuestion['left']): boolean =>
  left !== undefined && Atomics.load(new Int32Array(left), 0) !== 0;

interface Port {
  readonly send: (reply: ThreadReply) => void;
  readonly listen: (on: (request: ThreadRequest) => void) => void;
  readonly close: () => void;
}

function serve({ ending, ...setup }: ThreadStart, { send, listen, close }: Port): void {
  const database = openConnection(setup.file, setup.key, setup.access);
  if (setup.access === 'write') migrate(database);
  let caller: ThreadQuestion['left'];
  let early: TellEarly | null = null;
  const check = (): void => {
    if (hasLeft(caller) || hasLeft(ending)) throw new StoreFault('CANCELLED');
  };
  const reader = readerOf(database, check);
  const operations = operationsOn(reader, setup, () => early);
  const answer = ({ id, name, input, left, early: isEarly }: ThreadQuestion): void => {
    caller = left;
    early = isEarly === true ? (hits) => send({ id, early: hits }) : null;
    try {
      check();
      const operation = operations[name] as (...values: readonly unknown[]) => unknown;
      send({ id, value: operation(...input) });
    } catch (error) {
      send({ id, fault: faultOf(error) });
    }
  };
  listen((request) => {
    if (request === 'end') {
      database.close();
      close();
      return;
    }
    for (const question of request) answer(question);
    reader.shared.forget();
  });
  send({ ready: true });
  if (setup.access === 'read') warmBetween(reader, ending);
}

/** Reads ahead in pieces, each after what was asked meanwhile; what cannot be read ahead is read when it is asked for. */
function warmBetween(reader: Reader, ending: SharedArrayBuffer): void {
  setImmediate(() => {
    try {
      if (!hasLeft(ending) && !warm(reader)) warmBetween(reader, ending);
    } catch {
      // The next search meets the same fault, and tells it.
    }
  });
}

if (parentPort) {
  const port = parentPort;
  try {
    serve(workerData as ThreadStart, {
      send: (reply) => port.postMessage(reply),
      listen: (on) => void port.on('message', on),
      close: () => port.close(),
    });
  } catch (error) {
    const known =
      error instanceof StoreOpenError
        ? error
        : new StoreOpenError('unreadable', `The record store cannot be opened (${faultOf(error)}).`);
    port.postMessage({ ready: false, reason: known.reason, message: known.message } satisfies ThreadReply);
    port.close();
  }
}
