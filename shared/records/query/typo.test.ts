import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOneTypo } from './typo.ts';

/** Damerau-Levenshtein (restricted) by the book. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, cell(i - 2, j - 2) + 1);
      const row = rows[i];
      if (row) row[j] = best;
    }
  }
  return cell(a.length, b.length);
}

describe('one typo', () => {
  test.each([
    ['OKONJO', 'OKONJJO', true],
    ['OKONJO', 'OKNJO', true],
    ['OKONJO', 'OKANJO', true],
    ['OKONJO', 'OKNOJO', true],
    ['OKONJO', 'OKONJO', false],
    ['OKONJO', 'OKNAJO', false],
    ['SMITH', 'SMTIHE', false],
    ['LEE', 'LEES', false],
    ['LEES', 'LEE', false],
    ['LEES', 'LEEDS', true],
    ['', '', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isOneTypo(a, b)).toBe(expected);
  });

  test('it is distance 1 of Damerau and Levenshtein, whichever word comes first', () => {
    const word = fc.string({ unit: fc.constantFrom('A', 'B', 'C'), minLength: 4, maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneTypo(a, b)).toBe(distance(a, b) === 1);
        expect(isOneTypo(b, a)).toBe(isOneTypo(a, b));
      }),
      { numRuns: 2000 },
    );
  });
});
