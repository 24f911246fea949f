import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SOURCE_TIMES_LEAST } from '../../shared/records/search.ts';
import { createSourceTimes, percentile, SOURCE_TIMES_KEPT, type SourceTimes } from './source-times.ts';

const START = Date.UTC(2026, 10, 23, 15);
const SECOND = 1_000;

/** Notes one search a second, `null` for one that was not answered in time. */
const noted = (searches: readonly (number | null)[]): SourceTimes => {
  let now = START;
  const times = createSourceTimes({ now: () => now });
  for (const ms of searches) {
    if (ms === null) times.note({ source: 'warrants', state: 'down', ms: 3_000, because: 'time-out' });
    else times.note({ source: 'warrants', state: 'answered', ms });
    now += SECOND;
  }
  return times;
};
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
const iso = (second: number): string => new Date(START + second * SECOND).toISOString();

describe('S3: what a source usually takes', () => {
  it('is not told before there are enough searches', () => {
    expect(noted(upTo(SOURCE_TIMES_LEAST - 1)).of('warrants')).toBeNull();
    expect(noted(upTo(SOURCE_TIMES_LEAST)).of('warrants')).not.toBeNull();
  });

  it('is exact: half within p50, 19 of 20 within p95, in whatever order they came', () => {
    expect(noted(upTo(100).toReversed()).of('warrants')).toEqual({
      ...{ searches: 100, unanswered: 0, p50Ms: 50, p95Ms: 95, since: iso(0) },
    });
  });

  it('counts a search that was not answered in time as slower than any that was', () => {
    const usual = noted([...upTo(18), null, null]).of('warrants');
    expect(usual).toMatchObject({ searches: 20, unanswered: 2, p50Ms: 10, p95Ms: null });
    expect(noted([...upTo(9), ...upTo(11).map(() => null)]).of('warrants')).toMatchObject({ p50Ms: null, p95Ms: null });
  });

  it('forgets the oldest, and says since when it knows', () => {
    const slow = Array.from({ length: 50 }, () => 9_000);
    const usual = noted([...slow, ...upTo(SOURCE_TIMES_KEPT)]).of('warrants');
    expect(usual).toMatchObject({ searches: SOURCE_TIMES_KEPT, since: iso(50) });
    expect(usual?.p95Ms).toBe(SOURCE_TIMES_KEPT * 0.95);
  });

  it('keeps each source for itself, and does not blame one for a person’s quota', () => {
    const times = noted(upTo(40));
    for (const ms of upTo(40)) times.note({ source: 'public', state: 'down', ms, because: 'quota' });
    expect(times.of('public')).toBeNull();
    expect(times.of('department')).toBeNull();
  });

  it('whatever was noted: at least that share of the last ones was answered within it, and less than that sooner', () => {
    const search = fc.oneof(fc.double({ min: 0, max: 60_000, noNaN: true }), fc.constant(null));
    fc.assert(
      fc.property(fc.array(search, { minLength: SOURCE_TIMES_LEAST, maxLength: 2 * SOURCE_TIMES_KEPT }), (searches) => {
        const kept = searches.slice(-SOURCE_TIMES_KEPT);
        const usual = noted(searches).of('warrants')!;
        const share = (fits: (ms: number) => boolean): number =>
          kept.filter((ms) => ms !== null && fits(ms)).length / kept.length;
        expect([usual.searches, usual.unanswered]).toEqual([kept.length, kept.filter((ms) => ms === null).length]);
        expect(usual.since).toBe(iso(searches.length - kept.length));
        for (const [wanted, told] of [
          [0.5, usual.p50Ms],
          [0.95, usual.p95Ms],
        ] as const) {
          if (told === null) expect(share(() => true)).toBeLessThan(wanted);
          else {
            expect(share((ms) => ms <= told)).toBeGreaterThanOrEqual(wanted);
            expect(share((ms) => ms < told)).toBeLessThan(wanted);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

it('a percentile is one of the values, never between two', () => {
  expect(percentile(Float64Array.of(1, 100), 0.5)).toBe(1);
  expect(percentile(Float64Array.of(7), 0.95)).toBe(7);
});
