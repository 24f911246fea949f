/** Places of the linked records on the map: those that would lie on each other are one place with a count. Pure; only places that were sent. */
import Supercluster from 'supercluster';
import type { RecordLink } from '../../../shared/records/view.ts';
import type { Bounds } from './project.ts';

export interface MapPlace {
  readonly lon: number;
  readonly lat: number;
  /** The records there, in the order they were sent. */
  readonly links: readonly RecordLink[];
}

/** Pixels within which places become one. */
const RADIUS = 26;
const TILE = 512;
const DEEPEST = 18;

const zoomOf = ([west, , east]: Bounds, width: number): number =>
  Math.min(DEEPEST, Math.max(0, Math.floor(Math.log2((360 * width) / (TILE * Math.max(east - west, 1e-6))))));

/** @param width Of the map, in the units of the drawing. Nearest to the north-west first: as a page is read. */
export function mapPlaces(links: readonly RecordLink[], bounds: Bounds, width: number): readonly MapPlace[] {
  const index = new Supercluster<{ readonly at: number }, { readonly at: number }>({
    radius: RADIUS,
    maxZoom: DEEPEST,
  });
  const features = links.flatMap((link, at) =>
    link.point === null
      ? []
      : [
          {
            type: 'Feature' as const,
            properties: { at },
            geometry: { type: 'Point' as const, coordinates: [link.point.lon, link.point.lat] },
          },
        ],
  );
  index.load(features);
  return index
    .getClusters([-180, -85, 180, 85], zoomOf(bounds, width))
    .map((feature): MapPlace => {
      const { properties, geometry } = feature;
      const members =
        'cluster_id' in properties
          ? index.getLeaves(properties.cluster_id, Infinity).map((leaf) => leaf.properties.at)
          : [properties.at];
      const [lon = 0, lat = 0] = geometry.coordinates;
      const sorted = [...members].sort((a, b) => a - b);
      return { lon, lat, links: sorted.flatMap((at) => links[at] ?? []) };
    })
    .sort((a, b) => b.lat - a.lat || a.lon - b.lon);
}

const WINDS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'] as const;
const EARTH = 111_320;

/** `300 m north-east`, `2.4 km south`; `here` within 30 m. */
export function whereFrom(
  from: { readonly lat: number; readonly lon: number },
  to: { readonly lat: number; readonly lon: number },
): string {
  const north = (to.lat - from.lat) * EARTH;
  const east = (to.lon - from.lon) * EARTH * Math.cos((from.lat * Math.PI) / 180);
  const metres = Math.hypot(north, east);
  if (metres < 30) return 'here';
  const turn = (Math.atan2(east, north) / (2 * Math.PI) + 1) % 1;
  const wind = WINDS[Math.round(turn * 8) % 8] ?? 'north';
  return metres < 1_000
    ? `${String(Math.round(metres / 10) * 10)} m ${wind}`
    : `${(metres / 1_000).toFixed(1)} km ${wind}`;
}
