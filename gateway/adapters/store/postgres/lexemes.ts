/**
 * Writes the entries and questions of PostgreSQL's full text from our own words, so that both stores cut text the same.
 * Each word carries the column it stands in (`t3:HONDA`): text whose tags are hidden is never matched.
 */
import { wordsOf } from '../../../../shared/records/query/normalise.ts';

/** Column of the offence, as facets name it. */
export const OFFENCE = 'offence';

/** Places beyond are not kept by PostgreSQL (`tsvector`), nor are more than 255 of a word. */
const LAST_POSITION = 16_383;
/** Longer words are cut; PostgreSQL takes at most 2,046 bytes. */
const LONGEST_WORD = 200;

const SIGNS = /['\\]/;
const SIGNS_ALL = /['\\]/g;
/** Letters and digits only reach it, but what is quoted cannot be an operator whatever reaches it. */
const quoted = (lexeme: string): string => `'${SIGNS.test(lexeme) ? lexeme.replaceAll(SIGNS_ALL, '') : lexeme}'`;

const lexeme = (column: string, word: string): string => `${column}:${word.slice(0, LONGEST_WORD)}`;

/** Every word of each column with its place in it, and each tag; the text of a `tsvector`, which PostgreSQL puts in order. */
export function vectorOf(texts: ReadonlyMap<string, string>, tags: readonly string[]): string {
  const vector: string[] = [];
  for (const [column, text] of texts) {
    let place = 0;
    for (const word of wordsOf(text)) {
      place += 1;
      const entry = quoted(lexeme(column, word));
      vector.push(place <= LAST_POSITION ? `${entry}:${String(place)}` : entry);
    }
  }
  for (const tag of tags) vector.push(quoted(tag));
  return vector.join(' ');
}

export const allOf = (questions: readonly string[]): string => questions.map((one) => `(${one})`).join(' & ');
export const anyOf = (questions: readonly string[]): string => questions.map((one) => `(${one})`).join(' | ');

export const tagged = (tag: string): string => quoted(tag);

/** A word in any of the columns; `prefix`: also one that begins so. */
export const wordIn = (columns: readonly string[], word: string, prefix: boolean): string =>
  columns.map((column) => `${quoted(lexeme(column, word))}${prefix ? ':*' : ''}`).join(' | ');

/** Words one after the other in one of the columns; `prefix`: the last may go on. */
export const phraseIn = (columns: readonly string[], words: readonly string[], prefix = false): string =>
  columns
    .map((column) =>
      words
        .map((word, at) => `${quoted(lexeme(column, word))}${prefix && at === words.length - 1 ? ':*' : ''}`)
        .join(' <-> '),
    )
    .map((one) => `(${one})`)
    .join(' | ');

/** Entries by which full text is narrowed before any record is read. */
export const sourceTag = (source: string): string => `source:${source}`;
export const kindTag = (kind: string): string => `kind:${kind}`;
export const precinctTag = (precinct: number): string => `precinct:${precinct}`;
export const yearTag = (year: number): string => `year:${year}`;

/** Any year from this one on, which has four digits: the rest of its decade, later decades, later centuries … */
export function sinceYear(first: number): string {
  const digits = String(first);
  const last = digits.length - 1;
  const found: string[] = [];
  for (let at = last; at >= 0; at -= 1) {
    for (let digit = Number(digits[at]) + (at === last ? 0 : 1); digit <= 9; digit += 1) {
      const begun = quoted(`year:${digits.slice(0, at)}${String(digit)}`);
      found.push(at === last ? begun : `${begun}:*`);
    }
  }
  return anyOf(found);
}
