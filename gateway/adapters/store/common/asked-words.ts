/** Words read from typed text, cut as the indexes cut. Every store asks for these and no others. */
import { wordsOf } from '../../../../shared/records/query/normalise.ts';

/** More words than these are not asked for. */
const MOST_WORDS = 24;
const LONGEST_WORD = 64;

export const askedWords = (text: string): readonly string[] =>
  wordsOf(text)
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD));
