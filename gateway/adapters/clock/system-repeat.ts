/** Repeats by the timers of the process; keeps no process alive. */
import type { Repeat } from '../../ports/repeat.ts';

export const systemRepeat: Repeat = {
  every: (everyMs, work) => {
    const timer = setInterval(() => void work(), everyMs).unref();
    return () => {
      clearInterval(timer);
    };
  },
};
