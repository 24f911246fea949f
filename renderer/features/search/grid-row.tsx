/** One row of the results. Shows only what the row holds; drawn anew only when something of it is different. */
import { memo, type MouseEvent } from 'react';
import type { ResultRow } from '../../../shared/records/search.ts';
import { GridCell } from './grid-cells.tsx';
import type { ColumnId } from './grid-columns.ts';

interface GridRowProps {
  readonly id: string;
  readonly row: ResultRow;
  /** Place among the rows, from 0. */
  readonly place: number;
  readonly top: number;
  /** The one the keys are at. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly columns: readonly ColumnId[];
  /** UTC: the time of the copy the row is from; undefined: it is current. */
  readonly asOf: string | undefined;
  readonly letters: number;
  readonly isTight: boolean;
  readonly onPress: (place: number, event: MouseEvent) => void;
  readonly onOpen: (row: ResultRow) => void;
}

function Cells({
  id,
  row,
  place,
  top,
  isActive,
  isSelected,
  columns,
  asOf,
  letters,
  isTight,
  onPress,
  onOpen,
}: GridRowProps) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      className="grid-row"
      data-active={isActive}
      data-selected={isSelected}
      data-news={row.news}
      data-copy-record={row.id}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onPress(place, event)}
      onDoubleClick={() => onOpen(row)}
    >
      {columns.map((column) => (
        <GridCell key={column} column={column} row={row} asOf={asOf} letters={letters} isTight={isTight} />
      ))}
    </div>
  );
}

export const GridRow = memo(Cells);
