/**
 * The first step of signing in and of opening a lock: the password, and what is due after it. Everything later is in
 * `identity/sign-in-steps.ts`. Never keeps a password.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import type { SignInRefusal } from '../../shared/session/view.ts';
import type { SignInOutcome } from '../../shared/wire/identity-routes.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { DirectoryAccount } from '../ports/directory.ts';
import type { Admission } from './identity/admission.ts';
import type { Attempts, AttemptStep } from './identity/attempts.ts';
import { challengeOf, codeStillCounts, factorStep } from './identity/factor-due.ts';
import type { InTurn } from './identity/in-turn.ts';
import type { LiveSession } from './identity/live-session.ts';
import type { Claimed, PasswordGate } from './identity/password-gate.ts';
import { isSamePlace, type Place } from './identity/place.ts';
import { NOTICE } from './notice.ts';
import type { SecondFactor } from './second-factor/second-factor.ts';
import type { Sessions } from './sessions.ts';

interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface SignIn {
  signIn(asked: Credentials & { readonly noticeHash: string }, place: Place): Promise<SignInOutcome>;
  unlock(asked: Credentials & { readonly sessionId: string }, place: Place): Promise<SignInOutcome>;
}

export interface SignInDeps {
  readonly admission: Admission;
  readonly attempts: Attempts;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly factor: SecondFactor;
  readonly gate: PasswordGate;
  readonly inTurn: InTurn;
  readonly sessions: Sessions;
}

export const createSignIn = (deps: SignInDeps): SignIn => {
  const { admission, attempts, audit, clock, factor, gate, inTurn, sessions } = deps;
  const { policy } = sessions;

  const challenge = (
    account: DirectoryAccount,
    place: Place,
    step: AttemptStep,
    sessionId: string | null,
  ): SignInOutcome => {
    const begun = attempts.begin({ account, place, step, sessionId, provenAt: clock.monotonic() });
    return { outcome: 'challenge', attemptId: begun.id, challenge: challengeOf(begun.attempt, policy, factor) };
  };

  /** The password was right: what is due, or the session. */
  const goOn = (
    checked: { readonly result: 'ok' | 'new-password'; readonly account: DirectoryAccount },
    place: Place,
    session: LiveSession | null,
  ): SignInOutcome | Promise<SignInOutcome> => {
    const { account, result } = checked;
    const sessionId = session?.id ?? null;
    if (result === 'new-password') return challenge(account, place, 'new-password', sessionId);
    const due =
      session !== null && codeStillCounts(session, place, clock.monotonic())
        ? null
        : factorStep(policy, factor, account.id, place);
    if (due !== null) return challenge(account, place, due, sessionId);
    return admission.admit({ account, place, sessionId, provenAt: clock.monotonic(), factorGiven: false });
  };

  const unlockable = async (sessionId: string, claimed: Claimed, place: Place): Promise<LiveSession> => {
    const session = sessions.find(sessionId);
    if (!session) throw sessions.endedFault(sessionId, place.workstation.id);
    const isElsewhere = !isSamePlace(session, place);
    const isSomebodyElse = session.account.username.toLowerCase() !== claimed.countedAs.toLowerCase();
    if (!isElsewhere && !isSomebodyElse) return session;
    const fault = new FaultError(isElsewhere ? 'session.other-workstation' : 'session.not-yours');
    await audit.append({
      ...claimed.who,
      action: 'unlock',
      outcome: 'refused',
      object: `session ${session.id}`,
      rule: fault.fault.rule ?? fault.fault.code,
    });
    throw fault;
  };

  /** A lock that was tried too often, or whose person may not work any more, does not stay. */
  const endAfter = async (refusal: SignInRefusal, session: LiveSession): Promise<void> => {
    if (refusal.outcome === 'refused' || (refusal.outcome === 'account' && refusal.state === 'clock')) return;
    await sessions.end(session, 'session.expired', `session ${session.id} (attempts)`);
  };

  return {
    signIn: async ({ username, password, noticeHash }, place) => {
      const claimed = await gate.claim(username, place);
      if (noticeHash !== NOTICE.hash) {
        await audit.append({ ...claimed.who, action: 'sign-in', outcome: 'refused', rule: 'AC-8' });
        throw new FaultError('notice.not-accepted');
      }
      attempts.endAt(place.workstation.id);
      return inTurn(claimed.countedAs, async () => {
        const checked = await gate.check(claimed, username, password, place, 'sign-in');
        return checked.result === 'refusal' ? checked.refusal : goOn(checked, place, null);
      });
    },
    unlock: async ({ sessionId, username, password }, place) => {
      const claimed = await gate.claim(username, place);
      attempts.endAt(place.workstation.id);
      return inTurn(claimed.countedAs, async () => {
        const session = await unlockable(sessionId, claimed, place);
        const checked = await gate.check(claimed, username, password, place, 'unlock');
        if (checked.result !== 'refusal') return goOn(checked, place, session);
        await endAfter(checked.refusal, session);
        return checked.refusal;
      });
    },
  };
};
