/**
 * Whether a code is the phone's, of now, and was never used: the one time password verifier of IA-5(1)(d). What it
 * tells a person of a clock that runs wrong never helps anybody to guess a code.
 */
import type { Clock } from '../../ports/clock.ts';
import type { LiveFactor } from '../../ports/factor-store.ts';
import { isBlocked, type FactorBook } from './factor-book.ts';
import { nearest, readCode, secondsAhead, stepAt, stepsOf } from './time-steps.ts';

/** Steps of drift accepted each way: 30 seconds. */
export const STEPS_ACCEPTED = 1;
/** Steps each way in which a code is looked for only to tell how wrong the phone's clock is: 10 minutes. */
export const STEPS_EXPLAINED = 20;

export type FactorVerification =
  /** `driftSeconds` the phone's clock is ahead, as coarse as a step: -30, 0 or 30. */
  | { readonly result: 'ok'; readonly driftSeconds: number }
  | { readonly result: 'wrong' }
  /** A code already used, or older than one already used. */
  | { readonly result: 'replayed' }
  /** A code of this phone, of another time; `seconds` its clock is ahead. Not accepted, now or when its time comes. */
  | { readonly result: 'drift'; readonly seconds: number }
  /** Too many wrong codes in a row (IA-5 l): only removing or enrolling anew helps. */
  | { readonly result: 'blocked' }
  | { readonly result: 'not-enrolled' };

export interface CodeVerification {
  /**
   * Any text may be given: what is no code is `wrong`. Used and wrong codes are stored before it answers; throws, and
   * nothing was accepted, when they cannot be.
   */
  verify(accountId: string, code: string): FactorVerification;
}

interface Judgement {
  readonly answer: FactorVerification;
  readonly live: LiveFactor;
}

const judge = (live: LiveFactor, code: string, now: number): Judgement => {
  const steps = stepsOf(live.secret, code, now, STEPS_EXPLAINED);
  const isNear = (step: number): boolean => Math.abs(step - now) <= STEPS_ACCEPTED;
  const isUsed = (step: number): boolean => step <= live.usedStep;
  const isTold = (step: number): boolean => live.toldSteps.includes(step);
  const usedStep = steps.filter((step) => isNear(step) && !isUsed(step) && !isTold(step)).at(-1);
  if (usedStep !== undefined) {
    const toldSteps = live.toldSteps.filter((step) => step > usedStep);
    return {
      answer: { result: 'ok', driftSeconds: secondsAhead(usedStep, now) },
      live: { ...live, usedStep, toldSteps, failures: 0 },
    };
  }
  if (steps.some((step) => isUsed(step) || (isNear(step) && isTold(step)))) {
    return { answer: { result: 'replayed' }, live };
  }
  const failed = { ...live, failures: live.failures + 1 };
  const step = nearest(steps, now);
  if (step === undefined) return { answer: { result: 'wrong' }, live: failed };
  // SECURITY: who guesses a code of minutes ahead is told so, and could wait for it: from here on it is a used one.
  const toldSteps = [...new Set([...live.toldSteps, ...steps])];
  return { answer: { result: 'drift', seconds: secondsAhead(step, now) }, live: { ...failed, toldSteps } };
};

export const createCodeVerification = (book: FactorBook, clock: Clock): CodeVerification => ({
  verify: (accountId, text) => {
    const { live } = book.of(accountId);
    if (live === null) return { result: 'not-enrolled' };
    if (isBlocked(live)) return { result: 'blocked' };
    const code = readCode(text);
    if (code === null) return { result: 'wrong' };
    const judgement = judge(live, code, stepAt(clock.now()));
    if (judgement.live !== live) book.change(accountId, { live: judgement.live });
    return judgement.answer;
  },
});
