import { describe, expect, test } from 'vitest';
import { formatDay, formatMoment, formatTime } from './format.ts';

describe('days and times are unambiguous', () => {
  test.each([
    ['2026-11-03', '03 NOV 2026', '', '03 NOV 2026'],
    ['2026-11-03T08:05', '03 NOV 2026', '08:05', '03 NOV 2026 08:05'],
    ['2026-01-31T23:59:07.12Z', '31 JAN 2026', '23:59', '31 JAN 2026 23:59'],
    ['2026-13-01', '2026-13-01', '', '2026-13-01'],
    ['soon', 'soon', '', 'soon'],
  ])('%s', (stamp, day, time, moment) => {
    expect([formatDay(stamp), formatTime(stamp), formatMoment(stamp)]).toEqual([day, time, moment]);
  });
});
