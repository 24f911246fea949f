import { describe, expect, it } from 'vitest';
import { goneTo, stepBack, type Place } from './trail.ts';

const [complaint, arrest, invoice] = ['c'.repeat(22), 'a'.repeat(22), 'i'.repeat(22)] as const;
const walked = (...places: readonly Place[]): readonly Place[] =>
  places.slice(1).reduce<readonly Place[]>((trail, to, step) => goneTo(trail, places[step] ?? null, to), []);

describe('the way back', () => {
  it('goes back from the invoice to the arrest, the complaint and the search, one step each', () => {
    const open = [complaint, arrest, invoice];
    let now: Place = invoice;
    let trail = walked(null, complaint, arrest, invoice);
    const seen: Place[] = [];
    for (let step = stepBack(trail, now, open); step !== null; step = stepBack(trail, now, open)) {
      ({ to: now, trail } = step);
      seen.push(now);
    }
    expect(seen).toEqual([arrest, complaint, null]);
  });

  it('passes over tabs that were closed, and ends at the search', () => {
    expect(stepBack(walked(null, complaint, arrest), arrest, [arrest])?.to).toBeNull();
    expect(stepBack([], complaint, [complaint])).toEqual({ to: null, trail: [] });
    expect(stepBack([], null, [])).toBeNull();
  });
});
