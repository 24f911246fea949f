/** The 911 jobs that are open now, in every precinct and above all in the 113: written anew at each start, under the same numbers. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf, sentenceCase } from '../adapters/import/record-draft.ts';
import { HERO } from './hero.ts';
import { HERO_POINT } from './hero-people.ts';
import { pct } from './incident.ts';
import type { World } from './incident.ts';
import { SCENARIOS } from './lists/scenarios.ts';
import { sampleMediaRow } from './media.ts';
import { aboutCar, filled, placeMention, victimMentions } from './parts.ts';
import { phoneOf } from './people.ts';
import { addressAt } from './places.ts';
import { randomFor } from './random.ts';
import { clockOf, plusMinutes } from './when.ts';

const OPEN_JOBS = 190;
/** Open jobs of the 113, besides the one of the scenario. */
const OPEN_IN_113 = 9;
const OPEN_STATE = { label: 'Open', tone: 'caution' } as const;

/** @param now local department time, `YYYY-MM-DDTHH:MM` */
export const currentJobs = (now: string, world: World): readonly NewRecord[] => [
  heroJob(now),
  ...Array.from({ length: OPEN_JOBS }, (_, index) => openJob(index, now, world)),
];

/** Received five minutes ago; PO Rivera's sector is assigned. */
function heroJob(now: string): NewRecord {
  const received = plusMinutes(now, -5);
  const phone = phoneOf(randomFor('caller of the scenario'));
  return draft({
    kind: 'call911',
    number: HERO.job,
    title: 'Investigate: suspicious vehicle',
    origin: 'sample',
    occurredAt: received,
    precinct: HERO.precinct,
    offence: 'INVESTIGATE: SUSPICIOUS VEHICLE',
    state: OPEN_STATE,
    point: HERO_POINT,
    address: 'FARMERS BLVD & 134 AVENUE',
    body: bodyOf({
      job: rowOf({
        callType: 'INVESTIGATE: SUSPICIOUS VEHICLE',
        radioCode: '10V2',
        priority: 'Critical',
        status: 'Assigned',
      }),
      narrative: rowOf({
        text: `FC STATES VEHICLE FOLLOWING CALLER, BLACK SEDAN, PARTIAL PLATE ${HERO.partialPlate}, WESTBOUND ON FARMERS BLVD. CALLER STAYS ON THE LINE.`,
      }),
      callers: rowOf({ role: 'Caller', name: 'REFUSED', phone }),
      vehicles: rowOf({ plate: HERO.partialPlate, description: 'Black sedan', direction: 'Westbound on Farmers Blvd' }),
      place: rowOf({
        address: 'FARMERS BLVD & 134 AVENUE',
        premises: 'STREET',
        borough: 'QUEENS',
        precinct: HERO.precinct,
      }),
      times: rowOf({ received, dispatched: plusMinutes(received, 2) }),
      media: sampleMediaRow('call', {
        kind: 'Call',
        title: 'Call to 911',
        taken: received,
        seconds: 9,
        recording: `REC-${HERO.job}`,
      }),
      units: rowOf({
        unit: '113 D',
        officers: 'PO RIVERA, PO DELGADO',
        assigned: plusMinutes(received, 2),
        result: 'Assigned',
      }),
    }),
    mentions: [
      { type: 'plate', value: HERO.partialPlate, role: 'partial plate in the call', tags: ['identifying'] },
      { type: 'phone', value: phone, role: 'caller', tags: ['victim', 'contact'] },
      placeMention('FARMERS BLVD & 134 AVENUE'),
    ],
    links: [{ kind: 'complaint', number: HERO.complaint, relation: 'stolen vehicle with such a plate' }],
  });
}

function openJob(index: number, now: string, world: World): NewRecord {
  const random = randomFor(`open job ${String(index)}`);
  const scenario = random.weighted(
    SCENARIOS.filter((each) => each.sexCrime !== true).map((each) => [each.weight, each] as const),
  );
  const place = index < OPEN_IN_113 ? world.places.in(HERO.precinct, random) : world.places.any(random);
  const received = plusMinutes(now, -random.whole(2, 170));
  const assigned = random.chance(0.7);
  const caller = world.people.any(random);
  const address = addressAt(place, random);
  const number = `J26-${pct(place.precinct)}-00${String(1900 + index)}`;
  return draft({
    kind: 'call911',
    number,
    title: sentenceCase(scenario.callType),
    origin: 'sample',
    occurredAt: received,
    precinct: place.precinct,
    offence: scenario.callType,
    state: OPEN_STATE,
    point: place.point,
    address,
    body: bodyOf({
      job: rowOf({
        callType: scenario.callType,
        radioCode: scenario.radioCode,
        priority: scenario.radioCode.endsWith('1') ? 'Critical' : 'Non CIP',
        status: assigned ? 'Assigned' : 'Waiting',
      }),
      narrative: rowOf({
        text: filled(random.pick(scenario.remarks), {
          street: place.street,
          from: clockOf(received),
          to: clockOf(received),
          item: 'PROPERTY',
          car: aboutCar(null),
          plate: 'UNKNOWN',
        }),
      }),
      callers: rowOf({ role: 'Caller', name: caller.name, phone: caller.phone }),
      place: rowOf({ address, premises: scenario.premises[0], borough: place.borough, precinct: place.precinct }),
      times: rowOf({ received, dispatched: assigned ? plusMinutes(received, 2) : null }),
      media: rowOf({ recording: `REC-${number}`, seconds: random.whole(20, 200) }),
      units: assigned
        ? rowOf({
            unit: `${String(place.precinct)} ${random.pick(['A', 'B', 'C'])}`,
            assigned: plusMinutes(received, 2),
            result: 'Assigned',
          })
        : [],
    }),
    mentions: [...victimMentions(caller, 'caller').slice(0, 2), placeMention(address)],
  });
}
