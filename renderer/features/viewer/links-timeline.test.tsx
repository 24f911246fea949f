import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { RecordLink, RecordView } from '../../../shared/records/view.ts';
import { keyedLinks, LinksTimeline } from './links-timeline.tsx';

const link = (place: number, occurredAt: string, relation: string): RecordLink => ({
  id: String(place).padStart(22, '0'),
  kind: 'call911',
  number: `J26-113-00000${place}`,
  title: 'Sample call',
  occurredAt,
  relation,
  stated: !relation.startsWith('same'),
  state: { label: 'Closed', tone: 'neutral' },
  cautions: [],
  precinct: null,
  point: null,
});

it('gives the first keys to the links that records state, in the order of time, however many merely share something', () => {
  const stated = link(0, '2026-08-11', 'arrest of this complaint');
  const others = Array.from({ length: 12 }, (_, place) => link(place + 1, `2021-01-${10 + place}`, 'same plate'));
  const view = {
    number: '2026-113-004512',
    occurredAt: '2026-11-19',
    links: [stated, ...others],
    moreLinks: 3,
  } as unknown as RecordView;
  const keyed = keyedLinks(view);
  expect(keyed).toHaveLength(9);
  expect(keyed[0]).toBe(stated);
  render(<LinksTimeline view={view} onOpen={() => {}} />);
  expect(screen.getByRole('button', { name: /arrest of this complaint/ }).querySelector('kbd')?.textContent).toBe('1');
  expect(screen.getAllByRole('button')).toHaveLength(13);
  expect(screen.getByText('and 3 more')).toBeDefined();
});
