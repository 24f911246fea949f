/**
 * Sign-ins that are not finished, in memory only: a restart ends them. Each is bound to its workstation and key, waits
 * for exactly one step, and is of no use for any other. Ids are kept hashed, and are new whenever trust was raised.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';
import { isSamePlace, type Place } from './place.ts';

/** What an attempt waits for. */
export const ATTEMPT_STEPS = ['new-password', 'code', 'enrolment', 'release', 'ready'] as const;
export type AttemptStep = (typeof ATTEMPT_STEPS)[number];

export const ATTEMPT_MS = 10 * 60_000;
export const TRIES_PER_CHALLENGE = 5;

export interface Attempt {
  readonly place: Place;
  /** The locked session it opens again; null: a new session. */
  readonly sessionId: string | null;
  /** The wall clock's end, to be shown; the monotonic clock decides. */
  readonly expiresAt: string;
  /** When the password was given, on the monotonic clock. */
  provenAt: number;
  account: DirectoryAccount;
  step: AttemptStep;
  triesLeft: number;
  /** A code of the second factor was given, or one was set up, in this attempt. */
  factorGiven: boolean;
  /** A supervisor's release code was given: a factor may be set up here. */
  released: boolean;
}

interface Held {
  readonly attempt: Attempt;
  readonly deadline: number;
  idHash: string;
  /** A call is at work on it: no second one may. */
  busy: boolean;
}

/** `misused`: the id was right, but of another workstation or for another step; the attempt is over. */
export type Taken =
  | { readonly result: 'taken'; readonly attempt: Attempt }
  | { readonly result: 'misused'; readonly attempt: Attempt; readonly because: 'other-workstation' | 'other-step' }
  | { readonly result: 'none' };

export interface Attempts {
  /** Its id. The workstation's older attempt ends. */
  begin(start: Pick<Attempt, 'place' | 'sessionId' | 'account' | 'step' | 'provenAt'>): {
    readonly id: string;
    readonly attempt: Attempt;
  };
  /** Until {@link release} or {@link advance} nobody else can take it. */
  take(id: string, place: Place, steps: readonly AttemptStep[]): Taken;
  /** Lets it be taken again at the same step, under the same id. */
  release(attempt: Attempt): void;
  /** On to the next step, under a new id. Null: it has ended meanwhile. */
  advance(attempt: Attempt, step: AttemptStep): string | null;
  isLive(attempt: Attempt): boolean;
  end(attempt: Attempt): void;
  /** Ends the attempt of a workstation, if there is one. */
  endAt(workstationId: string): Attempt | null;
}

const hashOf = (id: string): string => createHash('sha256').update(id).digest('base64url');

export const createAttempts = (clock: Clock): Attempts => {
  /** One for each workstation. */
  const held = new Map<string, Held>();
  const liveOf = (attempt: Attempt): Held | null => {
    const one = held.get(attempt.place.workstation.id);
    if (one?.attempt !== attempt) return null;
    if (clock.monotonic() < one.deadline) return one;
    held.delete(attempt.place.workstation.id);
    return null;
  };
  const drop = (attempt: Attempt): void => {
    const { id } = attempt.place.workstation;
    if (held.get(id)?.attempt === attempt) held.delete(id);
  };
  const renamed = (one: Held): string => {
    const id = randomBytes(32).toString('base64url');
    one.idHash = hashOf(id);
    return id;
  };
  return {
    begin: (start) => {
      const expiresAt = new Date(clock.now() + ATTEMPT_MS).toISOString();
      const attempt: Attempt = {
        ...start,
        expiresAt,
        triesLeft: TRIES_PER_CHALLENGE,
        factorGiven: false,
        released: false,
      };
      const one: Held = { attempt, deadline: clock.monotonic() + ATTEMPT_MS, idHash: '', busy: false };
      held.set(start.place.workstation.id, one);
      return { id: renamed(one), attempt };
    },
    take: (id, place, steps) => {
      const idHash = hashOf(id);
      const one = [...held.values()].find((other) => other.idHash === idHash);
      if (!one || one.busy || !liveOf(one.attempt)) return { result: 'none' };
      const { attempt } = one;
      const isHere = isSamePlace(attempt.place, place);
      if (isHere && steps.includes(attempt.step)) {
        one.busy = true;
        return { result: 'taken', attempt };
      }
      drop(attempt);
      return { result: 'misused', attempt, because: isHere ? 'other-step' : 'other-workstation' };
    },
    release: (attempt) => {
      const one = liveOf(attempt);
      if (one) one.busy = false;
    },
    advance: (attempt, step) => {
      const one = liveOf(attempt);
      if (!one) return null;
      attempt.step = step;
      attempt.triesLeft = TRIES_PER_CHALLENGE;
      one.busy = false;
      return renamed(one);
    },
    isLive: (attempt) => liveOf(attempt) !== null,
    end: drop,
    endAt: (workstationId) => {
      const attempt = held.get(workstationId)?.attempt ?? null;
      held.delete(workstationId);
      return attempt;
    },
  };
};
