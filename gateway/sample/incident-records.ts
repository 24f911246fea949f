/** Complaint, arrest and invoice of an incident of the sample, linked with each other. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf, sentenceCase } from '../adapters/import/record-draft.ts';
import { common, linksOf, notAfterAnchor } from './incident-common.ts';
import type { Incident } from './incident.ts';
import { officer } from './officers.ts';
import {
  cautionsOf,
  filled,
  numberMention,
  personMentions,
  personRow,
  placeMention,
  vehicleMentions,
  vehicleRow,
  victimMentions,
  victimRow,
} from './parts.ts';
import { plusMinutes } from './when.ts';

const INJURIES: readonly [string, ...string[]] = [
  'Laceration to the face',
  'Bruising to the arm',
  'Refused medical attention',
];

const placeRow = (incident: Incident): ReturnType<typeof rowOf> =>
  rowOf({
    address: incident.address,
    premises: incident.scenario.premises[0],
    position: incident.scenario.premises[0] === 'STREET' ? 'FRONT OF' : 'INSIDE',
    borough: incident.place.borough,
    precinct: incident.place.precinct,
  });

export function complaintRecord(incident: Incident, number: string): NewRecord {
  const { scenario, random, suspect, victim, vehicle, thing, numbers, at } = incident;
  const offence = scenario.offence;
  const reported = plusMinutes(at, random.whole(20, 200));
  const hurt = offence?.classification.startsWith('ASSAULT') === true;
  return draft({
    ...common(incident),
    kind: 'complaint',
    number,
    title: sentenceCase(offence?.offence ?? scenario.callType),
    occurredAt: at,
    offence: offence?.offence ?? scenario.callType,
    state: complaintState(incident),
    cautions: cautionsOf(suspect === null ? [] : [suspect], incident.juvenile),
    body: bodyOf({
      offence: rowOf({
        offence: offence?.offence ?? null,
        offenceCode: offence?.ky ?? null,
        classification: offence?.classification ?? null,
        classificationCode: offence?.pd ?? null,
        lawCategory: offence?.law ?? null,
        completion: 'COMPLETED',
        status: complaintState(incident).label,
      }),
      narrative: rowOf({ text: filled(random.pick(scenario.narratives), incident.words) }),
      victims: victimRow(victim, 'Complainant', at, hurt ? random.pick(INJURIES) : null),
      persons:
        suspect === null
          ? rowOf({ role: 'Suspect', name: 'UNKNOWN', description: 'Described by complainant; dark clothing' })
          : personRow(suspect, numbers.arrest === null ? 'Suspect' : 'Arrested', at),
      vehicles:
        vehicle === null
          ? []
          : vehicleRow(vehicle, numbers.stolen === null ? 'Involved' : 'Stolen', vehicleStatus(incident)),
      property: thing === null ? [] : rowOf({ article: thing.article, value: thing.value, status: 'Missing' }),
      place: placeRow(incident),
      times: rowOf({ from: incident.from, to: at, reported }),
      handling: rowOf({
        jurisdiction: 'N.Y. POLICE DEPT',
        officer: officer(random),
        squad: `${String(incident.place.precinct)} PCT DETECTIVE SQUAD`,
      }),
    }),
    mentions: [
      ...victimMentions(victim, 'complainant'),
      ...(suspect === null ? [] : personMentions(suspect, 'suspect')),
      ...(vehicle === null ? [] : vehicleMentions(vehicle, numbers.stolen === null ? 'vehicle' : 'stolen vehicle')),
      placeMention(incident.address),
    ],
    links: linksOf('complaint', numbers),
  });
}

function complaintState(incident: Incident): NewRecord['state'] {
  if (incident.numbers.arrest !== null) return { label: 'Closed by arrest', tone: 'ok' };
  return incident.at > '2026-08' ? { label: 'Open', tone: 'caution' } : { label: 'Closed', tone: 'neutral' };
}

const vehicleStatus = (incident: Incident): string | null =>
  incident.numbers.stolen === null ? null : incident.numbers.arrest === null ? 'Stolen, not recovered' : 'Recovered';

export function arrestRecord(incident: Incident, number: string): NewRecord {
  const { scenario, random, suspect, vehicle, numbers, at } = incident;
  const offence = scenario.offence;
  const arrestedAt = notAfterAnchor(plusMinutes(at, random.whole(15, 20_000)));
  return draft({
    ...common(incident),
    kind: 'arrest',
    number,
    title: sentenceCase(offence?.classification ?? scenario.callType),
    occurredAt: arrestedAt,
    offence: offence?.offence ?? scenario.callType,
    state: { label: 'Arrested', tone: 'neutral' },
    cautions: cautionsOf(suspect === null ? [] : [suspect], incident.juvenile),
    body: bodyOf({
      charges: rowOf({
        rank: 'Top charge',
        statute: offence?.statute ?? null,
        offence: offence?.offence ?? null,
        classification: offence?.classification ?? null,
        classificationCode: offence?.pd ?? null,
        offenceCode: offence?.ky ?? null,
        lawCategory: offence?.law ?? null,
      }),
      narrative: rowOf({
        text: 'Deft was placed under arrest at the location and removed to the station house for processing.',
      }),
      persons: suspect === null ? [] : personRow(suspect, 'Arrested', at),
      vehicles: vehicle === null ? [] : vehicleRow(vehicle, 'Operated'),
      place: placeRow(incident),
      times: rowOf({ arrested: arrestedAt }),
      handling: rowOf({
        officer: officer(random),
        command: `${String(incident.place.precinct)} PRECINCT`,
        complaintNumber: numbers.complaint,
        disposition: random.pick([
          'Desk appearance ticket',
          'Arraigned',
          'Held for arraignment',
          'Released on recognizance',
        ]),
        medical: random.chance(0.1) ? 'Treated at hospital before lodging' : null,
      }),
    }),
    mentions: [
      ...(suspect === null ? [] : personMentions(suspect, 'arrested')),
      ...(vehicle === null ? [] : vehicleMentions(vehicle, 'operated vehicle')),
      placeMention(incident.address),
    ],
    links: linksOf('arrest', numbers),
  });
}

export function invoiceRecord(incident: Incident, number: string): NewRecord {
  const { random, suspect, vehicle, thing, numbers, at } = incident;
  const invoiced = plusMinutes(at, random.whole(90, 600));
  const category =
    thing === null ? 'VEHICLE' : random.pick(['ARREST EVIDENCE', 'INVESTIGATORY EVIDENCE', 'SAFEKEEPING']);
  const next = Number(number);
  return draft({
    ...common(incident),
    kind: 'invoice',
    number,
    title: `${sentenceCase(category)}: ${thing === null ? 'vehicle' : thing.article.toLowerCase()}`,
    occurredAt: invoiced,
    offence: category,
    state: { label: random.pick(['In custody', 'Sent to laboratory', 'Returned to owner']), tone: 'neutral' },
    body: bodyOf({
      invoice: rowOf({
        category,
        status: 'In custody',
        arrestNumber: numbers.arrest,
        complaintNumber: numbers.complaint,
      }),
      persons: suspect === null ? [] : personRow(suspect, 'Prisoner', at),
      lines: rowOf({
        line: 1,
        quantity: 1,
        article: thing?.article ?? 'MOTOR VEHICLE',
        plate: vehicle === null ? null : `${vehicle.state} ${vehicle.plate}`,
        value: thing?.value ?? null,
        packaging: `S${String(next + 700_000_000)}`,
        disposition: 'Held',
      }),
      place: rowOf({
        address: incident.address,
        storage: `${String(incident.place.precinct)} PCT PROPERTY ROOM`,
        precinct: incident.place.precinct,
      }),
      times: rowOf({ invoiced }),
      handling: rowOf({
        officer: officer(random),
        supervisor: officer(random),
        previousInvoice: String(next - 1),
        nextInvoice: String(next + 1),
      }),
    }),
    mentions: [
      ...(suspect === null ? [] : personMentions(suspect, 'prisoner').slice(0, 1)),
      ...(vehicle === null ? [] : vehicleMentions(vehicle, 'vouchered vehicle')),
      ...(numbers.arrest === null ? [] : [numberMention(numbers.arrest, 'arrest')]),
      ...(numbers.complaint === null ? [] : [numberMention(numbers.complaint, 'complaint')]),
    ],
    links: linksOf('invoice', numbers),
  });
}
