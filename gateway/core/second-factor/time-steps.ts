/** The time steps of RFC 6238 and which of them a code belongs to. Decides nothing and keeps nothing. */
import { verifySync } from 'otplib';

/** Seconds of one step: the lifetime recommended by IA-5(1)(d). */
export const STEP_SECONDS = 30;

export const stepAt = (milliseconds: number): number => Math.floor(milliseconds / 1000 / STEP_SECONDS);

/** Six digits, or null for any other text; spaces between them are as phones show them. Never throws. */
export const readCode = (text: string): string | null => {
  if (text.length > 16) return null;
  const digits = text.replace(/[ \u00a0]/g, '');
  return /^[0-9]{6}$/.test(digits) ? digits : null;
};

/**
 * Every step at most `reach` away from `now` whose code it is, earliest first. Each step is asked by itself, and all of
 * them always: the answer takes as long for a right code as for a wrong one. The library's own replay bound is not
 * used, because it throws on a clock that was set back, and tells a used code like a wrong one.
 */
export const stepsOf = (secret: string, code: string, now: number, reach: number): readonly number[] => {
  const first = Math.max(0, now - reach);
  const steps = Array.from({ length: Math.max(0, now + reach - first + 1) }, (_, at) => first + at);
  return steps.filter((step) => verifySync({ secret, token: code, epoch: step * STEP_SECONDS }).valid);
};

/** Of these steps the one closest to `now`. */
export const nearest = (steps: readonly number[], now: number): number | undefined =>
  [...steps].sort((a, b) => Math.abs(a - now) - Math.abs(b - now))[0];

/** Seconds the phone is ahead of the gateway (negative: behind), as coarse as a step. */
export const secondsAhead = (step: number, now: number): number => (step - now) * STEP_SECONDS;
