/** Moving between the search and the open records, with its keys. */
import type { Workspace } from '../../../shared/bridge/calls.ts';
import type { Action } from '../actions/action.ts';

interface Around {
  readonly tabs: Workspace['tabs'];
  readonly openTab: string | null;
  readonly select: (id: string | null) => void;
  readonly close: (id: string) => void;
  readonly nextTab: (step: 1 | -1) => void;
  /** Null when there is nowhere to go back to. */
  readonly back: (() => void) | null;
}

const GROUP = 'Open records';

export function recordsRoomActions({ tabs, openTab, select, close, nextTab, back }: Around): readonly Action[] {
  const none = tabs.length === 0 ? { unavailable: { because: 'No record is open.' } } : {};
  return [
    {
      id: 'records.back',
      group: GROUP,
      label: 'Back',
      keys: 'Alt+ArrowLeft',
      run: () => back?.(),
      ...(back === null ? { unavailable: { because: 'This is where you began.' } } : {}),
      ...(openTab === null ? {} : { hint: 19 }),
    },
    {
      id: 'records.close',
      group: GROUP,
      label: 'Close this record',
      keys: ['Alt+W', 'Ctrl+W'],
      run: () => {
        if (openTab !== null) close(openTab);
      },
      ...(openTab === null ? { unavailable: { because: 'No record is on screen.' } } : {}),
    },
    // Ctrl+Tab belongs to the window in some hosts; Alt+PageDown is free in all of them.
    { id: 'records.next', group: GROUP, label: 'Next record', keys: 'Alt+PageDown', run: () => nextTab(1), ...none },
    {
      id: 'records.previous',
      group: GROUP,
      label: 'Previous record',
      keys: 'Alt+PageUp',
      run: () => nextTab(-1),
      ...none,
    },
    ...[null, ...tabs.map((tab) => tab.id)].slice(0, 9).map((id, place): Action => ({
      id: `records.go.${place + 1}`,
      group: GROUP,
      label: id === null ? 'Go to the search' : `Go to ${tabs[place - 1]?.label ?? ''}`,
      keys: `Alt+${place + 1}`,
      run: () => select(id),
    })),
  ];
}
