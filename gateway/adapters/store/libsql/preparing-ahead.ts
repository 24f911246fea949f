/**
 * Has records that were announced made ready in a thread of its own, while the ones before are written. Writes nothing: what
 * was announced and never put is thrown away.
 */
import { Worker } from 'node:worker_threads';
import type { NewRecord } from '../../../../shared/records/definition.ts';

type Records = readonly NewRecord[];
/** Prepared records as JSON; null: the thread could not. */
type Made = string | null;

/** MiB of the thread's young objects: records live from one message to the next, too long for the usual few. */
const YOUNG_MIB = 64;

export class PreparingAhead {
  readonly #idKey: Uint8Array;
  readonly #announced = new WeakMap<Records, Promise<Made>>();
  readonly #waiting: ((made: Made) => void)[] = [];
  #thread: Worker | null = null;

  constructor(idKey: Uint8Array) {
    this.#idKey = idKey;
  }

  /** The very list that will be put. */
  announce(records: Records): void {
    const thread = (this.#thread ??= this.#start());
    const made = new Promise<Made>((resolve) => this.#waiting.push(resolve));
    this.#announced.set(records, made);
    thread.postMessage(records);
  }

  /** Null: the list was not announced, or could not be made ready here. */
  async ready(records: Records): Promise<Made> {
    const made = await this.#announced.get(records);
    this.#announced.delete(records);
    return made ?? null;
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const thread = new Worker(new URL('./preparing-thread.ts', import.meta.url), {
      workerData: this.#idKey,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    });
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
