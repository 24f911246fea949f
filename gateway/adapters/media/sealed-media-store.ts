/**
 * Images and recordings in sealed files of mode 0600, one a reference, read by the piece. Neither content nor reference
 * is ever on disk in clear, and a file is written whole or not at all.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaStore } from '../../ports/media-store.ts';
import {
  CHUNK,
  LENGTH,
  newHead,
  openChunk,
  openHead,
  SEALED_CHUNK,
  sealChunk,
  sealHead,
  type Head,
} from './sealed-media.ts';

interface OpenFile {
  readonly handle: FileHandle;
  readonly head: Head;
  /** Where the first chunk begins. */
  readonly from: number;
}

async function bytesAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await handle.read(buffer, read, length - read, from + read);
    if (bytesRead === 0) throw new Error('a sealed file ends too early');
    read += bytesRead;
  }
  return buffer;
}

async function piecesOf({ handle, head, from }: OpenFile, offset: number, length: number): Promise<Buffer> {
  const end = Math.min(head.bytes, offset + length);
  const chunks: Buffer[] = [];
  for (let index = Math.floor(offset / CHUNK); index * CHUNK < end; index += 1) {
    const size = Math.min(CHUNK, head.bytes - index * CHUNK);
    const sealed = await bytesAt(handle, from + index * SEALED_CHUNK, size + SEALED_CHUNK - CHUNK);
    chunks.push(openChunk(head, index, sealed));
  }
  const start = offset % CHUNK;
  return Buffer.concat(chunks).subarray(start, start + Math.max(0, end - offset));
}

async function write(handle: FileHandle, head: Head, sealedHead: Uint8Array, content: Uint8Array): Promise<void> {
  await handle.write(sealedHead);
  for (let index = 0; index * CHUNK < content.length; index += 1) {
    await handle.write(sealChunk(head, index, content.subarray(index * CHUNK, (index + 1) * CHUNK)));
  }
  await handle.sync();
}

/** `key`: 32 bytes, used for nothing else. The folder is made when it is not there. */
export function openSealedMediaStore(folder: string, key: Uint8Array): MediaStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (ref: string): string =>
    join(folder, `${createHmac('sha256', key).update(`media name ${ref}`).digest('hex').slice(0, 40)}.sealed`);

  const using = async <T>(ref: string, work: (file: OpenFile) => Promise<T> | T): Promise<T | null> => {
    let handle: FileHandle;
    try {
      handle = await open(fileOf(ref), 'r');
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === 'ENOENT') return null;
      throw error;
    }
    try {
      const length = (await bytesAt(handle, 0, LENGTH)).readUInt16BE();
      const head = openHead(key, ref, await bytesAt(handle, LENGTH, length));
      return await work({ handle, head, from: LENGTH + length });
    } finally {
      await handle.close();
    }
  };

  return {
    find: (ref) => using(ref, ({ head: { type, bytes } }) => ({ type, bytes })),
    async piece(ref, offset, length) {
      const piece = await using(ref, (file) => piecesOf(file, offset, length));
      if (piece === null) throw new Error('a sealed file is gone');
      return piece;
    },
    async put(ref, type, content) {
      const file = fileOf(ref);
      const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
      const head = newHead(type, content.length);
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await write(handle, head, sealHead(key, ref, head), content);
      } finally {
        await handle.close();
      }
      await rename(temporary, file);
    },
  };
}
