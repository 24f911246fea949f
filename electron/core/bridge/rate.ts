/** How often the page may call: a bucket per call, so that a page gone wild can't drown the gateway or the main process. */
import { CALLS, type CallName } from '../../../shared/bridge/calls.ts';
import type { Clock } from '../../ports/clock.ts';

/** Calls at once, and calls a second after that. Calls that carry a secret are slower: nobody types five passwords a second. */
const ORDINARY = { burst: 60, perSecond: 30 } as const;
const SECRET = { burst: 5, perSecond: 1 } as const;

export interface Rate {
  /** False: too many; nothing is counted then. */
  take(name: CallName): boolean;
}

export function createRate(clock: Clock): Rate {
  const buckets = new Map<CallName, { left: number; at: number }>();
  return {
    take: (name) => {
      const limit = 'secret' in CALLS[name] ? SECRET : ORDINARY;
      const now = clock.monotonic();
      const bucket = buckets.get(name) ?? { left: limit.burst, at: now };
      bucket.left = Math.min(limit.burst, bucket.left + ((now - bucket.at) / 1000) * limit.perSecond);
      bucket.at = now;
      buckets.set(name, bucket);
      if (bucket.left < 1) return false;
      bucket.left -= 1;
      return true;
    },
  };
}
