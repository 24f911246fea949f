/** The case and the stolen-property entry that follow from an incident of the sample. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf } from '../adapters/import/record-draft.ts';
import { common, linksOf, notAfterAnchor } from './incident-common.ts';
import type { Incident } from './incident.ts';
import { officer } from './officers.ts';
import {
  cautionsOf,
  numberMention,
  personMentions,
  personRow,
  vehicleMentions,
  victimMentions,
  victimRow,
} from './parts.ts';
import { plusMinutes } from './when.ts';

export function caseRecord(incident: Incident, number: string): NewRecord {
  const { random, scenario, suspect, victim, numbers, at } = incident;
  const closed = incident.at < '2026-06' ? notAfterAnchor(plusMinutes(at, random.whole(20_000, 200_000))) : null;
  const closedHow = numbers.arrest === null ? 'Leads exhausted' : 'Arrest';
  return draft({
    ...common(incident),
    kind: 'case',
    number,
    title: `Case: ${(scenario.offence?.offence ?? scenario.callType).toLowerCase()}`,
    occurredAt: plusMinutes(at, 240),
    offence: scenario.offence?.offence ?? scenario.callType,
    state: closed === null ? { label: 'Open', tone: 'caution' } : { label: 'Closed', tone: 'neutral' },
    cautions: cautionsOf(suspect === null ? [] : [suspect], incident.juvenile),
    body: bodyOf({
      case: rowOf({
        classification: scenario.offence?.offence ?? scenario.callType,
        lawCategory: scenario.offence?.law ?? null,
        status: closed === null ? 'Open' : 'Closed',
        closedHow: closed === null ? null : closedHow,
      }),
      narrative: rowOf({
        text: 'Complainant interviewed. Video canvass conducted. Follow-up is recorded in the case folder.',
      }),
      victims: victimRow(victim, 'Complainant', at),
      persons: suspect === null ? [] : personRow(suspect, 'Suspect', at),
      references: [
        ...rowOf({ kind: 'Complaint report', number: numbers.complaint, why: 'Reported offence' }),
        ...(numbers.arrest === null
          ? []
          : rowOf({ kind: 'Arrest report', number: numbers.arrest, why: 'Closed by arrest' })),
      ],
      place: rowOf({ address: incident.address, precinct: incident.place.precinct }),
      times: rowOf({
        opened: plusMinutes(at, 240),
        lastActivity: closed ?? notAfterAnchor(plusMinutes(at, 3000)),
        closed,
      }),
      handling: rowOf({
        squad: `${String(incident.place.precinct)} PCT DETECTIVE SQUAD`,
        investigator: `DET ${officer(random).slice(3)}`,
        supervisor: `SGT ${officer(random).slice(3)}`,
      }),
    }),
    mentions: [
      ...victimMentions(victim, 'complainant').slice(0, 1),
      ...(suspect === null ? [] : personMentions(suspect, 'suspect').slice(0, 1)),
    ],
    links: linksOf('case', numbers),
  });
}

export function stolenRecord(incident: Incident, number: string): NewRecord {
  const { victim, vehicle, thing, numbers, at, place, random } = incident;
  const recovered = numbers.arrest !== null;
  const what =
    vehicle === null ? (thing?.article ?? 'ARTICLE') : `${String(vehicle.year)} ${vehicle.make} ${vehicle.model}`;
  const serialNumber = vehicle === null ? `SN${String(random.whole(10_000_000, 99_999_999))}` : null;
  return draft({
    ...common(incident),
    kind: 'stolen',
    number,
    title: `Stolen ${vehicle === null ? 'article' : 'vehicle'}: ${what.toLowerCase()}`,
    occurredAt: at,
    offence: vehicle === null ? 'ARTICLE FILE' : 'VEHICLE FILE',
    state: recovered ? { label: 'Recovered', tone: 'ok' } : { label: 'Stolen', tone: 'danger' },
    cautions: recovered ? [] : ['stolen-not-confirmed'],
    body: bodyOf({
      entry: rowOf({
        category: vehicle === null ? 'ARTICLE' : 'VEHICLE',
        status: recovered ? 'RECOVERED' : 'STOLEN',
        complaintNumber: numbers.complaint,
        caution: recovered ? null : 'CONFIRM WITH ENTERING AGENCY BEFORE ACTING',
      }),
      victims: victimRow(victim, 'Owner', at),
      property: rowOf({
        article: what,
        plate: vehicle === null ? null : `${vehicle.state} ${vehicle.plate}`,
        vin: vehicle?.vin ?? null,
        serial: serialNumber,
        year: vehicle?.year ?? null,
        make: vehicle?.make ?? null,
        model: vehicle?.model ?? null,
        color: vehicle?.color ?? null,
        value: thing?.value ?? null,
      }),
      place: rowOf({ address: incident.address, precinct: place.precinct }),
      times: rowOf({
        stolen: at.slice(0, 10),
        entered: plusMinutes(at, 300),
        recovered: recovered ? at.slice(0, 10) : null,
      }),
      agency: rowOf({ agency: 'NEW YORK CITY PD', ori: 'NY0303000', confirmWith: 'STOLEN PROPERTY INQUIRY SECTION' }),
    }),
    mentions: [
      ...victimMentions(victim, 'owner').slice(0, 1),
      ...(vehicle === null ? [] : vehicleMentions(vehicle, 'stolen vehicle')),
      ...(serialNumber === null
        ? []
        : [{ type: 'serial', value: serialNumber, role: 'stolen article', tags: ['identifying'] } as const]),
      ...(numbers.complaint === null ? [] : [numberMention(numbers.complaint, 'complaint')]),
    ],
    links: linksOf('stolen', numbers),
  });
}
