/** The precinct map: complete, small enough for the page, and in agreement with the precincts of the published rows. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { assetPath } from '../../gateway/adapters/import/asset-path.ts';
import { importFile } from '../../gateway/adapters/import/import-file.ts';
import { precinctAt } from '../../gateway/adapters/import/precinct-map.ts';
import { memoryStore, temporaryFolder, TODAY } from './import-fixtures.ts';

const MAP = z
  .object({
    absent: z.array(z.int()),
    precincts: z.array(
      z.object({
        precinct: z.int(),
        bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        label: z.tuple([z.number(), z.number()]),
        polygons: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(assetPath('map', 'precincts.json'), 'utf8')));

describe('the precinct map', () => {
  it('has 77 precincts in less than 350 kB, and says that 116 is absent', () => {
    expect(MAP.precincts).toHaveLength(77);
    expect(MAP.absent).toEqual([116]);
    expect(statSync(assetPath('map', 'precincts.json')).size).toBeLessThan(350_000);
  });

  it('puts every label inside its precinct, closes every ring and keeps it in its box', () => {
    for (const { precinct, label, bbox, polygons } of MAP.precincts) {
      expect(precinctAt({ lon: label[0], lat: label[1] })).toBe(precinct);
      for (const ring of polygons.flat()) {
        expect(ring.at(0)).toEqual(ring.at(-1));
        for (const [lon, lat] of ring) {
          expect(lon >= bbox[0] && lat >= bbox[1] && lon <= bbox[2] && lat <= bbox[3]).toBe(true);
        }
      }
    }
  });

  it('agrees with the precinct that the published complaints state, in 95 of 100 rows or more', async () => {
    const store = memoryStore();
    const path = assetPath('records', 'nypd-complaints-2010.csv.gz');
    await importFile({ store, path, rejectsPath: join(temporaryFolder(), 'r.csv'), today: TODAY });
    const placed = [...store.records.values()].filter(({ point }) => point !== null);
    const agreeing = placed.filter(({ point, precinct }) => precinctAt(point) === precinct);
    expect(agreeing.length / placed.length).toBeGreaterThan(0.95);
  });

  it('names no precinct in the harbour and outside the city', () => {
    expect(precinctAt({ lat: 40.55, lon: -74.05 })).toBeNull();
    expect(precinctAt({ lat: 40.8, lon: -74.1 })).toBeNull();
    expect(precinctAt(null)).toBeNull();
  });
});
