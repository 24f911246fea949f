/**
 * Makes records ready to be written; those that were announced, in a thread of its own while the ones before are written.
 * Writes nothing: what was announced and never put is thrown away.
 */
import { Worker } from 'node:worker_threads';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { prepare, type Prepared, type Ready, type StoreKeys } from './prepared-record.ts';

type Records = readonly NewRecord[];
/** Null: the thread could not. */
type Made = readonly Ready[] | null;

export class Preparing {
  readonly #keys: StoreKeys;
  readonly #announced = new WeakMap<Records, Promise<Made>>();
  readonly #waiting: ((made: Made) => void)[] = [];
  #thread: Worker | null = null;

  constructor(keys: StoreKeys) {
    this.#keys = keys;
  }

  /** The very list that will be put. */
  announce(records: Records): void {
    const thread = (this.#thread ??= this.#start());
    const made = new Promise<Made>((resolve) => this.#waiting.push(resolve));
    this.#announced.set(records, made);
    thread.postMessage(records);
  }

  /** Rejects with `RangeError` for a record that may not be written. */
  async ready(records: Records): Promise<readonly Prepared[]> {
    const made = await this.#announced.get(records);
    this.#announced.delete(records);
    if (made == null) return records.map((record) => prepare(this.#keys, record));
    return made.map((one) => ({ ...one, lines: () => one.lines }));
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const thread = new Worker(new URL('./preparing-thread.ts', import.meta.url), { workerData: this.#keys });
    thread.unref();
    thread.on('message', (made: Made) => this.#waiting.shift()?.(made));
    const ended = (): void => {
      this.#thread = null;
      for (const give of this.#waiting.splice(0)) give(null);
    };
    thread.on('error', ended);
    thread.on('exit', ended);
    return thread;
  }
}
