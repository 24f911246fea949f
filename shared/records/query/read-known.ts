/** Reads what the vocabulary knows by name: precincts, kinds of records, offences. */
import { wordAt, type Token } from './lex.ts';
import { reading, type Reader, type Reading } from './reading.ts';
import type { Term } from './term.ts';
import { KIND_PHRASES, LONGEST_PHRASE, OFFENCE_PHRASES, OFFENCE_SPELLINGS } from './vocabulary.ts';
import { wordsTerm } from './text-terms.ts';

const PRECINCT_WORDS = new Set(['PCT', 'PCTS', 'PRECINCT', 'PREC']);

/** 1 to 123, as a number or an ordinal; 0 for anything else. */
export function precinctNumber(word: string): number {
  const digits = /^0{0,2}([1-9]\d{0,2})(?:ST|ND|RD|TH)?$/.exec(word)?.[1];
  const number = digits === undefined ? 0 : Number(digits);
  return number <= 123 ? number : 0;
}

const precinctReading = (number: number, take: number, word: string): Reading | null =>
  number === 0 ? null : reading({ type: 'precinct', value: number }, take, [wordsTerm(word)]);

/** `113 pct`, `113pct`, `pct 113`, `in 113`, `in the 113 precinct`. */
export const readPrecinct: Reader = (tokens, at) => {
  const first = wordAt(tokens, at);
  if (first === 'IN' || first === 'THE') {
    const from = first === 'IN' && wordAt(tokens, at + 1) === 'THE' ? at + 2 : at + 1;
    const word = wordAt(tokens, from);
    if (!/^\d{1,3}(?:ST|ND|RD|TH)?$/.test(word)) return null;
    const named = PRECINCT_WORDS.has(wordAt(tokens, from + 1));
    return precinctReading(precinctNumber(word), from - at + (named ? 2 : 1), word);
  }
  const second = wordAt(tokens, at + 1);
  if (PRECINCT_WORDS.has(first)) return precinctReading(precinctNumber(second), 2, second);
  if (PRECINCT_WORDS.has(second)) return precinctReading(precinctNumber(first), 2, first);
  const glued = /^(\d{1,3})(?:PCT|PREC)$/.exec(first)?.[1];
  return glued === undefined ? null : precinctReading(precinctNumber(glued), 1, glued);
};

/** Longest phrase of a table at a token; linear in the longest phrase. */
function phraseAt<V>(
  tokens: readonly Token[],
  at: number,
  table: ReadonlyMap<string, V>,
): { readonly value: V; readonly take: number; readonly phrase: string } | null {
  let phrase = '';
  let best: { readonly value: V; readonly take: number; readonly phrase: string } | null = null;
  for (let count = 1; count <= LONGEST_PHRASE; count += 1) {
    const word = wordAt(tokens, at + count - 1);
    if (word === '') break;
    phrase = count === 1 ? word : `${phrase} ${word}`;
    const value = table.get(phrase);
    if (value !== undefined) best = { value, take: count, phrase };
    if (tokens[at + count - 1]?.comma === true) break;
  }
  return best;
}

/** The longer of a kind's and an offence's phrase. */
export const readKnown: Reader = (tokens, at) => {
  const kind = phraseAt(tokens, at, KIND_PHRASES);
  const offence = phraseAt(tokens, at, OFFENCE_PHRASES);
  const kindTerm: Term | null = kind ? { type: 'kind', value: kind.value } : null;
  const offenceTerm: Term | null = offence ? { type: 'offence', value: offence.value } : null;
  if (kind && kindTerm && kind.take >= (offence?.take ?? 0)) {
    return reading(kindTerm, kind.take, [wordsTerm(kind.phrase)]);
  }
  if (offence && offenceTerm) {
    const spelling = OFFENCE_SPELLINGS.get(offence.value);
    const other: Term | null = spelling === undefined ? null : { type: 'offence', value: spelling };
    return reading(offenceTerm, offence.take, [other, wordsTerm(offence.phrase)]);
  }
  return null;
};
