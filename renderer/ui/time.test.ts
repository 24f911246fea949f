import { describe, expect, it } from 'vitest';
import { auditTimeText, clockText, dayText, instantText, recentText } from './time.ts';

describe('times', () => {
  it('tells an instant in the department’s time, not the computer’s', () => {
    const at = new Date('2026-11-24T02:05:00.000Z');
    expect(`${dayText(at)} ${clockText(at)}`).toBe('23 NOV 2026 21:05');
    expect(instantText('2026-07-01T04:00:00.000Z')).toBe('01 JUL 2026 00:00');
  });
  it('leaves a local department time as it stands, and says so when there is none', () => {
    expect(instantText('2026-11-23T10:37')).toBe('23 NOV 2026 10:37');
    expect(instantText('soon')).toBe('–');
  });
  it('drops the day of today only', () => {
    const now = new Date('2026-11-23T15:42:00.000Z');
    expect(recentText('2026-11-23T10:37', now)).toBe('10:37');
    expect(recentText('2026-11-22T10:37', now)).toBe('22 NOV 2026 10:37');
  });
  it('AU-8: tells audit time in UTC to 1/100 s', () => {
    expect(auditTimeText('2026-11-23T15:42:07.317Z')).toBe('23 NOV 2026 15:42:07.31');
  });
});
