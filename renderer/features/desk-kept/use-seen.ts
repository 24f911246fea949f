/** Tells the gateway that the news of a saved search were seen, once its run has come to an end; then they are counted from there. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { ArrivalMarks, SavedSearch } from '../../../shared/session/desk.ts';
import { useBridge } from '../../bridge/bridge-context.ts';
import { sameArrival, seenArrival } from './kept-model.ts';

interface Shown {
  readonly since: ArrivalMarks | undefined;
  readonly arrival: ArrivalMarks;
  readonly isDone: boolean;
}

/** @returns Called with the saved search that is opened. */
export function useSeen(current: Shown | null, reload: () => void): (saved: SavedSearch) => void {
  const bridge = useBridge();
  const [opened, setOpened] = useState<SavedSearch | null>(null);
  const tell = useEffectEvent(async (saved: SavedSearch, arrival: ArrivalMarks) => {
    const reply = await bridge.call('saved.seen', { savedId: saved.id, arrival: seenArrival(saved.arrival, arrival) });
    setOpened((now) => (now === saved ? null : now));
    if (reply.ok) reload();
  });
  const isShown = opened !== null && current?.isDone === true && sameArrival(current.since, opened.arrival);
  const arrival = current?.arrival;
  useEffect(() => {
    if (isShown && opened !== null && arrival !== undefined) void tell(opened, arrival);
  }, [isShown, opened, arrival]);
  return setOpened;
}
