/** The records of the scenario that is always there (see {@link HERO}). Every person, plate and phone in it is fictional. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf } from '../adapters/import/record-draft.ts';
import { heroAgencyRecords } from './hero-agency-records.ts';
import { heroCaseRecords } from './hero-case-records.ts';
import { CAR, OKONJO, GALLAGHER, KOWALCZYK, HERO_POINT } from './hero-people.ts';
import { HERO } from './hero.ts';
import { OFFENCES } from './lists/offences.ts';
import { sampleMediaRow } from './media.ts';
import {
  numberMention,
  personMentions,
  personRow,
  placeMention,
  plateText,
  vehicleMentions,
  vehicleRow,
  victimMentions,
  victimRow,
} from './parts.ts';

const here: Partial<NewRecord> = { precinct: HERO.precinct, point: HERO_POINT, address: HERO.address };
const placeRow = rowOf({
  address: HERO.address,
  premises: 'STREET',
  position: 'FRONT OF',
  borough: 'QUEENS',
  precinct: HERO.precinct,
});

const complaint = (): NewRecord =>
  draft({
    ...here,
    kind: 'complaint',
    number: HERO.complaint,
    title: 'Grand larceny of motor vehicle',
    origin: 'sample',
    occurredAt: '2026-11-19T02:10',
    offence: OFFENCES.autoLarceny.offence,
    state: { label: 'Open', tone: 'caution' },
    cautions: ['active-warrant'],
    body: bodyOf({
      offence: rowOf({
        offence: OFFENCES.autoLarceny.offence,
        offenceCode: OFFENCES.autoLarceny.ky,
        classification: OFFENCES.autoLarceny.classification,
        classificationCode: OFFENCES.autoLarceny.pd,
        lawCategory: 'FELONY',
        completion: 'COMPLETED',
        status: 'Open',
      }),
      narrative: rowOf({
        text:
          'At t/p/o complainant states that the above vehicle was parked in front of the location at approximately 0210 hours ' +
          'and upon return at 0645 hours was found missing. Key fob was left in the vehicle. A neighbour reports a partial ' +
          'plate KLR48 seen westbound on Farmers Boulevard.\n\nCanvass for video conducted, one camera located at 134-10.',
      }),
      victims: victimRow(GALLAGHER, 'Complainant', '2026-11-19'),
      persons: [
        ...rowOf({
          role: 'Suspect',
          name: 'UNKNOWN',
          sex: 'M',
          ageGroup: '18-24',
          description: '20–25, 5\'10", grey hoodie, left-hand tattoo',
          note: 'described by complainant',
        }),
        ...personRow(OKONJO, 'Associated', '2026-11-19', 'driver on 11 AUG 2026'),
      ],
      vehicles: vehicleRow(CAR, 'Stolen', 'Stolen, not recovered'),
      property: rowOf({ article: 'KEY FOB', value: 280, status: 'Missing' }),
      place: placeRow,
      times: rowOf({ from: '2026-11-19T02:10', to: '2026-11-19T06:45', reported: '2026-11-19T07:12' }),
      media: [
        ...sampleMediaRow('scene', {
          kind: 'Photograph',
          title: 'Empty driveway, facing west',
          taken: '2026-11-19T07:30',
          recording: `PHO-${HERO.complaint}-1`,
        }),
        ...sampleMediaRow('street', {
          kind: 'Video',
          title: 'Camera at 134-10, a dark sedan westbound',
          taken: '2026-11-19T02:11',
          seconds: 6,
          recording: `VID-${HERO.complaint}-1`,
        }),
      ],
      handling: rowOf({ jurisdiction: 'N.Y. POLICE DEPT', officer: 'PO RIVERA, A', squad: '113 PCT DETECTIVE SQUAD' }),
    }),
    mentions: [
      ...victimMentions(GALLAGHER, 'complainant'),
      ...personMentions(OKONJO, 'associated'),
      ...vehicleMentions(CAR, 'stolen vehicle'),
      placeMention(HERO.address),
    ],
    links: [
      { kind: 'arrest', number: HERO.arrest, relation: 'arrest in the same vehicle' },
      { kind: 'stolen', number: HERO.stolen, relation: 'entered from this complaint' },
      { kind: 'case', number: HERO.case, relation: 'case of this complaint' },
      { kind: 'call911', number: HERO.job, relation: 'partial plate of its vehicle' },
    ],
  });

const secondComplaint = (): NewRecord =>
  draft({
    kind: 'complaint',
    number: HERO.secondComplaint,
    title: 'Petit larceny',
    origin: 'sample',
    occurredAt: '2026-11-17T18:20',
    precinct: HERO.precinct,
    offence: OFFENCES.petitLarceny.offence,
    state: { label: 'Open', tone: 'caution' },
    point: { lat: 40.6762, lon: -73.7741 },
    address: KOWALCZYK.home,
    body: bodyOf({
      offence: rowOf({
        offence: OFFENCES.petitLarceny.offence,
        offenceCode: '341',
        classification: OFFENCES.petitLarceny.classification,
        classificationCode: '339',
        lawCategory: 'MISDEMEANOR',
        completion: 'COMPLETED',
        status: 'Open',
      }),
      narrative: rowOf({
        text: 'At t/p/o C/V states unknown perp did remove a bicycle from the rear yard of the location.',
      }),
      victims: victimRow(KOWALCZYK, 'Complainant', '2026-11-17'),
      property: rowOf({ article: 'BICYCLE, ELECTRIC', serial: 'EB2207719', value: 840, status: 'Missing' }),
      place: rowOf({
        address: KOWALCZYK.home,
        premises: 'RESIDENCE-HOUSE',
        borough: 'QUEENS',
        precinct: HERO.precinct,
      }),
      times: rowOf({ from: '2026-11-17T18:20', to: '2026-11-17T20:00', reported: '2026-11-17T20:40' }),
    }),
    mentions: [
      ...victimMentions(KOWALCZYK, 'complainant'),
      { type: 'serial', value: 'EB2207719', role: 'stolen article', tags: ['identifying'] },
      placeMention(KOWALCZYK.home),
    ],
  });

const arrest = (): NewRecord =>
  draft({
    ...here,
    kind: 'arrest',
    number: HERO.arrest,
    title: 'Unauthorized use of a vehicle 3',
    origin: 'sample',
    occurredAt: '2026-08-11T23:35',
    address: 'MERRICK BLVD & FARMERS BLVD',
    point: { lat: 40.6741, lon: -73.7637 },
    offence: OFFENCES.unauthorizedUse.offence,
    state: { label: 'Arraigned', tone: 'neutral' },
    cautions: ['active-warrant'],
    body: bodyOf({
      charges: rowOf({
        rank: 'Top charge',
        statute: OFFENCES.unauthorizedUse.statute,
        offence: OFFENCES.unauthorizedUse.offence,
        classification: OFFENCES.unauthorizedUse.classification,
        classificationCode: '462',
        offenceCode: '353',
        lawCategory: 'MISDEMEANOR',
      }),
      narrative: rowOf({
        text: 'At t/p/o deft was observed operating the listed vehicle without permission or authority of the owner. Licence plate and key fob vouchered. Vehicle returned to owner.',
      }),
      persons: personRow(OKONJO, 'Arrested', '2026-08-11'),
      vehicles: vehicleRow(CAR, 'Operated', 'Returned to owner'),
      place: rowOf({ address: 'MERRICK BLVD & FARMERS BLVD', borough: 'QUEENS', precinct: HERO.precinct }),
      times: rowOf({ arrested: '2026-08-11T23:35' }),
      handling: rowOf({
        officer: 'PO DELGADO, M',
        command: '113 PRECINCT',
        docket: 'CR-018822-2026',
        disposition: 'Released on recognizance',
      }),
    }),
    mentions: [
      ...personMentions(OKONJO, 'arrested'),
      ...vehicleMentions(CAR, 'operated vehicle'),
      placeMention('MERRICK BLVD & FARMERS BLVD'),
    ],
    links: [
      { kind: 'invoice', number: HERO.invoice, relation: 'property from this arrest' },
      { kind: 'complaint', number: HERO.complaint, relation: 'later complaint about the same vehicle' },
      { kind: 'case', number: HERO.case, relation: 'case about the same vehicle' },
    ],
  });

const invoice = (): NewRecord =>
  draft({
    ...here,
    kind: 'invoice',
    number: HERO.invoice,
    title: 'Arrest evidence: licence plate, key fob',
    origin: 'sample',
    occurredAt: '2026-08-12T01:20',
    offence: 'ARREST EVIDENCE',
    state: { label: 'In custody', tone: 'neutral' },
    address: null,
    body: bodyOf({
      invoice: rowOf({ category: 'ARREST EVIDENCE', status: 'In custody', arrestNumber: HERO.arrest }),
      persons: personRow(OKONJO, 'Prisoner', '2026-08-11'),
      lines: [
        ...rowOf({
          line: 1,
          quantity: 1,
          article: 'LICENCE PLATE',
          plate: plateText(CAR),
          packaging: 'S700482217',
          disposition: 'Held',
        }),
        ...rowOf({
          line: 2,
          quantity: 1,
          article: 'KEY FOB, HONDA',
          value: 280,
          packaging: 'S700482217',
          disposition: 'Held',
        }),
      ],
      place: rowOf({ storage: '113 PCT PROPERTY ROOM', precinct: HERO.precinct }),
      times: rowOf({ invoiced: '2026-08-12T01:20' }),
      media: sampleMediaRow('property', {
        kind: 'Photograph',
        title: 'Lines 1 and 2: licence plate, key fob',
        taken: '2026-08-12T01:25',
        recording: `PHO-${HERO.invoice}-1`,
      }),
      handling: rowOf({
        officer: 'PO DELGADO, M',
        supervisor: 'SGT WHITFIELD, K',
        previousInvoice: '1000482216',
        nextInvoice: '1000482218',
      }),
    }),
    mentions: [
      ...personMentions(OKONJO, 'prisoner').slice(0, 1),
      ...vehicleMentions(CAR, 'vouchered plate').slice(0, 1),
      numberMention(HERO.arrest, 'arrest'),
    ],
    links: [{ kind: 'arrest', number: HERO.arrest, relation: 'arrest of this property' }],
  });

export const heroRecords = (): readonly NewRecord[] => [
  complaint(),
  secondComplaint(),
  arrest(),
  invoice(),
  ...heroAgencyRecords(),
  ...heroCaseRecords(),
];
