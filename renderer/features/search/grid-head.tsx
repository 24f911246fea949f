/** The head of the result grid: names of the columns, and the sorts that a column offers. */
import type { Sort } from '../../../shared/records/search.ts';
import { COLUMN_LABELS, SORT_LABELS } from './texts.ts';

interface GridHeadProps {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

const ariaSort = (on: boolean, direction: 'ascending' | 'descending'): 'none' | 'ascending' | 'descending' =>
  on ? direction : 'none';

export function GridHead({ sort, onSort }: GridHeadProps) {
  const byTime = sort !== 'best';
  const nextTime: Sort = sort === 'newest' ? 'oldest' : 'newest';
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-columns">
        <span role="columnheader">{COLUMN_LABELS.kind}</span>
        <span role="columnheader">{COLUMN_LABELS.number}</span>
        <span role="columnheader" aria-sort={ariaSort(!byTime, 'descending')}>
          <button type="button" tabIndex={-1} title={SORT_LABELS.best} onClick={() => onSort('best')}>
            {COLUMN_LABELS.matched}
            {!byTime && <span aria-hidden>↓</span>}
          </button>
        </span>
        <span role="columnheader" aria-sort={ariaSort(byTime, sort === 'oldest' ? 'ascending' : 'descending')}>
          <button type="button" tabIndex={-1} title={SORT_LABELS[nextTime]} onClick={() => onSort(nextTime)}>
            {COLUMN_LABELS.when}
            {byTime && <span aria-hidden>{sort === 'oldest' ? '↑' : '↓'}</span>}
          </button>
        </span>
        <span role="columnheader">{COLUMN_LABELS.precinct}</span>
        <span role="columnheader">{COLUMN_LABELS.state}</span>
      </div>
    </div>
  );
}
