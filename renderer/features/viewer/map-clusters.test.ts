import { expect, it } from 'vitest';
import type { RecordLink } from '../../../shared/records/view.ts';
import { mapPlaces, whereFrom } from './map-clusters.ts';

const link = (id: number, point: RecordLink['point']): RecordLink => ({
  ...{ id: String(id).padStart(22, '0'), kind: 'complaint', number: String(id), title: 'Sample', occurredAt: null },
  ...{ relation: 'same plate', stated: false, state: { label: 'Open', tone: 'neutral' }, cautions: [], precinct: 113 },
  point,
});
const BOUNDS = [-73.83, 40.6, -73.73, 40.7] as const;

it('joins records that would lie on each other, and shows none whose place was not sent', () => {
  const links = [
    link(1, { lat: 40.61, lon: -73.82 }),
    link(2, null),
    link(3, { lat: 40.6901, lon: -73.7401 }),
    link(4, { lat: 40.69, lon: -73.74 }),
  ];
  const places = mapPlaces(links, BOUNDS, 336);
  expect(places.map((place) => place.links.map(({ number }) => number))).toEqual([['3', '4'], ['1']]);
  expect(mapPlaces([link(2, null)], BOUNDS, 336)).toEqual([]);
});

it('says how far off a place is and in which direction', () => {
  const from = { lat: 40.68, lon: -73.76 };
  const at = (lat: number, lon: number): string => whereFrom(from, { lat, lon });
  expect([at(40.68, -73.76), at(40.683, -73.76), at(40.68, -73.79), at(40.65, -73.73)]).toEqual([
    'here',
    '330 m north',
    '2.5 km west',
    '4.2 km south-east',
  ]);
});
