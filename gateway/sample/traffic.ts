/** Fictional collisions and 311 calls of the sample, with the vehicles of fictional persons. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf } from '../adapters/import/record-draft.ts';
import { pastMoment, pct, serial } from './incident.ts';
import type { World } from './incident.ts';
import { officer } from './officers.ts';
import { cautionsOf, personMentions, personRow, placeMention, plateText, vehicleMentions } from './parts.ts';
import { carText } from './people.ts';
import type { People, Person } from './people.ts';
import { addressAt } from './places.ts';
import type { Place } from './places.ts';
import { randomFor } from './random.ts';
import type { Random } from './random.ts';
import { plusMinutes } from './when.ts';

const FACTORS: readonly [string, ...string[]] = [
  'Driver Inattention/Distraction',
  'Following Too Closely',
  'Failure to Yield Right-of-Way',
  'Passing or Lane Usage Improper',
  'Backing Unsafely',
  'Unsafe Speed',
  'Traffic Control Disregarded',
];
const DAMAGE: readonly [string, ...string[]] = ['Front bumper', 'Rear bumper', 'Left side', 'Right side', 'Total'];

/** When and where something of the traffic happened, and the chance that decides the rest. */
export interface Event {
  readonly random: Random;
  readonly place: Place;
  readonly at: string;
  readonly number: string;
}

export function collisionRecord(index: number, world: World): NewRecord {
  const random = randomFor(`collision ${String(index)}`);
  const place = world.places.any(random);
  const at = pastMoment(random);
  const number = `MV-${at.slice(0, 4)}-${pct(place.precinct)}-${serial(index, 6)}`;
  return collisionOf({ random, place, at, number }, world.people);
}

export function collisionOf({ random, place, at, number }: Event, people: Pick<People, 'any'>): NewRecord {
  const address = place.street;
  const injured = random.chance(0.28) ? random.whole(1, 3) : 0;
  const drivers: Person[] = [people.any(random), people.any(random)];
  return draft({
    kind: 'collision',
    number,
    title: injured > 0 ? `Collision, ${String(injured)} injured` : 'Collision, no injury',
    origin: 'sample',
    occurredAt: at,
    precinct: place.precinct,
    offence: 'COLLISION',
    cautions: cautionsOf(drivers, false),
    point: place.point,
    address,
    body: bodyOf({
      injuries: rowOf({ personsInjured: injured, personsKilled: 0, motoristsInjured: injured }),
      narrative: rowOf({
        text: 'At t/p/o vehicle 1 states that vehicle 2 stopped short. Officer did not witness the collision.',
      }),
      persons: drivers.flatMap((driver, place_) => personRow(driver, `Driver ${String(place_ + 1)}`, at)),
      vehicles: drivers.flatMap(({ vehicle }) =>
        rowOf({
          plate: vehicle === null ? null : plateText(vehicle),
          vehicleType: vehicle?.body ?? 'UNKNOWN',
          year: vehicle?.year ?? null,
          make: vehicle?.make ?? null,
          model: vehicle?.model ?? null,
          color: vehicle?.color ?? null,
          factor: random.pick(FACTORS),
          damage: random.pick(DAMAGE),
        }),
      ),
      place: rowOf({ address, borough: place.borough, precinct: place.precinct }),
      times: rowOf({ occurred: at }),
      handling: rowOf({ officer: officer(random) }),
    }),
    mentions: [
      ...drivers.flatMap((driver) => personMentions(driver, 'driver')),
      ...drivers.flatMap(({ vehicle }) =>
        vehicle === null ? [] : vehicleMentions(vehicle, 'vehicle in collision').slice(0, 1),
      ),
      placeMention(address),
    ],
  });
}

const TOPICS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['Illegal Parking', 'Blocked Hydrant'],
  ['Blocked Driveway', 'No Access'],
  ['Noise - Residential', 'Loud Music/Party'],
  ['Noise - Street/Sidewalk', 'Loud Talking'],
  ['Abandoned Vehicle', 'With License Plate'],
  ['Drug Activity', 'Use Indoor'],
];

export function serviceRecord(index: number, world: World): NewRecord {
  const random = randomFor(`service ${String(index)}`);
  const place = world.places.any(random);
  const at = pastMoment(random);
  return serviceOf({ random, place, at, number: String(66_000_000 + index) }, world.people);
}

export function serviceOf({ random, place, at, number }: Event, people: Pick<People, 'any'>): NewRecord {
  const caller = people.any(random);
  const [topic, descriptor] = random.pick(TOPICS);
  const car = /Vehicle|Driveway|Parking/.test(topic) ? people.any(random).vehicle : null;
  const address = addressAt(place, random);
  return draft({
    kind: 'call311',
    number,
    title: `${topic}: ${descriptor}`,
    origin: 'sample',
    occurredAt: at,
    precinct: place.precinct,
    offence: topic.toUpperCase(),
    state: { label: 'Closed', tone: 'neutral' },
    point: place.point,
    address,
    body: bodyOf({
      request: rowOf({
        topic,
        descriptor,
        agency: 'NYPD',
        agencyName: 'New York City Police Department',
        status: 'Closed',
      }),
      caller: rowOf({ name: caller.name, phone: caller.phone }),
      vehicle: car === null ? [] : rowOf({ plate: plateText(car), description: carText(car) }),
      place: rowOf({ address, borough: place.borough, precinct: place.precinct }),
      times: rowOf({ created: at, closed: plusMinutes(at, random.whole(30, 600)) }),
      handling: rowOf({ channel: random.pick(['PHONE', 'ONLINE', 'MOBILE']), facility: 'Precinct' }),
    }),
    mentions: [
      { type: 'person', value: caller.name, role: 'caller', tags: ['victim'] },
      { type: 'phone', value: caller.phone, role: 'caller', tags: ['victim', 'contact'] },
      ...(car === null ? [] : vehicleMentions(car, 'vehicle in request').slice(0, 1)),
      placeMention(address),
    ],
  });
}
