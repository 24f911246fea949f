import { expect, test } from 'vitest';
import type { RecordKind } from '../../../shared/records/kind.ts';
import type { StoredRecord } from '../../ports/record-store.ts';
import { archivingBy, type ArchiveAfterYears } from './archiving.ts';

/** Still 22 November 2026 in New York, the 23rd in UTC. */
const EVENING = '2026-11-23T03:00:00Z';

const old = (occurredAt: string | null, kind: RecordKind = 'complaint'): StoredRecord =>
  ({ kind, number: '1', occurredAt }) as StoredRecord;
const archived = (years: ArchiveAfterYears, record: StoredRecord, now = EVENING): string | null | undefined =>
  archivingBy(years, { now: () => Date.parse(now) })(record).archivedAt;

test('S4: a record is archived from the day its years are full, in the department’s own time', () => {
  expect(archived({ default: 10 }, old('2016-11-22T23:59'))).toBe('2026-11-22');
  expect(archived({ default: 10 }, old('2016-11-23'))).toBeUndefined();
  expect(archived({ default: 10 }, old('2016-11-23'), '2026-11-23T05:00:00Z')).toBe('2026-11-23');
  expect(archived({ default: 10 }, old('2010-03-04T10:00'))).toBe('2020-03-04');
});

test('S4: of 29 February the years are full on 1 March, never before', () => {
  expect(archived({ default: 1 }, old('2024-02-29T10:00'), '2025-02-28T18:00:00Z')).toBeUndefined();
  expect(archived({ default: 1 }, old('2024-02-29T10:00'), '2025-03-01T18:00:00Z')).toBe('2025-03-01');
  expect(archived({ default: 4 }, old('2020-02-29'))).toBe('2024-02-29');
});

test('S4: a kind has its own years before the default; without either it stays live', () => {
  const calls = { default: 10, call911: 5 };
  expect(archived(calls, old('2019-01-01', 'call911'))).toBe('2024-01-01');
  expect(archived(calls, old('2019-01-01', 'arrest'))).toBeUndefined();
  expect(archived({ call911: 5 }, old('1999-01-01', 'arrest'))).toBeUndefined();
  expect(archived({}, old('1999-01-01'))).toBeUndefined();
});

test('S4: what has no time stays live, and what says itself when it was archived keeps its word', () => {
  expect(archived({ default: 1 }, old(null))).toBeUndefined();
  expect(archived({ default: 1 }, old('spring of 1999'))).toBeUndefined();
  expect(archived({ default: 1 }, { ...old('1999-01-01'), archivedAt: '2003-05-06' })).toBe('2003-05-06');
});

test.each(['warrant', 'stolen', 'order', 'public'] as const)(
  'S4: age never archives a record of another custodian: %s',
  (kind) => {
    expect(archived({ default: 1 }, old('1999-01-01', kind))).toBeUndefined();
  },
);
