import { expect, test } from 'vitest';
import { notLive } from './not-live.ts';

test('S4: a row says that it is archived, and of what time its copy is; a live one says nothing', () => {
  expect(notLive({}, undefined)).toBeNull();
  expect(notLive({ archivedAt: '2019-04-02' }, undefined)).toMatch(/^Archived since .*2019/);
  expect(notLive({}, '2026-11-23T11:00:00Z')).toBe('From a copy as of 23 NOV 2026 06:00');
  expect(notLive({ archivedAt: '2019-04-02' }, '2026-11-23T11:00:00Z')).toMatch(/^Archived since .*\. From a copy/);
});
