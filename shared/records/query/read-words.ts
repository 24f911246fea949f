/**
 * Reads what nothing else understood: two to four words that may be a name are a name, everything else is words.
 * Nothing typed is lost silently but punctuation and words that say nothing ("the", "of").
 */
import { foldText } from './clean-text.ts';
import type { Token } from './lex.ts';
import { normalisePhone } from './normalise.ts';
import { identifierOf } from './read-number.ts';
import { precinctNumber } from './read-known.ts';
import { plateOf } from './read-vehicle.ts';
import { reading, type Reading } from './reading.ts';
import type { Term } from './term.ts';
import { nameTerm, wordsTerm } from './text-terms.ts';
import { DESCRIBING_WORDS, STOP_WORDS } from './vocabulary.ts';

type Sort = 'name' | 'describing' | 'stop' | 'other';
const NAME_WORD = /^\p{L}[\p{L}'’‘`.-]{0,29}$/u;

export function sortOf(token: Token): Sort {
  if (token.sign !== 'word' || token.excluded || !NAME_WORD.test(token.upper)) return 'other';
  if (STOP_WORDS.has(token.upper)) return 'stop';
  return DESCRIBING_WORDS.has(token.upper) ? 'describing' : 'name';
}

/** Most words of a name, and of one term of words. */
const LONGEST_NAME = 4;
const LONGEST_RUN = 8;

interface Run {
  readonly from: number;
  readonly to: number;
  readonly alphabetic: boolean;
}

/** Cuts loose tokens into runs at words that say nothing, at commas, and where letters turn to something else. */
function runsOf(tokens: readonly Token[], from: number, to: number, keepStops: boolean): readonly Run[] {
  const runs: Run[] = [];
  let start = from;
  const close = (end: number): void => {
    const first = tokens[start];
    if (end > start && first) runs.push({ from: start, to: end, alphabetic: sortOf(first) !== 'other' });
    start = end;
  };
  for (let at = from; at < to; at += 1) {
    const [token, before] = [tokens[at], tokens[at - 1]];
    if (!token) break;
    const sort = sortOf(token);
    if (at > start && before) {
      const turns = (sortOf(before) === 'other') !== (sort === 'other');
      const comma = before.comma && !(at === start + 1 && sort === 'name' && sortOf(before) === 'name');
      if (turns || comma || at - start >= LONGEST_RUN) close(at);
    }
    if (sort === 'stop' && !keepStops) {
      close(at);
      start = at + 1;
    }
  }
  close(to);
  return runs;
}

const textOf = (tokens: readonly Token[], run: Run): string =>
  tokens
    .slice(run.from, run.to)
    .map((token) => token.text)
    .join(' ');

/** Other things that a token of digits and signs could be. */
function othersOfSigns(text: string): readonly (Term | null)[] {
  const upper = foldText(text);
  const precinct = precinctNumber(upper);
  const phone = /^\d+$/.test(upper) ? normalisePhone(upper) : '';
  const isPlain = /^[A-Z0-9-]{2,10}$/.test(upper) && /\d/.test(upper);
  return [
    precinct > 0 ? { type: 'precinct', value: precinct } : null,
    phone === '' ? null : { type: 'phone', value: phone },
    isPlain ? plateOf(upper) : null,
    isPlain ? identifierOf(upper, null) : null,
  ];
}

/** One word that only a name is written like: `o'brien`, `smith-jones`. */
const WRITTEN_LIKE_A_NAME = /^(?:[OD]['’]\p{L}{3,}|\p{L}{3,}-\p{L}{3,})$/iu;

function readRun(tokens: readonly Token[], run: Run): Reading | null {
  const text = textOf(tokens, run);
  const words = wordsTerm(text);
  const count = run.to - run.from;
  if (!run.alphabetic) return words && reading(words, count, count === 1 ? othersOfSigns(text) : []);
  const [prefix, sounds] = [nameTerm(text, 'prefix'), nameTerm(text, 'sounds')];
  const names = count <= LONGEST_NAME ? [prefix, sounds] : [];
  const isName =
    (count > 1 || WRITTEN_LIKE_A_NAME.test(text)) &&
    tokens.slice(run.from, run.to).every((token) => sortOf(token) === 'name');
  if (isName && prefix && count <= LONGEST_NAME) return reading(prefix, count, [sounds, words]);
  return words && reading(words, count, names);
}

/** The readings of loose tokens from one position to another, each with where it begins. */
export function readLoose(
  tokens: readonly Token[],
  from: number,
  to: number,
  keepStops: boolean,
): readonly { readonly at: number; readonly reading: Reading }[] {
  const found: { readonly at: number; readonly reading: Reading }[] = [];
  for (const run of runsOf(tokens, from, to, keepStops)) {
    const read = readRun(tokens, run);
    if (read) found.push({ at: run.from, reading: read });
  }
  return found;
}
