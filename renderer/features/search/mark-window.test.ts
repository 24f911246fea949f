import { expect, it } from 'vitest';
import { markPieces } from './mark-pieces.ts';
import { markWindow } from './mark-window.ts';

const marked = (text: string, marks: readonly (readonly [number, number])[]): readonly string[] => {
  const shown = markWindow(text, marks);
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
  expect(markWindow(late, [[35, 40]]).text).toBe('… of vehicle KLR4821, KLR48 again');
  expect(markWindow('KLR4821 struck a parked vehicle', [[0, 5]]).text).toBe('KLR4821 struck a parked vehicle');
  expect(marked('x'.repeat(60), [[40, 45]])).toEqual(['xxxxx']);
});
