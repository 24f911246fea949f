/** Going somewhere leaves a trail: Alt+← follows it back, Alt+→ forth again. Each place comes back where it was left, after a lock too. */
import { useCallback } from 'react';
import { goneTo, stepBack, type Place } from '../../features/viewer/trail.ts';
import type { Action } from '../actions/action.ts';
import { useActions } from '../actions/use-action.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';

const GROUP = 'Open records';

/** @param closeTop What stands over the search and is closed by the way back; null: nothing. */
export function usePlaces(isActive: boolean, closeTop: (() => void) | null) {
  const { workspace, openRecord, selectTab, setPlaces } = useWorkspace();
  const { openTab, tabs, trail = [], ahead = [] } = workspace;
  const openIds = tabs.map((tab) => tab.id);
  const back = stepBack(trail, openTab, openIds);
  const forth = stepBack(ahead, openTab, openIds);
  // Without a trail there is nothing ahead either: the search is not gone forth to by itself.
  const forthTo = ahead.length === 0 || forth === null ? null : forth;
  const leave = useCallback(
    (to: Place): void => {
      setPlaces((now) => ({ trail: goneTo(now.trail, openTab, to), ahead: [] }));
    },
    [openTab, setPlaces],
  );
  const actions: readonly Action[] = [
    {
      id: 'place.back',
      label: 'Back',
      group: GROUP,
      keys: 'Alt+ArrowLeft',
      ...(openTab === null && closeTop === null ? {} : { hint: 5 }),
      run: () => {
        if (closeTop !== null) closeTop();
        else if (back) {
          setPlaces((now) => ({ trail: back.trail, ahead: goneTo(now.ahead, openTab, back.to) }));
          selectTab(back.to);
        }
      },
      ...(back || closeTop !== null ? {} : { unavailable: { because: 'there is nothing to go back to' } }),
    },
    {
      id: 'place.forth',
      label: 'Forth again',
      group: GROUP,
      keys: 'Alt+ArrowRight',
      run: () => {
        if (forthTo === null) return;
        setPlaces((now) => ({ ahead: forthTo.trail, trail: goneTo(now.trail, openTab, forthTo.to) }));
        selectTab(forthTo.to);
      },
      ...(forthTo === null ? { unavailable: { because: 'there is nothing to go forth to' } } : {}),
    },
  ];
  useActions(isActive ? actions : []);
  const open = useCallback(
    (record: { readonly id: string; readonly number: string; readonly kind: string }) => {
      leave(record.id);
      openRecord({ id: record.id, label: record.number, kind: record.kind });
    },
    [leave, openRecord],
  );
  const select = (to: Place): void => {
    if (to === null && openTab === null) closeTop?.();
    leave(to);
    selectTab(to);
  };
  return { open, select };
}
