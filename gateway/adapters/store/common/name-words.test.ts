/** Which words stand for a typed name, and why: nicknames, one slip, the same sound, and nothing far away. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOneTypo } from '../../../../shared/records/query/typo.ts';
import { codesOf, NameWords } from './name-words.ts';

const WORDS = [
  'GALLAGHER',
  'SIOBHAN',
  'ROBERT',
  'OKONJO',
  'KOWALCZYK',
  'SMITH',
  'SMYTH',
  'SCHMIDT',
  'SEAN',
  'SAEN',
  'BYRD',
];
const filled = (words: readonly string[]): NameWords => {
  const names = new NameWords();
  for (const word of words) names.add(word, codesOf(word));
  return names;
};
const whyOf = (word: string, other: string): string | undefined =>
  filled(WORDS)
    .alike(word)
    .find(({ text }) => text === other)?.why;

it('says why a word stands for another', () => {
  expect(whyOf('BOB', 'ROBERT')).toBe('nickname');
  expect(whyOf('SMIHT', 'SMITH')).toBe('typo');
  expect(whyOf('SAEN', 'SEAN')).toBe('typo');
  expect(whyOf('KOVALCHIK', 'KOWALCZYK')).toBe('sounds like');
  expect(whyOf('SMITH', 'OKONJO')).toBeUndefined();
  expect(whyOf('SMITH', 'SMITH')).toBeUndefined();
});

it('every word one slip away is among them, whatever the letters', () => {
  const letters = fc.stringMatching(/^[A-F]{4,9}$/);
  fc.assert(
    fc.property(fc.uniqueArray(letters, { maxLength: 12 }), letters, (words, asked) => {
      const alike = filled(words).alike(asked);
      const slips = words.filter((word) => isOneTypo(asked, word));
      expect(
        alike
          .filter(({ why }) => why === 'typo')
          .map(({ text }) => text)
          .sort(),
      ).toEqual(slips.sort());
    }),
  );
});

it('gives the same words in the same order however they came in', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(WORDS, { minLength: WORDS.length }), fc.constantFrom(...WORDS), (words, asked) => {
      expect(filled(words).alike(asked)).toEqual(filled(WORDS).alike(asked));
    }),
  );
});
