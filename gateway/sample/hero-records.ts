/** The records of the scenario that is always there (see {@link HERO}). Every person, plate and phone in it is fictional. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf } from '../adapters/import/record-draft.ts';
import { HERO } from './hero.ts';
import { CONDITIONS } from './lists/courts.ts';
import { OFFENCES } from './lists/offences.ts';
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
import type { Person, Vehicle } from './people.ts';

export const HERO_POINT = { lat: 40.6748, lon: -73.764 } as const;
const COLLISION_POINT = { lat: 40.7195, lon: -73.7385 } as const;

const CAR: Vehicle = {
  plate: HERO.plate,
  state: 'NY',
  vin: HERO.vin,
  year: 2019,
  make: 'HONDA',
  model: 'ACCORD',
  body: '4 DOOR SEDAN',
  color: 'BLACK',
};

/** Numbers below zero: no person of the generated ones. */
function person(index: number, name: string, sex: 'M' | 'F', dob: string, phone: string, home: string): Person {
  return {
    index,
    name,
    sex,
    dob,
    phone,
    home,
    precinct: HERO.precinct,
    borough: 'QUEENS',
    vehicle: null,
    wanted: name === HERO.subject,
    restrained: false,
  };
}

const OKONJO = person(-1, HERO.subject, 'M', '1998-02-14', '7185550142', '187-40 LINDEN BLVD');
const GALLAGHER = person(-2, HERO.complainant, 'F', '1984-05-30', '9175550117', '134-24 FARMERS BLVD');
const KOWALCZYK = person(-3, HERO.secondComplainant, 'M', '1971-09-08', '3475550163', '119-15 GUY R BREWER BLVD');
const BRANDT = person(-4, 'BRANDT, MARCUS', 'M', '1989-01-22', '6465550188', '172-08 BAISLEY BLVD');
const ODUYA = person(-5, 'ODUYA, GRACE', 'F', '1991-12-03', '9295550126', '134-10 FARMERS BLVD');
const DRIVER = person(-6, 'GALLAGHER, BRENDAN', 'M', '1982-07-19', '9175550118', '134-24 FARMERS BLVD');

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
    links: [{ kind: 'invoice', number: HERO.invoice, relation: 'property from this arrest' }],
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
  });

const stolen = (): NewRecord =>
  draft({
    ...here,
    kind: 'stolen',
    number: HERO.stolen,
    title: 'Stolen vehicle: 2019 Honda Accord, black',
    origin: 'sample',
    occurredAt: '2026-11-19',
    offence: 'VEHICLE FILE',
    state: { label: 'Stolen', tone: 'danger' },
    cautions: ['stolen-not-confirmed'],
    body: bodyOf({
      entry: rowOf({
        category: 'VEHICLE',
        status: 'STOLEN',
        complaintNumber: HERO.complaint,
        caution: 'CONFIRM WITH ENTERING AGENCY BEFORE ACTING',
      }),
      victims: victimRow(GALLAGHER, 'Owner', '2026-11-19'),
      property: rowOf({
        article: 'MOTOR VEHICLE',
        plate: plateText(CAR),
        vin: CAR.vin,
        year: CAR.year,
        make: CAR.make,
        model: CAR.model,
        color: CAR.color,
        value: 19500,
      }),
      place: rowOf({ address: HERO.address, precinct: HERO.precinct }),
      times: rowOf({ stolen: '2026-11-19', entered: '2026-11-19T08:05' }),
      agency: rowOf({ agency: 'NEW YORK CITY PD', ori: 'NY0303000', confirmWith: 'STOLEN PROPERTY INQUIRY SECTION' }),
    }),
    mentions: [
      ...victimMentions(GALLAGHER, 'owner').slice(0, 1),
      ...vehicleMentions(CAR, 'stolen vehicle'),
      numberMention(HERO.complaint, 'complaint'),
    ],
  });

const warrant = (): NewRecord =>
  draft({
    kind: 'warrant',
    number: HERO.warrant,
    title: 'Bench warrant, Unauthorized use vehicle 3',
    origin: 'sample',
    occurredAt: '2025-10-02',
    precinct: HERO.precinct,
    offence: 'BENCH WARRANT',
    state: { label: 'Active', tone: 'danger' },
    cautions: ['active-warrant'],
    body: bodyOf({
      warrant: rowOf({
        warrantType: 'BENCH WARRANT',
        status: 'ACTIVE',
        topCharge: OFFENCES.unauthorizedUse.classification,
        statute: OFFENCES.unauthorizedUse.statute,
        lawCategory: 'MISDEMEANOR',
        extradition: '3 - SURROUNDING STATES ONLY',
        caution: 'CONFIRM BEFORE ACTING',
      }),
      narrative: rowOf({ text: 'Failed to appear. Confirm with the court before acting.' }),
      persons: personRow(OKONJO, 'Subject', '2025-10-02'),
      place: rowOf({ address: OKONJO.home, precinct: HERO.precinct }),
      times: rowOf({ issued: '2025-10-02', confirmed: '2026-11-20T16:00' }),
      court: rowOf({ court: 'QUEENS SUPREME COURT', docket: HERO.docket, confirmWith: 'WARRANT SECTION' }),
    }),
    mentions: [
      ...personMentions(OKONJO, 'subject of warrant'),
      { type: 'identifier', value: HERO.docket, role: 'docket', tags: ['identifying'] },
    ],
  });

const collision = (): NewRecord =>
  draft({
    kind: 'collision',
    number: HERO.collision,
    title: 'Collision, no injury',
    origin: 'sample',
    occurredAt: '2026-11-02T17:48',
    precinct: 105,
    offence: 'COLLISION',
    point: COLLISION_POINT,
    address: 'JAMAICA AVENUE & SPRINGFIELD BLVD',
    body: bodyOf({
      injuries: rowOf({ personsInjured: 0, personsKilled: 0 }),
      narrative: rowOf({ text: 'At t/p/o vehicle 1 states that vehicle 2 stopped short. No injuries reported.' }),
      persons: personRow(DRIVER, 'Driver 1', '2026-11-02'),
      vehicles: rowOf({
        plate: plateText(CAR),
        vehicleType: CAR.body,
        year: CAR.year,
        make: CAR.make,
        model: CAR.model,
        color: CAR.color,
        factor: 'Following Too Closely',
        damage: 'Front bumper',
      }),
      place: rowOf({ address: 'JAMAICA AVENUE & SPRINGFIELD BLVD', borough: 'QUEENS', precinct: 105 }),
      times: rowOf({ occurred: '2026-11-02T17:48' }),
    }),
    mentions: [
      ...personMentions(DRIVER, 'driver'),
      ...vehicleMentions(CAR, 'vehicle in collision').slice(0, 1),
      placeMention('JAMAICA AVENUE & SPRINGFIELD BLVD'),
    ],
  });

const order = (): NewRecord =>
  draft({
    kind: 'order',
    number: HERO.order,
    title: 'Temporary order of protection',
    origin: 'sample',
    occurredAt: '2026-09-28',
    precinct: HERO.precinct,
    offence: 'TEMPORARY ORDER OF PROTECTION',
    state: { label: 'In force', tone: 'danger' },
    cautions: ['order-of-protection'],
    body: bodyOf({
      order: rowOf({
        orderType: 'TEMPORARY ORDER OF PROTECTION',
        status: 'IN FORCE',
        expires: '2027-03-28',
        served: true,
        servedOn: '2026-09-30',
      }),
      conditions: CONDITIONS.filter(([code]) => ['01', '04', '05'].includes(code)).flatMap(([code, condition]) =>
        rowOf({ code, condition, distanceFeet: code === '04' ? 300 : null }),
      ),
      persons: personRow(BRANDT, 'Restrained', '2026-09-28'),
      victims: victimRow(ODUYA, 'Protected', '2026-09-28'),
      place: rowOf({ address: ODUYA.home, precinct: HERO.precinct }),
      times: rowOf({ issued: '2026-09-28' }),
      court: rowOf({ court: 'QUEENS FAMILY COURT', docket: 'FAM-04418-2026', confirmWith: 'COURT SECTION' }),
    }),
    mentions: [...personMentions(BRANDT, 'restrained'), ...victimMentions(ODUYA, 'protected')],
  });

const publicRecord = (): NewRecord =>
  draft({
    kind: 'public',
    number: HERO.publicRecord,
    title: 'Vehicle registration',
    origin: 'sample',
    occurredAt: '2026-04-06',
    precinct: HERO.precinct,
    offence: 'VEHICLE REGISTRATION',
    state: { label: 'Current', tone: 'neutral' },
    body: bodyOf({
      entry: rowOf({ category: 'VEHICLE REGISTRATION', provider: 'Fictional Public Records', status: 'CURRENT' }),
      persons: personRow(GALLAGHER, 'Registrant', '2026-04-06'),
      items: rowOf({ item: '2019 HONDA ACCORD, BLACK', plate: plateText(CAR), vin: CAR.vin, expires: '2028-04-06' }),
      place: rowOf({ address: GALLAGHER.home, precinct: HERO.precinct }),
      times: rowOf({ asOf: '2026-04-06' }),
    }),
    mentions: [...personMentions(GALLAGHER, 'registrant'), ...vehicleMentions(CAR, 'registered vehicle')],
  });

const investigation = (): NewRecord =>
  draft({
    ...here,
    kind: 'case',
    number: HERO.case,
    title: 'Case: grand larceny of motor vehicle',
    origin: 'sample',
    occurredAt: '2026-11-19T09:30',
    offence: OFFENCES.autoLarceny.offence,
    state: { label: 'Open', tone: 'caution' },
    cautions: ['active-warrant'],
    body: bodyOf({
      case: rowOf({ classification: OFFENCES.autoLarceny.offence, lawCategory: 'FELONY', status: 'Open' }),
      narrative: rowOf({
        text: 'Complainant interviewed. Camera at 134-10 to be reviewed. Same vehicle as in an arrest of August.',
      }),
      victims: victimRow(GALLAGHER, 'Complainant', '2026-11-19'),
      persons: personRow(OKONJO, 'Associated', '2026-11-19'),
      references: [
        ...rowOf({ kind: 'Complaint report', number: HERO.complaint, why: 'Reported offence' }),
        ...rowOf({ kind: 'Arrest report', number: HERO.arrest, why: 'Same vehicle' }),
      ],
      place: rowOf({ address: HERO.address, precinct: HERO.precinct }),
      times: rowOf({ opened: '2026-11-19T09:30', lastActivity: '2026-11-22T15:10' }),
      handling: rowOf({
        squad: '113 PCT DETECTIVE SQUAD',
        investigator: 'DET MARCHETTI, L',
        supervisor: 'SGT WHITFIELD, K',
      }),
    }),
    mentions: [
      ...victimMentions(GALLAGHER, 'complainant').slice(0, 1),
      ...personMentions(OKONJO, 'associated').slice(0, 1),
    ],
  });

export const heroRecords = (): readonly NewRecord[] => [
  complaint(),
  secondComplaint(),
  arrest(),
  invoice(),
  stolen(),
  warrant(),
  collision(),
  order(),
  publicRecord(),
  investigation(),
];
