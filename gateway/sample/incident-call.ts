/** The 911 job of an incident of the sample: closed, with its times, units and recording. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf, sentenceCase } from '../adapters/import/record-draft.ts';
import { linksOf } from './incident-common.ts';
import type { Incident } from './incident.ts';
import {
  cautionsOf,
  filled,
  numberMention,
  placeMention,
  plateText,
  vehicleMentions,
  victimMentions,
} from './parts.ts';
import { carText } from './people.ts';
import { plusMinutes } from './when.ts';

const SECTORS = ['A', 'B', 'C', 'D'] as const;
const DISPOSITIONS: readonly [string, ...string[]] = [
  '10-90Y UNFOUNDED',
  '10-91 CONDITION CORRECTED',
  '10-90Z CONDITION CORRECTED',
  '10-98 RESUMING PATROL',
];

export function callRecord(incident: Incident): NewRecord {
  const { random, scenario, place, at, numbers, victim, vehicle } = incident;
  const dispatched = plusMinutes(at, random.whole(1, 9));
  const arrived = plusMinutes(dispatched, random.whole(2, 14));
  const closed = plusMinutes(arrived, random.whole(8, 90));
  const disposition =
    numbers.arrest !== null
      ? '10-92 ARREST'
      : numbers.complaint !== null
        ? '10-93C REPORT PREPARED'
        : random.pick(DISPOSITIONS);
  const confidential = scenario.sexCrime === true;
  return draft({
    kind: 'call911',
    number: numbers.call,
    title: sentenceCase(scenario.callType),
    origin: 'sample',
    occurredAt: at,
    precinct: place.precinct,
    offence: scenario.callType,
    state: { label: 'Closed', tone: 'neutral' },
    cautions: cautionsOf([], false),
    point: place.point,
    address: incident.address,
    sealed: incident.sealed,
    sexCrime: confidential,
    body: bodyOf({
      job: rowOf({
        callType: scenario.callType,
        radioCode: scenario.radioCode,
        priority: scenario.radioCode.endsWith('1') ? 'Critical' : 'Non CIP',
        status: 'Closed',
        finalDisposition: disposition,
      }),
      narrative: rowOf({ text: filled(random.pick(scenario.remarks), incident.words) }),
      callers: rowOf({ role: 'Caller', name: victim.name, phone: victim.phone }),
      vehicles: vehicle === null ? [] : rowOf({ plate: plateText(vehicle), description: carText(vehicle) }),
      place: rowOf({
        address: incident.address,
        premises: random.pick(scenario.premises),
        borough: place.borough,
        precinct: place.precinct,
      }),
      times: rowOf({ received: at, dispatched, arrived, closed }),
      media: rowOf({ recording: `REC-${numbers.call}`, seconds: random.whole(20, 240) }),
      units: rowOf({
        unit: `${String(place.precinct)} ${random.pick(SECTORS)}`,
        assigned: dispatched,
        result: disposition,
      }),
    }),
    mentions: [
      ...victimMentions(victim, 'caller').slice(0, 2),
      ...(vehicle === null ? [] : vehicleMentions(vehicle, 'vehicle in the call').slice(0, 1)),
      placeMention(incident.address),
      ...(numbers.complaint === null ? [] : [numberMention(numbers.complaint, 'complaint')]),
    ],
    links: linksOf('call911', numbers),
  });
}
