/** Tells in which precinct a point lies, from the boundaries in `assets/map` (of 2017: 116 is not among them). */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { assetPath } from './asset-path.ts';

const position = z.tuple([z.number(), z.number()]);
const mapSchema = z.object({
  precincts: z.array(
    z.object({
      precinct: z.int(),
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      polygons: z.array(z.array(z.array(position))),
    }),
  ),
});
type Precinct = z.infer<typeof mapSchema>['precincts'][number];
type Ring = Precinct['polygons'][number][number];

let precincts: readonly Precinct[] | null = null;

function boundaries(): readonly Precinct[] {
  precincts ??= mapSchema.parse(JSON.parse(readFileSync(assetPath('map', 'precincts.json'), 'utf8'))).precincts;
  return precincts;
}

/** Even-odd rule. */
function crosses(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  let previous = ring.at(-1);
  for (const corner of ring) {
    if (previous && corner[1] > lat !== previous[1] > lat) {
      const at = ((previous[0] - corner[0]) * (lat - corner[1])) / (previous[1] - corner[1]) + corner[0];
      if (lon < at) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** The precinct of a WGS 84 point; null in the water and outside the city. */
export function precinctAt(point: { readonly lat: number; readonly lon: number } | null): number | null {
  if (point === null) return null;
  const { lat, lon } = point;
  for (const { precinct, bbox, polygons } of boundaries()) {
    if (lon < bbox[0] || lat < bbox[1] || lon > bbox[2] || lat > bbox[3]) continue;
    // Holes are rings too: an odd number of rings around the point means inside.
    if (polygons.some((rings) => rings.filter((ring) => crosses(ring, lon, lat)).length % 2 === 1)) return precinct;
  }
  return null;
}
