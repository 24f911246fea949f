/**
 * Writes the entries and questions of PostgreSQL's full text from our own words, so that both stores cut text the same.
 * Each word carries the column it stands in (`t3:HONDA`): text whose tags are hidden is never matched.
 */
import { wordsOf } from '../../../../shared/records/query/normalise.ts';

/** Column of the offence, as facets name it. */
export const OFFENCE = 'offence';

/** Positions beyond are not kept by PostgreSQL (`tsvector`). */
const LAST_POSITION = 16_383;
const MOST_POSITIONS = 255;
/** Longer words are cut; PostgreSQL takes at most 2,046 bytes. */
const LONGEST_WORD = 200;

const SIGNS = /['\\]/;
const SIGNS_ALL = /['\\]/g;
/** Letters and digits only reach it, but what is quoted cannot be an operator whatever reaches it. */
const quoted = (lexeme: string): string => `'${SIGNS.test(lexeme) ? lexeme.replaceAll(SIGNS_ALL, '') : lexeme}'`;

const lexeme = (column: string, word: string): string => `${column}:${word.slice(0, LONGEST_WORD)}`;

/** One entry per word of each column with its places in it, and each tag once; the text of a `tsvector`. */
export function vectorOf(texts: ReadonlyMap<string, string>, tags: readonly string[]): string {
  let vector = '';
  for (const [column, text] of texts) {
    const places = new Map<string, number[]>();
    const words = wordsOf(text);
    for (let at = 0; at < words.length; at += 1) {
      const word = (words[at] ?? '').slice(0, LONGEST_WORD);
      const known = places.get(word);
      if (known === undefined) places.set(word, at < LAST_POSITION ? [at + 1] : []);
      else if (at < LAST_POSITION && known.length < MOST_POSITIONS) known.push(at + 1);
    }
    for (const [word, at] of places) {
      vector += quoted(`${column}:${word}`);
      vector += at.length === 0 ? ' ' : `:${at.join(',')} `;
    }
  }
  return vector + tags.map(quoted).join(' ');
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
