/** Marks point at what was asked for, inside the text, whatever the text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, markCompact, markWords, type Mark } from './marking.ts';

const pieces = (text: string, marks: readonly Mark[]): readonly string[] =>
  marks.map(([from, to]) => text.slice(from, to));

describe('marks', () => {
  it('skip what a plate or number leaves out', () => {
    expect(pieces('NY KLR-4821', markCompact('NY KLR-4821', 'KLR48'))).toEqual(['KLR-48']);
    expect(pieces('(718) 555-0142', markCompact('(718) 555-0142', '0142'))).toEqual(['0142']);
    expect(markCompact('KLR4821', 'ZZ')).toEqual([]);
  });

  it('mark the begun part of a word, and whole words with accents or apostrophes', () => {
    const text = 'O’BRIEN, SÉAN and Brien';
    const marks = markWords(text, [
      { text: 'OBRI', prefix: true },
      { text: 'SEAN', prefix: false },
    ]);
    expect(pieces(text, marks)).toEqual(['O’BRIEN', 'SÉAN']);
    expect(pieces('OKONJO', markWords('OKONJO', [{ text: 'OKO', prefix: true }]))).toEqual(['OKO']);
  });

  it('are the same in plain text as in text with other letters in it', () => {
    const character = fc.constantFrom('a', 'b', 'B', 'c', 'E', "'", '’', '0', ' ', '9', '-', '.', '\n', 'É');
    fc.assert(
      fc.property(
        fc.string({ unit: character, maxLength: 200 }),
        fc.array(fc.record({ text: fc.stringMatching(/^[ABC09]{1,3}$/), prefix: fc.boolean() }), { maxLength: 4 }),
        (text, patterns) => {
          expect(markWords(text, patterns)).toEqual(markWords(`${text} é`, patterns));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('stay inside the text and in order, and an excerpt keeps them on the same characters', () => {
    const word = fc.stringMatching(/^[A-Z]{1,6}$/);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        word,
        fc.array(word, { maxLength: 80 }),
        (noise, wanted, words) => {
          const text = `${noise} ${words.join(' ')} ${wanted}`;
          const marks = markWords(text, [{ text: wanted, prefix: true }]);
          expect(marks.length).toBeGreaterThan(0);
          expect(marks.length).toBeLessThanOrEqual(20);
          const cut = excerpt(text, marks);
          expect(cut.text.length).toBeLessThanOrEqual(240);
          let before = 0;
          for (const [from, to] of cut.marks) {
            expect(from).toBeGreaterThanOrEqual(before);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(cut.text.length);
            before = to;
          }
          const [first] = cut.marks;
          if (first && marks[0])
            expect(cut.text.slice(...first)).toBe(text.slice(...marks[0]).slice(0, first[1] - first[0]));
        },
      ),
    );
  });
});
