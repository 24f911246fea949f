/**
 * Searches under way, by the page's key: streams the gateway's events to the page in small batches, the first rows with
 * what came with them. A new search under a key ends the one before; leaving the session ends all.
 */
import { FaultError, type Fault } from '../../../shared/faults/faults.ts';
import type { SearchEvent, SearchRequest } from '../../../shared/records/search.ts';
import type { TopicValue } from '../../../shared/bridge/calls.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GatewayClient } from '../link/gateway-client.ts';
import type { Journal } from '../journal/journal.ts';

/**
 * How long events wait for company (ms), and how many go together: the page draws once for each sending. The first rows wait
 * for what came with them and no longer.
 */
const GATHER_MS = 30;
const BATCH = 20;
/** So many rows fill a screen: they wait for nothing. */
const SCREEN = 20;
/** Searches at once: a page gone wild must not open more. */
const MOST_AT_ONCE = 8;

export interface Searches {
  start(key: string, request: SearchRequest): void;
  cancel(key: string): void;
  cancelAll(): void;
}

export function createSearches(parts: {
  readonly client: GatewayClient;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly publish: (value: TopicValue<'search.progress'>) => void;
}): Searches {
  const running = new Map<string, AbortController>();
  const cancel = (key: string): void => {
    running.get(key)?.abort();
    running.delete(key);
  };
  const run = async (key: string, request: SearchRequest, ending: AbortController): Promise<void> => {
    let step = 0;
    const send = (more: { events: SearchEvent[] } | { fault: Fault }): void => {
      if (!ending.signal.aborted) parts.publish({ key, step: step++, ...more });
    };
    const batch = createBatch(parts.clock, (events) => send({ events }));
    try {
      for await (const event of parts.client.stream('search', { body: request, signal: ending.signal })) {
        if (ending.signal.aborted) return;
        batch.add(event);
      }
      batch.flush();
    } catch (error) {
      if (ending.signal.aborted) return;
      batch.flush();
      const known = error instanceof FaultError;
      send({ fault: known ? error.fault : { code: 'internal', reference: parts.journal.failure('search', error) } });
    } finally {
      batch.stop();
      if (running.get(key) === ending) running.delete(key);
    }
  };
  return {
    start: (key, request) => {
      cancel(key);
      const oldest = running.size >= MOST_AT_ONCE ? [...running.keys()][0] : undefined;
      if (oldest !== undefined) cancel(oldest);
      const ending = new AbortController();
      running.set(key, ending);
      void run(key, request, ending);
    },
    cancel,
    cancelAll: () => {
      for (const key of [...running.keys()]) cancel(key);
    },
  };
}

interface Batch {
  add(event: SearchEvent): void;
  flush(): void;
  stop(): void;
}

function createBatch(clock: Clock, send: (events: SearchEvent[]) => void): Batch {
  let waiting: SearchEvent[] = [];
  let cancel: (() => void) | null = null;
  let rowsSeen = false;
  const stop = (): void => {
    cancel?.();
    cancel = null;
  };
  const flush = (): void => {
    stop();
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    send(events);
  };
  return {
    add: (event) => {
      waiting.push(event);
      const isFirst = event.event === 'rows' && !rowsSeen;
      rowsSeen ||= isFirst;
      if (event.event === 'done' || waiting.length >= BATCH) flush();
      else if (!isFirst) cancel ??= clock.after(GATHER_MS, flush);
      else if (event.rows.length >= SCREEN) flush();
      else {
        cancel?.();
        cancel = clock.after(0, flush);
      }
    },
    flush,
    stop,
  };
}
