/** A clock that stands still until a test moves it; what is due runs in order as time passes. */
import type { Clock } from '../../../electron/ports/clock.ts';

export interface MovedClock extends Clock {
  advance(ms: number): void;
}

export function movedClock(start: number = Date.now()): MovedClock {
  let now = start;
  const timers = new Set<{ at: number; action: () => void }>();
  return {
    now: () => now,
    monotonic: () => now - start,
    after: (ms, action) => {
      const timer = { at: now + ms, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.action();
      }
      now = end;
    },
  };
}
