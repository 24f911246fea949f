/**
 * While a session is active, asks every few seconds what changed of its access (S41), and tells the gateway that the
 * person is at work where they were (AC-11). It never prolongs the session of somebody who left, and stops with it.
 */
import type { Clock } from '../../ports/clock.ts';
import type { GatewayClient } from '../link/gateway-client.ts';
import type { Holdings } from './holdings.ts';
import type { Session } from './session.ts';

/** A change in the directory reaches the person in less than half a minute (ms). */
export const POLL_EVERY_MS = 10_000;

/** How often work at the workstation is told at most (ms); far below the shortest idle time. */
const TELL_EVERY_MS = 30_000;

export interface AccessPoll {
  /** Begins with a session; does nothing when it runs. */
  start(): void;
  /** At once; an answer under way is not taken. */
  stop(): void;
}

export function createAccessPoll(parts: {
  readonly clock: Clock;
  readonly client: GatewayClient;
  readonly holdings: Holdings;
  readonly session: () => Session;
  readonly announce: () => void;
}): AccessPoll {
  const { clock, client, holdings } = parts;
  let running: AbortController | null = null;
  let cancel: (() => void) | null = null;

  /** The activity told last, on the port clock (ms). */
  let told = 0;

  const tell = async (ending: AbortController): Promise<void> => {
    const state = parts.session().state();
    const now = clock.now();
    if (state.phase !== 'active' || state.activeAt <= told || Math.abs(now - told) < TELL_EVERY_MS) return;
    told = now;
    await client.request('activity', { body: {}, signal: ending.signal });
  };
  const ask = async (ending: AbortController): Promise<void> => {
    const generation = parts.session().generation();
    const stale = (): boolean => ending.signal.aborted || parts.session().generation() !== generation;
    try {
      await tell(ending);
      const { session, changes } = await client.request('sessionChanges', { signal: ending.signal });
      if (stale()) return;
      const before = JSON.stringify([holdings.session, holdings.accessChanges]);
      holdings.session = session;
      holdings.accessChanges = changes;
      if (JSON.stringify([session, changes]) !== before) parts.announce();
    } catch {
      // A link that is down is shown by itself; a token that died has ended the session by now.
    }
    if (!stale()) plan(ending);
  };
  const plan = (ending: AbortController): void => {
    cancel = clock.after(POLL_EVERY_MS, () => void ask(ending));
  };
  return {
    start: () => {
      if (running !== null) return;
      running = new AbortController();
      told = clock.now(); // signing in and unlocking are activities themselves
      plan(running);
    },
    stop: () => {
      running?.abort();
      running = null;
      cancel?.();
      cancel = null;
    },
  };
}
