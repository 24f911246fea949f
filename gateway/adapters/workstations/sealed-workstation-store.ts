/**
 * The department's workstations in one sealed file of mode 0600, written whole. A file that cannot be read stops the
 * gateway: to go on would mean that revoked workstations were never known.
 */
import * as z from 'zod';
import { workstationSchema } from '../../../shared/session/view.ts';
import type { WorkstationStore } from '../../ports/workstation-store.ts';
import { sealedDocument } from '../keys/sealed-document.ts';

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

/** `load` throws a start-up refusal for a damaged file or the wrong key; no file yet means no workstations yet. */
export const openSealedWorkstationStore = (file: string, key: Uint8Array): WorkstationStore => {
  const document = sealedDocument({
    file,
    key,
    bound: 'workstations/1',
    what: 'The workstations',
    schema: registerSchema,
  });
  return {
    load: () => document.load() ?? { workstations: [], codes: [] },
    save: (register) => document.save(register),
  };
};
