/** Where a page ends and the next begins, and the page of an answer whose rows are all known. Pure; reads no record. */
import type { Band, Ordering } from './order.ts';
import { BANDS, isNewestFirst, orderText } from './order.ts';
import { FIRST_KNOWN_ROW } from './row-number.ts';

/** Rows that fill a screen: told before the rest of their page is read. */
export const SCREEN = 25;

/** How the terms were read: as asked; or, nothing being so, numbers by how they begin, or plates by what they look like. */
export const PASSES = ['asked', 'number-prefix', 'look-alike'] as const;
export type Pass = (typeof PASSES)[number];

export interface Place {
  readonly pass: Pass;
  /** More than `COUNT_CAP` were found when the first page was given: the next pages neither count nor rank. */
  readonly capped: boolean;
  /** Order text of the last row given. */
  readonly order: string;
}

const LETTERS: Readonly<Record<Pass, string>> = { asked: 'a', 'number-prefix': 'n', 'look-alike': 'l' };

export const placeText = ({ pass, capped, order }: Place): string => `${LETTERS[pass]}${capped ? '+' : '='}${order}`;

/** Reads what {@link placeText} wrote; null for anything else. */
export function placeOf(text: string | null): Place | null {
  const pass = PASSES.find((one) => LETTERS[one] === text?.charAt(0));
  const sign = text?.charAt(1);
  if (text === null || pass === undefined || (sign !== '+' && sign !== '=') || !/\d{16}$/.test(text)) return null;
  return { pass, capped: sign === '+', order: text.slice(2) };
}

/** A record that was found, by its number in the store. */
export interface FoundRow {
  readonly row: number;
  readonly band: Band;
  /** Of `columnKeys`, when sorted by columns. */
  readonly keys?: string;
}

const STRONGEST_FIRST = Object.values(BANDS).sort((a, b) => b - a);

/** All rows in the order asked for, from rows newest first. */
export function inOrder(ordering: Ordering, newestFirst: readonly FoundRow[]): readonly FoundRow[] {
  if (isNewestFirst(ordering)) return newestFirst;
  if (ordering.columns !== undefined) {
    return [...newestFirst].sort((a, b) => {
      const [left, right] = [a.keys ?? '', b.keys ?? ''];
      return left === right ? b.row - a.row : left < right ? 1 : -1;
    });
  }
  if (ordering.sort === 'best')
    return STRONGEST_FIRST.flatMap((band) => newestFirst.filter((one) => one.band === band));
  const oldestFirst = newestFirst.toReversed();
  return [
    ...oldestFirst.filter(({ row }) => row >= FIRST_KNOWN_ROW),
    ...oldestFirst.filter(({ row }) => row < FIRST_KNOWN_ROW),
  ];
}

/** At most `limit` rows after a place, of rows in order, and whether there are more. */
export function pageOf(
  ordering: Ordering,
  ordered: readonly FoundRow[],
  after: string | null,
  limit: number,
): { readonly rows: readonly FoundRow[]; readonly more: boolean } {
  let [low, high] = [0, after === null ? 0 : ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = ordered[middle];
    if (one && after !== null && orderText(ordering, one.row, one.band, one.keys) >= after) low = middle + 1;
    else high = middle;
  }
  return { rows: ordered.slice(low, low + limit), more: ordered.length > low + limit };
}
