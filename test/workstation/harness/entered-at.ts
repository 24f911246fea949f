/** When a workstation entered a phase, by its own journal: what the screen took to be drawn after it is the browser's time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Phase } from '../../../shared/session/phase.ts';

/** The last time (ms since the epoch); throws when it never did. */
export function enteredAt(stateDir: string, phase: Phase): number {
  const lines = readFileSync(join(stateDir, 'journal.log'), 'utf8').trim().split('\n');
  const entered = lines
    .map((line) => JSON.parse(line) as { readonly at: string; readonly event: string; readonly to?: string })
    .findLast(({ event, to }) => event === 'phase' && to === phase);
  if (entered === undefined) throw new Error(`it never entered ${phase}`);
  return Date.parse(entered.at);
}
