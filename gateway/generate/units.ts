/** What the n-th thing that happened in the generated city left behind: an incident with its linked records, a collision, a request, an agency's entry. */
import type { NewRecord, RecordBody } from '../../shared/records/definition.ts';
import { callRecord } from '../sample/incident-call.ts';
import { caseRecord, stolenRecord } from '../sample/incident-follow-up.ts';
import { arrestRecord, complaintRecord, invoiceRecord } from '../sample/incident-records.ts';
import { isStolen, partOfPlate, thingOf } from '../sample/incident.ts';
import type { Incident, World } from '../sample/incident.ts';
import { SCENARIOS } from '../sample/lists/scenarios.ts';
import { aboutCar } from '../sample/parts.ts';
import type { Person } from '../sample/people.ts';
import { addressRecord, orderRecord, registrationRecord, warrantRecord } from '../sample/person-records.ts';
import { addressAt } from '../sample/places.ts';
import { randomFor } from '../sample/random.ts';
import type { Random } from '../sample/random.ts';
import { collisionOf, serviceOf } from '../sample/traffic.ts';
import { ageOn, clockOf, plusMinutes } from '../sample/when.ts';
import { momentOn } from './calendar.ts';
import { misspelt } from './names.ts';
import { five, FIVE_EACH, numbersOf, precinctDigits, requestNumber, sevenDigits, six } from './numbers.ts';
import { RESTRAINED_EACH, WANTED_EACH } from './population.ts';
import { lengthened } from './vocabulary.ts';

export interface City extends World {
  readonly seed: string;
}

/** Shares of what happens; an incident leaves one to six records. */
const SHARES = { incident: 0.52, request: 0.29, collision: 0.1 } as const;
const MISSPELT = 0.05;

export function recordsOfUnit(unit: number, day: string, city: City): readonly NewRecord[] {
  const random = randomFor(`${city.seed} unit ${String(unit)}`);
  const kind = random.next();
  if (kind < SHARES.incident) return incidentRecords(unit, day, city, random);
  const place = city.places.any(random);
  if (kind < SHARES.incident + SHARES.request) {
    const at = momentOn(day, 'request', random);
    return [serviceOf({ random, place, at, number: requestNumber(unit) }, city.people)];
  }
  if (kind < SHARES.incident + SHARES.request + SHARES.collision) {
    const at = momentOn(day, 'traffic', random);
    const number = `MV-${day.slice(0, 4)}-${precinctDigits(place.precinct)}-${six(unit)}`;
    return [told(collisionOf({ random, place, at, number }, city.people), 30, 50, random)];
  }
  return [agencyRecord(unit, day, city, random)];
}

/** Whole records of persons: a warrant, an order where its number is free, else a public record. */
function agencyRecord(unit: number, day: string, { people, places }: City, random: Random): NewRecord {
  const someone = people.any(random);
  const nearest = (each: number, rest: number): Person =>
    people.person(Math.min(people.count - 1, someone.index - (someone.index % each) + rest));
  if (unit % FIVE_EACH === 1) {
    const restrained = random.chance(0.7) ? nearest(RESTRAINED_EACH, 17) : someone;
    return orderRecord(restrained, people.any(random), random, day, five(unit));
  }
  const drawn = random.next();
  if (drawn < 0.4) {
    const subject = random.chance(0.5) ? nearest(WANTED_EACH, 11) : someone;
    return warrantRecord(subject, random, day, six(unit));
  }
  return drawn < 0.7 && someone.vehicle !== null
    ? registrationRecord(someone, day, sevenDigits(unit))
    : addressRecord(someone, places, random, day, sevenDigits(unit));
}

function incidentRecords(unit: number, day: string, city: City, random: Random): readonly NewRecord[] {
  const incident = incidentOf(unit, day, city, random);
  const { numbers } = incident;
  const records = [told(callRecord(as(incident)), 8, 24, random)];
  if (numbers.complaint !== null) records.push(told(complaintRecord(as(incident), numbers.complaint), 30, 50, random));
  if (numbers.arrest !== null) {
    const arrest = told(arrestRecord(as(incident), numbers.arrest), 30, 50, random);
    // A case that ended in the person's favor is sealed, whatever else is kept of it (CPL 160.50).
    records.push({ ...arrest, sealed: arrest.sealed || random.chance(0.03) });
  }
  if (numbers.invoice !== null) records.push(invoiceRecord(as(incident), numbers.invoice));
  if (numbers.case !== null) records.push(told(caseRecord(as(incident), numbers.case), 30, 50, random));
  if (numbers.stolen !== null) records.push(stolenRecord(as(incident), numbers.stolen));
  return records;
}

/** The incident as one writer heard it: one name in twenty is misspelt. */
function as(incident: Incident): Incident {
  const { random } = incident;
  const heard = <P extends Person | null>(person: P): P =>
    person !== null && random.chance(MISSPELT) ? { ...person, name: misspelt(person.name, random) } : person;
  return { ...incident, victim: heard(incident.victim), suspect: heard(incident.suspect) };
}

function told(record: NewRecord, least: number, most: number, random: Random): NewRecord {
  const before = record.body['narrative']?.[0]?.['text'];
  const text = lengthened(typeof before === 'string' ? before : 'No further details.', least, most, random);
  const body: RecordBody = { ...record.body, narrative: [{ text }] };
  return { ...record, body };
}

const WEIGHTED = SCENARIOS.map((scenario) => [scenario.weight, scenario] as const);

function incidentOf(unit: number, day: string, { places, people }: City, random: Random): Incident {
  const scenario = random.weighted(WEIGHTED);
  const place = places.any(random);
  const at = momentOn(day, 'incident', random);
  const victim = people.any(random);
  const candidate = people.any(random);
  const complaint = random.chance(Math.min(1, scenario.chances.complaint * 1.15));
  const arrested = complaint && random.chance(scenario.chances.arrest);
  const age = ageOn(candidate.dob, at);
  const known = age >= 13 && candidate.index !== victim.index && (arrested || (complaint && random.chance(0.25)));
  const suspect = known ? candidate : null;
  const vehicle = scenario.thing === 'vehicle' ? (victim.vehicle ?? candidate.vehicle) : null;
  const thing = thingOf(scenario, random);
  const from = plusMinutes(at, -random.whole(5, scenario.thing === 'vehicle' ? 600 : 180));
  const arrest = arrested && suspect !== null;
  return {
    ...{ random, scenario, place, at, from, victim, suspect, vehicle, thing },
    address: addressAt(place, random),
    sealed: random.chance(0.004),
    juvenile: suspect !== null && age < 18,
    numbers: numbersOf(unit, at, place, {
      complaint,
      arrest,
      invoice: arrest && (thing !== null || vehicle !== null),
      case: complaint && unit % FIVE_EACH === 0 && random.chance(Math.min(1, scenario.chances.case * FIVE_EACH)),
      stolen: complaint && isStolen(scenario, vehicle, thing, random),
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
