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
