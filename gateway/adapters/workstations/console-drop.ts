/**
 * How a command reaches the gateway that has a data folder open: a sealed request laid into the folder, a sealed answer
 * beside it. Whoever cannot read the folder's key can neither ask nor read; a file is taken up once, and soon or never.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { readPrivateFile, writePrivateFile } from '../keys/private-file.ts';
import { openText, sealText } from '../keys/sealed-text.ts';

const POLL_MS = 300;
/** A request is not believed, and an answer not kept, for longer. */
const FRESH_MS = 60_000;
const PATIENCE_MS = 10_000;
const REQUEST = /^([0-9a-f]{32})\.request$/;

const letterSchema = z.strictObject({ at: z.number(), content: z.unknown() });

export interface ConsoleDrop {
  /** The answer, or null when nobody took the request up within ten seconds. */
  ask(content: unknown): Promise<{ readonly answer: unknown } | null>;
  /** Answers requests until stopped. `answer` never throws. */
  serve(answer: (content: unknown) => Promise<unknown>): { readonly stop: () => void };
}

export const openConsoleDrop = (folder: string, key: Uint8Array): ConsoleDrop => {
  const path = (name: string): string => join(folder, name);
  const write = (name: string, content: unknown): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writePrivateFile(path(name), sealText(key, JSON.stringify({ at: Date.now(), content }), name));
  };
  /** Takes the file away. Null: it is not ours, not whole, or old. */
  const take = (name: string): { readonly content?: unknown } | null => {
    try {
      const sealed = readPrivateFile(path(name));
      if (sealed === null) return null;
      const { at, content } = letterSchema.parse(JSON.parse(openText(key, sealed, name)));
      return Math.abs(Date.now() - at) < FRESH_MS ? { content } : null;
    } catch {
      return null;
    } finally {
      rmSync(path(name), { force: true });
    }
  };
  const ask: ConsoleDrop['ask'] = async (content) => {
    const id = randomBytes(16).toString('hex');
    write(`${id}.request`, content);
    for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
      await wait(POLL_MS);
      if (!existsSync(path(`${id}.answer`))) continue;
      const letter = take(`${id}.answer`);
      return letter && { answer: letter.content };
    }
    rmSync(path(`${id}.request`), { force: true });
    return null;
  };
  return {
    ask,
    serve: (answer) => {
      const stopped = new AbortController();
      const round = async (): Promise<void> => {
        for (const name of existsSync(folder) ? readdirSync(folder) : []) {
          const id = REQUEST.exec(name)?.[1];
          const letter = id === undefined ? null : take(name);
          if (id !== undefined && letter) write(`${id}.answer`, await answer(letter.content));
        }
      };
      const rounds = async (): Promise<void> => {
        while (!stopped.signal.aborted) {
          // A folder that cannot be read or written stops the console, not the gateway.
          await round().catch(() => undefined);
          await wait(POLL_MS, undefined, { ref: false, signal: stopped.signal }).catch(() => undefined);
        }
      };
      void rounds();
      return { stop: () => stopped.abort() };
    },
  };
};
