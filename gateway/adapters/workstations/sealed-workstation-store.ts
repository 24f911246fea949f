/**
 * The department's workstations in one sealed file of mode 0600, written whole. A file that cannot be read stops the
 * gateway: to go on would mean that revoked workstations were never known.
 */
import * as z from 'zod';
import { workstationSchema } from '../../../shared/session/view.ts';
import { StartupRefusal } from '../../core/startup-refusal.ts';
import type { WorkstationStore } from '../../ports/workstation-store.ts';
import { readPrivateFile, writePrivateFile } from '../keys/private-file.ts';
import { openText, sealText } from '../keys/sealed-text.ts';

const BOUND = 'workstations/1';
const { id, name, command, area } = workstationSchema.shape;
const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const registerSchema = z.strictObject({
  workstations: z.array(
    z.strictObject({
      workstation: workstationSchema.strict(),
      state: z.enum(['enrolled', 'revoked']),
      thumbprint: hash,
      next: z.strictObject({ thumbprint: hash, notAfter: z.number() }).nullable(),
      enrolledAt: z.number(),
      enrolledBy: z.string(),
      notAfter: z.number(),
      lastSeen: z.number().nullable(),
    }),
  ),
  codes: z.array(
    z.strictObject({
      hash,
      name,
      command,
      area,
      replaces: id.nullable(),
      issuedAt: z.number(),
      expiresAt: z.number(),
      issuedBy: z.string(),
    }),
  ),
});

/** `load` throws {@link StartupRefusal} for a damaged file or the wrong key; no file yet means no workstations yet. */
export const openSealedWorkstationStore = (file: string, key: Uint8Array): WorkstationStore => ({
  load: () => {
    const sealed = readPrivateFile(file);
    if (sealed === null) return { workstations: [], codes: [] };
    try {
      return registerSchema.parse(JSON.parse(openText(key, sealed, BOUND)));
    } catch {
      throw new StartupRefusal(`The workstations ${file} cannot be read: wrong key or damaged file`);
    }
  },
  save: (register) => {
    writePrivateFile(file, sealText(key, JSON.stringify(register), BOUND));
  },
});
