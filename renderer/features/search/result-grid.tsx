/**
 * The results as a grid of which only the rows in sight exist, so 100,000 scroll like 100. Focus stays on the grid, the row
 * the keys are at is its active descendant. Shows what the rows hold and never opens a record by itself.
 */
import { useEffect, useMemo, useRef, type CSSProperties } from 'react';
import { GRID_ID } from './focus-places.ts';
import { fitColumns } from './grid-columns.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import type { ResultGridProps } from './result-grid-props.ts';
import { TEXTS } from './texts.ts';
import { useGridActs } from './use-grid-acts.ts';
import { useRowWindow } from './use-row-window.ts';
import './grid.css';

const rowId = (id: string): string => `result-${id}`;

export function ResultGrid(props: ResultGridProps) {
  const { rows, rowHeight, selected, marks, onReach } = props;
  const seen = useRowWindow({ count: rows.length, rowHeight, scroll: props.scroll, onScroll: props.onScroll });
  const { box, from, to, slots, toTop, width, unit } = seen;
  const columns = useMemo(() => fitColumns(props.columns, width, unit), [props.columns, width, unit]);
  useEffect(() => {
    if (to > 0) onReach(to - 1);
  }, [to, onReach]);
  const shownRun = useRef(props.runKey);
  useEffect(() => {
    if (shownRun.current !== props.runKey) toTop();
    shownRun.current = props.runKey;
  }, [props.runKey, toTop]);
  const active = useMemo(() => rows.findIndex((row) => row.id === selected), [rows, selected]);
  const { onKeyDown, onPress } = useGridActs({ ...props, active, page: seen.page, show: seen.show });
  const tracks = columns.widths.map((width) => `${width}px`).join(' ');
  return (
    <div
      ref={box}
      id={GRID_ID}
      className="grid"
      role="grid"
      aria-label={TEXTS.results}
      aria-multiselectable
      aria-rowcount={Math.max(props.total, rows.length) + 1}
      aria-colcount={columns.ids.length}
      aria-activedescendant={selected !== null && active !== -1 ? rowId(selected) : undefined}
      tabIndex={0}
      style={{ '--columns': tracks } as CSSProperties}
      onKeyDown={onKeyDown}
    >
      <GridHead columns={columns} sorts={props.sorts} onSort={props.onSort} />
      <div role="rowgroup" className="grid-rows" style={{ height: rows.length * rowHeight }}>
        {rows.slice(from, to).map((row, at) => (
          <GridRow
            // The element of a row that left the window is used again for one that entered it.
            key={(from + at) % slots}
            id={rowId(row.id)}
            row={row}
            place={from + at}
            top={(from + at) * rowHeight}
            isActive={from + at === active}
            isSelected={marks.size > 0 ? marks.has(row.id) : from + at === active}
            columns={columns.ids}
            asOf={props.asOf[row.source]}
            letters={columns.letters}
            isTight={columns.isTight}
            onPress={onPress}
            onOpen={props.onOpen}
          />
        ))}
      </div>
    </div>
  );
}
