/**
 * The one place that says which record comes first: text that compares the same in SQLite and in the page. A greater text
 * comes first, whatever source it is of.
 */
import type { MatchWhy, Sort } from '../../../../shared/records/search.ts';

/** How strong a match is; the first figure of the order `best`. */
export const BANDS = { number: 9, exact: 8, starts: 7, found: 6, sounds: 5, words: 4, filter: 3 } as const;
export type Band = (typeof BANDS)[keyof typeof BANDS];

export const BAND_OF_WHY: Readonly<Record<MatchWhy, Band>> = {
  number: BANDS.number,
  exact: BANDS.exact,
  'starts with': BANDS.starts,
  contains: BANDS.found,
  name: BANDS.found,
  'same street': BANDS.found,
  'sounds like': BANDS.sounds,
  nickname: BANDS.sounds,
  typo: BANDS.sounds,
  'looks like': BANDS.sounds,
  word: BANDS.words,
  filter: BANDS.filter,
};

const UNKNOWN = '0000-00-00T00:00';
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?/;

/** Sixteen characters that sort by time; records without a time sort as the oldest. */
export function momentKey(occurredAt: string | null): string {
  const found = occurredAt === null ? null : MOMENT.exec(occurredAt)?.[0];
  if (!found) return UNKNOWN;
  return found.length === 10 ? `${found}T00:00` : found;
}

/** The same turned round, so that the oldest compares greatest; records without a time stay last. */
export const reversedKey = (key: string): string =>
  key === UNKNOWN ? UNKNOWN : key.replace(/\d/g, (digit) => String(9 - Number(digit)));

/** A record's place: what is compared by each sort, without the id that breaks ties. */
export const orderColumn = (sort: Sort): 'at_key' | 'at_back' => (sort === 'oldest' ? 'at_back' : 'at_key');

export const orderText = (sort: Sort, band: number, at: string, id: string): string =>
  `${sort === 'best' ? String(band) : ''}${at}${id}`;

export interface Position {
  readonly band: number;
  readonly at: string;
  readonly id: string;
}

/** Reads what {@link orderText} wrote; null when it is not of this sort's form. */
export function positionOf(sort: Sort, order: string): Position | null {
  const body = sort === 'best' ? order.slice(1) : order;
  const band = sort === 'best' ? Number(order.slice(0, 1)) : 0;
  return body.length === 38 && Number.isInteger(band) ? { band, at: body.slice(0, 16), id: body.slice(16) } : null;
}
