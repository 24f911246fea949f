import { describe, expect, it } from 'vitest';
import { highlight, needlesOf, piecesOf } from './highlight.ts';

const marked = (text: string, terms: Parameters<typeof needlesOf>[0]): readonly string[] =>
  highlight(text, needlesOf(terms))
    .filter((piece) => piece.marked)
    .map((piece) => piece.text);

describe('the marks of a search inside a narrative', () => {
  it('marks a partial plate at the start of a word, whatever the case', () => {
    expect(
      marked('A neighbour reports partial plate Klr4821; not XKLR48.', [
        { type: 'plate', value: 'KLR48', match: 'starts' },
      ]),
    ).toEqual(['Klr48']);
  });

  it('marks each word of a name, and nothing for days, kinds and exclusions', () => {
    expect(
      marked('OKONJO, DANIEL stopped on 11 AUG 2026', [
        { type: 'name', value: 'DANIEL OKONJO', match: 'prefix' },
        { type: 'when', from: '2026-08-11' },
        { type: 'kind', value: 'arrest' },
        { type: 'exclude', value: 'STOPPED' },
      ]),
    ).toEqual(['OKONJO', 'DANIEL']);
  });

  it('loses no character of the text, overlapping marks or not', () => {
    const text = 'grand larceny of motor vehicle';
    const pieces = piecesOf(text, [
      [6, 13],
      [0, 9],
      [20, 99],
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual([
      'grand lar',
      'ceny',
      'or vehicle',
    ]);
  });
});
