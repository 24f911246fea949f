import { expect, test } from 'vitest';
import { stretched } from './stretch.ts';

const RATE = 16_000;
const tone = Float32Array.from({ length: 2 * RATE }, (_, at) => Math.sin((2 * Math.PI * 440 * at) / RATE));
/** Hertz, by counting where the wave rises through nothing, without its ends. */
const pitch = (wave: Float32Array): number => {
  const middle = wave.subarray(1_000, wave.length - 1_000);
  let rises = 0;
  for (let at = 1; at < middle.length; at += 1) if ((middle[at - 1] ?? 0) < 0 && (middle[at] ?? 0) >= 0) rises += 1;
  return (rises * RATE) / middle.length;
};

test.each([0.5, 0.75, 1.25, 1.5, 2])(
  'at %s times the speed it is as much shorter or longer, in the same pitch',
  (rate) => {
    const [wave] = stretched([tone], RATE, rate);
    expect(wave?.length).toBe(Math.ceil(tone.length / rate));
    const heard = pitch(wave ?? new Float32Array());
    expect(heard).toBeGreaterThan(430);
    expect(heard).toBeLessThan(450);
    // Nowhere louder than it was, nor silent.
    const loudest = (wave ?? tone).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(loudest).toBeGreaterThan(0.9);
    expect(loudest).toBeLessThan(1.1);
  },
);

test('channels stay together; nothing is made of nothing', () => {
  const [left, right] = stretched([tone, tone], RATE, 1.5);
  expect(left).toEqual(right);
  expect(stretched([], RATE, 2)).toEqual([]);
});
