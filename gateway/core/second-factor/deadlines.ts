/**
 * Deadlines that a clock set back does not prolong: in the life of the process they also run on the clock that never
 * goes backwards. After a restart the wall clock alone decides.
 */
import type { Clock } from '../../ports/clock.ts';
import type { Deadline } from '../../ports/factor-store.ts';

export interface Deadlines {
  /** @param span milliseconds */
  start(span: number): Deadline;
  /** Also true before its beginning: then the clock was set back. */
  isOver(deadline: Deadline): boolean;
}

export const createDeadlines = (clock: Clock): Deadlines => {
  const limits = new WeakMap<Deadline, number>();
  return {
    start: (span) => {
      const from = clock.now();
      const deadline = { from, until: from + span };
      limits.set(deadline, clock.monotonic() + span);
      return deadline;
    },
    isOver: (deadline) => {
      const now = clock.now();
      const limit = limits.get(deadline);
      return now < deadline.from || now >= deadline.until || (limit !== undefined && clock.monotonic() >= limit);
    },
  };
};
