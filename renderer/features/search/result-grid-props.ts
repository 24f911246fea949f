/** What the result grid is given: rows, where it stands, and whom to tell. */
import type { SourceId } from '../../../shared/records/kind.ts';
import type { ColumnSort, ResultRow, SortColumn } from '../../../shared/records/search.ts';
import type { ColumnId } from './grid-columns.ts';
import type { Marks } from './mark-model.ts';

export interface ResultGridProps {
  readonly rows: readonly ResultRow[];
  /** Rows the sources hold for this search, as far as they said. */
  readonly total: number;
  /** The row the keys are at. */
  readonly selected: string | null;
  readonly marks: Marks;
  readonly onMarks: (marks: Marks) => void;
  /** Pixels. */
  readonly rowHeight: number;
  /** Where the grid was scrolled to when it was last on screen. Pixels. */
  readonly scroll: number;
  /** By source, UTC: the time of the copy its rows are from; none: they are current. */
  readonly asOf: Readonly<Partial<Record<SourceId, string>>>;
  readonly columns: readonly ColumnId[];
  readonly sorts: readonly ColumnSort[];
  /** Which run the rows are of: the rows of another begin at the top. */
  readonly runKey: string;
  readonly onSelect: (row: ResultRow) => void;
  readonly onOpen: (row: ResultRow) => void;
  /** `null`: the best match. */
  readonly onSort: (by: SortColumn | null, adds: boolean) => void;
  readonly onScroll: (scroll: number) => void;
  /** The last row in sight, by its place: to fetch the next page in time. */
  readonly onReach: (row: number) => void;
}
