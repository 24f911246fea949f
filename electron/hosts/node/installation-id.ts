/** Tells this installation apart from others on the same login in the key store: made once, kept in the state folder, no secret. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FORM = /^[0-9a-f-]{36}$/;

/** Makes the folder when it is missing (mode 0700). */
export function installationId(stateDir: string): string {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const file = join(stateDir, 'installation-id');
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (FORM.test(kept)) return kept;
  } catch {
    // None yet.
  }
  const made = randomUUID();
  writeFileSync(file, made, { mode: 0o600 });
  return made;
}
