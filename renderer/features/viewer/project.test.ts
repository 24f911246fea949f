import { describe, expect, it } from 'vitest';
import { boundsTouch, padBounds, projectInto, ringsPath, unionBounds, type Bounds } from './project.ts';

const queens: Bounds = [-73.8, 40.66, -73.74, 40.7];

describe('the projection of the precinct map', () => {
  it('keeps every place of the bounds inside the frame, north up and east right', () => {
    const projection = projectInto(queens, 320, 160);
    for (const [lon, lat] of [
      [-73.8, 40.66],
      [-73.74, 40.7],
      [-73.77, 40.68],
    ] as const) {
      const [x, y] = projection.toXY([lon, lat]);
      expect(x).toBeGreaterThanOrEqual(-0.001);
      expect(x).toBeLessThanOrEqual(320.001);
      expect(y).toBeGreaterThanOrEqual(-0.001);
      expect(y).toBeLessThanOrEqual(160.001);
    }
    expect(projection.toXY([-73.77, 40.7])[1]).toBeLessThan(projection.toXY([-73.77, 40.66])[1]);
    expect(projection.toXY([-73.74, 40.68])[0]).toBeGreaterThan(projection.toXY([-73.8, 40.68])[0]);
  });

  it('is true to shape: a kilometre is as long to the east as to the north', () => {
    const projection = projectInto(queens, 320, 160);
    const [x0, y0] = projection.toXY([-73.77, 40.68]);
    const kmEast = 1 / (111.32 * Math.cos((40.68 * Math.PI) / 180));
    const kmNorth = 1 / 111.32;
    const east = projection.toXY([-73.77 + kmEast, 40.68])[0] - x0;
    const north = y0 - projection.toXY([-73.77, 40.68 + kmNorth])[1];
    expect(Math.abs(east / north - 1)).toBeLessThan(0.01);
  });

  it('closes each ring and leaves empty ones out', () => {
    const projection = projectInto([0, 0, 1, 1], 10, 10);
    const path = ringsPath([[[0, 0] as const, [1, 0] as const, [1, 1] as const], []], projection);
    expect(path).toMatch(/^M[\d.]+,[\d.]+L[\d.]+,[\d.]+L[\d.]+,[\d.]+Z$/);
  });

  it('joins, widens and compares bounds', () => {
    expect(unionBounds([0, 0, 1, 1], [2, -1, 3, 0.5])).toEqual([0, -1, 3, 1]);
    expect(padBounds([0, 0, 10, 20], 0.1)).toEqual([-1, -2, 11, 22]);
    expect(boundsTouch([0, 0, 1, 1], [1, 1, 2, 2])).toBe(true);
    expect(boundsTouch([0, 0, 1, 1], [1.1, 0, 2, 2])).toBe(false);
  });
});
