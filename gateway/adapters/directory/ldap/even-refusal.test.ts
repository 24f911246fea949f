/** Refusals take one time, on a clock that the test moves. */
import { expect, it } from 'vitest';
import { evenRefusal } from './even-refusal.ts';

/** Milliseconds after the question at which an answer that took `work` is told. */
const toldAfter = async (answer: 'refused' | 'ok', work: number): Promise<number> => {
  let now = 5_000;
  const terms = {
    refusalMs: 300,
    monotonic: () => now,
    pause: async (ms: number) => {
      now += ms;
    },
  };
  await evenRefusal(
    terms,
    (told) => told === 'refused',
    async () => {
      now += work;
      return answer;
    },
  );
  return now - 5_000;
};

it('S34: a refusal takes the same time whether the controller took 4 ms or 90 ms over it', async () => {
  expect(await toldAfter('refused', 4)).toBe(300);
  expect(await toldAfter('refused', 90)).toBe(300);
});

it('a yes is not held back, and a slow refusal not any longer', async () => {
  expect(await toldAfter('ok', 4)).toBe(4);
  expect(await toldAfter('refused', 420)).toBe(420);
});
