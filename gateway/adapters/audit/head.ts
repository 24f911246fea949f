/**
 * The head of the audit log, kept apart from it: how many rows there are at least and the hash of the last one, under
 * a key. Rows cut off the end are found by it; it may lag behind the log, never run ahead.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { readPrivateFile, writePrivateFile } from '../keys/private-file.ts';

const headSchema = z.strictObject({ seq: z.int().min(0), hash: z.string(), mac: z.string().regex(/^[0-9a-f]{64}$/) });
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

const macOf = (key: Uint8Array, head: Head): string =>
  createHmac('sha256', key).update(`${head.seq}:${head.hash}`).digest('hex');

export const writeHead = (file: string, key: Uint8Array, head: Head): void =>
  writePrivateFile(file, JSON.stringify({ seq: head.seq, hash: head.hash, mac: macOf(key, head) }));

/** `missing`: no such file. `forged`: not one this gateway wrote. */
export const readHead = (file: string, key: Uint8Array): Head | 'missing' | 'forged' => {
  const raw = readPrivateFile(file);
  if (raw === null) return 'missing';
  try {
    const { seq, hash, mac } = headSchema.parse(JSON.parse(raw.toString('utf8')));
    return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, { seq, hash }))) ? { seq, hash } : 'forged';
  } catch {
    return 'forged';
  }
};
