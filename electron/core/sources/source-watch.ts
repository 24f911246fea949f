/**
 * Asks now and then whether sources that did not answer are back, while a search that misses them is on the screen, and
 * tells the page once. Less and less often; never prolongs a session, and stops with it.
 */
import { SOURCE_IDS, type SourceId } from '../../../shared/records/kind.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GatewayClient } from '../link/gateway-client.ts';

/** Milliseconds before the first look; each pause is half as long again as the one before. */
export const FIRST_LOOK_MS = 3_000;
export const LONGEST_PAUSE_MS = 60_000;
const GROWTH = 1.5;

export interface SourceWatch {
  /** These and no others from now on; none: stop. */
  watch(sources: readonly SourceId[]): void;
  stop(): void;
}

interface Watched {
  readonly missing: Set<SourceId>;
  readonly ending: AbortController;
  pause: number;
  cancel: () => void;
}

export function createSourceWatch(parts: {
  readonly clock: Clock;
  readonly client: Pick<GatewayClient, 'request'>;
  readonly returned: (sources: SourceId[]) => void;
}): SourceWatch {
  const { clock, client } = parts;
  let watched: Watched | null = null;

  const plan = (now: Watched): void => {
    now.cancel = clock.after(now.pause, () => void look(now));
    now.pause = Math.min(LONGEST_PAUSE_MS, now.pause * GROWTH);
  };
  const look = async (now: Watched): Promise<void> => {
    try {
      const { sources } = await client.request('sourceStates', { signal: now.ending.signal });
      if (watched !== now) return;
      const up = sources.filter(({ source, state }) => state === 'up' && now.missing.has(source));
      for (const { source } of up) now.missing.delete(source);
      if (up.length > 0) parts.returned(up.map(({ source }) => source));
    } catch {
      // A link that is down is shown by itself; the next look may be answered.
    }
    if (watched !== now) return;
    if (now.missing.size === 0) stop();
    else plan(now);
  };
  const stop = (): void => {
    watched?.cancel();
    watched?.ending.abort();
    watched = null;
  };
  return {
    stop,
    watch: (sources) => {
      stop();
      const missing = new Set(SOURCE_IDS.filter((source) => sources.includes(source)));
      if (missing.size === 0) return;
      watched = { missing, ending: new AbortController(), pause: FIRST_LOOK_MS, cancel: () => undefined };
      plan(watched);
    },
  };
}
