/**
 * Makes refusals take one time: a controller does more for a wrong password of somebody than for a name nobody has, and
 * the difference would tell which names there are. Never holds back a yes.
 */
export interface RefusalTerms {
  /** A refusal is told no sooner than this after the question. */
  readonly refusalMs: number;
  readonly monotonic: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

export const evenRefusal = async <T>(
  { refusalMs, monotonic, pause }: RefusalTerms,
  isRefusal: (answer: T) => boolean,
  ask: () => Promise<T>,
): Promise<T> => {
  const until = monotonic() + refusalMs;
  const answer = await ask();
  const left = until - monotonic();
  if (isRefusal(answer) && left > 0) await pause(left);
  return answer;
};
