/** The search room: box, sources, facets, grid, preview. Composes; what may be seen was decided by the gateway. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { mergedFacets, needsMore } from '../../../shared/records/results.ts';
import type { ResultRow } from '../../../shared/records/search.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { Progress } from '../../ui/progress.tsx';
import { Facets } from './facets.tsx';
import { toggleFacet } from './facet-model.ts';
import { focusBox, focusGrid } from './focus-places.ts';
import { Preview } from './preview.tsx';
import { ResultGrid } from './result-grid.tsx';
import { SearchBox } from './search-box.tsx';
import { SearchEmpty } from './search-empty.tsx';
import { statusSentence } from './status-sentence.ts';
import { searchActions } from './search-actions.ts';
import { shownResults } from './search-run.ts';
import type { SearchRoomProps } from './search-room-props.ts';
import { SourcesLine } from './sources-line.tsx';
import { TEXTS } from './texts.ts';
import { useSearchBox } from './use-search-box.ts';
import './search.css';

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

function useRoom(props: SearchRoomProps) {
  const { search, box, onBox, onStatus } = props;
  const { run } = search;
  const state = useSearchBox(props);
  const sentence = statusSentence(run);
  const { isActive } = props;
  useEffect(() => {
    if (isActive) onStatus(sentence);
  }, [isActive, onStatus, sentence]);
  useEffect(() => {
    if (isActive) {
      if (box.selected === null) focusBox();
      else focusGrid();
    }
    // Coming back puts the focus where the work was; later selections must not move it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isActive]);
  useFirstSelected(props);
  const selected = useMemo(
    () => run.results.rows.find((row) => row.id === box.selected) ?? null,
    [run.results.rows, box.selected],
  );
  const { more } = search;
  const onReach = useCallback(
    (row: number) => {
      if (needsMore(run.results, row)) more();
    },
    [more, run.results],
  );
  const toGrid = (): void => {
    focusGrid();
    if (box.selected === null && run.results.rows[0] !== undefined) onBox({ selected: run.results.rows[0].id });
  };
  useActions(isActive ? searchActions({ props, state, selected, toGrid }) : []);
  return { state, selected, onReach, toGrid, onScroll: useScrollMemory(onBox) };
}

export function SearchRoom(props: SearchRoomProps) {
  const { search, box, onBox, onOpen, onExplain } = props;
  const { run } = search;
  const { state, selected, onReach, toGrid, onScroll } = useRoom(props);
  const select = useCallback((row: ResultRow) => onBox({ selected: row.id }), [onBox]);
  const shown = shownResults(run);
  const facets = useMemo(() => mergedFacets(shown), [shown]);
  return (
    <div className="search-room">
      <header className="box-row">
        <SearchBox
          text={box.text}
          readings={state.readings}
          cut={state.cut}
          onText={state.setText}
          onCycle={state.cycle}
          onRemove={(reading) => {
            state.remove(reading);
            focusBox();
          }}
          onRun={state.run}
          onClear={state.clear}
          onDown={toGrid}
        />
        <SourcesLine
          progress={run.results.sources}
          allowed={props.sources}
          onWhy={(source) => onExplain({ of: 'source', source })}
        />
        <Progress isBusy={run.status === 'searching' || run.status === 'paging'} label={TEXTS.searching} />
      </header>
      {shown.rows.length === 0 ? (
        <div className="search-rest">
          <SearchEmpty
            run={run}
            box={state}
            recent={search.recent}
            hasReason={props.reasonId !== null}
            onReason={() => props.onReason(state.run)}
          />
        </div>
      ) : (
        <div className="work" aria-busy={shown !== run.results}>
          <Facets
            facets={facets}
            filters={state.filters}
            onToggle={(group, value) => state.runWith({ filters: toggleFacet(state.filters, group, value) })}
            onClear={() => state.runWith({ filters: {} })}
            onLeave={toGrid}
          />
          <ResultGrid
            rows={shown.rows}
            total={shown.total}
            selected={box.selected}
            rowHeight={props.rowHeight}
            scroll={box.scroll}
            sort={state.sort}
            runKey={shown === run.results ? run.key : 'before'}
            onSelect={select}
            onOpen={onOpen}
            onSort={(sort) => state.runWith({ sort })}
            onScroll={onScroll}
            onReach={onReach}
          />
          <Preview row={selected} onOpen={onOpen} onWhy={(rule) => onExplain({ of: 'rule', rule })} />
        </div>
      )}
    </div>
  );
}
