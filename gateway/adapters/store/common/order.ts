/**
 * The one place that says which record comes first: text that compares the same in every store and in the page. A greater
 * text comes first, whatever source it is of.
 */
import type { ColumnSort, MatchWhy, Sort } from '../../../../shared/records/search.ts';
import type { RecordKind } from '../../../../shared/records/kind.ts';
import { RECORD_DEFINITIONS } from '../../../../shared/records/kinds/definitions.ts';
import { foldText } from '../../../../shared/records/query/clean-text.ts';
import { BEYOND_ROWS, FIRST_KNOWN_ROW } from './row-number.ts';

/** How strong a match is; the first figure of the order `best`. */
export const BANDS = { number: 9, exact: 8, starts: 7, found: 6, sounds: 5, words: 4, filter: 3 } as const;
export type Band = (typeof BANDS)[keyof typeof BANDS];

/** From the strongest reason for a match to the weakest, with the band it counts in. */
const BAND_OF_WHY: Readonly<Record<MatchWhy, Band>> = {
  number: BANDS.number,
  exact: BANDS.exact,
  'starts with': BANDS.starts,
  contains: BANDS.found,
  name: BANDS.found,
  'same street': BANDS.found,
  nickname: BANDS.sounds,
  typo: BANDS.sounds,
  'sounds like': BANDS.sounds,
  'looks like': BANDS.sounds,
  word: BANDS.words,
  filter: BANDS.filter,
};
const WHYS = Object.keys(BAND_OF_WHY) as readonly MatchWhy[];
export const isStronger = (a: MatchWhy, b: MatchWhy): boolean => WHYS.indexOf(a) < WHYS.indexOf(b);

/** What the rows of an answer are sorted by. */
export interface Ordering {
  readonly sort: Sort;
  /** Instead of `sort`. */
  readonly columns?: readonly ColumnSort[];
  /** False: too many to rank or to sort by column, so newest first. */
  readonly ranked: boolean;
  /** Whether whatever is found is as strong a match (`hasOneBand`): the best are then the newest, however many there are. */
  readonly oneBand?: boolean;
}

/** What {@link columnKeys} reads of a record. */
interface ColumnValues {
  readonly kind: RecordKind;
  readonly number: string;
  readonly precinct: number | null;
  readonly offence: string | null;
  readonly state: string;
}

/** Whether the rows come newest first, so that a store can read them in the order of their numbers. */
export const isNewestFirst = ({ sort, columns, ranked, oneBand = false }: Ordering): boolean =>
  columns === undefined ? sort === 'newest' || (sort === 'best' && (oneBand || !ranked)) : !ranked;

const DIGITS = 16;
const rowDigits = (row: number): string => String(row).padStart(DIGITS, '0');
/** Turned round, so that the oldest compares greatest; records without a known time stay last, in the order they were put. */
const oldestDigits = (row: number): string =>
  rowDigits(row < FIRST_KNOWN_ROW ? FIRST_KNOWN_ROW - 1 - row : BEYOND_ROWS - row);

const WIDTH = 29;
const FIRST_CHARACTER = 0x20;
const LAST_CHARACTER = 0x5f;

/** Known values first either way; upper-case ASCII, cut or filled to one width, turned round for `ascending`. */
function textKey(value: string | null, ascending: boolean): string {
  if (value === null || value === '') return '0'.padEnd(WIDTH + 1, ' ');
  const folded = foldText(value)
    .replace(/[^ -_]/g, '_')
    .slice(0, WIDTH)
    .padEnd(WIDTH, ' ');
  if (!ascending) return `1${folded}`;
  const turned = Array.from(folded, (character) =>
    String.fromCharCode(FIRST_CHARACTER + LAST_CHARACTER - character.charCodeAt(0)),
  );
  return `1${turned.join('')}`;
}

function columnKey({ by, direction }: ColumnSort, row: number, values: ColumnValues): string {
  const ascending = direction === 'ascending';
  switch (by) {
    case 'occurredAt':
      return ascending ? oldestDigits(row) : rowDigits(row);
    case 'kind':
      return textKey(RECORD_DEFINITIONS[values.kind].label, ascending);
    case 'number':
      return textKey(values.number, ascending);
    case 'precinct':
      return textKey(values.precinct === null ? null : String(values.precinct).padStart(3, '0'), ascending);
    case 'offence':
      return textKey(values.offence, ascending);
    case 'state':
      return textKey(values.state, ascending);
  }
}

/** What a record is compared by when it is sorted by columns, before its number. */
export const columnKeys = (columns: readonly ColumnSort[], row: number, values: ColumnValues): string =>
  columns.map((column) => columnKey(column, row, values)).join('');

/** `keys`: of {@link columnKeys}, when sorted by columns. At most 107 characters; ends with the number by every sort. */
export function orderText(
  { sort, columns, ranked, oneBand = false }: Ordering,
  row: number,
  band: Band,
  keys = '',
): string {
  if (columns === undefined && sort === 'best' && (ranked || oneBand)) return `${String(band)}${rowDigits(row)}`;
  if (columns !== undefined || sort === 'best') return ranked ? `1${keys}${rowDigits(row)}` : `0${rowDigits(row)}`;
  return sort === 'oldest' ? oldestDigits(row) : rowDigits(row);
}

/** The number of the record that has this order text; null when it is no order text. */
export function rowOfOrder({ sort, columns }: Ordering, order: string): number | null {
  const digits = /\d{16}$/.exec(order)?.[0];
  if (digits === undefined) return null;
  const value = Number(digits);
  if (columns !== undefined || sort !== 'oldest') return value;
  return value < FIRST_KNOWN_ROW ? FIRST_KNOWN_ROW - 1 - value : BEYOND_ROWS - value;
}
