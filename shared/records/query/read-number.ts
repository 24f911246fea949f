/** Reads record numbers of every kind, loosely typed, alone or after the word that names their kind. */
import { isDay } from './days.ts';
import { wordAt, type Token } from './lex.ts';
import {
  normaliseIdentifier,
  readBeginning,
  readDigits,
  readRecordNumber,
  type RecordNumber,
} from './record-numbers.ts';
import { reading, type Reader, type Reading } from './reading.ts';
import type { Term } from './term.ts';
import { NUMBER_WORDS } from './vocabulary.ts';
import type { RecordKind } from '../kind.ts';
import { wordsTerm } from './text-terms.ts';

export const identifierTerm = ({ value, kind }: RecordNumber): Term =>
  kind === undefined ? { type: 'identifier', value } : { type: 'identifier', value, kind };

/** Pieces of a number typed with spaces: `mv 2026 113 321`. */
const MOST_PIECES = 4;
/** Typed with spaces, the last piece must be long enough not to be a house number or a day. */
const SPACED_SERIAL = /^\d{3,8}$/;

function spaced(tokens: readonly Token[], at: number, count: number): RecordNumber | null {
  const pieces: string[] = [];
  for (let next = at; next < at + count; next += 1) {
    const word = wordAt(tokens, next);
    if (word === '' || word.length > 13 || tokens[next]?.comma === true) return null;
    pieces.push(word);
  }
  const last = pieces.at(-1) ?? '';
  if (!SPACED_SERIAL.test(last)) return null;
  const found = readRecordNumber(pieces.join('-'));
  if (!found) return null;
  const isLoose = /^[A-Z]{2,4}-\d{4,6}-\d{4}$/.test(found.value);
  return isLoose || (found.kind === 'warrant' && last.length < 4) ? null : found;
}

interface Found {
  readonly number: RecordNumber;
  readonly take: number;
}

/** A number whose shape tells its kind. */
export function numberAt(tokens: readonly Token[], at: number): Found | null {
  for (let count = MOST_PIECES; count > 1; count -= 1) {
    const number = spaced(tokens, at, count);
    if (number) return { number, take: count };
  }
  const word = wordAt(tokens, at);
  if (word === '' || isDay(word)) return null;
  const number = readRecordNumber(word);
  return number ? { number, take: 1 } : null;
}

const isNumberSign = (word: string): boolean => word === 'NO' || word === 'NUMBER' || word === '#';

/** `case 113-2026-00087`, `complaint no. 2026 113 4512`, `invoice 1000123456`. */
function readAfterWord(tokens: readonly Token[], at: number): Reading | null {
  const kind = NUMBER_WORDS.get(wordAt(tokens, at));
  if (kind === undefined) return null;
  const from = isNumberSign(wordAt(tokens, at + 1)) ? at + 2 : at + 1;
  const found = numberAt(tokens, from);
  if (found) {
    const agrees = kind === null || found.number.kind === undefined || found.number.kind === kind;
    return agrees ? reading(identifierTerm(found.number), from - at + found.take) : null;
  }
  const digits = wordAt(tokens, from).replace(/^#/, '');
  if (!/^\d{5,10}$/.test(digits)) return null;
  return reading(identifierTerm(kind === null ? { value: digits } : { value: digits, kind }), from - at + 1);
}

const SERIAL_WORDS = new Set(['SERIAL', 'S/N', 'SN']);

/** `serial 4CE-0120`: the number of a thing, looked up with the record numbers. */
function readSerial(tokens: readonly Token[], at: number): Reading | null {
  if (!SERIAL_WORDS.has(wordAt(tokens, at))) return null;
  const from = isNumberSign(wordAt(tokens, at + 1)) ? at + 2 : at + 1;
  const word = wordAt(tokens, from);
  if (!/\d/.test(word) || !/^[A-Z0-9-]{3,30}$/.test(word)) return null;
  const term = identifierOf(word, null);
  return term && reading(term, from - at + 1, [wordsTerm(word)]);
}

export const readNumber: Reader = (tokens, at) => {
  const serial = readSerial(tokens, at);
  if (serial) return serial;
  const after = readAfterWord(tokens, at);
  if (after) return after;
  const found = numberAt(tokens, at);
  if (found) return reading(identifierTerm(found.number), found.take);
  const beginning = readBeginning(wordAt(tokens, at));
  return beginning && reading(identifierTerm(beginning), 1);
};

/** A run of digits alone: a number of a data set, or an invoice. Ten digits that can be a phone are not read here. */
export const readDigitRun: Reader = (tokens, at) => {
  const digits = wordAt(tokens, at).replace(/^#/, '');
  const [best, ...others] = readDigits(digits);
  if (!best) return null;
  const phone: Term | null = digits.length === 10 || digits.length === 7 ? { type: 'phone', value: digits } : null;
  return reading(identifierTerm(best), 1, [...others.map(identifierTerm), phone, wordsTerm(digits)]);
};

/** What a field of a kind (`arrest:`) makes of any text. */
export function identifierOf(text: string, kind: RecordKind | null): Term | null {
  const known = readRecordNumber(text);
  const value = normaliseIdentifier(text).replace(/^-+/, '').replace(/-+$/, '');
  if (value === '') return null;
  const told = kind ?? known?.kind;
  return identifierTerm(told === undefined ? { value } : { value, kind: told });
}
