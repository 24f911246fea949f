/** IA-3: an end that the wall clock decides is not put off by setting it back. */
import { expect, it } from 'vitest';
import { createLatestTime } from './latest-time.ts';

it('goes on when the clock is set back, and goes along when it is set forward', () => {
  let [wall, monotonic] = [1_000_000, 50];
  const latest = createLatestTime({ now: () => wall, monotonic: () => monotonic });
  expect(latest()).toBe(1_000_000);
  monotonic += 500;
  wall -= 300_000;
  expect(latest()).toBe(1_000_500);
  wall += 400_000;
  expect(latest()).toBe(1_100_000);
});
