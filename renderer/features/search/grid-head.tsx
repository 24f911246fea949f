/** The head of the result grid: the names of the columns, and the sorts they offer by mouse and by key. */
import type { KeyboardEvent } from 'react';
import type { ColumnSort, SortColumn } from '../../../shared/records/search.ts';
import { focusGrid, HEAD_ID } from './focus-places.ts';
import { COLUMNS, type FittedColumns } from './grid-columns.ts';
import { TEXTS } from './texts.ts';

interface GridHeadProps {
  readonly columns: FittedColumns;
  /** None: the best match first. */
  readonly sorts: readonly ColumnSort[];
  /** `null`: the best match. */
  readonly onSort: (by: SortColumn | null, adds: boolean) => void;
}

/** Left and right walk through the head, down leaves it for the rows; Shift with Enter adds a column. */
function headKeys(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'ArrowDown' || event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    focusGrid();
    return;
  }
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  event.stopPropagation();
  if (step === 0) return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  stops[stops.findIndex((stop) => stop === document.activeElement) + step]?.focus();
}

const ARROWS = { ascending: '↑', descending: '↓' } as const;

export function GridHead({ columns, sorts, onSort }: GridHeadProps) {
  return (
    <div role="rowgroup" className="grid-head" id={HEAD_ID} onKeyDown={headKeys}>
      <div role="row" aria-rowindex={1} className="grid-columns">
        {columns.ids.map((id) => {
          const { label, sort: by } = COLUMNS[id];
          const isMatch = id === 'matched';
          const at = sorts.findIndex((each) => each.by === by);
          const direction = isMatch && sorts.length === 0 ? 'descending' : sorts[at]?.direction;
          const name = id === 'kind' && columns.isTight ? <span className="visually-hidden">{label}</span> : label;
          if (by === undefined && !isMatch)
            return (
              <span key={id} role="columnheader">
                {name}
              </span>
            );
          return (
            <span key={id} role="columnheader" aria-sort={direction ?? 'none'}>
              <button
                type="button"
                tabIndex={-1}
                title={isMatch ? TEXTS.sortBest : TEXTS.sortBy(label)}
                onClick={(event) => onSort(by ?? null, event.shiftKey)}
              >
                {name}
                {direction !== undefined && <span aria-hidden>{ARROWS[direction]}</span>}
                {at !== -1 && sorts.length > 1 && (
                  <span className="grid-sort-place">
                    <span className="visually-hidden">, sort </span>
                    {at + 1}
                  </span>
                )}
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
}
