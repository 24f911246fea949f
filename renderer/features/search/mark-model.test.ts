import { expect, test } from 'vitest';
import type { ResultRow } from '../../../shared/records/search.ts';
import { allMarks, MOST_MARKED, NO_MARKS, rangeOfMarks, toggledMark } from './mark-model.ts';

const rows = Array.from({ length: 500 }, (_, at) => ({ id: `r${at}` }) as ResultRow);

test('a row is marked and unmarked', () => {
  const one = toggledMark(NO_MARKS, 'r1');
  expect([...one]).toEqual(['r1']);
  expect([...toggledMark(one, 'r1')]).toEqual([]);
});

test('a stretch is the same whichever way it is drawn', () => {
  expect([...rangeOfMarks(rows, 2, 4)]).toEqual(['r2', 'r3', 'r4']);
  expect([...rangeOfMarks(rows, 4, 2)]).toEqual(['r2', 'r3', 'r4']);
});

test('no more than 200 rows are marked, in whatever way', () => {
  expect(allMarks(rows).size).toBe(MOST_MARKED);
  expect(rangeOfMarks(rows, 499, 0).size).toBe(MOST_MARKED);
  expect(rangeOfMarks(rows, 499, 0).has('r499')).toBe(true);
  expect(toggledMark(allMarks(rows), 'r400').has('r400')).toBe(false);
});
