/** The main thread's end of a database thread: calls become messages, answers promises. Holds no data of its own. */
import { Worker } from 'node:worker_threads';
import { StoreFault, StoreOpenError } from '../common/store-fault.ts';
import type {
  OperationName,
  Operations,
  ThreadQuestion,
  ThreadReply,
  ThreadRequest,
  ThreadSetup,
  ThreadStart,
} from './operations.ts';
import type { TellEarly } from './page-hits.ts';

/** What a caller may want beside the answer. */
interface Caller {
  /** Says that the caller has left. */
  readonly signal?: AbortSignal | undefined;
  readonly early?: TellEarly | undefined;
}

interface Waiting {
  readonly early?: TellEarly | undefined;
  readonly long: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class ThreadChannel {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #whenEnded: Promise<void>;
  readonly #ending: SharedArrayBuffer;
  #next = 0;
  #ended = false;
  /** Asked in this turn, not sent yet. */
  #asked: ThreadQuestion[] = [];

  private constructor(worker: Worker, ending: SharedArrayBuffer) {
    this.#worker = worker;
    this.#ending = ending;
    worker.on('message', (reply: ThreadReply) => this.#answer(reply));
    worker.on('error', () => this.#end('THREAD_FAILED'));
    this.#whenEnded = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#end('THREAD_ENDED');
        resolve();
      });
    });
  }

  /** Resolves when the thread has the file open. Throws {@link StoreOpenError}. */
  static async open(setup: ThreadSetup): Promise<ThreadChannel> {
    const ending = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: { ...setup, ending } satisfies ThreadStart,
    });
    await new Promise<void>((resolve, reject) => {
      const failed = (): void => reject(new StoreOpenError('unreadable', 'The record store’s thread did not start.'));
      worker.once('error', failed);
      worker.once('exit', failed);
      worker.once('message', (reply: ThreadReply) => {
        worker.off('error', failed).off('exit', failed);
        if (!('ready' in reply)) failed();
        else if (reply.ready) resolve();
        else reject(new StoreOpenError(reply.reason, reply.message));
      });
    });
    return new ThreadChannel(worker, ending);
  }

  /** False once the thread has ended: nothing asked of it is answered any more. */
  get alive(): boolean {
    return !this.#ended;
  }

  /** Resolves when the thread is gone, whatever the cause. */
  get ended(): Promise<void> {
    return this.#whenEnded;
  }

  /** Requests not yet answered: the pool asks the least busy thread. */
  get load(): number {
    return this.#waiting.size;
  }

  /** Of these, those of this turn, for which the thread is woken once. */
  get gathered(): number {
    return this.#asked.length;
  }

  /** Of these, those that count to the end: each may take as long as a great many searches. */
  get counting(): number {
    let counting = 0;
    for (const { long } of this.#waiting.values()) if (long) counting += 1;
    return counting;
  }

  async ask<N extends OperationName>(name: N, ...input: Parameters<Operations[N]>): Promise<ReturnType<Operations[N]>> {
    return this.#ask(name, input, {});
  }

  /** Rejects as soon as the signal says that the caller has left; what the thread has not begun by then it never begins. */
  async askFor<N extends OperationName>(
    { signal, early }: Caller,
    name: N,
    ...input: Parameters<Operations[N]>
  ): Promise<ReturnType<Operations[N]>> {
    if (signal === undefined) return this.#ask(name, input, { early });
    if (signal.aborted) throw new StoreFault('CANCELLED');
    const left = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        Atomics.store(new Int32Array(left), 0, 1);
        reject(new StoreFault('CANCELLED'));
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#ask(name, input, { left, early })
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', leave));
    });
  }

  async #ask<N extends OperationName>(
    name: N,
    input: Parameters<Operations[N]>,
    { left, early }: { readonly left?: SharedArrayBuffer; readonly early?: TellEarly | undefined },
  ): Promise<ReturnType<Operations[N]>> {
    if (this.#ended) throw new StoreFault('THREAD_ENDED');
    const id = (this.#next += 1);
    return new Promise<ReturnType<Operations[N]>>((resolve, reject) => {
      this.#waiting.set(id, { early, long: name === 'count', resolve: resolve as (value: unknown) => void, reject });
      if (this.#asked.length === 0) queueMicrotask(() => this.#send());
      this.#asked.push({
        ...{ id, name, input, early: early !== undefined },
        ...(left === undefined ? {} : { left }),
      });
    });
  }

  #send(): void {
    const asked = this.#asked;
    this.#asked = [];
    if (this.#ended || asked.length === 0) return;
    try {
      this.#worker.postMessage(asked satisfies ThreadRequest);
    } catch {
      for (const { id } of asked) this.#answer({ id, fault: 'NOT_SENT' });
    }
  }

  /** What was asked and not answered is refused. The thread closes its file and ends itself: stopped in the middle of a statement it would take the process along. */
  async close(): Promise<void> {
    this.#end('THREAD_ENDED');
    Atomics.store(new Int32Array(this.#ending), 0, 1);
    this.#worker.postMessage('end' satisfies ThreadRequest);
    await this.#whenEnded;
  }

  #answer(reply: ThreadReply): void {
    if ('ready' in reply) return;
    const waiting = this.#waiting.get(reply.id);
    if ('early' in reply) {
      waiting?.early?.(reply.early);
      return;
    }
    this.#waiting.delete(reply.id);
    if ('fault' in reply) waiting?.reject(new StoreFault(reply.fault));
    else waiting?.resolve(reply.value);
  }

  #end(code: string): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) reject(new StoreFault(code));
    this.#waiting.clear();
  }
}
