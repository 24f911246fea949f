/** What the search room remembers and can do: where it stands, its marks, its sorts, its runs. Decides nothing about what may be seen. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { arrivalMarks, needsMore } from '../../../shared/records/results.ts';
import type { ColumnSort, ResultRow, SearchRequest, SortColumn } from '../../../shared/records/search.ts';
import { focusBox, focusGrid } from './focus-places.ts';
import { againRequest, newsOnlyRequest, plainRequest } from './rerun.ts';
import type { SearchRoomProps } from './search-room-props.ts';
import { shownResults } from './search-run.ts';
import { pressedSort, sortedBy, sortsOf } from './sort-model.ts';
import { statusSentence } from './status-sentence.ts';
import { useMarks } from './use-marks.ts';
import { useSearchBox } from './use-search-box.ts';

/** How long the box waits before it remembers where the grid stood. Milliseconds. */
const SCROLL_REST = 250;

/** Remembers the scroll without writing it at every pixel. */
function useScrollMemory(onBox: SearchRoomProps['onBox']): (scroll: number) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (scroll) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => onBox({ scroll }), SCROLL_REST);
    },
    [onBox],
  );
}

/** The first row is selected once the first page is whole, so that one key opens it; rows never move under a choice. */
function useFirstSelected({ search, box, onBox }: SearchRoomProps): void {
  const { status, results } = search.run;
  const first = results.rows[0]?.id;
  useEffect(() => {
    if (status === 'done' && box.selected === null && first !== undefined) onBox({ selected: first });
  }, [box.selected, first, onBox, status]);
}

/** Says how the search went, and puts the focus where the work was when one comes back. */
function useArrival({ isActive, onStatus, search, box }: SearchRoomProps): void {
  const sentence = statusSentence(search.run);
  useEffect(() => {
    if (isActive) onStatus(sentence);
  }, [isActive, onStatus, sentence]);
  useEffect(() => {
    if (!isActive) return;
    if (box.selected === null) focusBox();
    else focusGrid();
    // Coming back puts the focus where the work was; later selections must not move it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isActive]);
}

export type SearchRoomState = ReturnType<typeof useRoom>;

export function useRoom(props: SearchRoomProps) {
  const { search, box, onBox } = props;
  const { run } = search;
  const state = useSearchBox(props);
  useArrival(props);
  useFirstSelected(props);
  const shown = shownResults(run);
  const selected = useMemo(() => shown.rows.find((row) => row.id === box.selected) ?? null, [shown, box.selected]);
  const [marks, setMarks] = useMarks(run.key);
  const marked = useMemo(
    () => (marks.size === 0 ? [] : shown.rows.filter((row) => marks.has(row.id))),
    [marks, shown.rows],
  );
  const { more } = search;
  const { results } = run;
  const onReach = useCallback(
    (row: number) => {
      if (needsMore(results, row)) more();
    },
    [more, results],
  );
  const ask = (request: SearchRequest | null): void => {
    if (request !== null) state.runAgain(box.text, request);
  };
  const sorts = box.request === null ? [] : sortsOf(box.request);
  return {
    ...{ state, shown, selected, marks, marked, setMarks, onReach, sorts },
    onScroll: useScrollMemory(onBox),
    select: useCallback((row: ResultRow) => onBox({ selected: row.id }), [onBox]),
    toGrid: (): void => {
      focusGrid();
      const first = shown.rows[0];
      if (box.selected === null && first !== undefined) onBox({ selected: first.id });
    },
    sortBy: (columns: readonly ColumnSort[]): void => {
      if (box.request !== null) ask(sortedBy(box.request, columns));
    },
    onSort: (by: SortColumn | null, adds: boolean): void => {
      if (box.request !== null) ask(sortedBy(box.request, by === null ? [] : pressedSort(sorts, by, adds)));
    },
    /** The same once more, with what changed marked. */
    again: (): void => ask(againRequest(run)),
    newsOnly: (only: boolean): void => ask(newsOnlyRequest(run, only)),
    compare: marked.length === 2 ? (): void => props.onCompare(marked) : null,
    /** What can be saved: a search that a source has answered. */
    current:
      run.request === null || box.request === null
        ? null
        : {
            text: box.text,
            request: plainRequest(run.request),
            since: run.request.since,
            arrival: arrivalMarks(results) ?? {},
            isDone: run.status === 'done',
          },
  };
}
