/** Reads what the vocabulary knows by name: precincts, kinds of records, offences. */
import { wordAt, type Token } from './lex.ts';
import { reading, type Reader, type Reading, type ReadingContext } from './reading.ts';
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

/** `7-5` and `1-1-3`, as a precinct is called: its digits one by one. */
const calledNumber = (word: string): number =>
  /^\d-\d(?:-\d)?$/.test(word) ? precinctNumber(word.replaceAll('-', '')) : 0;

/** `113 pct`, `113pct`, `pct 113`, `in 113`, `in the 113 precinct`, `the 7-5`. */
export const readPrecinct: Reader = (tokens, at) => {
  const first = wordAt(tokens, at);
  if (first === 'IN' || first === 'THE') {
    const from = first === 'IN' && wordAt(tokens, at + 1) === 'THE' ? at + 2 : at + 1;
    const word = wordAt(tokens, from);
    const number = calledNumber(word) || (/^\d{1,3}(?:ST|ND|RD|TH)?$/.test(word) ? precinctNumber(word) : 0);
    const named = PRECINCT_WORDS.has(wordAt(tokens, from + 1));
    return precinctReading(number, from - at + (named ? 2 : 1), word);
  }
  const second = wordAt(tokens, at + 1);
  const numberOf = (word: string): number => calledNumber(word) || precinctNumber(word);
  if (PRECINCT_WORDS.has(first)) return precinctReading(numberOf(second), 2, second);
  if (PRECINCT_WORDS.has(second)) return precinctReading(numberOf(first), 2, first);
  const glued = /^(\d{1,3})(?:PCT|PREC)$/.exec(first)?.[1];
  return glued === undefined ? null : precinctReading(precinctNumber(glued), 1, glued);
};

/** The department's precincts. Others below 124 are taken only where a word says precinct. */
const PRECINCTS: ReadonlySet<number> = new Set(
  `1 5 6 7 9 10 13 14 17 18 19 20 22 23 24 25 26 28 30 32 33 34 40 41 42 43 44 45 46 47 48 49 50 52 60 61 62 63 66 67 68
   69 70 71 72 73 75 76 77 78 79 81 83 84 88 90 94 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116
   120 121 122 123`
    .split(/\s+/)
    .map(Number),
);
/** Below this a number alone may be an age; from here on it is taken for a precinct. */
const NO_AGE = 100;

/** `7-5`, `75th`, `113` with nothing that says precinct: after addresses were tried, and never where a name follows a number. */
export const readLoosePrecinct: Reader = (tokens, at) => {
  const word = wordAt(tokens, at);
  const called = calledNumber(word);
  const number = called || (/^\d{1,3}(?:ST|ND|RD|TH)?$/.test(word) ? precinctNumber(word) : 0);
  if (!PRECINCTS.has(number)) return null;
  const bare = called === 0 && /^\d+$/.test(word);
  if (bare && (number < NO_AGE || word.startsWith('0'))) return null;
  const next = wordAt(tokens, at + 1);
  const goesOn = bare && next !== '' && /^[\p{L}\p{N}]/u.test(next) && !readKnown(tokens, at + 1, NO_CONTEXT);
  if (goesOn && !OPENING_WORDS.has(next)) return null;
  const plate: Term | null = bare ? { type: 'plate', value: word, match: 'starts' } : null;
  const record: Term | null = bare ? { type: 'identifier', value: word } : null;
  return reading({ type: 'precinct', value: number }, 1, [wordsTerm(word), plate, record]);
};

/** Words after which something else is said. */
const OPENING_WORDS = new Set(
  `SINCE FROM AFTER BEFORE UNTIL ON IN DURING BETWEEN LAST PAST THIS TODAY YESTERDAY AND WITH WITHOUT NOT`.split(' '),
);
const NO_CONTEXT: ReadingContext = { today: '' };

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
