/** Every order the results can be in, by name, for the palette and the key list. */
import type { Action } from '../../app/actions/action.ts';
import { SORT_COLUMNS, SORTS, type Sort, type SortColumn } from '../../../shared/records/search.ts';
import { focusHead } from './focus-places.ts';
import type { SearchRoomProps } from './search-room-props.ts';
import { SORT_LABELS, SORTED_LABELS } from './texts.ts';
import type { SearchRoomState } from './use-room.ts';

const GROUP = 'Search';
const nextSort = (sort: Sort): Sort => SORTS[(SORTS.indexOf(sort) + 1) % SORTS.length] ?? 'best';

function byColumn(by: SortColumn, { sorts, onSort }: SearchRoomState): readonly Action[] {
  const label = SORTED_LABELS[by];
  return [
    { id: `search.sort.by.${by}`, group: GROUP, label: `Sort by ${label}`, run: () => onSort(by, false) },
    ...(sorts.length === 0
      ? []
      : [{ id: `search.sort.then.${by}`, group: GROUP, label: `Sort also by ${label}`, run: () => onSort(by, true) }]),
  ];
}

export function sortActions(props: SearchRoomProps, room: SearchRoomState): readonly Action[] {
  const { state, sorts } = room;
  const { request } = props.box;
  const nothing = request === null ? { unavailable: { because: 'Nothing has been searched yet.' } } : {};
  const isColumns = request?.columns !== undefined;
  const sortPlainly = (sort: Sort): void => {
    if (sort === 'best') room.onSort(null, false);
    else if (isColumns || sort !== state.sort)
      room.sortBy([{ by: 'occurredAt', direction: sort === 'newest' ? 'descending' : 'ascending' }]);
  };
  const now = sorts.length > 1 || isColumns ? 'columns' : SORT_LABELS[state.sort];
  return [
    {
      id: 'search.sort',
      group: GROUP,
      label: `Sort another way (now: ${now})`,
      keys: 'S',
      run: () => sortPlainly(isColumns ? 'best' : nextSort(state.sort)),
      ...nothing,
    },
    {
      id: 'search.head',
      group: GROUP,
      label: 'Column heads: Enter sorts, Shift+Enter adds a column',
      keys: 'H',
      run: focusHead,
      ...nothing,
    },
    ...SORTS.map((sort): Action => ({
      id: `search.sort.${sort}`,
      group: GROUP,
      label: `Sort: ${SORT_LABELS[sort]}`,
      run: () => sortPlainly(sort),
      ...nothing,
    })),
    ...(request === null ? [] : SORT_COLUMNS.flatMap((by) => byColumn(by, room))),
  ];
}
