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

it('S4: an archived link says since when, after its cautions; a live one says nothing', () => {
  const old = {
    ...link(1, '2010-03-04', 'same plate'),
    archivedAt: '2020-03-04',
    cautions: ['officer-safety' as const],
  };
  const view = { number: '1', occurredAt: null, links: [old, link(2, '2026-01-01', 'same plate')], moreLinks: 0 };
  render(<LinksTimeline view={view as unknown as RecordView} onOpen={() => {}} />);
  const [archived, live] = screen.getAllByRole('button').map((each) => each.querySelector('.link-tags')?.textContent);
  expect(archived).toBe('Officer safetyArchived since 04 MAR 2020');
  expect(live).toBe('');
});
