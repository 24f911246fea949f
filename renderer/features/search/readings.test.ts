import { describe, expect, it } from 'vitest';
import type { ParsedQuery, Term } from '../../../shared/records/query/term.ts';
import { choicesOf, nextChoice, readingAt, readingsOf, withoutPiece } from './readings.ts';

const plate: Term = { type: 'plate', value: 'KLR48', match: 'starts' };
const name: Term = { type: 'name', value: 'KLR48', match: 'prefix' };
const words: Term = { type: 'words', value: 'klr48' };
const precinct: Term = { type: 'precinct', value: 113 };
const text = 'klr48 113 pct';
const parsed: ParsedQuery = {
  understood: [
    { term: plate, start: 0, end: 5, others: [name, words] },
    { term: precinct, start: 6, end: 13, others: [] },
  ],
  cut: false,
};

describe('the readings of the box', () => {
  it('moves through every reading and comes back to the first', () => {
    let choices = {};
    const seen: Term[] = [];
    for (let step = 0; step < 4; step += 1) {
      const [first] = readingsOf(text, parsed, choices);
      seen.push(first!.term);
      choices = nextChoice(choices, first!);
    }
    expect(seen).toEqual([plate, name, words, plate]);
  });

  it('gives a text the terms of its request again', () => {
    const choices = choicesOf(text, parsed, { terms: [words, precinct] });
    expect(readingsOf(text, parsed, choices).map((reading) => reading.term)).toEqual([words, precinct]);
    expect(choicesOf(text, parsed, { terms: [plate, precinct] })).toEqual({});
  });

  it('finds the piece at the caret and takes a piece out', () => {
    const readings = readingsOf(text, parsed, {});
    expect(readingAt(readings, 3)?.term).toEqual(plate);
    expect(readingAt(readings, text.length)?.term).toEqual(precinct);
    expect(readingAt([], 0)).toBeUndefined();
    expect(withoutPiece(text, readings[0]!)).toBe('113 pct');
    expect(withoutPiece(text, readings[1]!)).toBe('klr48');
    expect(withoutPiece('klr48  and  113', { start: 7, end: 10 })).toBe('klr48 113');
  });
});
