/** What is due of the second factor, where, and why: the one place that decides it (S46). */
import type { Challenge } from '../../../shared/session/identity.ts';
import { isRemote, needsFactor, type IdentityPolicy } from '../identity-policy.ts';
import type { SecondFactor } from '../second-factor/second-factor.ts';
import type { LiveSession } from '../sessions.ts';
import type { Attempt } from './attempts.ts';
import type { Place } from './place.ts';

/** A code given in a session is good for unlocking it from the same address for this long (IA-11). */
const CODE_GOOD_MS = 12 * 3_600_000;

const RELEASE_HELP =
  'A second factor is needed here and none is set up. Set it up at a workstation of the department, or ask the desk officer of your command for a release code.';

export const PASSWORD_RULES: readonly string[] = [
  'At least eight characters; a sentence of several words is best.',
  'None of the passwords used before.',
  'Neither your name nor your user name in it.',
  'No well-known password, and no usual pattern such as a season with a year.',
  'The directory may ask for more; it says so when it does.',
];

/** Null: nothing is due. */
export const factorStep = (
  policy: IdentityPolicy,
  factor: SecondFactor,
  accountId: string,
  place: Place,
): 'code' | 'enrolment' | 'release' | null => {
  if (!needsFactor(policy, place.workstation, place.address)) return null;
  if (factor.stateOf(accountId).enrolled) return 'code';
  return isRemote(policy, place.workstation, place.address) ? 'release' : 'enrolment';
};

/** Whether the code given in the session still counts for opening its lock from this address. */
export const codeStillCounts = (session: LiveSession, place: Place, monotonic: number): boolean =>
  session.codeGiven !== null &&
  session.codeGiven.address === place.address &&
  monotonic - session.codeGiven.at < CODE_GOOD_MS;

export const challengeOf = (attempt: Attempt, policy: IdentityPolicy, factor: SecondFactor): Challenge => {
  const { expiresAt, triesLeft: attemptsLeft, account, place } = attempt;
  switch (attempt.step) {
    case 'new-password': {
      const why = account.state === 'must-change' ? 'must-change' : 'password-expired';
      return { outcome: 'new-password', expiresAt, why, rules: [...PASSWORD_RULES] };
    }
    case 'code': {
      const because = isRemote(policy, place.workstation, place.address)
        ? 'This workstation is not on a network of the department.'
        : 'The department asks everybody for a second factor.';
      const { recoveryLeft } = factor.stateOf(account.id);
      return { outcome: 'second-factor', expiresAt, attemptsLeft, recoveryLeft, because };
    }
    case 'enrolment':
      return { outcome: 'factor-enrolment', expiresAt };
    case 'release':
      return { outcome: 'factor-release', expiresAt, attemptsLeft, help: RELEASE_HELP };
    case 'ready':
      return { outcome: 'ready', expiresAt };
  }
};
