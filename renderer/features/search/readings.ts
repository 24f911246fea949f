/**
 * The readings of what is typed: which of its possible meanings each piece of the box has, as chosen by the person.
 * Pure. The text stays the truth; a choice belongs to the piece of text it was made for and is forgotten with it.
 */
import type { ParsedQuery, Term, Understanding } from '../../../shared/records/query/term.ts';
import type { SearchRequest } from '../../../shared/records/search.ts';

/** By the piece of text, in lower case: which reading was chosen (0 is the parser's own). */
export type Choices = Readonly<Record<string, number>>;

export interface Reading {
  readonly start: number;
  readonly end: number;
  readonly piece: string;
  /** The term as chosen. */
  readonly term: Term;
  /** All readings; `chosen` is the place of `term` in it. */
  readonly options: readonly Term[];
  readonly chosen: number;
}

const pieceOf = (text: string, at: Understanding): string => text.slice(at.start, at.end).toLowerCase();

export function readingsOf(text: string, parsed: ParsedQuery, choices: Choices): readonly Reading[] {
  return parsed.understood.map((at) => {
    const options = [at.term, ...at.others];
    const piece = pieceOf(text, at);
    const chosen = Math.min(choices[piece] ?? 0, options.length - 1);
    return { start: at.start, end: at.end, piece, term: options[chosen] ?? at.term, options, chosen };
  });
}

/** The choices after the reading moved on by one; after the last comes the first again. */
export const nextChoice = (choices: Choices, reading: Reading): Choices => ({
  ...choices,
  [reading.piece]: (reading.chosen + 1) % reading.options.length,
});

/** The piece under the caret, or the nearest before it. */
export const readingAt = (readings: readonly Reading[], caret: number): Reading | undefined =>
  readings.findLast((reading) => reading.start <= caret) ?? readings[0];

/** The text without a piece, with the spaces around it closed. */
export function withoutPiece(text: string, reading: Pick<Reading, 'start' | 'end'>): string {
  const before = text.slice(0, reading.start).trimEnd();
  const after = text.slice(reading.end).trimStart();
  return before === '' || after === '' ? before + after : `${before} ${after}`;
}

/** The text with a piece written otherwise: what a corrected chip does. */
export function withPiece(text: string, reading: Pick<Reading, 'start' | 'end'>, written: string): string {
  const word = written.trim();
  if (word === '') return withoutPiece(text, reading);
  const [before, after] = [text.slice(0, reading.start).trimEnd(), text.slice(reading.end).trimStart()];
  return [before, word, after].filter((part) => part !== '').join(' ');
}

/** The terms of the question with one piece read another way. */
export const termsWith = (readings: readonly Reading[], piece: Reading, option: number): readonly Term[] =>
  readings.map((reading) => (reading === piece ? (reading.options[option] ?? reading.term) : reading.term));

/** Readings that mean another thing, not the same thing matched otherwise or looked for as words. */
function isOtherThing(one: Term, other: Term): boolean {
  if (other.type === 'identifier' && other.kind === undefined) return false;
  return one.type !== other.type || one.type === 'when' || one.type === 'identifier';
}

/** One way to read a piece, as offered under the box. */
export interface Way {
  readonly reading: Reading;
  readonly option: number;
  readonly term: Term;
}

/** Most ways offered at once: one key each. */
export const MOST_WAYS = 4;
/** Types that a piece is rarely meant as when it is none of the others. */
const SURE: ReadonlySet<Term['type']> = new Set(['phrase', 'exclude', 'kind', 'offence', 'hours', 'vin']);

/** For pieces that may mean two things: the reading in force and the best other one, at most two pieces. */
export function waysOf(readings: readonly Reading[]): readonly Way[] {
  return readings
    .flatMap((reading): readonly (readonly Way[])[] => {
      if (SURE.has(reading.term.type)) return [];
      const own = reading.options[0] ?? reading.term;
      const other = reading.options.findIndex(
        (term, option) => option > 0 && term.type !== 'words' && isOtherThing(own, term),
      );
      const second = reading.chosen === 0 ? other : 0;
      const options = other < 0 ? [] : [reading.chosen, second].toSorted((a, b) => a - b);
      return options.length === 0 ? [] : [options.map((option) => wayOf(reading, option))];
    })
    .slice(0, MOST_WAYS / 2)
    .flat();
}

/** Every reading that is not in force, piece by piece. */
export const othersOf = (readings: readonly Reading[]): readonly Way[] =>
  readings.flatMap((reading) =>
    reading.options.flatMap((_, option) => (option === reading.chosen ? [] : [wayOf(reading, option)])),
  );

const wayOf = (reading: Reading, option: number): Way => ({
  reading,
  option,
  term: reading.options[option] ?? reading.term,
});

const same = (a: Term, b: Term): boolean => {
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return left.length === right.length && left.every(([key, value]) => (b as Record<string, unknown>)[key] === value);
};

/** The choices that give a text the terms of a request again: how a search looks after unlocking. */
export function choicesOf(text: string, parsed: ParsedQuery, request: Pick<SearchRequest, 'terms'> | null): Choices {
  const choices: Record<string, number> = {};
  for (const at of request === null ? [] : parsed.understood) {
    const chosen = at.others.findIndex((other) => request?.terms.some((term) => same(term, other)));
    const own = request?.terms.some((term) => same(term, at.term)) === true;
    if (!own && chosen !== -1) choices[pieceOf(text, at)] = chosen + 1;
  }
  return choices;
}
