/**
 * Second factors in one sealed file of mode 0600. A file that cannot be read stops the gateway: to go on would mean that
 * nobody has a factor, and anybody could enrol one.
 */
import * as z from 'zod';
import type { FactorStore } from '../../ports/factor-store.ts';
import { sealedDocument } from '../keys/sealed-document.ts';

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

/** `load` throws a start-up refusal for a damaged file or the wrong key; no file yet means no factors yet. */
export const openSealedFactorStore = (file: string, key: Uint8Array): FactorStore => {
  const document = sealedDocument({ file, key, bound: 'factors/1', what: 'The second factors', schema: recordsSchema });
  return {
    load: () => new Map(document.load()),
    save: (records) => document.save([...records]),
  };
};
