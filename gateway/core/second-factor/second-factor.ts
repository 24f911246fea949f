/**
 * Everybody's second factor in one place: enrolling, verifying, recovering, removing. It knows rules and time; who may
 * ask, and the audit rows, are the callers'. No secret or code leaves it but once, to be shown.
 */
import type { Clock } from '../../ports/clock.ts';
import type { FactorStore } from '../../ports/factor-store.ts';
import { createDeadlines } from './deadlines.ts';
import { createEnrolment, type Enrolment } from './enrolment.ts';
import { createFactorBook } from './factor-book.ts';
import { createRecovery, type Recovery } from './recovery.ts';
import { createReleases, type Releases } from './releases.ts';
import { createCodeVerification, type CodeVerification } from './verification.ts';

export interface FactorState {
  readonly enrolled: boolean;
  /** Milliseconds since the epoch; null while not enrolled. */
  readonly since: number | null;
  readonly recoveryLeft: number;
  /** Whether an enrolment waits for its two codes. */
  readonly pending: boolean;
}

export interface SecondFactor extends Enrolment, CodeVerification, Recovery, Releases {
  stateOf(accountId: string): FactorState;
  /** For a lost device: factor, recovery codes, enrolment and release under way. False when there was no factor. */
  remove(accountId: string): boolean;
}

interface SecondFactorDeps {
  readonly store: FactorStore;
  readonly clock: Clock;
  /** Shown by the phone above the code. */
  readonly issuer: string;
}

/** Throws what the store throws when what it kept cannot be read. */
export const createSecondFactor = ({ store, clock, issuer }: SecondFactorDeps): SecondFactor => {
  const book = createFactorBook(store);
  const deadlines = createDeadlines(clock);
  return {
    ...createEnrolment({ book, clock, deadlines, issuer }),
    ...createCodeVerification(book, clock),
    ...createRecovery(book),
    ...createReleases(book, deadlines),
    stateOf: (accountId) => {
      const { live, pending } = book.of(accountId);
      return {
        enrolled: live !== null,
        since: live?.since ?? null,
        recoveryLeft: live?.recovery.hashes.length ?? 0,
        pending: pending !== null && !deadlines.isOver(pending.deadline),
      };
    },
    remove: (accountId) => {
      const { live } = book.of(accountId);
      book.change(accountId, { live: null, pending: null, release: null });
      return live !== null;
    },
  };
};
