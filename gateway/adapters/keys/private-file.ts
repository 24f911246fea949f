/** Files that nobody but the gateway's own user may read: written whole or not at all, mode 0600. */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { StartupRefusal } from '../../core/startup-refusal.ts';

export const writePrivateFile = (file: string, content: string | Uint8Array): void => {
  const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(handle, typeof content === 'string' ? Buffer.from(content) : content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
};

/** Null when there is none. Refuses a file that others on the machine may read (POSIX only). */
export const readPrivateFile = (file: string): Buffer | null => {
  if (!existsSync(file)) return null;
  if (process.platform !== 'win32') {
    const mode = statSync(file).mode & 0o777;
    if ((mode & 0o077) !== 0) {
      throw new StartupRefusal(`${file} may be read by others (mode 0${mode.toString(8)}): set it to 0600`);
    }
  }
  return readFileSync(file);
};
