/** Puts the second factor's answers into the words of the wire. Decides nothing. */
import type { CodeRefusal } from '../../../shared/session/identity.ts';
import type { Confirmation } from '../second-factor/enrolment.ts';

/** Drift as the wire takes it: two hours each way at most. */
const drift = (seconds: number): number => Math.max(-7200, Math.min(7200, Math.round(seconds)));

export const codeRefusal = (
  because:
    { readonly result: 'wrong' | 'replayed' | 'same-code' } | { readonly result: 'drift'; readonly seconds: number },
  attemptsLeft: number,
): CodeRefusal => ({
  outcome: 'code-refused',
  because: because.result,
  ...(because.result === 'drift' ? { driftSeconds: drift(because.seconds) } : {}),
  attemptsLeft: Math.max(0, attemptsLeft),
});

export const confirmationRefusal = (
  confirmation: Exclude<Confirmation, { readonly result: 'enrolled' | 'nothing-pending' }>,
  attemptsLeft: number,
): CodeRefusal => codeRefusal(confirmation, attemptsLeft);
