/** Reads addresses and corners: a house number or street words that end in a street's type, both sides of a corner. */
import { wordAt, type Token } from './lex.ts';
import { normaliseAddress } from './normalise.ts';
import { readKnown, readPrecinct } from './read-known.ts';
import { reading, type Reader, type Reading, type ReadingContext } from './reading.ts';
import type { Term } from './term.ts';
import { DESCRIBING_WORDS, STOP_WORDS } from './vocabulary.ts';
import { wordsTerm } from './text-terms.ts';

const types = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Types that make a street of the word before them. */
const STREET_TYPES = types(
  'ST STREET STR AV AVE AVENUE BLVD BOULEVARD RD ROAD PKWY PARKWAY EXPY EXPRESSWAY HWY HIGHWAY TPKE TURNPIKE DRIVE',
);
/** Types that are also words or titles: only after a house number. */
const WEAK_TYPES = types('DR PL PLACE LN LANE CT COURT TER TERRACE SQ SQUARE PLZ PLAZA CIR CIRCLE LOOP WALK');
/** Streets without a type. */
const STREETS = types('BROADWAY BOWERY');
const DIRECTIONS = types('N S E W NORTH SOUTH EAST WEST');
const CORNER = types('& @ AND AT');

const HOUSE = /^\d{1,5}(?:-\d{1,4})?[A-Z]?$/;
const QUEENS_HOUSE = /^\d{1,3}-\d{2,3}$/;
const NUMBERED = /^\d{1,3}(?:ST|ND|RD|TH)?$/;
const STREET_WORD = /^[\p{L}'’.-]{1,30}$/u;
/** Words of a street before its type. */
const MOST_WORDS = 4;

/** Whether a word can stand inside a street's name, not being something else the box knows. */
function isStreetWord(tokens: readonly Token[], at: number, context: ReadingContext): boolean {
  const word = wordAt(tokens, at);
  if (NUMBERED.test(word)) return !readPrecinct(tokens, at, context);
  if (!STREET_WORD.test(word)) return false;
  return (word === 'OF' || !STOP_WORDS.has(word)) && !DESCRIBING_WORDS.has(word) && !readKnown(tokens, at, context);
}

/** How many tokens from here make a street; 0 when none. `weak` also takes types that are words. */
function streetLength(tokens: readonly Token[], at: number, context: ReadingContext, weak: boolean): number {
  const lettered = /^(?:AV|AVE|AVENUE)$/.test(wordAt(tokens, at)) && /^[A-Z]$/.test(wordAt(tokens, at + 1));
  if (lettered) return 2;
  if (STREETS.has(wordAt(tokens, at))) return 1;
  let length = 0;
  for (let count = 0; count <= MOST_WORDS; count += 1) {
    const word = wordAt(tokens, at + count);
    const isType = STREET_TYPES.has(word) || (weak && WEAK_TYPES.has(word));
    if (count > 0 && isType) length = count + 1;
    else if (length > 0 || !isStreetWord(tokens, at + count, context)) break;
    if (tokens[at + count]?.comma === true) break;
  }
  return length;
}

/** One side of a corner: a street, or a number or a word or two without type. */
function cornerSide(tokens: readonly Token[], at: number, context: ReadingContext): number {
  const street = streetLength(tokens, at, context, true);
  if (street > 0) return street;
  if (DIRECTIONS.has(wordAt(tokens, at)) && NUMBERED.test(wordAt(tokens, at + 1))) return 2;
  return isStreetWord(tokens, at, context) ? 1 : 0;
}

const isSign = (word: string): boolean => word === '&' || word === '@';

/** `rockaway blvd & 140 av`, `farmers and linden blvd`: with a word between, both sides must look like streets. */
function readCorner(tokens: readonly Token[], at: number, context: ReadingContext): Reading | null {
  const first = cornerSide(tokens, at, context);
  if (first === 0) return null;
  const join = wordAt(tokens, at + first) || (tokens[at + first]?.text === '/' ? '&' : '');
  if (!CORNER.has(join)) return null;
  const second = cornerSide(tokens, at + first + 1, context);
  if (second === 0) return null;
  const other = at + first + 1;
  const streets = [at, other].filter((side) => streetLength(tokens, side, context, false) > 0).length;
  const numbered = NUMBERED.test(wordAt(tokens, at)) || NUMBERED.test(wordAt(tokens, other));
  if (streets === 0 || (streets === 1 && !isSign(join) && !numbered)) return null;
  return addressReading(tokens, at, first + 1 + second);
}

/** `134-22 farmers blvd`, `1042 broadway`, `134-22 farmers`. */
function readHouse(tokens: readonly Token[], at: number, context: ReadingContext): Reading | null {
  const house = wordAt(tokens, at);
  if (!HOUSE.test(house) || tokens[at]?.comma === true) return null;
  const street = streetLength(tokens, at + 1, context, true);
  if (street > 0) return addressReading(tokens, at, street + 1);
  const alone = QUEENS_HOUSE.test(house) && /^\p{L}/u.test(wordAt(tokens, at + 1));
  return alone && isStreetWord(tokens, at + 1, context) ? addressReading(tokens, at, 2) : null;
}

/** The address that some text is, or null when nothing of it can be one. At most 80 characters. */
export function addressOf(text: string): Term | null {
  const value = normaliseAddress(text).slice(0, 80).trim();
  return /[\p{L}\p{N}]/u.test(value) ? { type: 'address', value: normaliseAddress(value) } : null;
}

function addressReading(tokens: readonly Token[], at: number, take: number): Reading | null {
  const text = tokens
    .slice(at, at + take)
    .map((token) => token.upper || token.text)
    .join(' ');
  const term = addressOf(text);
  return term ? reading(term, take, [wordsTerm(text)]) : null;
}

/** `corner of`, `intersection of`: said before the two streets. */
const isCornerOf = (tokens: readonly Token[], at: number): boolean =>
  /^(?:CORNER|INTERSECTION)$/.test(wordAt(tokens, at)) && wordAt(tokens, at + 1) === 'OF';

export const readAddress: Reader = (tokens, at, context) => {
  if (isCornerOf(tokens, at)) {
    const said = readCorner(tokens, at + 2, context);
    return said && { ...said, take: said.take + 2 };
  }
  const corner = readCorner(tokens, at, context);
  if (corner) return corner;
  const house = readHouse(tokens, at, context);
  if (house) return house;
  const street = streetLength(tokens, at, context, false);
  return street > 0 ? addressReading(tokens, at, street) : null;
};
