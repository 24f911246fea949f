/**
 * Second factors in one sealed file of mode 0600. A file that cannot be read stops the gateway: to go on would mean that
 * nobody has a factor, and anybody could enrol one.
 */
import * as z from 'zod';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import type { FactorStore } from '../../ports/factor-store.ts';
import { readPrivateFile, writePrivateFile } from '../keys/private-file.ts';
import { openText, sealText } from '../keys/sealed-text.ts';

const BOUND = 'factors/1';
const secret = z.string().regex(/^[A-Z2-7]{32}$/);
const count = z.int().nonnegative();
const deadline = z.strictObject({ from: z.number(), until: z.number() }).readonly();
const codes = z
  .strictObject({
    salt: z.string().regex(/^[0-9a-f]{32}$/),
    hashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)).readonly(),
  })
  .readonly();
const live = z.strictObject({
  secret,
  since: z.number(),
  usedStep: count,
  toldSteps: z.array(count).readonly(),
  failures: count,
  recovery: codes,
});
const recordsSchema = z.array(
  z.tuple([
    z.string(),
    z.strictObject({
      live: live.nullable(),
      pending: z.strictObject({ secret, deadline }).nullable(),
      release: z.strictObject({ code: codes, deadline, triesLeft: count }).nullable(),
    }),
  ]),
);

/** `load` throws {@link StartupRefusal} for a damaged file or the wrong key; no file yet means no factors yet. */
export const openSealedFactorStore = (file: string, key: Uint8Array): FactorStore => ({
  load: () => {
    const sealed = readPrivateFile(file);
    if (sealed === null) return new Map();
    try {
      return new Map(recordsSchema.parse(JSON.parse(openText(key, sealed, BOUND))));
    } catch {
      throw new StartupRefusal(`The second factors ${file} cannot be read: wrong key or damaged file`);
    }
  },
  save: (records) => {
    writePrivateFile(file, sealText(key, JSON.stringify([...records]), BOUND));
  },
});
