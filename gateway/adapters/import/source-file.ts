/**
 * Opens a CSV file, plain or gzip, as a stream of checked bytes: refuses what is no UTF-8 text and what unpacks beyond
 * reason. Holds no more than 64 kB of it at a time.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportFailure } from './import-report.ts';

export interface SourceLimits {
  /** Bytes after unpacking. */
  readonly maxBytes: number;
  /** Unpacked bytes for each byte on disk, once more than 32 MB are unpacked. Real sets reach about 15. */
  readonly maxRatio: number;
}
export const SOURCE_LIMITS: SourceLimits = { maxBytes: 40e9, maxRatio: 200 };

const SNIFF_BYTES = 65_536;
const RATIO_FROM = 32e6;

export interface SourceFile {
  readonly size: number;
  readonly sha256: string;
  /** The stages to run in order; the last one gives text bytes. */
  stages(): readonly [Readable, ...Transform[]];
  /** Bytes of the file on disk read so far. */
  bytesRead(): number;
}

/** @throws ImportFailure when there is no such file, or nothing in it. */
export async function openSource(path: string, limits: SourceLimits): Promise<SourceFile> {
  const { size, gzip, sha256 } = await inspect(path);
  let read = 0;
  return {
    size,
    sha256,
    bytesRead: () => read,
    stages() {
      const file = createReadStream(path, { highWaterMark: SNIFF_BYTES });
      file.on('data', (chunk) => (read += chunk.length));
      const guard = textGuard(() => read, limits);
      return gzip ? [file, createGunzip(), guard] : [file, guard];
    },
  };
}

async function inspect(path: string): Promise<{ size: number; gzip: boolean; sha256: string }> {
  try {
    const about = await stat(path);
    if (!about.isFile()) throw new ImportFailure('unreadable', 'This is not a file.');
    if (about.size === 0) throw new ImportFailure('empty', 'The file is empty.');
    const handle = await open(path, 'r');
    const start = Buffer.alloc(2);
    try {
      await handle.read(start, 0, 2, 0);
    } finally {
      await handle.close();
    }
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return { size: about.size, gzip: start[0] === 0x1f && start[1] === 0x8b, sha256: hash.digest('hex') };
  } catch (error) {
    if (error instanceof ImportFailure) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ImportFailure('unreadable', `The file cannot be read (${code}).`, null, error);
  }
}

/** Looks at the first 64 kB before letting anything through, and counts what is unpacked. */
function textGuard(bytesOnDisk: () => number, limits: SourceLimits): Transform {
  let held: Buffer | null = Buffer.alloc(0);
  let unpacked = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      const bomb = tooLarge(unpacked, bytesOnDisk(), limits);
      if (bomb) {
        done(bomb);
        return;
      }
      if (held === null) {
        done(null, chunk);
        return;
      }
      held = Buffer.concat([held, chunk]);
      if (held.length < SNIFF_BYTES) {
        done();
        return;
      }
      const refusal = sniff(held, false);
      if (refusal) {
        done(refusal);
        return;
      }
      const start = held;
      held = null;
      done(null, start);
    },
    flush(done) {
      if (held === null) {
        done();
        return;
      }
      const refusal = sniff(held, true);
      if (refusal) {
        done(refusal);
        return;
      }
      done(null, held);
    },
  });
}

function tooLarge(unpacked: number, onDisk: number, limits: SourceLimits): ImportFailure | null {
  const megabytes = String(Math.round(unpacked / 1e6));
  if (unpacked > limits.maxBytes) {
    return new ImportFailure('too-large', `The file is larger than allowed: over ${megabytes} MB after unpacking.`);
  }
  if (unpacked > RATIO_FROM && unpacked > onDisk * limits.maxRatio) {
    const ratio = String(Math.round(unpacked / Math.max(onDisk, 1)));
    return new ImportFailure(
      'too-large',
      `The packed file unfolds to ${ratio} times its size (${megabytes} MB so far), which no public data set does. Unpack it first if it is genuine.`,
    );
  }
  return null;
}

const MAGIC: readonly (readonly [string, string])[] = [
  ['504b0304', 'a zip archive or an Excel workbook; export it as CSV'],
  ['d0cf11e0', 'an old Excel workbook; export it as CSV'],
  ['25504446', 'a PDF document'],
  ['53514c69', 'a SQLite database'],
  ['1f8b', 'packed twice'],
];

function sniff(bytes: Buffer, whole: boolean): ImportFailure | null {
  if (bytes.toString('latin1').trim() === '') return new ImportFailure('empty', 'The file has no content.');
  const hex = bytes.subarray(0, 4).toString('hex');
  if (hex.startsWith('fffe') || hex.startsWith('feff') || looksUtf16(bytes)) {
    return new ImportFailure('encoding', 'The file is UTF-16 text. Save it as CSV in UTF-8 and import it again.');
  }
  for (const [magic, what] of MAGIC) {
    if (hex.startsWith(magic)) return new ImportFailure('binary', `The file is no CSV: it is ${what}.`);
  }
  if (bytes.includes(0)) return new ImportFailure('binary', 'The file is no CSV: it holds binary data.');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    return null;
  } catch {
    return new ImportFailure(
      'encoding',
      'The file is not UTF-8 (it looks like Latin-1 or Windows-1252). Save it as CSV in UTF-8 and import it again.',
    );
  }
}

/** UTF-16 without its mark: every other byte of the start is nought. */
function looksUtf16(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 512);
  if (start.length < 8) return false;
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  return zeros.some((count, side) => count > start.length * 0.4 && (zeros[1 - side] ?? 0) < start.length * 0.05);
}
