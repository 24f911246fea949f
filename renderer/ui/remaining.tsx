/** How long something still lasts: readable at any time, read out at 60, 30 and 10 seconds only. Shows only; the deadline is kept elsewhere. */
import { useNow } from './use-now.ts';

/** Seconds at which it is read out. */
const SAID = [10, 30, 60] as const;

export const secondsLeft = (until: string, now: Date): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000));

/** `4 min`, and in the last two minutes `90 s`. */
export const leftText = (seconds: number): string =>
  seconds > 120 ? `${String(Math.ceil(seconds / 60))} min` : `${String(seconds)} s`;

interface RemainingProps {
  readonly until: string;
  /** e.g. `(left) => "Ends in " + left`. */
  readonly words: (left: string) => string;
  readonly over: string;
}
export function Remaining({ until, words, over }: RemainingProps) {
  const seconds = secondsLeft(until, useNow(1_000));
  const said = SAID.find((limit) => seconds <= limit);
  return (
    <p className="remaining dim">
      <span>{seconds === 0 ? over : words(leftText(seconds))}</span>
      <span role="status" className="visually-hidden">
        {seconds === 0 ? over : said === undefined ? '' : words(leftText(said))}
      </span>
    </p>
  );
}
