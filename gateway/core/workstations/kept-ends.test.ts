/** IA-3: an end that the wall clock decides is not put off by setting it back, and a clock set right ends nothing too soon. */
import { expect, it } from 'vitest';
import { createKeptEnds } from './kept-ends.ts';

it('comes when its time has gone by, however the clock was set meanwhile', () => {
  let [wall, monotonic] = [1_000_000, 50];
  const ends = createKeptEnds({ now: () => wall, monotonic: () => monotonic });
  ends.begin('before', 1_000_600);
  monotonic += 599;
  wall -= 300_000;
  expect(ends.isOver('before', 1_000_600)).toBe(false);
  monotonic += 1;
  expect(ends.isOver('before', 1_000_600)).toBe(true);
  // What is told again is no new beginning.
  ends.begin('before', 1_000_600);
  expect(ends.isOver('before', 1_000_600)).toBe(true);
  ends.begin('after', wall + 600);
  expect(ends.isOver('after', wall + 600)).toBe(false);
  wall += 600;
  expect(ends.isOver('after', wall)).toBe(true);
});
