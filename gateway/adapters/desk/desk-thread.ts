/** The desk's thread: opens the file and answers one request after the other. Entry of a worker; imported by nobody. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDeskDatabase } from './desk-database.ts';
import { deskOperations } from './desk-operations.ts';
import type { DeskReply, DeskRequest, DeskSetup } from './libsql-desk-store.ts';

if (parentPort) {
  const port = parentPort;
  const send = (reply: DeskReply): void => port.postMessage(reply);
  try {
    const { file, key } = workerData as DeskSetup;
    const database = openDeskDatabase(file, key);
    const operations = deskOperations(database);
    port.on('message', (request: DeskRequest) => {
      if (request === 'end') {
        database.close();
        port.close();
        return;
      }
      const { id, name, input } = request;
      try {
        const operation = operations[name] as (...values: readonly unknown[]) => unknown;
        send({ id, value: operation(...input) });
      } catch {
        // What went wrong may hold a value of the statement: it is not passed on.
        send({ id, failed: true });
      }
    });
    send({ ready: true });
  } catch (error) {
    send({ ready: false, message: error instanceof Error ? error.message : 'The desk cannot be opened' });
    port.close();
  }
}
