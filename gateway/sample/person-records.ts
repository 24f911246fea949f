/** What other agencies and commercial sources hold on a fictional person: warrant, order of protection, public records. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf, sentenceCase } from '../adapters/import/record-draft.ts';
import { pastMoment, pct, serial } from './incident.ts';
import type { World } from './incident.ts';
import { CONDITIONS, CRIMINAL_COURTS, EXTRADITION, ORDER_TYPES, WARRANT_TYPES } from './lists/courts.ts';
import { OFFENCES } from './lists/offences.ts';
import type { Offence } from './lists/offences.ts';
import { personMentions, personRow, plateText, vehicleMentions, victimMentions, victimRow } from './parts.ts';
import { carText, hasWarrant } from './people.ts';
import type { Person } from './people.ts';
import { addressAt } from './places.ts';
import type { Places } from './places.ts';
import { randomFor } from './random.ts';
import type { Random } from './random.ts';
import { stolenFrom } from './stolen-items.ts';
import { dayOf, plusDays } from './when.ts';

export function recordsOfPerson(index: number, world: World): readonly NewRecord[] {
  const person = world.people.person(index);
  const random = randomFor(`records of person ${String(index)}`);
  return [
    ...(hasWarrant(index) ? [warrantRecord(person, random, dayOf(pastMoment(random)), serial(index, 6))] : []),
    ...(person.restrained
      ? [
          orderRecord(
            person,
            world.people.person((index + 1) % world.people.count),
            random,
            recentDay(random),
            serial(index, 5),
          ),
        ]
      : []),
    ...(person.vehicle !== null && random.chance(0.5)
      ? [registrationRecord(person, asOfDay(random), serial(90_000 + index, 6))]
      : []),
    ...stolenFrom(person, randomFor(`stolen from person ${String(index)}`)),
    ...(random.chance(0.35)
      ? [addressRecord(person, world.places, random, asOfDay(random), serial(90_000 + index, 6))]
      : []),
  ];
}

const recentDay = (random: Random): string => dayOf(plusDays('2026-11-01', -random.whole(5, 300)));
const asOfDay = (random: Random): string => dayOf(plusDays('2026-10-01', -random.whole(0, 700)));

const CHARGES: readonly [Offence, ...Offence[]] = [
  OFFENCES.petitLarceny,
  OFFENCES.assault3,
  OFFENCES.drugs,
  OFFENCES.unauthorizedUse,
  OFFENCES.robbery,
  OFFENCES.weapon,
];

/** `series`: six digits. */
export function warrantRecord(person: Person, random: Random, issued: string, series: string): NewRecord {
  const type = random.pick(WARRANT_TYPES);
  const charge = random.pick(CHARGES);
  const court = CRIMINAL_COURTS[person.borough] ?? 'NEW YORK CRIMINAL COURT';
  const docket = `CR-${series}-${issued.slice(0, 4)}`;
  return draft({
    kind: 'warrant',
    number: `W${issued.slice(2, 4)}-${series}`,
    title: `${sentenceCase(type)}, ${sentenceCase(charge.classification)}`,
    origin: 'sample',
    occurredAt: issued,
    precinct: person.precinct,
    offence: type,
    state: person.wanted ? { label: 'Active', tone: 'danger' } : { label: 'Vacated', tone: 'neutral' },
    cautions: person.wanted ? ['active-warrant'] : [],
    address: null,
    body: bodyOf({
      warrant: rowOf({
        warrantType: type,
        status: person.wanted ? 'ACTIVE' : 'VACATED',
        topCharge: charge.classification,
        statute: charge.statute,
        lawCategory: charge.law,
        extradition: random.pick(EXTRADITION),
        caution: person.wanted ? 'CONFIRM BEFORE ACTING' : null,
      }),
      persons: personRow(person, 'Subject', issued),
      place: rowOf({ address: person.home, precinct: person.precinct }),
      times: rowOf({ issued, executed: person.wanted ? null : dayOf(plusDays(issued, 40)) }),
      court: rowOf({ court, docket, confirmWith: 'WARRANT SECTION' }),
    }),
    mentions: [
      ...personMentions(person, 'subject of warrant'),
      { type: 'identifier', value: docket, role: 'docket', tags: ['identifying'] },
    ],
  });
}

/** `series`: five digits. */
export function orderRecord(
  restrained: Person,
  protectedPerson: Person,
  random: Random,
  issued: string,
  series: string,
): NewRecord {
  const type = random.pick(ORDER_TYPES);
  const served = random.chance(0.85);
  return draft({
    kind: 'order',
    number: `OP-${issued.slice(0, 4)}-${pct(restrained.precinct)}-${series}`,
    title: sentenceCase(type),
    origin: 'sample',
    occurredAt: issued,
    precinct: restrained.precinct,
    offence: type,
    state: { label: served ? 'In force' : 'In force, not served', tone: 'danger' },
    cautions: ['order-of-protection'],
    body: bodyOf({
      order: rowOf({
        orderType: type,
        status: 'IN FORCE',
        expires: dayOf(plusDays(issued, 730)),
        served,
        servedOn: served ? dayOf(plusDays(issued, 3)) : null,
      }),
      conditions: CONDITIONS.filter(([code]) => code === '01' || random.chance(0.35)).flatMap(([code, condition]) =>
        rowOf({ code, condition, distanceFeet: code === '04' ? 300 : null }),
      ),
      persons: personRow(restrained, 'Restrained', issued),
      victims: victimRow(protectedPerson, 'Protected', issued),
      place: rowOf({ address: protectedPerson.home, precinct: protectedPerson.precinct }),
      times: rowOf({ issued }),
      court: rowOf({
        court: CRIMINAL_COURTS[restrained.borough] ?? 'FAMILY COURT',
        docket: `CR-${String(Number(series) + 20_000).padStart(6, '0')}-${issued.slice(0, 4)}`,
        confirmWith: 'COURT SECTION',
      }),
    }),
    mentions: [...personMentions(restrained, 'restrained'), ...victimMentions(protectedPerson, 'protected')],
  });
}

/** `series`: six or seven digits. */
export function registrationRecord(person: Person, asOf: string, series: string): NewRecord {
  const car = person.vehicle;
  return draft({
    kind: 'public',
    number: `DMV-REG-${series}`,
    title: 'Vehicle registration',
    origin: 'sample',
    occurredAt: asOf,
    precinct: person.precinct,
    offence: 'VEHICLE REGISTRATION',
    state: { label: 'Current', tone: 'neutral' },
    body: bodyOf({
      entry: rowOf({ category: 'VEHICLE REGISTRATION', provider: 'Fictional Public Records', status: 'CURRENT' }),
      persons: personRow(person, 'Registrant', asOf),
      items:
        car === null
          ? []
          : rowOf({ item: carText(car), plate: plateText(car), vin: car.vin, expires: dayOf(plusDays(asOf, 700)) }),
      place: rowOf({ address: person.home, precinct: person.precinct }),
      times: rowOf({ asOf }),
    }),
    mentions: [
      ...personMentions(person, 'registrant'),
      ...(car === null ? [] : vehicleMentions(car, 'registered vehicle')),
    ],
  });
}

/** `series`: six or seven digits. */
export function addressRecord(
  person: Person,
  places: Pick<Places, 'any'>,
  random: Random,
  asOf: string,
  series: string,
): NewRecord {
  const earlier = addressAt(places.any(random), random);
  const business = random.chance(0.15);
  return draft({
    kind: 'public',
    number: `${business ? 'DOS-BUS' : 'PR-ADR'}-${series}`,
    title: business ? 'Business filing' : 'Address history',
    origin: 'sample',
    occurredAt: asOf,
    precinct: person.precinct,
    offence: business ? 'BUSINESS FILING' : 'ADDRESS HISTORY',
    state: { label: 'Reported', tone: 'neutral' },
    body: bodyOf({
      entry: rowOf({
        category: business ? 'BUSINESS' : 'ADDRESS',
        provider: 'Fictional Public Records',
        status: 'REPORTED',
      }),
      persons: personRow(person, business ? 'Owner' : 'Resident', asOf),
      phones: rowOf({ phone: person.phone, since: dayOf(plusDays(asOf, -900)) }),
      items: business ? rowOf({ item: `${person.name.split(',')[0] ?? ''} SERVICES LLC (fictional)` }) : [],
      place: rowOf({ address: person.home, precinct: person.precinct }),
      addresses: rowOf({ address: earlier, from: dayOf(plusDays(asOf, -3000)), to: dayOf(plusDays(asOf, -1000)) }),
      times: rowOf({ asOf }),
    }),
    mentions: [
      ...personMentions(person, business ? 'owner of business' : 'resident'),
      { type: 'address', value: earlier, role: 'earlier address', tags: ['contact', 'location-history'] },
    ],
  });
}
