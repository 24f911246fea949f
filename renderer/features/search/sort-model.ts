/** Sorting by columns: what a request asks, and what a press on a header makes of it. Pure; at most three columns. */
import type { ColumnSort, SearchRequest, SortColumn } from '../../../shared/records/search.ts';

const MOST = 3;

/** The columns a request sorts by; none for the best match. Time alone is asked the short way. */
export function sortsOf({ sort, columns }: Pick<SearchRequest, 'sort' | 'columns'>): readonly ColumnSort[] {
  if (columns !== undefined) return columns;
  if (sort === 'best') return [];
  return [{ by: 'occurredAt', direction: sort === 'newest' ? 'descending' : 'ascending' }];
}

function withoutColumns(request: SearchRequest): SearchRequest {
  const rest = { ...request };
  delete rest.columns;
  return rest;
}

/** The same question in another order; no sorts: the best match first. */
export function sortedBy(request: SearchRequest, sorts: readonly ColumnSort[]): SearchRequest {
  const rest = withoutColumns(request);
  const [first] = sorts;
  if (first === undefined) return { ...rest, sort: 'best' };
  if (sorts.length === 1 && first.by === 'occurredAt')
    return { ...rest, sort: first.direction === 'descending' ? 'newest' : 'oldest' };
  return { ...rest, sort: 'best', columns: sorts.slice(0, MOST) };
}

/** What one looks for first: the latest, and otherwise the beginning of the alphabet. */
const firstDirection = (by: SortColumn): ColumnSort['direction'] => (by === 'occurredAt' ? 'descending' : 'ascending');
const opposite = ({ by, direction }: ColumnSort): ColumnSort => ({
  by,
  direction: direction === 'ascending' ? 'descending' : 'ascending',
});

/**
 * A press on a header: first one direction, then the other, then not. `adds` keeps the other columns and puts a new one
 * last (in the place of the third when there are three).
 */
export function pressedSort(sorts: readonly ColumnSort[], by: SortColumn, adds: boolean): readonly ColumnSort[] {
  const now = sorts.find((each) => each.by === by);
  if (now === undefined) {
    const fresh: ColumnSort = { by, direction: firstDirection(by) };
    return adds ? [...sorts.slice(0, MOST - 1), fresh] : [fresh];
  }
  const isOnly = sorts.length === 1;
  if (!adds && !isOnly) return [{ by, direction: firstDirection(by) }];
  if (now.direction === firstDirection(by)) return sorts.map((each) => (each === now ? opposite(now) : each));
  return sorts.filter((each) => each !== now);
}
