/** Terms that any text can become: words, and words of a name. Pure and total. */
import { foldText } from './clean-text.ts';
import { wordsOf } from './normalise.ts';
import type { Term } from './term.ts';

const MAX_WORDS_TEXT = 200;
const MAX_NAME = 80;
/** What cutting may leave of a character beyond the first plane. */
const HALF_PAIR = /[\uD800-\uDBFF]$/;

/** Words of a text as one term; null when it has none. Longer text is cut to 200 characters. */
export function wordsTerm(text: string): Term | null {
  const value = wordsOf(text).join(' ').slice(0, MAX_WORDS_TEXT).replace(HALF_PAIR, '').trim();
  return value === '' ? null : { type: 'words', value };
}

/** Words of a name in upper case, apostrophes and hyphens kept; null without a letter. */
export function nameTerm(text: string, match: 'prefix' | 'sounds'): Term | null {
  const value = foldText(text)
    .replace(/[’‘`´]/g, "'")
    .replace(/[^\p{L}'-]+/gu, ' ')
    .split(' ')
    .map((word) => word.replace(/^['-]+/, '').replace(/['-]+$/, ''))
    .filter((word) => word !== '')
    .join(' ')
    .slice(0, MAX_NAME)
    .replace(HALF_PAIR, '')
    .replace(/[ '-]+$/, '');
  return value === '' ? null : { type: 'name', value, match };
}
