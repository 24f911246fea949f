/** The machine's time, moved ahead by leaps: it runs on by itself, and what falls due by a leap is done at once. */
import type { Clock } from '../../../electron/ports/clock.ts';

export interface LeapingClock extends Clock {
  leap(ms: number): void;
}

export function leapingClock(): LeapingClock {
  let ahead = 0;
  const waiting = new Set<{ readonly at: number; readonly action: () => void; timer: NodeJS.Timeout }>();
  const monotonic = (): number => performance.now() + ahead;
  return {
    now: () => Date.now() + ahead,
    monotonic,
    after: (ms, action) => {
      const one = {
        at: monotonic() + ms,
        action: () => {
          waiting.delete(one);
          action();
        },
        timer: setTimeout(() => one.action(), ms),
      };
      one.timer.unref();
      waiting.add(one);
      return () => {
        clearTimeout(one.timer);
        waiting.delete(one);
      };
    },
    leap: (ms) => {
      ahead += ms;
      for (const one of [...waiting].filter(({ at }) => at <= monotonic()).sort((a, b) => a.at - b.at)) {
        if (!waiting.has(one)) continue;
        clearTimeout(one.timer);
        one.action();
      }
    },
  };
}
