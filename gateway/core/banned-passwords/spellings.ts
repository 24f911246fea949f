/**
 * The words a password may have been made of, with the decoration taken off and letters written as digits or signs read
 * as letters. Decides nothing.
 */
import { foldCase } from '../../../shared/policy/password-patterns.ts';

const SIGNS: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '8': 'b',
  '9': 'g',
  '(': 'c',
  '€': 'e',
  '£': 'l',
};
/** Read as either. */
const ONES = new Set(['1', '!', '|']);
const READINGS = ['i', 'l'] as const;
/** Longer passwords are not one or two words with decoration, and are not taken apart. */
const MAX_TAKEN_APART = 48;

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');

const read = (text: string, one: (typeof READINGS)[number]): string =>
  Array.from(text, (sign) => (ONES.has(sign) ? one : (SIGNS[sign] ?? sign))).join('');

/** The text as it is, read both ways, without anything but letters and digits: for names inside a password. */
export const readings = (text: string): readonly string[] => {
  const folded = foldCase(text);
  return [folded, ...READINGS.map((one) => read(folded, one))].map((reading) => reading.replace(/[^\p{L}\p{N}]/gu, ''));
};

/** Every word, letters only, that is left when some or all of the digits and signs at both ends are taken off. */
export const coresOf = (password: string): ReadonlySet<string> => {
  const folded = foldCase(password);
  const cores = new Set<string>();
  if (folded.length > MAX_TAKEN_APART) return cores;
  const first = folded.search(/\p{L}/u);
  const before = first === -1 ? folded.length : first;
  const after = /[^\p{L}]*$/u.exec(folded)?.index ?? folded.length;
  for (let start = 0; start <= before; start += 1) {
    for (let end = Math.max(start, after); end <= folded.length; end += 1) {
      const inner = folded.slice(start, end);
      cores.add(lettersOf(inner));
      for (const one of READINGS) cores.add(lettersOf(read(inner, one)));
    }
  }
  cores.delete('');
  return cores;
};
