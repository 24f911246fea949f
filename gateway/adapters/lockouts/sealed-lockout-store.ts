/** Failed sign-ins in one sealed file: what people type for a user name may be a password, so nothing of it lies in clear. */
import * as z from 'zod';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import type { LockoutStore } from '../../ports/lockout-store.ts';
import { readPrivateFile, writePrivateFile } from '../keys/private-file.ts';
import { openText, sealText } from '../keys/sealed-text.ts';

const BOUND = 'lockouts/1';
const recordsSchema = z.array(
  z.tuple([
    z.string(),
    z.strictObject({
      attempts: z.array(z.strictObject({ at: z.number(), workstation: z.string() })),
      lockedAt: z.number().nullable(),
    }),
  ]),
);

export const openSealedLockoutStore = (file: string, key: Uint8Array): LockoutStore => ({
  load: () => {
    const sealed = readPrivateFile(file);
    if (sealed === null) return new Map();
    try {
      return new Map(recordsSchema.parse(JSON.parse(openText(key, sealed, BOUND))));
    } catch {
      throw new StartupRefusal(`The lock-outs ${file} cannot be read: wrong key or damaged file`);
    }
  },
  save: (records) => {
    writePrivateFile(file, sealText(key, JSON.stringify([...records]), BOUND));
  },
});
