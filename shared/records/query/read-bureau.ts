/**
 * Reads the commands that are no precinct as they are called: housing service areas (`psa 2`), transit districts (`td 4`,
 * `transit district 4`) and their bureaus. Pure data and functions; knows no place, only how it is written in records.
 */
import { wordAt } from './lex.ts';
import { reading, type Reader } from './reading.ts';
import type { Term } from './term.ts';
import { nameTerm, wordsTerm } from './text-terms.ts';

/** Housing service areas and transit districts are numbered from 1; no number above this is in use. */
const MOST_SERVICE_AREAS = 9;
const MOST_DISTRICTS = 34;
const OF_BUREAU = new Set(['POLICE', 'BUREAU', 'PD']);

const numberUpTo = (word: string, most: number): number => {
  const number = /^0?([1-9]\d?)$/.exec(word)?.[1];
  return number !== undefined && Number(number) <= most ? Number(number) : 0;
};

/** `PSA 2` as it stands in a text; otherwise its words. */
const numbered = (name: 'PSA' | 'TD', number: number, take: number) => {
  const value = `${name} ${String(number)}`;
  return reading({ type: 'phrase', value }, take, [wordsTerm(value)]);
};

export const readBureau: Reader = (tokens, at) => {
  const [first, second, third] = [wordAt(tokens, at), wordAt(tokens, at + 1), wordAt(tokens, at + 2)];
  if (tokens[at]?.comma === true) return null;
  if (first === 'PSA') {
    const area = numberUpTo(second, MOST_SERVICE_AREAS);
    return area === 0 ? null : numbered('PSA', area, 2);
  }
  const isLong = first === 'TRANSIT' && second === 'DISTRICT';
  if (isLong || first === 'TD') {
    const district = numberUpTo(isLong ? third : second, MOST_DISTRICTS);
    if (district !== 0) return numbered('TD', district, isLong ? 3 : 2);
  }
  if ((first !== 'HOUSING' && first !== 'TRANSIT') || !OF_BUREAU.has(second)) return null;
  const bureau: Term = { type: 'words', value: first };
  const whole = `${first} ${second}`;
  return reading(bureau, 2, [wordsTerm(whole), nameTerm(whole, 'prefix')]);
};
