/**
 * A journal of failures in one file of mode 0600. Keeps an error's name, code and places in the code, never its
 * message: messages quote what was being worked on.
 */
import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import type { Journal } from '../../ports/journal.ts';
import type { Clock } from '../../ports/clock.ts';

const MAX_BYTES = 5_000_000;

const placesOf = (cause: Error): readonly string[] =>
  (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /u.test(line))
    .map((line) => line.trim())
    .slice(0, 12);

export const openFileJournal = (file: string, clock: Clock): Journal => ({
  failure: (reference, cause) => {
    const error = cause instanceof Error ? cause : new Error();
    const { code } = error as { readonly code?: unknown };
    const line = {
      at: new Date(clock.now()).toISOString(),
      reference,
      name: error.name,
      ...(typeof code === 'string' ? { code } : {}),
      places: placesOf(error),
    };
    try {
      if (existsSync(file) && statSync(file).size > MAX_BYTES) renameSync(file, `${file}.1`);
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not keep the answer from the person; the reference in it is then all there is.
    }
  },
});
