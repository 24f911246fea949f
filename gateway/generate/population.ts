/** A made-up population of any size, each person from the seed and a number alone: nothing is kept, however many there are. */
import { COLORS, MODELS } from '../sample/lists/vehicles.ts';
import type { People, Person, Vehicle } from '../sample/people.ts';
import { addressAt } from '../sample/places.ts';
import type { Places } from '../sample/places.ts';
import { randomFor } from '../sample/random.ts';
import type { Random } from '../sample/random.ts';
import { nameFor } from './names.ts';

const STATES: readonly (readonly [weight: number, state: string])[] = [
  ...([
    [82, 'NY'],
    [7, 'NJ'],
    [4, 'PA'],
    [3, 'CT'],
    [2, 'FL'],
    [1, 'MA'],
    [1, 'VA'],
  ] as const),
];
const VIN_SIGNS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
const PLATES = 26 ** 3 * 10_000;
/** One person in so many is the subject of a warrant, or restrained by an order. */
export const WANTED_EACH = 40;
export const RESTRAINED_EACH = 60;

/** The same few come up again and again, most people once: what a city's records look like. */
export function populationOf(seed: string, count: number, places: Places): People {
  const person = (index: number): Person => makePerson(seed, index, places);
  return { count, person, any: (random) => person(Math.floor(count * random.next() ** 1.8)) };
}

const two = (value: number): string => String(value).padStart(2, '0');

function makePerson(seed: string, index: number, places: Places): Person {
  const random = randomFor(`${seed} person ${String(index)}`);
  const sex = random.chance(0.55) ? 'M' : 'F';
  const place = places.any(random);
  return {
    index,
    sex,
    name: nameFor(sex, random),
    dob: `${String(random.whole(1944, 2011))}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`,
    phone: phone(random),
    home: addressAt(place, random),
    precinct: place.precinct,
    borough: place.borough,
    vehicle: random.chance(0.6) ? vehicle(index, random) : null,
    wanted: index % WANTED_EACH === 11,
    restrained: index % RESTRAINED_EACH === 17,
  };
}

/** Area codes whose second digit is a 9 are held back by the numbering plan: these ring nowhere. */
const phone = (random: Random): string =>
  `${String(random.whole(2, 9))}9${String(random.whole(0, 9))}${String(random.whole(200, 999))}${String(random.whole(0, 9999)).padStart(4, '0')}`;

function vehicle(index: number, random: Random): Vehicle {
  const state = random.weighted(STATES);
  return {
    ...random.pickEarly(MODELS),
    state,
    plate: plate(index, state),
    vin: Array.from({ length: 17 }, () => VIN_SIGNS.charAt(random.whole(0, VIN_SIGNS.length - 1))).join(''),
    year: random.whole(1999, 2026),
    color: random.pickEarly(COLORS),
  };
}

/** No two persons have the same plate: the step has no divisor in common with the number of plates. */
function plate(index: number, state: string): string {
  const serial = (index * 48_271 + 7_000_003) % PLATES;
  const letters = Math.floor(serial / 10_000);
  const sign = (position: number): string => String.fromCharCode(65 + (Math.floor(letters / 26 ** position) % 26));
  const three = `${sign(2)}${sign(1)}${sign(0)}`;
  const digits = String(serial % 10_000).padStart(4, '0');
  switch (state) {
    case 'NJ':
      return `${sign(2)}${digits.slice(0, 2)}${sign(1)}${sign(0)}${digits.charAt(3)}`;
    case 'CT':
      return `${sign(1)}${sign(0)}${digits}${sign(2)}`;
    case 'FL':
      return `${digits.slice(0, 2)}${digits.charAt(2)}${three}`;
    default:
      // The beginning that the sample's scenario asks for is nobody else's.
      return `${three === 'KLR' ? 'KLQ' : three}${digits}`;
  }
}
