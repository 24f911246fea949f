/**
 * One normal form per thing that can be looked up, used both when a record is indexed and when it is asked for, so that
 * the two can never disagree. Pure and total: any string gives a string, empty when nothing of its kind is in it.
 */
import { foldText } from './clean-text.ts';

export { normaliseIdentifier } from './record-numbers.ts';

/** Letters and digits only, upper case: `klr-4821` gives `KLR4821`. */
export function normalisePlate(text: string): string {
  return foldText(text).replace(/[^A-Z0-9]+/g, '');
}

/** Upper case, accents and apostrophes gone, every other sign a space: `O’Brien-Smith, Séan` gives `OBRIEN SMITH SEAN`. */
export function normaliseName(text: string): string {
  return foldText(text)
    .replace(/['’‘`´]+/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

/** Digits of a phone without the country's 1; empty unless 4 to 10 remain (four are the last four). */
export function normalisePhone(text: string): string {
  const digits = text.replace(/[^0-9]+/g, '');
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return national.length >= 4 && national.length <= 10 ? national : '';
}

/** Vehicle identification number: upper case, letters and digits only. */
export function normaliseVin(text: string): string {
  return normalisePlate(text);
}

const ASCII = /^[ -~]*$/;

/** Upper-case words of letters and digits, accents gone, in order, repeats kept: cut where the full-text index cuts. */
export function wordsOf(text: string): readonly string[] {
  const folded = foldText(text);
  // As below, for text without any other letters: it is most there is, and every word of every record comes by.
  if (ASCII.test(folded)) return folded.match(/[A-Z0-9]+/g) ?? [];
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Long form to the form used in the department's address files. */
export const STREET_WORDS: Readonly<Record<string, string>> = {
  AVENUE: 'AV',
  AVE: 'AV',
  AVEN: 'AV',
  AVNUE: 'AV',
  STREET: 'ST',
  STR: 'ST',
  SAINT: 'ST',
  BOULEVARD: 'BLVD',
  BOUL: 'BLVD',
  BLV: 'BLVD',
  BVD: 'BLVD',
  ROAD: 'RD',
  DRIVE: 'DR',
  DRV: 'DR',
  PLACE: 'PL',
  LANE: 'LN',
  COURT: 'CT',
  TERRACE: 'TER',
  TERR: 'TER',
  PARKWAY: 'PKWY',
  PKY: 'PKWY',
  EXPRESSWAY: 'EXPY',
  EXPWY: 'EXPY',
  EXPRWY: 'EXPY',
  HIGHWAY: 'HWY',
  TURNPIKE: 'TPKE',
  TPK: 'TPKE',
  BRIDGE: 'BR',
  SQUARE: 'SQ',
  PLAZA: 'PLZ',
  CIRCLE: 'CIR',
  CRESCENT: 'CRES',
  CONCOURSE: 'CONC',
  EXTENSION: 'EXT',
  HEIGHTS: 'HTS',
  LOOP: 'LOOP',
  WALK: 'WALK',
  ALLEY: 'ALY',
  EAST: 'E',
  WEST: 'W',
  NORTH: 'N',
  SOUTH: 'S',
  FORT: 'FT',
  MOUNT: 'MT',
  APARTMENT: 'APT',
  FIRST: '1',
  SECOND: '2',
  THIRD: '3',
  FOURTH: '4',
  FIFTH: '5',
  SIXTH: '6',
  SEVENTH: '7',
  EIGHTH: '8',
  NINTH: '9',
  TENTH: '10',
  ELEVENTH: '11',
  TWELFTH: '12',
};

const ORDINAL = /^(\d{1,4})(?:ST|ND|RD|TH)$/;

function streetWord(word: string): string {
  const ordinal = ORDINAL.exec(word);
  if (ordinal?.[1] !== undefined) return ordinal[1].replace(/^0+(?=\d)/, '');
  return Object.hasOwn(STREET_WORDS, word) ? (STREET_WORDS[word] ?? word) : word;
}

/**
 * Upper case, street types and directions in their short form, ordinals as numbers, a corner with `&`:
 * `134-22 Farmers Boulevard` gives `134-22 FARMERS BLVD`, `Rockaway Blvd and 140th Avenue` gives `ROCKAWAY BLVD & 140 AV`.
 * House numbers keep their dash.
 */
export function normaliseAddress(text: string): string {
  const words = foldText(text)
    .replace(/['’‘`´.]+/g, '')
    .replace(/[&@/+]+/g, ' & ')
    .replace(/[^\p{L}\p{N}&-]+/gu, ' ')
    .split(' ')
    .map((word) => word.replace(/^-+|-+$/g, ''))
    .filter((word) => word !== '')
    .map((word) => (word === 'AND' ? '&' : streetWord(word)));
  return words
    .filter((word, at) => word !== '&' || (at > 0 && at < words.length - 1 && words[at - 1] !== '&'))
    .join(' ');
}
