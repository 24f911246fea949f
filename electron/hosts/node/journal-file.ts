/** The journal on disk: mode 0600, two files of bounded size. A disk that refuses costs lines, never the workstation. */
import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalSink } from '../../ports/journal-sink.ts';

/** Bytes after which the file becomes the old one and a new one begins. */
const LARGEST = 2 * 1024 * 1024;

export function createJournalFile(folder: string, largest: number = LARGEST): JournalSink {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'journal.log');
  let size = sizeOf(file);
  if (size > 0) chmodSync(file, 0o600);
  return {
    append: (line) => {
      try {
        if (size + line.length > largest) {
          renameSync(file, join(folder, 'journal.old.log'));
          size = 0;
        }
        appendFileSync(file, `${line}\n`, { mode: 0o600 });
        size += Buffer.byteLength(line) + 1;
      } catch {
        size = sizeOf(file);
      }
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
