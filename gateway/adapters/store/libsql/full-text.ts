/** Writes expressions of the full-text language from typed words: each is quoted, so that no word is ever an operator. */
import { askedWords } from '../common/asked-words.ts';
import type { BegunWords } from './index-terms.ts';

/** A quoted word or phrase: letters, digits, spaces and dashes remain, which the tokenizer reads as words. */
export const quoted = (text: string): string => `"${text.replace(/[^\p{L}\p{N} -]+/gu, ' ')}"`;
/** A word of the column `tag`, which nobody can ask for: typed text never holds the sign. */
export const tagged = (word: string): string => `"${TAG_SIGN}${word.replace(/[^a-z0-9]+/gi, '')}"`;
export const TAG_SIGN = '~';
export const prefixed = (text: string): string => `${quoted(text)}*`;

export const allOf = (expressions: readonly string[]): string => expressions.map((one) => `(${one})`).join(' AND ');
export const anyOf = (expressions: readonly string[]): string => expressions.map((one) => `(${one})`).join(' OR ');

export const inColumns = (columns: readonly string[], expression: string): string =>
  `{${columns.join(' ')}} : (${expression})`;

const NONE_TOLD: BegunWords = () => null;

/** Words that begin so: by name when they are told, else as a prefix. */
export function beginning(word: string, begun: BegunWords): string {
  const words = begun(word);
  if (words === null) return prefixed(word);
  return words.length === 0 ? quoted(word) : anyOf(words.map(quoted));
}

/** All words, the last as a prefix; null when nothing can be asked. */
export function everyWord(text: string, begun: BegunWords = NONE_TOLD): string | null {
  const words = askedWords(text);
  if (words.length === 0) return null;
  return allOf(words.map((word, at) => (at === words.length - 1 ? beginning(word, begun) : quoted(word))));
}

export function everyPrefix(text: string, begun: BegunWords = NONE_TOLD): string | null {
  const words = askedWords(text);
  return words.length === 0 ? null : allOf(words.map((word) => beginning(word, begun)));
}

export function phrase(text: string): string | null {
  const words = askedWords(text);
  return words.length === 0 ? null : quoted(words.join(' '));
}
