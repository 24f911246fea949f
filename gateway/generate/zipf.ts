/** Draws of which the first are by far the likeliest, as names and words are in life. Pure; one table look-up a draw. */
import type { Random } from '../sample/random.ts';

const STEPS = 1 << 18;

/** Ranks 0 to `count` - 1 (at most 65,536), rank r as often as 1 / (r + 1) ** exponent. */
export function zipfRanks(count: number, exponent: number): (random: Pick<Random, 'next'>) => number {
  const weights = Float64Array.from({ length: count }, (_, rank) => (rank + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint16Array(STEPS);
  let rank = 0;
  let reached = (weights[0] ?? 0) / total;
  for (let step = 0; step < STEPS; step += 1) {
    while (step / STEPS >= reached && rank < count - 1) {
      rank += 1;
      reached += (weights[rank] ?? 0) / total;
    }
    table[step] = rank;
  }
  return (random) => table[Math.floor(random.next() * STEPS)] ?? 0;
}
