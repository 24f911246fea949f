/**
 * The wall clock, but never before the time that has gone by since the start: what ends by it does not live longer when
 * somebody sets the clock back. After a restart the wall clock alone decides.
 */
import type { Clock } from '../ports/clock.ts';

/** Milliseconds since the epoch; never less than the last answer and the time since. Only for ends, never for beginnings. */
export const createLatestTime = (clock: Clock): (() => number) => {
  const [wall, monotonic] = [clock.now(), clock.monotonic()];
  return () => Math.max(clock.now(), wall + clock.monotonic() - monotonic);
};
