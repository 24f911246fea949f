/** Failed sign-ins in one sealed file: what people type for a user name may be a password, so nothing of it lies in clear. */
import * as z from 'zod';
import type { LockoutStore } from '../../ports/lockout-store.ts';
import { sealedDocument } from '../keys/sealed-document.ts';

const recordsSchema = z.array(
  z.tuple([
    z.string(),
    z.strictObject({
      attempts: z.array(z.strictObject({ at: z.number(), workstation: z.string() })),
      lockedAt: z.number().nullable(),
    }),
  ]),
);

export const openSealedLockoutStore = (file: string, key: Uint8Array): LockoutStore => {
  const document = sealedDocument({ file, key, bound: 'lockouts/1', what: 'The lock-outs', schema: recordsSchema });
  return {
    load: () => new Map(document.load()),
    save: (records) => document.save([...records]),
  };
};
