/** What happened, once: time, place, persons, things and the numbers of all its records, from which each record is written. */
import { ARTICLES, SCENARIOS } from './lists/scenarios.ts';
import type { Scenario } from './lists/scenarios.ts';
import type { People, Person, Vehicle } from './people.ts';
import { addressAt } from './places.ts';
import type { Place, Places } from './places.ts';
import { randomFor } from './random.ts';
import type { Random } from './random.ts';
import { aboutCar } from './parts.ts';
import { ageOn, ANCHOR, clockOf, plusMinutes } from './when.ts';

export interface Thing {
  readonly article: string;
  readonly value: number;
}

export interface Incident {
  readonly random: Random;
  readonly scenario: Scenario;
  readonly place: Place;
  readonly address: string;
  /** When the call was received. */
  readonly at: string;
  /** When it may have begun: hours before the call for what was found later. */
  readonly from: string;
  readonly victim: Person;
  /** Known or arrested; null when unknown. */
  readonly suspect: Person | null;
  readonly vehicle: Vehicle | null;
  readonly thing: Thing | null;
  readonly sealed: boolean;
  /** The suspect was under 18. */
  readonly juvenile: boolean;
  /** Which records there are, by number. */
  readonly numbers: Numbers;
  /** Values of the texts' places to fill. */
  readonly words: Readonly<Record<string, string>>;
}

export interface Numbers {
  readonly call: string;
  readonly complaint: string | null;
  readonly arrest: string | null;
  readonly invoice: string | null;
  readonly case: string | null;
  readonly stolen: string | null;
}

export interface World {
  readonly places: Places;
  readonly people: People;
}

/** Days of history before the anchor. */
const HISTORY_DAYS = 2100;
/** The scenario's own numbers stay below; the sample's serial numbers begin here. */
const SERIAL_FROM = 10_000;

export const serial = (index: number, width: number): string => String(SERIAL_FROM + index).padStart(width, '0');
export const pct = (precinct: number): string => String(precinct).padStart(3, '0');

/** A moment of the last years, more of them recent. */
export const pastMoment = (random: Random): string =>
  plusMinutes(ANCHOR, -Math.floor(1440 + random.next() ** 1.7 * HISTORY_DAYS * 1440));

export function incidentAt(index: number, world: World): Incident {
  const random = randomFor(`incident ${String(index)}`);
  const scenario = random.weighted(SCENARIOS.map((each) => [each.weight, each] as const));
  const place = random.chance(0.07) ? world.places.in(113, random) : world.places.any(random);
  const at = pastMoment(random);
  const victim = world.people.any(random);
  const hasComplaint = random.chance(scenario.chances.complaint);
  const arrested = hasComplaint && random.chance(scenario.chances.arrest);
  const candidate = world.people.person((victim.index + random.whole(1, world.people.count - 1)) % world.people.count);
  const age = ageOn(candidate.dob, at);
  const suspect = age >= 13 && (arrested || (hasComplaint && random.chance(0.25))) ? candidate : null;
  const vehicle = scenario.thing === 'vehicle' ? (victim.vehicle ?? candidate.vehicle) : null;
  const thing = thingOf(scenario, random);
  const from = plusMinutes(at, -random.whole(5, scenario.thing === 'vehicle' ? 600 : 180));
  return {
    random,
    scenario,
    place,
    address: addressAt(place, random),
    at,
    from,
    victim,
    suspect,
    vehicle,
    thing,
    sealed: random.chance(0.003),
    juvenile: suspect !== null && age < 18,
    numbers: numbersOf(index, {
      at,
      place,
      complaint: hasComplaint,
      arrest: arrested && suspect !== null,
      invoice: (thing !== null || vehicle !== null) && arrested && suspect !== null,
      case: hasComplaint && random.chance(scenario.chances.case),
      stolen: hasComplaint && isStolen(scenario, vehicle, thing, random),
    }),
    words: {
      street: place.street,
      from: clockOf(from),
      to: clockOf(at),
      item: thing?.article.toLowerCase() ?? 'property',
      car: aboutCar(vehicle),
      plate: partOfPlate(vehicle, random),
    },
  };
}

export const partOfPlate = (vehicle: Vehicle | null, random: Random): string =>
  vehicle === null ? 'unknown' : random.chance(0.5) ? vehicle.plate : vehicle.plate.slice(0, 5);

export function thingOf(scenario: Scenario, random: Random): Thing | null {
  if (scenario.thing === 'none' || scenario.thing === 'vehicle') return null;
  const [article, value] = random.pick(ARTICLES[scenario.thing]);
  return { article, value };
}

export const isStolen = (scenario: Scenario, vehicle: Vehicle | null, thing: Thing | null, random: Random): boolean =>
  vehicle !== null ? scenario.radioCode === '22V1' : (thing?.value ?? 0) > 800 && random.chance(0.5);

interface Which {
  readonly at: string;
  readonly place: Place;
  readonly complaint: boolean;
  readonly arrest: boolean;
  readonly invoice: boolean;
  readonly case: boolean;
  readonly stolen: boolean;
}

function numbersOf(index: number, which: Which): Numbers {
  const year = which.at.slice(0, 4);
  const year2 = which.at.slice(2, 4);
  const precinct = pct(which.place.precinct);
  const letter = which.place.borough === 'BROOKLYN' ? 'K' : which.place.borough.charAt(0);
  const six = serial(index, 6);
  return {
    call: `J${year2}-${precinct}-${six}`,
    complaint: which.complaint ? `${year}-${precinct}-${six}` : null,
    arrest: which.arrest ? `${letter}${year2}${six}` : null,
    invoice: which.invoice ? String(1_000_500_000 + index) : null,
    case: which.case ? `${precinct}-${year}-${serial(index, 5)}` : null,
    stolen: which.stolen ? `NYS-${year}-${six}` : null,
  };
}
