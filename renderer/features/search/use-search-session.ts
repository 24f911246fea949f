/** Runs searches over the bridge and keeps the last one while the session is active. Holds rows in memory only; they go with it. */
import { useCallback, useReducer, useRef, useState } from 'react';
import { useBridge, useTopic } from '../../bridge/bridge-context.ts';
import { nextPage } from '../../../shared/records/results.ts';
import type { SearchRequest } from '../../../shared/records/search.ts';
import { nextRun, NO_RUN, type SearchRun } from './search-run.ts';

/** A search of this tour, to run again. The newest first, without repeats, at most nine: one key each. */
export interface RecentSearch {
  readonly text: string;
  readonly request: SearchRequest;
}
const MAX_RECENT = 9;

export interface SearchSession {
  readonly run: SearchRun;
  readonly recent: readonly RecentSearch[];
  readonly start: (text: string, request: SearchRequest) => void;
  /** Asks for the next page of every source that has one; nothing when there is none or one is on its way. */
  readonly more: () => void;
  readonly cancel: () => void;
}

export function useSearchSession(): SearchSession {
  const bridge = useBridge();
  const [run, dispatch] = useReducer(nextRun, NO_RUN);
  const [recent, setRecent] = useState<readonly RecentSearch[]>([]);
  const count = useRef(0);

  useTopic('search.progress', ({ key, events, fault }) =>
    dispatch({ of: 'progressed', key, events: events ?? [], fault, now: performance.now() }),
  );

  const send = useCallback(
    async (key: string, request: SearchRequest) => {
      const reply = await bridge.call('search.start', { key, request });
      if (!reply.ok) {
        dispatch({ of: 'progressed', key, events: [], fault: reply.fault, now: performance.now() });
      }
    },
    [bridge],
  );

  const runningKey = run.status === 'searching' || run.status === 'paging' ? run.key : null;
  const cancel = useCallback(() => {
    if (runningKey !== null) void bridge.call('search.cancel', { key: runningKey });
    dispatch({ of: 'cleared' });
  }, [bridge, runningKey]);

  const start = useCallback(
    (text: string, request: SearchRequest) => {
      if (runningKey !== null) void bridge.call('search.cancel', { key: runningKey });
      count.current += 1;
      const key = `box-${count.current}`;
      dispatch({ of: 'started', key, request, now: performance.now() });
      setRecent((now) => [{ text, request }, ...now.filter((one) => one.text !== text)].slice(0, MAX_RECENT));
      void send(key, request);
    },
    [bridge, runningKey, send],
  );

  const more = useCallback(() => {
    const cursors = nextPage(run.results);
    if (run.status !== 'done' || run.request === null || cursors === null) return;
    dispatch({ of: 'paged' });
    void send(run.key, { ...run.request, cursors });
  }, [run, send]);

  return { run, recent, start, more, cancel };
}
