/**
 * The gateway's end of the thread that writes audit rows: entries that come while one batch is being written go together in
 * the next, so that fifty people cost hardly more than one. What cannot be written is refused, never dropped.
 */
import { Worker } from 'node:worker_threads';
import { FaultError } from '../../../shared/faults/faults.ts';
import type { AppendHaste, AuditEntry, AuditReceipt } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AuditKeys, Timed } from './appending.ts';

export interface AppendSetup {
  readonly file: string;
  readonly headFile: string;
  readonly keys: AuditKeys;
}
export interface AppendRequest {
  readonly entries: readonly Timed[];
}
export interface AppendReply {
  /** In the order of the entries; null: none of them was written. */
  readonly receipts: readonly AuditReceipt[] | null;
}

interface Waiting extends Timed {
  readonly haste: AppendHaste;
  readonly done: (receipt: AuditReceipt) => void;
  readonly failed: (fault: FaultError) => void;
}

/** Entries of one transaction. */
const MOST = 256;
/** How long a row that nobody waits for may wait for company, in milliseconds. */
const COMPANY_MS = 20;

export class AppendChannel {
  readonly #setup: AppendSetup;
  readonly #clock: Clock;
  /** Started with the first entry; null again when it ended, so that the next entry tries anew. */
  #worker: Worker | null = null;
  #waiting: Waiting[] = [];
  #underWay: readonly Waiting[] = [];
  #last: Promise<unknown> = Promise.resolve();
  /** Set while all that wait may wait for company. */
  #company: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(setup: AppendSetup, clock: Clock) {
    // A view on shared memory would take the rest of that memory to the thread.
    const { file, headFile } = setup;
    const { store, queryText, head } = setup.keys;
    const keys = { store: Uint8Array.from(store), queryText: Uint8Array.from(queryText), head: Uint8Array.from(head) };
    this.#setup = { file, headFile, keys };
    this.#clock = clock;
  }

  append(entry: AuditEntry, haste: AppendHaste = 'now'): Promise<AuditReceipt> {
    const appended = new Promise<AuditReceipt>((done, failed) => {
      if (this.#closed) {
        failed(new FaultError('audit.unavailable'));
        return;
      }
      const isFirst = !this.#waiting.some((one) => one.haste === haste);
      this.#waiting.push({ entry, now: this.#clock.now(), haste, done, failed });
      // Once what asks in this turn has asked.
      if (isFirst) queueMicrotask(() => this.#next());
    });
    this.#last = appended;
    return appended;
  }

  /** Resolves when all that was appended before is written or refused. */
  async settled(): Promise<void> {
    this.#write();
    await this.#last.catch(() => undefined);
  }

  /** Writes what waits, then ends the thread. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.settled();
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.ref();
    worker.postMessage('close');
    await ended;
  }

  /** Writes when somebody waits for it, else lets what waits wait for company. */
  #next(): void {
    if (this.#underWay.length > 0) return;
    if (this.#waiting.some(({ haste }) => haste === 'now')) this.#write();
    else if (this.#waiting.length > 0) this.#company ??= setTimeout(() => this.#write(), COMPANY_MS);
    else this.#worker?.unref();
  }

  #write(): void {
    if (this.#underWay.length > 0 || this.#waiting.length === 0) return;
    if (this.#company !== null) clearTimeout(this.#company);
    this.#company = null;
    this.#underWay = this.#waiting.splice(0, MOST);
    try {
      this.#worker ??= this.#start();
      this.#worker.ref();
      const entries = this.#underWay.map(({ entry, now }) => ({ entry, now }));
      this.#worker.postMessage({ entries } satisfies AppendRequest);
    } catch {
      this.#answer({ receipts: null });
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./append-thread.ts', import.meta.url), { workerData: this.#setup });
    const ended = (): void => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      if (this.#underWay.length > 0) this.#answer({ receipts: null });
    };
    worker.on('message', (reply: AppendReply) => this.#answer(reply));
    worker.on('error', ended);
    worker.on('exit', ended);
    return worker;
  }

  #answer({ receipts }: AppendReply): void {
    const batch = this.#underWay;
    this.#underWay = [];
    batch.forEach(({ done, failed }, at) => {
      const receipt = receipts?.[at];
      if (receipt) done(receipt);
      else failed(new FaultError('audit.unavailable'));
    });
    this.#next();
  }
}
