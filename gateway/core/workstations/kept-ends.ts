/**
 * Ends that are kept on disk by the wall clock, held while the gateway runs on the clock that nobody sets as well: who
 * sets the wall clock back puts none of them off, and who sets it right keeps what is begun afterwards.
 */
import type { Clock } from '../../ports/clock.ts';

export interface KeptEnds {
  /** Of what was read or begun just now. `until`: milliseconds since the epoch. */
  begin(name: string, until: number): void;
  /** Also of what never began here: then the wall clock alone decides. */
  isOver(name: string, until: number): boolean;
}

export const createKeptEnds = (clock: Clock): KeptEnds => {
  /** By name: the end that was meant, and when it comes on the monotonic clock. */
  const limits = new Map<string, { readonly until: number; readonly limit: number }>();
  return {
    begin: (name, until) => {
      if (limits.get(name)?.until === until) return;
      limits.set(name, { until, limit: clock.monotonic() + until - clock.now() });
    },
    isOver: (name, until) => {
      const kept = limits.get(name);
      return clock.now() >= until || (kept?.until === until && clock.monotonic() >= kept.limit);
    },
  };
};
