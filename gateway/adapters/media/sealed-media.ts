/**
 * The form of a sealed image or recording: a sealed head with a key of its own, then chunks, each sealed for its place.
 * Pure; reads and writes no file.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { MEDIA_TYPES } from '../../../shared/records/media.ts';
import { openText, sealText } from '../keys/sealed-text.ts';

/** Bytes of a chunk before it is sealed. */
export const CHUNK = 64 * 1024;
const TAG = 16;
export const SEALED_CHUNK = CHUNK + TAG;
/** Bytes that say how long the head is. */
export const LENGTH = 2;
const LARGEST = 512 * 1024 * 1024;

const headSchema = z.strictObject({
  type: z.enum(MEDIA_TYPES),
  bytes: z.int().min(1).max(LARGEST),
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});
export type Head = z.infer<typeof headSchema>;

export const newHead = (type: Head['type'], bytes: number): Head =>
  headSchema.parse({ type, bytes, key: randomBytes(32).toString('base64') });

export const sealHead = (key: Uint8Array, ref: string, head: Head): Buffer => {
  const sealed = sealText(key, JSON.stringify(head), `media/1/${ref}`);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt16BE(sealed.length);
  return Buffer.concat([length, sealed]);
};

/** Throws for another key, another reference or a changed bit. */
export const openHead = (key: Uint8Array, ref: string, sealed: Uint8Array): Head =>
  headSchema.parse(JSON.parse(openText(key, sealed, `media/1/${ref}`)));

const chunksOf = ({ bytes }: Head): number => Math.ceil(bytes / CHUNK);

/** The key is of this file alone, so the chunk's number is a nonce that never comes twice. */
const nonceOf = (index: number): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  return nonce;
};

/** A chunk opens in its own place among as many as there were: none can be left out, put elsewhere or cut off. */
const boundTo = (head: Head, index: number): Buffer => Buffer.from(`${String(index)}/${String(chunksOf(head))}`);

export const sealChunk = (head: Head, index: number, chunk: Uint8Array): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(head.key, 'base64'), nonceOf(index), { authTagLength: TAG });
  cipher.setAAD(boundTo(head, index));
  return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
};

export const openChunk = (head: Head, index: number, sealed: Uint8Array): Buffer => {
  const key = Buffer.from(head.key, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: TAG });
  decipher.setAAD(boundTo(head, index));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()]);
};
