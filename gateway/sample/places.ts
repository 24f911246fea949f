/** Real places for fictional events: streets and points of the real sample rows, with the precinct each point lies in. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile } from '../adapters/import/import-file.ts';
import { assetPath } from '../adapters/import/asset-path.ts';
import type { Random } from './random.ts';

export interface Place {
  readonly precinct: number;
  readonly borough: string;
  /** Street without a house number. */
  readonly street: string;
  readonly point: { readonly lat: number; readonly lon: number };
}

export interface Places {
  /** Any place of the city, as often as the real rows have it. */
  any(random: Random): Place;
  /** A place of this precinct; any place when the rows have none there. */
  in(precinct: number, random: Random): Place;
}

const FILES = ['collisions-2016.csv.gz', 'service-requests-311-2013.csv.gz', 'collisions-2021-api.csv.gz'] as const;

/** The first street of an address, without house number, and only when it reads like one. */
function streetOf(address: string): string | null {
  const first = (address.split(' & ')[0] ?? '').replace(/^\d+(?:-\d+)?[A-Z]?\s+(?=\S+\s+\S)/, '').trim();
  return /^[A-Z0-9][A-Z0-9.'-]*(?: [A-Z0-9.'-]+){1,4}$/.test(first) && first.length <= 38 ? first : null;
}

export async function realPlaces(): Promise<Places> {
  const places: Place[] = [];
  for (const name of FILES) {
    const rejectsPath = join(tmpdir(), `places-${String(process.pid)}-${name}.csv`);
    await importFile({
      path: assetPath('records', name),
      rejectsPath,
      store: {
        importProgress: async () => null,
        find: async () => null,
        putImported: async (records) => {
          for (const { precinct, point, address, body } of records) {
            const street = address === null ? null : streetOf(address);
            const borough = body['place']?.[0]?.['borough'];
            if (street === null || precinct === null || point === null || typeof borough !== 'string') continue;
            places.push({ precinct, borough, street, point });
          }
        },
      },
    });
    await rm(rejectsPath, { force: true });
  }
  return placesFrom(places);
}

function placesFrom(all: readonly Place[]): Places {
  const [first, ...rest] = all;
  if (first === undefined) throw new Error('The real sample rows name no place.');
  const every: readonly [Place, ...Place[]] = [first, ...rest];
  const byPrecinct = Map.groupBy(every, (place) => place.precinct);
  return {
    any: (random) => random.pick(every),
    in(precinct, random) {
      const [own, ...others] = byPrecinct.get(precinct) ?? [];
      return random.pick(own === undefined ? every : [own, ...others]);
    },
  };
}

/** House number in the manner of the borough: `134-22 FARMERS BLVD` in Queens. */
export function addressAt(place: Place, random: Random): string {
  const number =
    place.borough === 'QUEENS'
      ? `${String(random.whole(30, 190))}-${String(random.whole(1, 59)).padStart(2, '0')}`
      : String(random.whole(2, 1990));
  return `${number} ${place.street}`;
}
