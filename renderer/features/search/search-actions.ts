/** What can be done in the search room, with its keys. Data for the keyboard, the palette and the key list. */
import type { Action } from '../../app/actions/action.ts';
import type { PolicyRuleId } from '../../../shared/policy/rules.ts';
import type { ResultRow } from '../../../shared/records/search.ts';
import { focusBox, focusFacets } from './focus-places.ts';
import { allMarks, MOST_MARKED } from './mark-model.ts';
import type { SearchRoomProps } from './search-room-props.ts';
import { sortActions } from './sort-actions.ts';
import type { SearchRoomState } from './use-room.ts';

interface Around {
  readonly props: SearchRoomProps;
  readonly room: SearchRoomState;
  readonly chooseColumns: () => void;
}

const GROUP = 'Search';
const unavailable = (yes: boolean, because: string): Pick<Action, 'unavailable'> =>
  yes ? { unavailable: { because } } : {};

/** The rule of the first field of a row that is not shown in clear. */
const heldRule = (row: ResultRow | null): PolicyRuleId | undefined =>
  row?.preview.flatMap(({ cell }) => (cell.show === 'shown' ? [] : [cell.rule]))[0];

function resultActions({ props, room }: Around): readonly Action[] {
  const { selected, toGrid } = room;
  const none = props.search.run.results.rows.length === 0;
  const held = heldRule(selected);
  return [
    {
      id: 'search.move',
      group: GROUP,
      label: 'Move',
      keys: ['ArrowDown', 'ArrowUp', 'PageUp', 'PageDown', 'Home', 'End'],
      byWidget: true,
      keysOnly: true,
      run: toGrid,
      ...(none ? {} : { hint: 10 }),
    },
    {
      id: 'search.open',
      group: GROUP,
      label: 'Open',
      keys: 'Enter',
      byWidget: true,
      run: () => {
        if (selected !== null) props.onOpen(selected);
      },
      ...unavailable(selected === null, 'No row is selected.'),
      ...(none ? {} : { hint: 11 }),
    },
    {
      id: 'search.filter',
      group: GROUP,
      label: 'Filter',
      keys: 'F',
      run: focusFacets,
      ...unavailable(none, 'There are no rows to filter.'),
      ...(none ? {} : { hint: 12 }),
    },
    {
      id: 'search.why',
      group: GROUP,
      label: 'Why is it held back?',
      keys: 'W',
      run: () => {
        if (held !== undefined) props.onExplain({ of: 'rule', rule: held });
      },
      ...unavailable(held === undefined, 'Nothing of the selected row is held back from you.'),
    },
  ];
}

const BY_WIDGET = { group: GROUP, byWidget: true, keysOnly: true } as const;

function markActions({ props, room, chooseColumns }: Around): readonly Action[] {
  const { run } = props.search;
  const none = room.shown.rows.length === 0;
  const noRows = unavailable(none, 'There are no rows.');
  const { compare } = room;
  return [
    { ...BY_WIDGET, id: 'search.mark', label: 'Mark the row', keys: 'Space', run: room.toGrid, ...noRows },
    {
      ...BY_WIDGET,
      id: 'search.stretch',
      label: 'Mark on',
      keys: ['Shift+ArrowDown', 'Shift+ArrowUp'],
      run: room.toGrid,
      ...noRows,
    },
    {
      id: 'search.mark-all',
      group: GROUP,
      label: `Mark all rows (up to ${MOST_MARKED})`,
      keys: 'Ctrl+A',
      byWidget: true,
      run: () => room.setMarks(allMarks(room.shown.rows)),
      ...noRows,
    },
    {
      id: 'search.compare',
      group: GROUP,
      label: 'Compare the two marked records',
      keys: 'C',
      run: () => compare?.(),
      ...unavailable(compare === null, 'Mark two rows with Space first.'),
    },
    {
      id: 'search.again',
      group: GROUP,
      label: 'Run again and show what changed',
      keys: 'R',
      run: room.again,
      ...unavailable(run.request === null || run.status === 'searching', 'Nothing has been searched yet.'),
      ...(none ? {} : { hint: 14 }),
    },
    { id: 'search.columns', group: GROUP, label: 'Columns…', keys: 'Shift+C', run: chooseColumns },
  ];
}

export function searchActions(around: Around): readonly Action[] {
  const { props, room } = around;
  const { state } = room;
  return [
    {
      id: 'search.focus',
      group: GROUP,
      label: 'Search box',
      keys: ['Ctrl+F', '/'],
      run: () => focusBox(true),
      hint: 13,
    },
    {
      id: 'search.reading',
      group: GROUP,
      label: 'Read what was typed another way',
      keys: 'Tab',
      byWidget: true,
      keysOnly: true,
      run: () => focusBox(),
    },
    { id: 'search.clear', group: GROUP, label: 'Clear the box', keys: 'Escape', byWidget: true, run: state.clear },
    ...resultActions(around),
    ...markActions(around),
    ...sortActions(props, room),
    ...props.search.recent.map((recent, place): Action => ({
      id: `search.again.${place}`,
      group: GROUP,
      label: `Search again: ${recent.text}`,
      run: () => state.runAgain(recent.text, recent.request),
    })),
  ];
}
