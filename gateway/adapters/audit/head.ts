/**
 * The head of the audit log, kept apart from it: how many rows there are at least and the hash of the last one, under
 * a key. Rows cut off the end are found by it; it may lag behind the log, never run ahead.
 *
 * Two places in one file, written in turns and in place: the older one stands while the newer is being written. Each is
 * within a sector of its own and signed for its own place, so that neither can be put over the other.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, fdatasyncSync, fstatSync, openSync, statSync, writeSync } from 'node:fs';
import * as z from 'zod';
import { readPrivateFile, writePrivateFile } from '../keys/private-file.ts';

const headSchema = z.strictObject({ seq: z.int().min(0), hash: z.string(), mac: z.string().regex(/^[0-9a-f]{64}$/) });
export interface Head {
  readonly seq: number;
  readonly hash: string;
}
/** As it was found. */
export interface FoundHead extends Head {
  /**
   * One place is damaged, as when power fails while it is written. Its row was on the disk before: a log that ends with
   * this head has lost it.
   */
  readonly damaged: boolean;
}

type Place = 0 | 1;
/** Bytes from one place to the other, and of a place's text; less than a sector, so that it is written whole. */
const APART = 4096;
const PLACE = 512;
const LENGTH = APART + PLACE;

/** `alone`: of a file with one head and nothing else, as gateways before this one wrote it. */
const macOf = (key: Uint8Array, place: Place | 'alone', { seq, hash }: Head): string =>
  createHmac('sha256', key)
    .update(place === 'alone' ? `${seq}:${hash}` : `place ${place}:${seq}:${hash}`)
    .digest('hex');

const textOf = (key: Uint8Array, place: Place, { seq, hash }: Head): Buffer =>
  Buffer.from(JSON.stringify({ seq, hash, mac: macOf(key, place, { seq, hash }) }).padEnd(PLACE), 'latin1');

const bothOf = (key: Uint8Array, head: Head): Buffer => {
  const file = Buffer.alloc(LENGTH, ' ');
  for (const place of [0, 1] as const) textOf(key, place, head).copy(file, place * APART);
  return file;
};

function headIn(key: Uint8Array, place: Place | 'alone', text: Buffer): Head | null {
  try {
    const { seq, hash, mac } = headSchema.parse(JSON.parse(text.toString('latin1')));
    return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, place, { seq, hash }))) ? { seq, hash } : null;
  } catch {
    return null;
  }
}

/** `missing`: no such file. `forged`: not one this gateway wrote. */
export const readHead = (file: string, key: Uint8Array): FoundHead | 'missing' | 'forged' => {
  const raw = readPrivateFile(file);
  if (raw === null) return 'missing';
  const alone = raw.length === LENGTH ? null : headIn(key, 'alone', raw);
  if (raw.length !== LENGTH) return alone ? { ...alone, damaged: false } : 'forged';
  const first = headIn(key, 0, raw.subarray(0, PLACE));
  const second = headIn(key, 1, raw.subarray(APART));
  const newer = first && second && second.seq > first.seq ? second : (first ?? second);
  return newer ? { ...newer, damaged: first === null || second === null } : 'forged';
};

/** Where heads are written, one after the other; the file stays open between them. */
export class HeadFile {
  readonly #file: string;
  readonly #key: Uint8Array;
  #handle: number | null = null;
  #next: Place = 0;

  constructor(file: string, key: Uint8Array) {
    this.#file = file;
    this.#key = key;
  }

  /** On the disk when it returns. */
  write(head: Head): void {
    if (this.#handle === null || !this.#isThere(this.#handle)) this.#handle = this.#begin(head);
    else {
      writeSync(this.#handle, textOf(this.#key, this.#next, head), 0, PLACE, this.#next * APART);
      fdatasyncSync(this.#handle);
      this.#next = this.#next === 0 ? 1 : 0;
    }
  }

  close(): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
  }

  /** The first one is written whole to both places, whatever was there; from then on the older one is overwritten. */
  #begin(head: Head): number {
    this.close();
    writePrivateFile(this.#file, bothOf(this.#key, head));
    this.#next = 0;
    return openSync(this.#file, 'r+');
  }

  /** What is written to a file that was taken away or put over is not there for the next start. */
  #isThere(handle: number): boolean {
    return statSync(this.#file, { throwIfNoEntry: false })?.ino === fstatSync(handle).ino;
  }
}
