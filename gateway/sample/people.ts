/** Fictional persons and their vehicles, each made from its number alone. Phones are of the 555-01xx range, which rings nowhere. */
import { FEMALE_NAMES, LAST_NAMES, MALE_NAMES } from './lists/names.ts';
import { COLORS, MODELS } from './lists/vehicles.ts';
import type { Model } from './lists/vehicles.ts';
import { addressAt } from './places.ts';
import type { Places } from './places.ts';
import { randomFor } from './random.ts';
import type { Random } from './random.ts';

export interface Vehicle extends Model {
  readonly plate: string;
  readonly state: string;
  readonly vin: string;
  readonly year: number;
  readonly color: string;
}

export interface Person {
  readonly index: number;
  /** `LAST, FIRST` */
  readonly name: string;
  readonly sex: 'M' | 'F';
  readonly dob: string;
  readonly phone: string;
  readonly home: string;
  readonly precinct: number;
  readonly borough: string;
  readonly vehicle: Vehicle | null;
  /** Subject of an active warrant, which a warrant record of the sample holds. */
  readonly wanted: boolean;
  /** Restrained by an order of protection in force. */
  readonly restrained: boolean;
}

export interface People {
  readonly count: number;
  person(index: number): Person;
  any(random: Random): Person;
}

const AREA_CODES = [
  ...['212', '646', '332', '718', '347', '929', '917', '516', '914', '631', '845', '201', '551', '973', '862'],
] as const;
const STATES: readonly (readonly [number, string])[] = [
  [86, 'NY'],
  [6, 'NJ'],
  [4, 'PA'],
  [2, 'CT'],
  [2, 'FL'],
];
const VIN_SIGNS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
const PLATES = 26 ** 3 * 10_000;

export function peopleOf(count: number, places: Places): People {
  const known = new Map<number, Person>();
  const person = (index: number): Person => {
    const before = known.get(index);
    if (before) return before;
    const made = makePerson(index, places);
    known.set(index, made);
    return made;
  };
  return { count, person, any: (random) => person(random.whole(0, count - 1)) };
}

/** Area code, then 555-0100 to 555-0199. */
export const phoneOf = (random: Random): string =>
  `${AREA_CODES[random.whole(0, AREA_CODES.length - 1)] ?? '718'}555${String(random.whole(100, 199)).padStart(4, '0')}`;

function makePerson(index: number, places: Places): Person {
  const random = randomFor(`person ${String(index)}`);
  const sex = random.chance(0.55) ? 'M' : 'F';
  const place = random.chance(0.06) ? places.in(113, random) : places.any(random);
  const day = `${String(random.whole(1950, 2011))}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;
  return {
    index,
    name: nameOf(sex, random),
    sex,
    dob: day,
    phone: phoneOf(random),
    home: addressAt(place, random),
    precinct: place.precinct,
    borough: place.borough,
    vehicle: random.chance(0.6) ? vehicleOf(index, random) : null,
    wanted: isWanted(index),
    restrained: index % 31 === 5,
  };
}

/** The names of the scenario are nobody else's: who looks for them finds the scenario. */
export const TAKEN = /^GALLAGHER, (?:S|B)|^KOWALCZYK, P|^(?:OKONJO|BRANDT|ODUYA),/;

function nameOf(sex: Person['sex'], random: Random): string {
  const last = random.pickEarly(LAST_NAMES);
  const name = `${last}, ${random.pickEarly(sex === 'M' ? MALE_NAMES : FEMALE_NAMES)}`;
  return TAKEN.test(name) ? `${last}, ${sex === 'M' ? 'OWEN' : 'NORA'}` : name;
}

/** One person in 17 has a warrant; two of three are active. */
export const hasWarrant = (index: number): boolean => index % 17 === 11;
const isWanted = (index: number): boolean => hasWarrant(index) && index % 3 !== 0;

function vehicleOf(index: number, random: Random): Vehicle {
  const model = random.pickEarly(MODELS);
  const state = random.weighted(STATES);
  return {
    ...model,
    state,
    plate: plateOf(index, state),
    vin: Array.from({ length: 17 }, () => VIN_SIGNS.charAt(random.whole(0, VIN_SIGNS.length - 1))).join(''),
    year: random.whole(2004, 2026),
    color: random.pickEarly(COLORS),
  };
}

/** No two persons have the same plate: the step has no divisor in common with the number of plates. */
function plateOf(index: number, state: string): string {
  const serial = (index * 61_803_399 + 104_729_011) % PLATES;
  const letters = Math.floor(serial / 10_000);
  const sign = (position: number): string => String.fromCharCode(65 + (Math.floor(letters / 26 ** position) % 26));
  const digits = String(serial % 10_000).padStart(4, '0');
  const prefix = `${sign(2)}${sign(1)}${sign(0)}`;
  return state === 'NJ'
    ? `${sign(2)}${digits.slice(0, 2)}${sign(1)}${sign(0)}${digits.charAt(3)}`
    : `${prefix}${digits}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2019 HONDA ACCORD, BLACK` */
export const carText = (car: Vehicle): string => `${String(car.year)} ${car.make} ${car.model}, ${car.color}`;
