/** The columns of the result grid: what they are called, how wide, which sort each offers. Pure; which are shown is the person's choice. */
import type { SortColumn } from '../../../shared/records/search.ts';

export const COLUMN_IDS = [
  'kind',
  'number',
  'title',
  'offence',
  'matched',
  'why',
  'occurredAt',
  'precinct',
  'state',
  'source',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

interface Column {
  readonly label: string;
  /** The narrowest in which it can still be read. Design pixels. */
  readonly least: number;
  /** In which nothing usual is cut. Design pixels. */
  readonly width: number;
  /** Share of the room that is left. */
  readonly grows: number;
  readonly sort?: SortColumn;
}

export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  kind: { label: 'Kind', least: 140, width: 150, grows: 0.1, sort: 'kind' },
  number: { label: 'Number', least: 146, width: 148, grows: 0, sort: 'number' },
  title: { label: 'Record', least: 110, width: 150, grows: 0.6 },
  offence: { label: 'Offence', least: 110, width: 150, grows: 0.6, sort: 'offence' },
  matched: { label: 'What matched', least: 130, width: 214, grows: 1 },
  why: { label: 'Why', least: 90, width: 120, grows: 0.2 },
  occurredAt: { label: 'When', least: 112, width: 112, grows: 0, sort: 'occurredAt' },
  precinct: { label: 'Pct', least: 48, width: 48, grows: 0, sort: 'precinct' },
  state: { label: 'State', least: 166, width: 166, grows: 0.3, sort: 'state' },
  source: { label: 'Source', least: 92, width: 120, grows: 0 },
};

export const DEFAULT_COLUMNS: readonly ColumnId[] = ['kind', 'number', 'matched', 'occurredAt', 'precinct', 'state'];

/** Without it a row cannot be told from another. */
export const ALWAYS: ColumnId = 'number';

const isColumn = (id: string): id is ColumnId => (COLUMN_IDS as readonly string[]).includes(id);

/** The chosen columns as far as they exist, each once, with the one that is always there; the default when none was chosen. */
export function columnsOf(chosen: readonly string[] | undefined): readonly ColumnId[] {
  const known = [...new Set((chosen ?? []).filter(isColumn))];
  if (known.length === 0) return DEFAULT_COLUMNS;
  return known.includes(ALWAYS) ? known : [ALWAYS, ...known];
}

/** The columns with one switched on (at its usual place) or off; the one that is always there stays. */
export function withColumn(columns: readonly ColumnId[], id: ColumnId): readonly ColumnId[] {
  if (columns.includes(id)) return id === ALWAYS ? columns : columns.filter((each) => each !== id);
  const before = columns.findIndex((each) => COLUMN_IDS.indexOf(each) > COLUMN_IDS.indexOf(id));
  return before === -1 ? [...columns, id] : columns.toSpliced(before, 0, id);
}

/** The columns with one moved a place along; at the end nothing changes. */
export function movedColumn(columns: readonly ColumnId[], id: ColumnId, step: 1 | -1): readonly ColumnId[] {
  const at = columns.indexOf(id);
  const to = at + step;
  if (at === -1 || to < 0 || to >= columns.length) return columns;
  return columns.toSpliced(at, 1).toSpliced(to, 0, id);
}

/** What is left out first when there is no room: it stands in the preview as well. */
const GIVES_WAY: readonly ColumnId[] = ['why', 'source', 'title', 'offence', 'precinct', 'occurredAt'];
/** Kind by its sign alone. Design pixels. */
const SIGN = 34;
/** Narrowest a column may get when nothing else helps. Design pixels. */
const NARROW = 90;

/** Pixels of a letter in a row, on average and rather too many; and of a cell's two sides. Design pixels. */
const LETTER = 7.4;
const SIDES = 16;

export interface FittedColumns {
  readonly ids: readonly ColumnId[];
  /** Letters that the column of what matched has room for. */
  readonly letters: number;
  /** Whole pixels, one for each of the columns. */
  readonly widths: readonly number[];
  /** The kind is shown by its sign. */
  readonly isTight: boolean;
}

type Widths = Readonly<Record<'least' | 'wanted', (id: ColumnId) => number>>;

type Way = Widths & { readonly isTight: boolean };

/** From roomy to tight. What a row is a danger for is cut last. */
const WAYS: readonly [Way, Way, Way] = [
  { isTight: false, least: (id) => COLUMNS[id].least, wanted: (id) => COLUMNS[id].width },
  {
    isTight: true,
    least: (id) => (id === 'kind' ? SIGN : id === 'matched' ? NARROW : COLUMNS[id].least),
    wanted: (id) => (id === 'kind' ? SIGN : COLUMNS[id].width),
  },
  {
    isTight: true,
    least: (id) => (id === 'kind' ? SIGN : Math.min(COLUMNS[id].least, id === 'state' ? 150 : NARROW)),
    wanted: (id) => (id === 'kind' ? SIGN : COLUMNS[id].width),
  },
];

/** The room shared out: first to the widths in which nothing is cut, then to those that grow. */
function sharedOut(ids: readonly ColumnId[], { least, wanted }: Widths, room: number): readonly number[] {
  const missing = ids.reduce((sum, id) => sum + wanted(id) - least(id), 0);
  const spare = Math.max(0, room - ids.reduce((sum, id) => sum + least(id), 0));
  const part = missing <= 0 ? 0 : Math.min(1, spare / missing);
  const left = Math.max(0, spare - missing);
  const shares = ids.reduce((sum, id) => sum + COLUMNS[id].grows, 0);
  return ids.map((id) => least(id) + (wanted(id) - least(id)) * part + (left * COLUMNS[id].grows) / (shares || 1));
}

/** @param width Pixels of the grid. @param unit Pixels of a design pixel at the chosen density. */
export function fitColumns(columns: readonly ColumnId[], width: number, unit: number): FittedColumns {
  const room = width / unit;
  const fits = (ids: readonly ColumnId[], { least }: Widths): boolean =>
    ids.reduce((sum, id) => sum + least(id), 0) <= room;
  const [roomy, tight, tightest] = WAYS;
  // A sign for the kind before a column that was chosen gives way.
  const wayFor = (ids: readonly ColumnId[]): Way | undefined => [roomy, tight].find((each) => fits(ids, each));
  let ids = columns;
  for (const gone of GIVES_WAY) if (wayFor(ids) === undefined) ids = ids.filter((id) => id !== gone);
  const way = wayFor(ids) ?? tightest;
  const shared = sharedOut(ids, way, room);
  const letters = Math.floor(((shared[ids.indexOf('matched')] ?? 0) - SIDES) / LETTER);
  return { ids, letters, isTight: way.isTight, widths: shared.map((each) => Math.floor(each * unit)) };
}
