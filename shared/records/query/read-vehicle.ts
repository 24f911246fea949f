/** Reads plates, whole or partial, with or without their state, and vehicle identification numbers. */
import { wordAt, type Token } from './lex.ts';
import { identifierOf } from './read-number.ts';
import { reading, type Reader, type Reading } from './reading.ts';
import type { Term } from './term.ts';
import { DESCRIBING_WORDS, STATES, STATES_THAT_ARE_WORDS, STOP_WORDS } from './vocabulary.ts';
import { wordsTerm } from './text-terms.ts';

type PlateTerm = Extract<Term, { type: 'plate' }>;
type PlateMatch = PlateTerm['match'];

const PLATE_VALUE = /^[A-Z0-9]{2,10}$/;
const WILD = /[*?]/;
const ORDINAL = /^\d{1,4}(?:ST|ND|RD|TH)$/;
/** The end of a VIN that tells one vehicle from another, as often read out alone. */
const VIN_END = 8;
/** Characters from which a plate without wildcards is taken for whole. */
const WHOLE_PLATE = 6;

const withState = (state: string | undefined): { state?: string } => (state === undefined ? {} : { state });

function plateTerm(value: string, match: PlateMatch, state: string | undefined): PlateTerm | null {
  return PLATE_VALUE.test(value) ? { type: 'plate', value, match, ...withState(state) } : null;
}

/** The longest stretch of a plate between wildcards, and how it must match. */
function wildPlate(text: string, state: string | undefined): PlateTerm | null {
  const runs = text.split(/[*?]+/).map((run) => run.replace(/[^A-Z0-9]+/g, ''));
  const [first = ''] = runs;
  if (first.length >= 2) return plateTerm(first, 'starts', state);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return plateTerm(longest, 'contains', state);
}

/** A plate out of text: `=KLR48` exactly so, `*821` contained, `KLR48` begins when it is short. */
export function plateOf(text: string, state?: string): PlateTerm | null {
  if (text.length > 24) return null;
  if (text.startsWith('=')) return plateTerm(text.replace(/[^A-Z0-9]+/g, ''), 'exact', state);
  if (WILD.test(text)) return wildPlate(text, state);
  const value = text.replace(/[^A-Z0-9]+/g, '');
  return plateTerm(value, value.length >= WHOLE_PLATE ? 'exact' : 'starts', state);
}

/** The same plate matched otherwise, and as words. */
function otherPlates(term: PlateTerm): readonly (Term | null)[] {
  const matches = (['exact', 'starts', 'contains'] as const).filter((match) => match !== term.match);
  const number = identifierOf(term.value, null);
  const vin = term.value.length === VIN_END ? vinOf(term.value) : null;
  return [...matches.map((match): Term => ({ ...term, match })), number, vin, wordsTerm(term.value)];
}

const plateReading = (term: PlateTerm | null, take: number): Reading | null =>
  term ? reading(term, take, otherPlates(term)) : null;

/** Letters and digits mixed, 5 to 8 of them, no ordinal of a street. */
function looksLikePlate(word: string): boolean {
  const value = word.replace(/-/g, '');
  return /^[A-Z0-9]{5,8}$/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && !ORDINAL.test(word);
}

function looksWild(word: string): boolean {
  if (word.length > 12 || !/^[A-Z0-9*?-]+$/.test(word) || !WILD.test(word)) return false;
  const fixed = word.replace(/[^A-Z0-9]+/g, '');
  if (fixed.length < 2) return false;
  return /\d/.test(fixed) || (word.includes('*') && fixed.length <= 3);
}

/** `KLR 4821`: three letters and four digits; not where the letters are a word and the digits a year. */
function splitPlate(tokens: readonly Token[], at: number): string {
  const [letters, digits] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  if (!/^[A-Z]{3}$/.test(letters) || !/^\d{4}$/.test(digits) || tokens[at]?.comma === true) return '';
  if (STOP_WORDS.has(letters) || DESCRIBING_WORDS.has(letters)) return '';
  return /^(?:19|20)\d{2}$/.test(digits) && /[AEIOUY]/.test(letters) ? '' : letters + digits;
}

interface Loose {
  readonly text: string;
  readonly take: number;
}

/** A plate at a token, without its state. */
function loosePlate(tokens: readonly Token[], at: number): Loose | null {
  const split = splitPlate(tokens, at);
  if (split !== '') return { text: split, take: 2 };
  const word = wordAt(tokens, at);
  return looksLikePlate(word) || looksWild(word) ? { text: word, take: 1 } : null;
}

export const readPlate: Reader = (tokens, at) => {
  const word = wordAt(tokens, at);
  if (STATES.has(word) && !STATES_THAT_ARE_WORDS.has(word)) {
    const plate = loosePlate(tokens, at + 1);
    if (plate) return plateReading(plateOf(plate.text, word), plate.take + 1);
  }
  const plate = loosePlate(tokens, at);
  if (!plate) return null;
  const after = wordAt(tokens, at + plate.take);
  const isState = STATES.has(after) && !STATES_THAT_ARE_WORDS.has(after) && !loosePlate(tokens, at + plate.take + 1);
  return isState
    ? plateReading(plateOf(plate.text, after), plate.take + 1)
    : plateReading(plateOf(plate.text), plate.take);
};

/** After the word `plate`: any letters and digits, two tokens at most. `must` reads letters alone too (`plate:GOCATS`). */
export function plateAfterWord(tokens: readonly Token[], at: number, must: boolean): Reading | null {
  const first = wordAt(tokens, at);
  const second = wordAt(tokens, at + 1);
  const usable = (word: string): boolean => /^[=]?[A-Z0-9*?-]{2,12}$/.test(word) && (must || /[\d*?]/.test(word));
  if (STATES.has(first) && (usable(second) || splitPlate(tokens, at + 1) !== '')) {
    const rest = plateTokens(tokens, at + 1);
    return plateReading(plateOf(rest.text, first), rest.take + 1);
  }
  if (!usable(first) && splitPlate(tokens, at) === '') return null;
  const rest = plateTokens(tokens, at);
  return plateReading(plateOf(rest.text), rest.take);
}

function plateTokens(tokens: readonly Token[], at: number): Loose {
  const split = splitPlate(tokens, at);
  return split === '' ? { text: wordAt(tokens, at), take: 1 } : { text: split, take: 2 };
}

const VIN = /^[A-HJ-NPR-Z0-9]{4,17}$/;

/** A VIN out of text; O and Q are zeros and I is a one, as no VIN has those letters. */
export function vinOf(text: string): Term | null {
  const value = text.replace(/-/g, '').replace(/[OQ]/g, '0').replace(/I/g, '1');
  return VIN.test(value) ? { type: 'vin', value } : null;
}

export const readVin: Reader = (tokens, at) => {
  const word = wordAt(tokens, at);
  if (word.length !== 17 || !/\d/.test(word) || !/[A-Z]/.test(word)) return null;
  const term = vinOf(word);
  return term ? reading(term, 1, [wordsTerm(word)]) : null;
};

/** 9 to 16 letters and digits mixed: a part of a VIN, or the serial number of a thing. */
export const readVinPart: Reader = (tokens, at) => {
  const word = wordAt(tokens, at);
  if (!/^[A-Z0-9]{9,16}$/.test(word) || !/\d/.test(word) || !/[A-Z]/.test(word)) return null;
  const term = vinOf(word);
  return term ? reading(term, 1, [identifierOf(word, null), wordsTerm(word)]) : null;
};
