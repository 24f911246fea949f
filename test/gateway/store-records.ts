/** Small fictional records for the store's tests; every person, plate and phone is made up. */
import type { Mention, NewRecord } from '../../shared/records/definition.ts';

export const record = (change: Partial<NewRecord> & Pick<NewRecord, 'kind' | 'number'>): NewRecord => ({
  title: `${change.kind} ${change.number}`,
  occurredAt: '2026-11-03T21:15',
  precinct: 113,
  offence: null,
  state: { label: 'Open', tone: 'neutral' },
  cautions: [],
  point: null,
  address: null,
  sealed: false,
  juvenile: false,
  sexCrime: false,
  body: {},
  mentions: [],
  links: [],
  origin: 'sample',
  ...change,
});

export const mention = (
  type: Mention['type'],
  value: string,
  tags: Mention['tags'] = ['identifying'],
  more: Partial<Mention> = {},
): Mention => ({ type, value, tags, ...more });

export const COMPLAINT = record({
  kind: 'complaint',
  number: '2026-113-004512',
  title: 'Grand larceny of motor vehicle',
  offence: 'GRAND LARCENY OF MOTOR VEHICLE',
  address: '134-22 FARMERS BLVD',
  point: { lat: 40.67, lon: -73.76 },
  body: {
    offence: [{ offence: 'GRAND LARCENY OF MOTOR VEHICLE', lawCategory: 'FELONY', status: 'Open' }],
    narrative: [
      { text: 'At t/p/o complainant states the black Honda was taken from the driveway by an unknown male.' },
    ],
    victims: [
      {
        role: 'Complainant',
        name: 'GALLAGHER, SIOBHAN',
        phone: '7185550142',
        homeAddress: '134-22 FARMERS BLVD',
        injury: 'Sprained wrist',
      },
    ],
    vehicles: [{ role: 'Stolen', plate: 'NY KLR4821', year: 2019, make: 'HONDA', model: 'Accord', color: 'BLACK' }],
    place: [{ address: '134-22 FARMERS BLVD', borough: 'QUEENS', precinct: 113 }],
  },
  mentions: [
    mention('person', 'GALLAGHER, SIOBHAN', ['victim'], { role: 'complainant' }),
    mention('phone', '7185550142', ['victim', 'contact']),
    mention('plate', 'KLR4821', ['identifying'], { state: 'NY' }),
    mention('vin', '1HGCV1F34KA012345'),
  ],
});

export const ARREST = record({
  kind: 'arrest',
  number: 'Q26609871',
  title: 'Unauthorized use of a vehicle 3',
  offence: 'UNAUTHORIZED USE OF A VEHICLE',
  occurredAt: '2026-08-11T03:40',
  address: 'ROCKAWAY BLVD & 140 AV',
  body: {
    charges: [{ offence: 'UNAUTHORIZED USE OF A VEHICLE', lawCategory: 'MISDEMEANOR' }],
    persons: [{ role: 'Arrestee', name: 'OKONJO, DANIEL', dob: '1994-02-17' }],
    place: [{ address: 'ROCKAWAY BLVD & 140 AV' }],
  },
  mentions: [
    mention('person', 'OKONJO, DANIEL'),
    mention('plate', 'KLR4821', ['identifying'], { state: 'NY' }),
    mention('identifier', '2026-113-004512', ['open']),
  ],
  links: [{ kind: 'complaint', number: '2026-113-004512', relation: 'complaint of this arrest' }],
});

export const STOLEN = record({
  kind: 'stolen',
  number: 'NYS-2026-448120',
  title: 'Stolen vehicle, not confirmed',
  offence: 'STOLEN VEHICLE',
  occurredAt: '2026-11-04',
  body: { property: [{ article: 'Vehicle', plate: 'NY KLR4821' }] },
  mentions: [mention('plate', 'KLR4821', ['identifying'], { state: 'NY' })],
});

export const JOB = record({
  kind: 'call911',
  number: 'J26-113-001873',
  title: 'Vehicle following caller',
  offence: 'SUSPICIOUS VEHICLE',
  occurredAt: '2026-11-23T08:12',
  body: { times: [{ received: '2026-11-23T08:12', closed: null }], vehicles: [{ plate: 'KLR48' }] },
  mentions: [mention('plate', 'KLR48')],
});

export const SEALED = record({
  kind: 'arrest',
  number: 'Q26600001',
  title: 'Sealed matter zebrafinch',
  sealed: true,
  body: { persons: [{ role: 'Arrestee', name: 'SEALEDPERSON, ANNA' }] },
  mentions: [
    mention('person', 'SEALEDPERSON, ANNA'),
    mention('plate', 'SLD1234'),
    mention('identifier', '2026-113-004512', ['open']),
  ],
  links: [{ kind: 'complaint', number: '2026-113-004512', relation: 'complaint of this arrest' }],
});

export const JUVENILE = record({
  kind: 'complaint',
  number: '2026-105-000777',
  precinct: 105,
  juvenile: true,
  title: 'Criminal mischief',
  offence: 'CRIMINAL MISCHIEF',
  body: { persons: [{ role: 'Suspect', name: 'YOUNGSTER, BEN' }] },
  mentions: [mention('person', 'YOUNGSTER, BEN'), mention('person', 'KOWALCZYK, PRZEMYSLAW')],
});

export const SEX_CRIME = record({
  kind: 'complaint',
  number: '2026-113-000900',
  sexCrime: true,
  title: 'Sexual abuse',
  offence: 'SEX CRIMES',
  address: '220-05 MERRICK BLVD',
  point: { lat: 40.68, lon: -73.75 },
  body: {
    victims: [{ role: 'Victim', name: 'HIDDENNAME, CLARA' }],
    place: [{ address: '220-05 MERRICK BLVD' }],
  },
  mentions: [mention('person', 'HIDDENNAME, CLARA', ['victim'])],
});

export const RECORDS = [COMPLAINT, ARREST, STOLEN, JOB, SEALED, JUVENILE, SEX_CRIME] as const;
