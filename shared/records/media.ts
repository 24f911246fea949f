/** Images and recordings of a record as they are shown: opened by a logged step, sent in pieces, held in memory only (S6). */
import * as z from 'zod';

export const MEDIA_TYPES = ['image/png', 'image/jpeg', 'audio/wav', 'video/webm'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];
/** Key under which a row of a media section names its file. In no definition, so that it is never sent, shown or searched. */
export const MEDIA_REF = 'mediaRef';
/** Bytes of one piece, before base64. */
export const MEDIA_PIECE = 192 * 1024;

const ticket = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
export const mediaOpenedSchema = z.object({
  /** Opaque; of this session, this reason and some minutes. */
  ticket,
  type: z.enum(MEDIA_TYPES),
  bytes: z
    .int()
    .min(1)
    .max(512 * 1024 * 1024),
  label: z.string().max(120),
  auditSeq: z.int(),
});
export type MediaOpened = z.infer<typeof mediaOpenedSchema>;
export const mediaPieceRequestSchema = z.strictObject({ ticket, offset: z.int().min(0) });
/** base64; at most {@link MEDIA_PIECE} bytes of it. */
export const mediaPieceSchema = z.object({ offset: z.int().min(0), data: z.base64().max(270_000), last: z.boolean() });
export type MediaPiece = z.infer<typeof mediaPieceSchema>;
export const mediaClosingSchema = z.strictObject({ ticket });
