import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaStore } from '../../ports/media-store.ts';
import { CHUNK, SEALED_CHUNK } from './sealed-media.ts';
import { openSealedMediaStore } from './sealed-media-store.ts';

const KEY = new Uint8Array(32).fill(5);
const REF = 'sample/scene-of-a-test';
let folder = '';
let store: MediaStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'media-store-'));
  store = openSealedMediaStore(folder, KEY);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const onlyFile = (): string => join(folder, readdirSync(folder)[0]!);

describe('what is put comes back by the piece', () => {
  it.each([1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17])('%i bytes', async (size) => {
    const content = randomBytes(size);
    await store.put(REF, 'image/png', content);
    expect(await store.find(REF)).toEqual({ type: 'image/png', bytes: size });
    const pieces: Uint8Array[] = [];
    for (let offset = 0; offset < size; offset += 50_000) pieces.push(await store.piece(REF, offset, 50_000));
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
    expect(await store.piece(REF, size, 10)).toHaveLength(0);
  });

  it('nothing is kept under another reference', async () => {
    await store.put(REF, 'image/png', randomBytes(10));
    expect(await store.find('sample/other')).toBeNull();
    await expect(store.piece('sample/other', 0, 10)).rejects.toThrow();
  });

  it('a second one of that name takes the place of the first', async () => {
    await store.put(REF, 'image/png', Buffer.from('first'));
    await store.put(REF, 'audio/wav', Buffer.from('the second'));
    expect(await store.find(REF)).toEqual({ type: 'audio/wav', bytes: 10 });
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

describe('S6, S48: what lies on disk', () => {
  it('holds neither content nor reference in clear, and is for the gateway alone', async () => {
    const words = 'a picture that must not be read here '.repeat(4000);
    await store.put(REF, 'image/png', Buffer.from(words));
    const [name] = readdirSync(folder);
    const bytes = readFileSync(onlyFile());
    expect(bytes.includes('must not be read')).toBe(false);
    expect(bytes.includes('image/png')).toBe(false);
    expect(name).not.toContain('scene');
    expect(statSync(onlyFile()).mode & 0o777).toBe(0o600);
  });

  const changed = (change: (bytes: Buffer) => Buffer) => async (): Promise<unknown> => {
    await store.put(REF, 'image/png', randomBytes(3 * CHUNK));
    writeFileSync(onlyFile(), change(readFileSync(onlyFile())));
    return store.piece(REF, 0, 3 * CHUNK);
  };
  const swapped = (bytes: Buffer): Buffer => {
    const from = bytes.length - 3 * SEALED_CHUNK;
    const [first, second] = [0, 1].map((at) =>
      bytes.subarray(from + at * SEALED_CHUNK, from + (at + 1) * SEALED_CHUNK),
    );
    return Buffer.concat([bytes.subarray(0, from), second!, first!, bytes.subarray(from + 2 * SEALED_CHUNK)]);
  };
  const flipped = (bytes: Buffer): Buffer => {
    const at = bytes.length - 100;
    bytes[at] = bytes[at]! ^ 1;
    return bytes;
  };
  it('opens nowhere else, and not when a bit, the order or the end was changed', async () => {
    await expect(changed(swapped)()).rejects.toThrow();
    await expect(changed(flipped)()).rejects.toThrow();
    await store.put(REF, 'image/png', randomBytes(3 * CHUNK));
    truncateSync(onlyFile(), 2 * SEALED_CHUNK);
    await expect(store.piece(REF, 0, 3 * CHUNK)).rejects.toThrow();
    await store.put(REF, 'image/png', randomBytes(10));
    const other = openSealedMediaStore(folder, new Uint8Array(32).fill(6));
    expect(await other.find(REF)).toBeNull();
  });
});
