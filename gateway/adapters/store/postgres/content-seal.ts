/**
 * Seals the content of a record before it leaves for the database, which then keeps nothing of it in clear: AES-256-GCM,
 * bound to the record's id, so that contents cannot be exchanged. Never gives back what was not sealed with this key.
 */
import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + NONCE + TAG;
/** Pieces of the size of a record: the default ones are mostly made to be thrown away. */
const PACKED = { level: 1, chunkSize: 2048 } as const;
/** The longest in bytes; no record comes near. */
const UNPACKED = { maxOutputLength: 16_777_216, chunkSize: 4096 } as const;

/** version ‖ nonce ‖ tag ‖ deflated JSON. */
export function sealContent(key: KeyObject, id: string, json: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(`record ${id}`));
  const body = Buffer.concat([cipher.update(deflateRawSync(json, PACKED)), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
}

/** Throws when the key, the id or a single bit is not the one it was sealed with. */
export function openContent(key: KeyObject, id: string, sealed: Uint8Array): string {
  if (sealed[0] !== VERSION || sealed.length < HEAD) throw new Error('not a sealed record');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(`record ${id}`));
  decipher.setAuthTag(sealed.subarray(1 + NONCE, HEAD));
  const body = Buffer.concat([decipher.update(sealed.subarray(HEAD)), decipher.final()]);
  return inflateRawSync(body, UNPACKED).toString('utf8');
}
