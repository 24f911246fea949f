/**
 * Every step between a right password and a session: new password, code, release, setting up a factor, going on. Each
 * takes the attempt at its own step only, from its own workstation, once; what was wrong is counted and recorded.
 */
import type { FactorSecret } from '../../../shared/session/identity.ts';
import { FaultError } from '../../../shared/faults/faults.ts';
import type { SignInOutcome } from '../../../shared/wire/identity-routes.ts';
import type { RouteBody, RouteOutput } from '../../../shared/wire/routes.ts';
import type { DirectoryAccount } from '../../ports/directory.ts';
import { isRemote } from '../identity-policy.ts';
import { accountRefusal, refusedStateOf } from './account-help.ts';
import type { AttemptDesk } from './attempt-desk.ts';
import type { Attempt } from './attempts.ts';
import type { CodeCheck } from './code-check.ts';
import { codeStillCounts, factorStep } from './factor-due.ts';
import { confirmationRefusal } from './factor-refusals.ts';
import { newPasswordFor, type NewPasswordDeps } from './new-password.ts';
import { whoOf } from './password-gate.ts';
import type { Place } from './place.ts';
import type { SignInDeps } from '../sign-in.ts';

export interface SignInSteps {
  newPassword(asked: RouteBody<'newPassword'>, place: Place): Promise<RouteOutput<'newPassword'>>;
  enterCode(asked: RouteBody<'enterCode'>, place: Place): Promise<RouteOutput<'enterCode'>>;
  useRelease(asked: RouteBody<'useRelease'>, place: Place): Promise<RouteOutput<'useRelease'>>;
  beginFactor(asked: RouteBody<'beginFactor'>, place: Place): Promise<FactorSecret>;
  confirmFactor(asked: RouteBody<'confirmFactor'>, place: Place): Promise<RouteOutput<'confirmFactor'>>;
  finish(asked: RouteBody<'finishSignIn'>, place: Place): Promise<SignInOutcome>;
  /** Also of an attempt that is gone already. */
  cancel(asked: RouteBody<'cancelSignIn'>, place: Place): Promise<void>;
}

export interface StepDeps extends SignInDeps, NewPasswordDeps {
  readonly codes: CodeCheck;
  readonly desk: AttemptDesk;
}

export const createSignInSteps = (deps: StepDeps): SignInSteps => {
  const { admission, attempts, audit, clock, codes, desk, directory, factor, sessions } = deps;
  const { policy } = sessions;

  const admitted = async (attempt: Attempt, place: Place): Promise<SignInOutcome> => {
    const account = await directory.find(attempt.account.username);
    const state = account?.id === attempt.account.id ? refusedStateOf(account) : 'disabled';
    if (account === null || state !== null) {
      await audit.append({ ...whoOf(attempt.account, place), action: 'sign-in', outcome: 'refused', rule: 'S41' });
      await desk.giveUp(attempt);
      return accountRefusal(state ?? 'disabled');
    }
    if (!attempts.isLive(attempt)) throw new FaultError('attempt.ended');
    const { provenAt, factorGiven, sessionId } = attempt;
    const outcome = await admission.admit({ account, place, provenAt, factorGiven, sessionId });
    attempts.end(attempt);
    return outcome;
  };

  /** What is due now; the session where nothing is. */
  const goOn = (attempt: Attempt, place: Place, account: DirectoryAccount): SignInOutcome | Promise<SignInOutcome> => {
    attempt.account = account;
    const session = attempt.sessionId === null ? null : sessions.find(attempt.sessionId);
    const isGiven = attempt.factorGiven || (session !== null && codeStillCounts(session, place, clock.monotonic()));
    const due = isGiven ? null : factorStep(policy, factor, account.id, place);
    return due === null ? admitted(attempt, place) : desk.advance(attempt, due);
  };

  /** Somebody enrolled meanwhile, or the workstation was carried away: a factor is not set up over another one, or from anywhere. */
  const demandMayEnrol = async (attempt: Attempt, place: Place): Promise<void> => {
    if (factor.stateOf(attempt.account.id).enrolled) await desk.refuse(attempt, place, 'attempt.ended');
    if (attempt.released || !isRemote(policy, place.workstation, place.address)) return;
    const row = { action: 'factor.enrol', outcome: 'refused', rule: 'S46' } as const;
    await audit.append({ ...whoOf(attempt.account, place), ...row });
    throw new FaultError('factor.not-here');
  };

  return {
    newPassword: (asked, place) =>
      desk.step(asked.attemptId, place, ['new-password'], async (attempt) => {
        const changed = await newPasswordFor(deps, attempt, asked, place);
        return changed.result === 'changed' ? goOn(attempt, place, changed.account) : changed.answer;
      }),
    enterCode: (asked, place) =>
      desk.step(asked.attemptId, place, ['code'], async (attempt) => {
        const refusal = await codes.check(attempt.account, asked, place, attempt);
        if (refusal !== null) return desk.after(attempt, refusal);
        attempt.factorGiven = true;
        return admitted(attempt, place);
      }),
    useRelease: (asked, place) =>
      desk.step(asked.attemptId, place, ['release'], async (attempt) => {
        const refusal = await codes.checkRelease(attempt.account, asked.code, place, attempt);
        if (refusal !== null) return desk.after(attempt, refusal);
        attempt.released = true;
        return desk.advance(attempt, 'enrolment');
      }),
    beginFactor: (asked, place) =>
      desk.stepOrEnd(asked.attemptId, place, ['enrolment', 'release'], async (attempt) => {
        await demandMayEnrol(attempt, place);
        const { account } = attempt;
        const row = { action: 'factor.enrol', outcome: 'ok', object: 'begun' } as const;
        await audit.append({ ...whoOf(account, place), ...row });
        const { secret, uri, expiresAt } = factor.begin(account.id, account.username);
        return { secret, uri, expiresAt: new Date(expiresAt).toISOString() };
      }),
    confirmFactor: (asked, place) =>
      desk.stepOrEnd(asked.attemptId, place, ['enrolment'], async (attempt) => {
        await demandMayEnrol(attempt, place);
        const { account } = attempt;
        const who = whoOf(account, place);
        const confirmation = await factor.confirm(account.id, asked.first, asked.second);
        if (confirmation.result === 'nothing-pending') return desk.refuse(attempt, place, 'attempt.ended');
        if (confirmation.result !== 'enrolled') {
          await audit.append({
            ...who,
            action: 'factor.enrol',
            outcome: 'refused',
            object: 'not confirmed',
            rule: 'IA-5',
          });
          attempt.triesLeft -= 1;
          return desk.after(attempt, confirmationRefusal(confirmation, attempt.triesLeft));
        }
        await audit.append({ ...who, action: 'factor.enrol', outcome: 'ok', object: 'set up' });
        attempt.factorGiven = true;
        attempt.step = 'ready';
        return { outcome: 'confirmed', recoveryCodes: [...confirmation.recoveryCodes] };
      }),
    finish: (asked, place) => desk.step(asked.attemptId, place, ['ready'], (attempt) => admitted(attempt, place)),
    cancel: (asked, place) => desk.cancel(asked.attemptId, place),
  };
};
