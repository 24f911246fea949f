/** Counts wrong enrolment codes by address: ten in fifteen minutes, then the address waits. Never sees a code. */
import type { Clock } from '../../ports/clock.ts';

export const MAX_GUESSES = 10;
const WINDOW_MS = 15 * 60_000;
/** Addresses kept at most; the oldest go first. */
const MAX_ADDRESSES = 10_000;

export interface CodeGuesses {
  isExhausted(address: string): boolean;
  failed(address: string): void;
}

export const createCodeGuesses = (clock: Clock): CodeGuesses => {
  const guesses = new Map<string, readonly number[]>();
  const recent = (address: string): readonly number[] =>
    (guesses.get(address) ?? []).filter((at) => at > clock.monotonic() - WINDOW_MS);
  return {
    isExhausted: (address) => recent(address).length >= MAX_GUESSES,
    failed: (address) => {
      const all = [...recent(address), clock.monotonic()];
      guesses.delete(address);
      guesses.set(address, all);
      for (const oldest of guesses.keys()) {
        if (guesses.size <= MAX_ADDRESSES) break;
        guesses.delete(oldest);
      }
    },
  };
};
