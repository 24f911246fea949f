/**
 * Has records that were announced made ready in a thread of its own, while the ones before are written. Writes nothing: what
 * was announced and never put is thrown away.
 */
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { NewRecord } from '../../../../shared/records/definition.ts';

type Records = readonly NewRecord[];

/** `Made`: what the thread answers for a list of records; it answers one after the other. */
export class PreparingAhead<Made> {
  readonly #thread: URL;
  readonly #options: Pick<WorkerOptions, 'workerData' | 'resourceLimits'>;
  readonly #announced = new WeakMap<Records, Promise<Made | null>>();
  readonly #waiting: ((made: Made | null) => void)[] = [];
  #worker: Worker | null = null;

  constructor(thread: URL, options: Pick<WorkerOptions, 'workerData' | 'resourceLimits'>) {
    this.#thread = thread;
    this.#options = options;
  }

  /** The very list that will be put. */
  announce(records: Records): void {
    const worker = (this.#worker ??= this.#start());
    const made = new Promise<Made | null>((resolve) => this.#waiting.push(resolve));
    this.#announced.set(records, made);
    worker.postMessage(records);
  }

  /** Null: the list was not announced, or could not be made ready there. */
  async ready(records: Records): Promise<Made | null> {
    const made = await this.#announced.get(records);
    this.#announced.delete(records);
    return made ?? null;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#thread, this.#options);
    worker.unref();
    worker.on('message', (made: Made | null) => this.#waiting.shift()?.(made));
    const ended = (): void => {
      this.#worker = null;
      for (const give of this.#waiting.splice(0)) give(null);
    };
    worker.on('error', ended);
    worker.on('exit', ended);
    return worker;
  }
}
