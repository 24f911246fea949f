/**
 * The results as a grid of virtual rows: only the rows in sight exist, so 100,000 scroll like 100. Focus stays on the grid,
 * the selected row is its active descendant. Shows what the rows hold and never opens a record by itself.
 */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ResultRow, Sort } from '../../../shared/records/search.ts';
import { GRID_ID } from './focus-places.ts';
import { isGridKey, rowAfter } from './grid-keys.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import { TEXTS } from './texts.ts';

export interface ResultGridProps {
  readonly rows: readonly ResultRow[];
  /** Rows the sources hold for this search, as far as they said. */
  readonly total: number;
  readonly selected: string | null;
  /** Pixels. */
  readonly rowHeight: number;
  /** Where the grid was scrolled to when it was last on screen. Pixels. */
  readonly scroll: number;
  readonly sort: Sort;
  /** Which run the rows are of: the rows of another begin at the top. */
  readonly runKey: string;
  readonly onSelect: (row: ResultRow) => void;
  readonly onOpen: (row: ResultRow) => void;
  readonly onSort: (sort: Sort) => void;
  readonly onScroll: (scroll: number) => void;
  /** The last row in sight, by its place: to fetch the next page in time. */
  readonly onReach: (row: number) => void;
}

/** Pixels of a grid in which nothing of what matched needs to be left out. */
const WIDE = 1100;

const rowId = (id: string): string => `result-${id}`;

type Rows = Virtualizer<HTMLDivElement, Element>;

/** Tells how far the eye has come, and where the grid stands, whenever either changes. */
function useReach(rows: Rows, onReach: (row: number) => void, onScroll: (scroll: number) => void): void {
  const last = rows.range?.endIndex ?? -1;
  const offset = rows.scrollOffset ?? 0;
  useEffect(() => {
    if (last >= 0) onReach(last);
  }, [last, onReach]);
  useEffect(() => {
    onScroll(offset);
  }, [offset, onScroll]);
}

function useGridKeys(props: ResultGridProps, rows: Rows): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const now = props.rows.findIndex((row) => row.id === props.selected);
    if (event.key === 'Enter') {
      const row = props.rows[now];
      if (row === undefined) return;
      event.preventDefault();
      props.onOpen(row);
      return;
    }
    if (!isGridKey(event.key)) return;
    event.preventDefault();
    const page = Math.max(1, Math.floor((rows.scrollRect?.height ?? 0) / props.rowHeight) - 2);
    const next = rowAfter(event.key, now, props.rows.length, page);
    const row = props.rows[next];
    if (row === undefined) return;
    props.onSelect(row);
    rows.scrollToIndex(next);
  };
}

export function ResultGrid(props: ResultGridProps) {
  const { rows: results, rowHeight, selected } = props;
  const gridRef = useRef<HTMLDivElement>(null);
  const firstScroll = useRef(props.scroll);
  // No compiler memoises this component, and nothing here is memoised on the virtualizer, whose rows change at each scroll.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer<HTMLDivElement, Element>({
    count: results.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => results[index]?.id ?? index,
    overscan: 12,
    initialOffset: firstScroll.current,
    initialRect: { width: 800, height: 600 },
    // The sticky head covers the top of the rows.
    scrollPaddingStart: rowHeight,
  });
  useReach(rows, props.onReach, props.onScroll);
  useEffect(() => {
    rows.measure();
  }, [rows, rowHeight]);
  const shownRun = useRef(props.runKey);
  useEffect(() => {
    if (shownRun.current !== props.runKey) rows.scrollToOffset(0);
    shownRun.current = props.runKey;
  }, [props.runKey, rows]);
  const onKeyDown = useGridKeys(props, rows);
  const active = results.some((row) => row.id === selected) && selected !== null ? rowId(selected) : undefined;
  return (
    <div
      ref={gridRef}
      id={GRID_ID}
      className="grid"
      role="grid"
      aria-label={TEXTS.results}
      aria-rowcount={Math.max(props.total, results.length) + 1}
      aria-colcount={6}
      aria-activedescendant={active}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <GridHead sort={props.sort} onSort={props.onSort} />
      <div role="rowgroup" className="grid-rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const row = results[item.index];
          return row === undefined ? null : (
            <GridRow
              key={item.key}
              id={rowId(row.id)}
              row={row}
              place={item.index}
              top={item.start}
              height={rowHeight}
              selected={row.id === selected}
              isWide={(rows.scrollRect?.width ?? 0) > WIDE}
              onSelect={props.onSelect}
              onOpen={props.onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}
