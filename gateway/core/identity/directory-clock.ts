/** Whether the directory's clock and the gateway's agree; a directory that has none, or cannot be asked, says nothing of it. */
import type { Clock } from '../../ports/clock.ts';
import type { Directory } from '../../ports/directory.ts';

/** What Kerberos tolerates by default. */
export const MAX_SKEW_MS = 5 * 60_000;
const CACHED_MS = 60_000;

export type ClockAgreement = 'ok' | 'skewed' | 'unknown';

export const agreementOf = (clockAheadMs: number | null): ClockAgreement =>
  clockAheadMs === null ? 'unknown' : Math.abs(clockAheadMs) > MAX_SKEW_MS ? 'skewed' : 'ok';

/** Asks at most once a minute. */
export const createDirectoryClock = (directory: Directory, clock: Clock): (() => Promise<ClockAgreement>) => {
  let last: { readonly at: number; readonly agreement: Promise<ClockAgreement> } | null = null;
  return async () => {
    const at = clock.monotonic();
    if (last === null || at - last.at >= CACHED_MS) {
      const agreement = directory.health().then(
        ({ clockAheadMs }) => agreementOf(clockAheadMs),
        () => 'unknown' as const,
      );
      last = { at, agreement };
    }
    return last.agreement;
  };
};
