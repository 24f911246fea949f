/** Places of the precinct map on the page: turns degrees into SVG units. Pure; never asks anything of a network. */

export type LonLat = readonly [lon: number, lat: number];
/** West, south, east, north in degrees (WGS 84). */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface Projection {
  readonly width: number;
  readonly height: number;
  readonly toXY: (place: LonLat) => readonly [x: number, y: number];
}

/** Widens bounds by a share of their size on each side, so that a shape never touches the frame. */
export function padBounds([west, south, east, north]: Bounds, share: number): Bounds {
  const dx = (east - west) * share;
  const dy = (north - south) * share;
  return [west - dx, south - dy, east + dx, north + dy];
}

/** The smallest bounds that hold all given ones. At least one must be given. */
export function unionBounds(first: Bounds, ...others: readonly Bounds[]): Bounds {
  return others.reduce<Bounds>(
    (all, next) => [
      Math.min(all[0], next[0]),
      Math.min(all[1], next[1]),
      Math.max(all[2], next[2]),
      Math.max(all[3], next[3]),
    ],
    first,
  );
}

export const boundsTouch = (a: Bounds, b: Bounds): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/**
 * Equirectangular with the east-west scale of the middle latitude: true to shape over a city. The bounds are centred
 * in `width` × `height` (SVG units) with equal scale both ways.
 */
export function projectInto(bounds: Bounds, width: number, height: number): Projection {
  const [west, south, east, north] = bounds;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const spanX = Math.max((east - west) * squeeze, 1e-9);
  const spanY = Math.max(north - south, 1e-9);
  const scale = Math.min(width / spanX, height / spanY);
  const left = (width - spanX * scale) / 2;
  const top = (height - spanY * scale) / 2;
  return {
    width,
    height,
    toXY: ([lon, lat]) => [left + (lon - west) * squeeze * scale, top + (north - lat) * scale],
  };
}

/** An SVG path of closed rings. */
export function ringsPath(rings: readonly (readonly LonLat[])[], projection: Projection): string {
  return rings
    .map((ring) => {
      const points = ring.map((place) => {
        const [x, y] = projection.toXY(place);
        return `${x.toFixed(1)},${y.toFixed(1)}`;
      });
      return points.length === 0 ? '' : `M${points.join('L')}Z`;
    })
    .join('');
}
