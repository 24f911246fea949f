/**
 * The steps between a right password and a session: new password, code, release code, setting up a second factor. Each
 * is bound to the attempt it was begun with; it keeps no password, no code and no secret of a factor.
 */
import type { CodeResult, PasswordResult, SignInResult } from '../../../shared/bridge/calls.ts';
import { FaultError } from '../../../shared/faults/faults.ts';
import type {
  Challenge,
  CodeRefusal,
  FactorConfirmed,
  FactorSecret,
  PasswordRefused,
} from '../../../shared/session/identity.ts';
import type { CodeOutcome, PasswordOutcome } from '../../../shared/wire/identity-routes.ts';
import { endLock, settle, standingHere, type AdmissionParts, type StillThere } from './admission.ts';

type Method = 'totp' | 'recovery';

/** The step under way of each workstation: the gateway ends an attempt of which two steps are asked at once. */
const underWay = new WeakMap<AdmissionParts['holdings'], Promise<unknown>>();

/** Steps are asked one after the other, each with the attempt as the one before has left it. */
function step<T>(parts: AdmissionParts, ask: (attemptId: string, here: StillThere) => Promise<T>): Promise<T> {
  const before = underWay.get(parts.holdings);
  const mine = before === undefined ? runStep(parts, ask) : before.then(() => runStep(parts, ask));
  const settled = mine.then(
    () => undefined,
    () => undefined,
  );
  underWay.set(parts.holdings, settled);
  void settled.then(() => {
    if (underWay.get(parts.holdings) === settled) underWay.delete(parts.holdings);
  });
  return mine;
}

/** Runs a step with the attempt's id. An attempt the gateway does not know any more leads back to the password. */
async function runStep<T>(parts: AdmissionParts, ask: (attemptId: string, here: StillThere) => Promise<T>): Promise<T> {
  const { holdings, session } = parts;
  if (holdings.attempt === null) throw new FaultError('attempt.ended');
  const here = standingHere(parts);
  try {
    return await ask(holdings.attempt.id, here);
  } catch (error) {
    if (here()) endLock(parts, error);
    if (error instanceof FaultError && error.fault.code === 'attempt.ended' && here()) {
      holdings.attempt = null;
      void session.apply({ type: 'challengeEnded' });
    }
    throw error;
  }
}

/** Shows how many tries are left; none ends the attempt. */
function counted(parts: AdmissionParts, left: number | undefined, here: StillThere): void {
  const { holdings, session } = parts;
  if (!here() || holdings.attempt === null || left === undefined) return;
  if (left === 0) {
    holdings.attempt = null;
    void session.apply({ type: 'challengeEnded' });
    return;
  }
  const { challenge } = holdings.attempt;
  if ('attemptsLeft' in challenge) replaceChallenge(parts, { ...challenge, attemptsLeft: left });
}

/** The attempt is the same, what is due of it is not. Announced by the machine, which knows until when. */
function replaceChallenge({ holdings, session }: AdmissionParts, challenge: Challenge): void {
  if (holdings.attempt === null) return;
  holdings.attempt = { ...holdings.attempt, challenge };
  void session.apply({ type: 'factorDue', expiresAt: Date.parse(challenge.expiresAt) });
}

async function afterCode(parts: AdmissionParts, outcome: CodeOutcome, here: StillThere): Promise<CodeResult> {
  if (outcome.outcome !== 'code-refused') return settle(parts, outcome, here);
  counted(parts, outcome.attemptsLeft, here);
  return outcome satisfies CodeRefusal;
}

async function afterPassword(
  parts: AdmissionParts,
  outcome: PasswordOutcome,
  here: StillThere,
): Promise<PasswordResult> {
  if (outcome.outcome !== 'password-refused') return settle(parts, outcome, here);
  counted(parts, outcome.attemptsLeft, here);
  return outcome satisfies PasswordRefused;
}

export function changePassword(
  parts: AdmissionParts,
  input: { readonly password: string; readonly newPassword: string },
): Promise<PasswordResult> {
  return step(parts, async (attemptId, here) => {
    const { password, newPassword } = input;
    const outcome = await parts.client.request('newPassword', { body: { attemptId, password, newPassword } });
    return afterPassword(parts, outcome, here);
  });
}

export function enterCode(
  parts: AdmissionParts,
  input: { readonly method: Method; readonly code: string },
): Promise<CodeResult> {
  return step(parts, async (attemptId, here) => {
    const { method, code } = input;
    return afterCode(parts, await parts.client.request('enterCode', { body: { attemptId, method, code } }), here);
  });
}

export function useRelease(parts: AdmissionParts, { code }: { readonly code: string }): Promise<CodeResult> {
  return step(parts, async (attemptId, here) =>
    afterCode(parts, await parts.client.request('useRelease', { body: { attemptId, code } }), here),
  );
}

export function beginFactor(parts: AdmissionParts): Promise<FactorSecret> {
  return step(parts, async (attemptId, here) => {
    const secret = await parts.client.request('beginFactor', { body: { attemptId } });
    if (!here()) throw new FaultError('bridge.phase');
    return secret;
  });
}

export function confirmFactor(
  parts: AdmissionParts,
  input: { readonly first: string; readonly second: string },
): Promise<FactorConfirmed> {
  return step(parts, async (attemptId, here) => {
    const { first, second } = input;
    const outcome = await parts.client.request('confirmFactor', { body: { attemptId, first, second } });
    if (!here()) throw new FaultError('bridge.phase');
    if (outcome.outcome === 'code-refused') counted(parts, outcome.attemptsLeft, here);
    else {
      const expiresAt = parts.holdings.attempt?.challenge.expiresAt ?? new Date(parts.clock.now()).toISOString();
      replaceChallenge(parts, { outcome: 'ready', expiresAt });
    }
    return outcome;
  });
}

export function finishSignIn(parts: AdmissionParts): Promise<SignInResult> {
  return step(parts, async (attemptId, here) =>
    settle(parts, await parts.client.request('finishSignIn', { body: { attemptId } }), here),
  );
}
