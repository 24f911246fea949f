import { expect, it } from 'vitest';
import type { RecordLink } from '../../../shared/records/view.ts';
import { timelineOf } from './timeline.ts';

const link = (number: string, occurredAt: string | null): RecordLink => ({
  id: 'A'.repeat(22),
  kind: 'arrest',
  number,
  title: 'Sample',
  occurredAt,
  relation: 'same vehicle',
  stated: true,
  state: { label: 'Open', tone: 'neutral' },
  cautions: [],
  precinct: null,
  point: null,
});

it('puts the record among its links by time, oldest first and undated last', () => {
  const entries = timelineOf({
    occurredAt: '2026-11-19T02:10',
    links: [link('late', '2026-11-23T10:37'), link('undated', null), link('early', '2026-08-11')],
  });
  expect(entries.map((entry) => (entry.of === 'this' ? 'this' : `${entry.link.number} ${entry.position}`))).toEqual([
    'early 2',
    'this',
    'late 0',
    'undated 1',
  ]);
});
