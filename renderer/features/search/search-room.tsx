/** The search room: box, sources, facets, grid, preview. Composes; what may be seen was decided by the gateway. */
import { useDeferredValue, useMemo, useState } from 'react';
import { mergedFacets } from '../../../shared/records/results.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { Progress } from '../../ui/progress.tsx';
import { ColumnsDialog } from './columns-dialog.tsx';
import { Facets } from './facets.tsx';
import { toggleFacet } from './facet-model.ts';
import { columnsOf } from './grid-columns.ts';
import { NO_MARKS } from './mark-model.ts';
import { NotesLine } from './notes-line.tsx';
import { Preview } from './preview.tsx';
import { ResultGrid } from './result-grid.tsx';
import { resultNotes } from './result-notes.ts';
import { SearchBox } from './search-box.tsx';
import { SearchEmpty } from './search-empty.tsx';
import { searchActions } from './search-actions.ts';
import type { SearchRoomProps } from './search-room-props.ts';
import { copyTimes } from './source-answers.ts';
import { SourcesLine } from './sources-line.tsx';
import { TEXTS } from './texts.ts';
import { useRoom, type SearchRoomState } from './use-room.ts';
import { useSourceReturns } from './use-source-returns.ts';
import './search.css';

interface PartProps {
  readonly props: SearchRoomProps;
  readonly room: SearchRoomState;
}

function Head({ props, room }: PartProps) {
  const { state } = room;
  const { run } = props.search;
  const returned = useSourceReturns(run, props.isActive, props.onStatus);
  return (
    <header className="box-row">
      <SearchBox text={props.box.text} box={state} isActive={props.isActive} onDown={room.toGrid} />
      <SourcesLine
        progress={run.results.sources}
        allowed={props.sources}
        returned={returned}
        onWhy={(source) => props.onExplain({ of: 'source', source })}
        onRunAgain={room.again}
      />
      <Progress isBusy={run.status === 'searching' || run.status === 'paging'} label={TEXTS.searching} />
    </header>
  );
}

/** What a search without rows leaves room for: why there are none, and what the person keeps. */
function Rest({ props, room }: PartProps) {
  const { run } = props.search;
  const hasReason = props.reasonId !== null;
  const { current, state } = room;
  const isAtStart = run.status === 'idle' && hasReason;
  const { isActive } = props;
  return (
    <div className="search-rest" hidden={room.shown.rows.length > 0}>
      {props.kept({ current, run: state.runAgain, isAtStart, isActive })}
      {room.shown.rows.length === 0 && (
        <SearchEmpty
          run={run}
          box={state}
          recent={props.search.recent}
          hasReason={hasReason}
          onReason={() => props.onReason(state.run)}
        />
      )}
    </div>
  );
}

function Work({ props, room }: PartProps) {
  const { search, box, onOpen, onExplain } = props;
  const { run } = search;
  const { state, shown, marks, setMarks } = room;
  // The first rows do not wait until what stands beside them is drawn.
  const facets = useDeferredValue(
    useMemo(() => mergedFacets(shown), [shown]),
    null,
  );
  const previewed = useDeferredValue(room.selected, null);
  const columns = useMemo(() => columnsOf(props.columns), [props.columns]);
  const asOf = copyTimes(shown);
  return (
    <div className="work" aria-busy={shown !== run.results}>
      <Facets
        facets={facets}
        isExact={shown.exact}
        filters={state.filters}
        onToggle={(group, value) => state.runWith({ filters: toggleFacet(state.filters, group, value) })}
        onClear={() => state.runWith({ filters: {} })}
        onLeave={room.toGrid}
      />
      <ResultGrid
        rows={shown.rows}
        total={shown.total}
        selected={box.selected}
        marks={marks}
        onMarks={setMarks}
        rowHeight={props.rowHeight}
        scroll={box.scroll}
        columns={columns}
        asOf={asOf}
        sorts={room.sorts}
        runKey={shown === run.results ? run.key : 'before'}
        onSelect={room.select}
        onOpen={onOpen}
        onSort={room.onSort}
        onScroll={room.onScroll}
        onReach={room.onReach}
      />
      <Preview
        row={previewed}
        asOf={previewed ? asOf[previewed.source] : undefined}
        onOpen={onOpen}
        onWhy={(rule) => onExplain({ of: 'rule', rule })}
      />
    </div>
  );
}

export function SearchRoom(props: SearchRoomProps) {
  const { run } = props.search;
  const room = useRoom(props);
  const [choosing, setChoosing] = useState(false);
  const { isActive } = props;
  useActions(isActive ? searchActions({ props, room, chooseColumns: () => setChoosing(true) }) : []);
  const { shown } = room;
  const notes = useMemo(() => resultNotes(run), [run]);
  const hasRows = shown.rows.length > 0;
  return (
    <div className="search-room">
      <Head props={props} room={room} />
      <NotesLine
        notes={notes}
        marked={room.marks.size}
        newsOnly={run.request?.since === undefined ? null : run.request.newsOnly === true}
        onNewsOnly={room.newsOnly}
        onCompare={room.compare}
        onUnmark={() => room.setMarks(NO_MARKS)}
      />
      {hasRows && <Work props={props} room={room} />}
      <Rest props={props} room={room} />
      <ColumnsDialog
        isOpen={choosing && isActive}
        columns={columnsOf(props.columns)}
        onColumns={props.onColumns}
        onClose={() => setChoosing(false)}
      />
    </div>
  );
}
