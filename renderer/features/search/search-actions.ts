/** What can be done in the search room, with its keys. Data for the keyboard, the palette and the key list. */
import type { Action } from '../../app/actions/action.ts';
import type { PolicyRuleId } from '../../../shared/policy/rules.ts';
import { SORTS, type ResultRow, type Sort } from '../../../shared/records/search.ts';
import { focusBox, focusFacets } from './focus-places.ts';
import type { SearchRoomProps } from './search-room-props.ts';
import { SORT_LABELS } from './texts.ts';
import type { SearchBoxState } from './use-search-box.ts';

interface Around {
  readonly props: SearchRoomProps;
  readonly state: SearchBoxState;
  readonly selected: ResultRow | null;
  readonly toGrid: () => void;
}

const GROUP = 'Search';
const unavailable = (yes: boolean, because: string): Pick<Action, 'unavailable'> =>
  yes ? { unavailable: { because } } : {};

const nextSort = (sort: Sort): Sort => SORTS[(SORTS.indexOf(sort) + 1) % SORTS.length] ?? 'best';

/** The rule of the first field of a row that is not shown in clear. */
const heldRule = (row: ResultRow | null): PolicyRuleId | undefined =>
  row?.preview.flatMap(({ cell }) => (cell.show === 'shown' ? [] : [cell.rule]))[0];

function resultActions({ props, selected, toGrid }: Around): readonly Action[] {
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

function sortActions({ props, state }: Around): readonly Action[] {
  const nothing = unavailable(props.box.request === null, 'Nothing has been searched yet.');
  return [
    {
      id: 'search.sort',
      group: GROUP,
      label: `Sort another way (now: ${SORT_LABELS[state.sort]})`,
      keys: 'S',
      run: () => state.runWith({ sort: nextSort(state.sort) }),
      ...nothing,
    },
    ...SORTS.map((sort): Action => ({
      id: `search.sort.${sort}`,
      group: GROUP,
      label: `Sort: ${SORT_LABELS[sort]}`,
      run: () => state.runWith({ sort }),
      ...nothing,
    })),
  ];
}

export function searchActions(around: Around): readonly Action[] {
  const { props, state } = around;
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
    ...sortActions(around),
    ...props.search.recent.map((recent, place): Action => ({
      id: `search.again.${place}`,
      group: GROUP,
      label: `Search again: ${recent.text}`,
      run: () => state.runAgain(recent.text, recent.request),
    })),
  ];
}
