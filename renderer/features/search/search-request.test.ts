import { describe, expect, it } from 'vitest';
import { departmentContext, understand } from './search-request.ts';

describe('what relative dates are counted from', () => {
  it.each([
    ['2026-11-24T03:30:00Z', '2026-11-23', '22:30'],
    ['2026-07-01T04:05:00Z', '2026-07-01', '00:05'],
  ])('%s is the day and the time of the department, whatever the zone of the computer', (now, today, time) => {
    expect(departmentContext(new Date(now))).toEqual({ today, time });
  });

  it('a tour is read by the department’s clock', () => {
    const { readings } = understand('this tour', {}, departmentContext(new Date('2026-11-23T16:00:00Z')));
    expect(readings.map(({ term }) => term)).toEqual([
      { type: 'when', from: '2026-11-23T07:05', to: '2026-11-23T15:40' },
    ]);
  });
});
