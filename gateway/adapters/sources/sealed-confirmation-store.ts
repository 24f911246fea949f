/** Requests to confirm hits in one sealed file of mode 0600. A file that cannot be read stops the gateway. */
import * as z from 'zod';
import { SOURCE_IDS } from '../../../shared/records/kind.ts';
import { recordIdSchema } from '../../../shared/records/search.ts';
import type { ConfirmationStore } from '../../ports/confirmation-store.ts';
import { sealedDocument } from '../keys/sealed-document.ts';

const askedSchema = z.strictObject({
  record: recordIdSchema,
  source: z.enum(SOURCE_IDS),
  ticket: z.string().max(64),
  priority: z.enum(['urgent', 'routine']),
  object: z.string().max(160),
  seq: z.int(),
  stateLabel: z.string(),
  username: z.string().max(104),
  reason: z.string().max(160),
  askedAt: z.number(),
  word: z.enum(['confirmed', 'refused']).nullable(),
  answeredAt: z.number().nullable(),
});

export const openSealedConfirmationStore = (file: string, key: Uint8Array): ConfirmationStore => {
  const schema = z.array(askedSchema);
  const document = sealedDocument({ file, key, bound: 'confirmations/1', what: 'The confirmations', schema });
  return { load: () => document.load() ?? [], save: (asked) => document.save(asked) };
};
