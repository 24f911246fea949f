/**
 * What people keep for their work in one encrypted libsql file, written by a thread of its own so that neither a search
 * nor a record waits for it. What it reads back is parsed; what no longer fits its schema is left out.
 */
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { savedSearchSchema, tourSearchSchema } from '../../../shared/session/desk.ts';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import type { DeskStore, SeenCells } from '../../ports/desk-store.ts';
import type { DeskOperation, DeskOperations } from './desk-operations.ts';

export interface DeskSetup {
  readonly file: string;
  readonly key: Uint8Array;
}
export interface DeskQuestion {
  readonly id: number;
  readonly name: DeskOperation;
  readonly input: readonly unknown[];
}
/** `end`: close the file and end, after what was asked before. */
export type DeskRequest = DeskQuestion | 'end';
export type DeskReply =
  | { readonly ready: true }
  | { readonly ready: false; readonly message: string }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failed: true };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

class DeskChannel {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #ended = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: DeskReply) => this.#answer(reply));
    worker.on('error', () => this.#end());
    worker.on('exit', () => this.#end());
  }

  async ask<N extends DeskOperation>(
    name: N,
    ...input: Parameters<DeskOperations[N]>
  ): Promise<ReturnType<DeskOperations[N]>> {
    if (this.#ended) throw new Error('the desk’s thread has ended');
    const id = (this.#next += 1);
    return new Promise<ReturnType<DeskOperations[N]>>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#worker.postMessage({ id, name, input } satisfies DeskRequest);
    });
  }

  /** What was asked before is done first. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const gone = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.postMessage('end' satisfies DeskRequest);
    await gone;
  }

  #answer(reply: DeskReply): void {
    if ('ready' in reply) return;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('failed' in reply) waiting?.reject(new Error('the desk could not be read or written'));
    else waiting?.resolve(reply.value);
  }

  #end(): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) reject(new Error('the desk’s thread has ended'));
    this.#waiting.clear();
  }
}

const opened = async (setup: DeskSetup): Promise<DeskChannel> => {
  const worker = new Worker(new URL('./desk-thread.ts', import.meta.url), { workerData: setup });
  await new Promise<void>((resolve, reject) => {
    const failed = (): void => reject(new StartupRefusal('The thread of what people keep did not start.'));
    worker.once('error', failed);
    worker.once('exit', failed);
    worker.once('message', (reply: DeskReply) => {
      worker.off('error', failed).off('exit', failed);
      if (!('ready' in reply)) failed();
      else if (reply.ready) resolve();
      else reject(new StartupRefusal(reply.message));
    });
  });
  return new DeskChannel(worker);
};

const cellsSchema = z.record(z.string(), z.array(z.record(z.string(), z.string().nullable())));

const parsed = <T>(schema: z.ZodType<T>, json: string): T[] => {
  const read = schema.safeParse(JSON.parse(json));
  return read.success ? [read.data] : [];
};

/** `key`: 32 bytes. Throws {@link StartupRefusal} for a wrong key or a damaged file. */
export const openLibsqlDeskStore = async ({ file, key }: DeskSetup): Promise<DeskStore> => {
  // A view on shared memory would take the rest of that memory to the thread.
  const desk = await opened({ file, key: Uint8Array.from(key) });
  return {
    saved: async (owner) => (await desk.ask('saved', owner)).flatMap((json) => parsed(savedSearchSchema, json)),
    keepSaved: (...input) => desk.ask('keepSaved', ...input),
    async changeSaved(...input) {
      const json = await desk.ask('changeSaved', ...input);
      return (json === null ? null : parsed(savedSearchSchema, json)[0]) ?? null;
    },
    forgetSaved: (...input) => desk.ask('forgetSaved', ...input),
    keepTourSearch: (...input) => desk.ask('keepTourSearch', ...input),
    tourSearches: async (...input) =>
      (await desk.ask('tourSearches', ...input)).flatMap((json) => parsed(tourSearchSchema, json)),
    pins: (...input) => desk.ask('pins', ...input),
    pin: (...input) => desk.ask('pin', ...input),
    unpin: (...input) => desk.ask('unpin', ...input),
    async lastLook(...input) {
      const kept = await desk.ask('lastLook', ...input);
      const cells: SeenCells | undefined = kept === null ? undefined : parsed(cellsSchema, kept.json)[0];
      return kept === null || cells === undefined ? null : { at: kept.at, cells };
    },
    keepLook: (...input) => desk.ask('keepLook', ...input),
    close: () => desk.close(),
  };
};
