/** Tells the gateway that the news of a saved search were seen, once its run has come to an end; then they are counted from there. */
import { useCallback, useEffect, useRef } from 'react';
import type { ArrivalMarks, SavedSearch } from '../../../shared/session/desk.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import { sameArrival, seenArrival } from './kept-model.ts';

interface Shown {
  readonly since: ArrivalMarks | undefined;
  readonly arrival: ArrivalMarks;
  readonly isDone: boolean;
}

/** @returns To be told of the saved search that is opened. */
export function useSeen(current: Shown | null, reload: () => void): (saved: SavedSearch) => void {
  const bridge = useBridge();
  const opened = useRef<SavedSearch | null>(null);
  useEffect(() => {
    const saved = opened.current;
    if (saved === null || current === null || !current.isDone || !sameArrival(current.since, saved.arrival)) return;
    opened.current = null;
    const arrival = seenArrival(saved.arrival, current.arrival);
    void bridge.call('saved.seen', { savedId: saved.id, arrival }).then((reply) => {
      if (reply.ok) reload();
    });
  }, [bridge, current, reload]);
  return useCallback((saved) => {
    opened.current = saved;
  }, []);
}
