import { expect, it } from 'vitest';
import { markPieces } from './mark-pieces.ts';
import { markWindow } from './mark-window.ts';

const marked = (text: string, marks: readonly (readonly [number, number])[]): readonly string[] => {
  const shown = markWindow(text, marks, 32);
  return markPieces(shown.text, shown.marks)
    .filter((piece) => piece.marked)
    .map((piece) => piece.text);
};

it('shows why a row matched, also when the mark stands late in the text', () => {
  const late = 'Bench warrant · subject of vehicle KLR4821, KLR48 again';
  expect(
    marked(late, [
      [35, 40],
      [44, 49],
    ]),
  ).toEqual(['KLR48', 'KLR48']);
  expect(markWindow(late, [[35, 40]], 32).text).toBe('… of vehicle KLR4821, KLR48 again');
  expect(markWindow('KLR4821 struck a parked vehicle', [[0, 5]], 32).text).toBe('KLR4821 struck a parked vehicle');
  expect(marked('x'.repeat(60), [[40, 45]])).toEqual(['xxxxx']);
});

it('the narrower the cell, the nearer to its beginning stands the mark', () => {
  const text = 'Derelict vehicle, plate KLR4821';
  expect(markWindow(text, [[24, 29]], 60).text).toBe(text);
  for (const fits of [14, 18, 24, 28]) {
    const shown = markWindow(text, [[24, 29]], fits);
    expect(shown.marks[0]?.[1]).toBeLessThanOrEqual(fits);
    expect(shown.text.slice(...(shown.marks[0] ?? [0, 0]))).toBe('KLR48');
  }
});
