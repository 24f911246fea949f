/** When a request may be tried again: reads only, a bounded number of times, later each time. Writes never are. */
import type { FaultCode } from '../../../shared/faults/faults.ts';
import type { Clock } from '../../ports/clock.ts';

/** Waits before the second and third try, in ms, each plus up to half of itself. */
export const RETRY_WAITS_MS = [150, 600] as const;
const TRANSIENT: readonly FaultCode[] = ['link.down', 'link.timeout'];

/** Milliseconds until the next try after `tries` failed ones, or null: give up. `chance` is in [0, 1). */
export function retryWait(method: string, code: FaultCode, tries: number, chance: number): number | null {
  if (method !== 'GET' || !TRANSIENT.includes(code)) return null;
  const wait = RETRY_WAITS_MS[tries - 1];
  return wait === undefined ? null : Math.round(wait * (1 + chance / 2));
}

/** Resolves after the wait; at once when the signal aborts. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal | null): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const stop = clock.after(ms, resolve);
    signal?.addEventListener(
      'abort',
      () => {
        stop();
        resolve();
      },
      { once: true },
    );
  });
}
