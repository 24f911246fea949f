/**
 * Takes an attempt for one step and lets go of it again, whatever happens: the one gate before every later step of a
 * sign-in. Refuses, records and ends what comes out of order, from elsewhere, or after a lock-out.
 */
import { FaultError, type FaultCode } from '../../../shared/faults/faults.ts';
import type { CodeRefusal, PasswordRefused } from '../../../shared/session/identity.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';
import type { Pending } from '../../../shared/wire/identity-routes.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Lockouts } from '../lockouts.ts';
import type { SecondFactor } from '../second-factor/second-factor.ts';
import type { Sessions } from '../sessions.ts';
import { LOCKED } from './account-help.ts';
import { ATTEMPT_STEPS, type Attempt, type Attempts, type AttemptStep } from './attempts.ts';
import { challengeOf } from './factor-due.ts';
import type { InTurn } from './in-turn.ts';
import { whoOf } from './password-gate.ts';
import type { Place } from './place.ts';

type Steps = readonly AttemptStep[];
type Work<T> = (attempt: Attempt) => T | Promise<T>;

export interface AttemptDesk {
  /** Throws `attempt.ended` unless the attempt waits here for one of the steps; answers `locked` after a lock-out. */
  step<T>(id: string, place: Place, steps: Steps, work: Work<T>): Promise<T | SignInRefusal>;
  /** As {@link AttemptDesk.step}, for steps whose answer has no word for a lock-out. */
  stepOrEnd<T>(id: string, place: Place, steps: Steps, work: Work<T>): Promise<T>;
  /** What is due next, under a new id. */
  advance(attempt: Attempt, step: AttemptStep): Pending;
  /** Hands a refusal on; the attempt ends with it when no try is left. */
  after<T extends CodeRefusal | SignInRefusal | PasswordRefused>(attempt: Attempt, refusal: T): Promise<T>;
  /** Ends the attempt, and the locked session that it was to open. */
  giveUp(attempt: Attempt): Promise<void>;
  /** Ends the attempt, records it and throws. */
  refuse(attempt: Attempt, place: Place, code: FaultCode): Promise<never>;
  /** Lets go of an unfinished sign-in; a lock that it was to open stays. */
  cancel(id: string, place: Place): Promise<void>;
}

interface DeskDeps {
  readonly attempts: Attempts;
  readonly audit: AuditLog;
  readonly factor: SecondFactor;
  readonly inTurn: InTurn;
  readonly lockouts: Lockouts;
  readonly sessions: Sessions;
}

export const createAttemptDesk = ({ attempts, audit, factor, inTurn, lockouts, sessions }: DeskDeps): AttemptDesk => {
  const denied = (attempt: Attempt, place: Place, rule: string) =>
    audit.append({
      ...whoOf(attempt.account, place),
      action: 'access.denied',
      outcome: 'refused',
      object: `sign-in waiting for ${attempt.step}`,
      rule,
    });

  const taken = async (id: string, place: Place, steps: Steps): Promise<Attempt> => {
    const found = attempts.take(id, place, steps);
    if (found.result === 'taken') return found.attempt;
    // SECURITY: an id of another workstation was copied; one used out of order was meant to skip a step. Both end it.
    if (found.result === 'misused') {
      await denied(found.attempt, place, found.because === 'other-workstation' ? 'S48' : 'IA-5');
    }
    throw new FaultError('attempt.ended');
  };

  const giveUp = async (attempt: Attempt): Promise<void> => {
    attempts.end(attempt);
    const session = attempt.sessionId === null ? null : sessions.find(attempt.sessionId);
    if (session) await sessions.end(session, 'session.expired', `session ${session.id} (attempts)`);
  };

  const step = async <T>(id: string, place: Place, steps: Steps, work: Work<T>): Promise<T | SignInRefusal> => {
    const attempt = await taken(id, place, steps);
    try {
      return await inTurn(attempt.account.username, async () => {
        if (!lockouts.isLocked(attempt.account.username)) return work(attempt);
        await denied(attempt, place, 'AC-7');
        await giveUp(attempt);
        return LOCKED;
      });
    } finally {
      attempts.release(attempt);
    }
  };

  return {
    step,
    stepOrEnd: async (id, place, steps, work) => {
      const answer = await step(id, place, steps, async (attempt) => ({ done: await work(attempt) }));
      if ('outcome' in answer) throw new FaultError('attempt.ended');
      return answer.done;
    },
    advance: (attempt, next) => {
      const attemptId = attempts.advance(attempt, next);
      if (attemptId === null) throw new FaultError('attempt.ended');
      return { outcome: 'challenge', attemptId, challenge: challengeOf(attempt, sessions.policy, factor) };
    },
    after: async (attempt, refusal) => {
      const isOver = refusal.outcome === 'locked' || refusal.outcome === 'account' || refusal.attemptsLeft === 0;
      if (isOver) await giveUp(attempt);
      return refusal;
    },
    giveUp,
    refuse: async (attempt, place, code) => {
      attempts.end(attempt);
      const fault = new FaultError(code);
      await denied(attempt, place, fault.fault.rule ?? code);
      throw fault;
    },
    cancel: async (id, place) => {
      const found = attempts.take(id, place, ATTEMPT_STEPS);
      if (found.result === 'none') return;
      attempts.end(found.attempt);
      if (found.result === 'misused') await denied(found.attempt, place, 'S48');
      const row = { action: 'sign-in', outcome: 'refused', object: 'given up' } as const;
      if (found.result === 'taken') await audit.append({ ...whoOf(found.attempt.account, place), ...row });
    },
  };
};
