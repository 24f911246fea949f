/**
 * One document in one sealed file of mode 0600, written whole. A file that cannot be read stops the gateway: to go on
 * without it would mean that nothing in it had ever been.
 */
import type * as z from 'zod';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import { openText, sealText } from './sealed-text.ts';

interface SealedDocument<T> {
  /** Null: there is no file yet. Throws {@link StartupRefusal} for a damaged one or the wrong key. */
  load(): T | null;
  /** Durable when it returns. `value` is what the schema reads. */
  save(value: unknown): void;
}

/** `bound`: what the file is sealed as, so that no other of the gateway's files opens in its place. `what`: for the refusal. */
export const sealedDocument = <T>(options: {
  readonly file: string;
  readonly key: Uint8Array;
  readonly bound: string;
  readonly what: string;
  readonly schema: z.ZodType<T>;
}): SealedDocument<T> => {
  const { file, key, bound, what, schema } = options;
  return {
    load: () => {
      const sealed = readPrivateFile(file);
      if (sealed === null) return null;
      try {
        return schema.parse(JSON.parse(openText(key, sealed, bound)));
      } catch {
        throw new StartupRefusal(`${what} ${file} cannot be read: wrong key or damaged file`);
      }
    },
    save: (value) => {
      writePrivateFile(file, sealText(key, JSON.stringify(value), bound));
    },
  };
};
