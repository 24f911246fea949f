/** What other agencies and commercial sources hold in the scenario that is always there: stolen vehicle, warrant, order, registration. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf } from '../adapters/import/record-draft.ts';
import { CAR, OKONJO, GALLAGHER, BRANDT, ODUYA, HERO_POINT } from './hero-people.ts';
import { HERO } from './hero.ts';
import { CONDITIONS } from './lists/courts.ts';
import { OFFENCES } from './lists/offences.ts';
import {
  numberMention,
  personMentions,
  personRow,
  plateText,
  vehicleMentions,
  victimMentions,
  victimRow,
} from './parts.ts';

const stolen = (): NewRecord =>
  draft({
    precinct: HERO.precinct,
    point: HERO_POINT,
    address: HERO.address,
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
    links: [{ kind: 'complaint', number: HERO.complaint, relation: 'complaint of this entry' }],
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

export const heroAgencyRecords = (): readonly NewRecord[] => [stolen(), warrant(), order(), publicRecord()];
