/** The thread that waits for the disk when audit rows are written. Entry of a worker; imported by nobody. */
import { parentPort, workerData } from 'node:worker_threads';
import type { AppendReply, AppendRequest, AppendSetup } from './append-channel.ts';
import { AuditAppending } from './appending.ts';
import { openAuditDatabase } from './audit-database.ts';

const port = parentPort;
if (port) {
  const { file, headFile, keys } = workerData as AppendSetup;
  const appending = new AuditAppending(openAuditDatabase(file, keys.store), headFile, keys);
  const answer = (request: AppendRequest): AppendReply => {
    try {
      return { receipts: appending.append(request.entries) };
    } catch {
      return { receipts: null };
    }
  };
  port.on('message', (request: AppendRequest | 'close') => {
    if (request !== 'close') port.postMessage(answer(request));
    else {
      appending.close();
      port.close();
    }
  });
}
