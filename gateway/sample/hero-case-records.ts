/** The collision and the case of the scenario that is always there. */
import type { NewRecord } from '../../shared/records/definition.ts';
import { bodyOf, draft, rowOf } from '../adapters/import/record-draft.ts';
import { CAR, OKONJO, GALLAGHER, DRIVER, HERO_POINT, COLLISION_POINT } from './hero-people.ts';
import { HERO } from './hero.ts';
import { OFFENCES } from './lists/offences.ts';
import {
  personMentions,
  personRow,
  placeMention,
  plateText,
  vehicleMentions,
  victimMentions,
  victimRow,
} from './parts.ts';

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

const investigation = (): NewRecord =>
  draft({
    precinct: HERO.precinct,
    point: HERO_POINT,
    address: HERO.address,
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
    links: [
      { kind: 'complaint', number: HERO.complaint, relation: 'complaint of this case' },
      { kind: 'arrest', number: HERO.arrest, relation: 'arrest in the same vehicle' },
    ],
  });

export const heroCaseRecords = (): readonly NewRecord[] => [collision(), investigation()];
