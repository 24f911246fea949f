/**
 * Runs the session machine: one transition at a time, its effects in the order the machine gave. Forgetting (key,
 * token) is done at once; what takes time (a new page) follows in line. It decides nothing itself.
 */
import type { Phase } from '../../../shared/session/phase.ts';
import {
  nextDeadline,
  transition,
  type SessionEffect,
  type SessionEvent,
  type SessionState,
} from '../../../shared/session/machine.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Journal } from '../journal/journal.ts';

/** Timers longer than this are cut and set again: clocks jump, and hosts limit a timer's length (ms). */
const LONGEST_WAIT_MS = 15_000;

/** Each is given the state that was left and the one entered. */
export type EffectRunners = {
  readonly [E in SessionEffect]: (from: SessionState, to: SessionState) => void | Promise<void>;
};

export interface Session {
  state(): SessionState;
  phase(): Phase;
  /** Grows whenever an active session begins or ends. */
  generation(): number;
  /** Grows whenever the phase changes: whether somebody is still at the screen they asked from. */
  visit(): number;
  /** The state changes and secrets are dropped before this returns; resolves when all effects ran. */
  apply(event: SessionEvent): Promise<void>;
  stop(): void;
}

export function createSession(parts: {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly effects: EffectRunners;
  readonly initial: SessionState;
}): Session {
  const { clock, journal, effects } = parts;
  let state = parts.initial;
  let generation = 0;
  let visit = 0;
  let line: Promise<void> = Promise.resolve();
  let cancel: (() => void) | null = null;
  let stopped = false;

  const planDeadline = (): void => {
    cancel?.();
    cancel = null;
    const at = nextDeadline(state);
    if (at === null || stopped) return;
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(0, at - clock.now()));
    cancel = clock.after(wait, () => void apply({ type: 'timePassed', at: clock.now() }));
  };
  const runOne = async (effect: SessionEffect, from: SessionState, to: SessionState): Promise<void> => {
    try {
      await effects[effect](from, to);
    } catch (error) {
      journal.failure(effect, error);
    }
  };
  const apply = (event: SessionEvent): Promise<void> => {
    const from = state;
    const result = transition(from, event);
    state = result.state;
    if (from.phase !== state.phase) {
      visit += 1;
      if (from.phase === 'active' || state.phase === 'active') generation += 1;
      journal.event('phase', {
        from: from.phase,
        to: state.phase,
        ...('cause' in state ? { cause: state.cause } : {}),
      });
    }
    planDeadline();
    const to = state;
    const rest = [...result.effects];
    // Forgetting never stands in line behind a page that is being renewed.
    const first = rest[0];
    if (first === 'dropSecrets' || first === 'dropAttempt') {
      rest.shift();
      void runOne(first, from, to);
    }
    line = line.then(async () => {
      for (const effect of rest) await runOne(effect, from, to);
    });
    return line;
  };

  return {
    state: () => state,
    phase: () => state.phase,
    generation: () => generation,
    visit: () => visit,
    apply,
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}
