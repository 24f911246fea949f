/**
 * Motor Vehicle Collisions - Vehicles and - Persons (portal and API): the vehicles and persons of the collisions that came
 * with the crashes, joined on the collision id (S11). They name nobody: persons have a part, an age band and a sex.
 */
import type { CellValue } from '../../../../shared/records/definition.ts';
import type { JoinedSet, Part } from '../data-set.ts';
import { rowOf } from '../record-draft.ts';
import type { RowReader } from '../row-reader.ts';
import { COLLISIONS, collisionId } from './collisions.ts';

/** What these two sets write beside the usual markers of nothing. */
const NOTHING = new Set(['DOES NOT APPLY', 'NOT APPLICABLE', 'U']);
const MOST_OCCUPANTS = 200;
const OLDEST = 110;

const said = (row: RowReader, column: string): string | null => {
  const text = row.text(column);
  return text === null || NOTHING.has(text.toUpperCase()) ? null : text;
};

/** Several columns as one value, each thing once. */
const together = (row: RowReader, ...columns: readonly string[]): string | null => {
  const all = new Set(columns.map((column) => said(row, column)).filter((text) => text !== null));
  return all.size === 0 ? null : [...all].join('; ');
};

const partOf = (row: RowReader, cells: (number: string) => Readonly<Record<string, CellValue>>): Part => {
  const number = row.number('unique_id');
  return { number, of: collisionId(row), line: rowOf(cells(number))[0] ?? {} };
};

/** `Y` with what it was, when that is said. */
function propertyDamage(row: RowReader): string | null {
  const damaged = row.upper('public_property_damage') === 'Y';
  return damaged ? (said(row, 'public_property_damage_type') ?? 'Yes') : null;
}

const vehicle = (row: RowReader, number: string): Readonly<Record<string, CellValue>> => ({
  vehicleType: said(row, 'vehicle_type'),
  year: row.whole('vehicle_year', 1900, 2099),
  make: said(row, 'vehicle_make'),
  model: said(row, 'vehicle_model'),
  factor: together(row, 'contributing_factor_1', 'contributing_factor_2'),
  damage: together(row, 'vehicle_damage', 'vehicle_damage_1', 'vehicle_damage_2', 'vehicle_damage_3'),
  vehicleNumber: number,
  registration: said(row, 'state_registration'),
  direction: said(row, 'travel_direction'),
  occupants: row.whole('vehicle_occupants', 0, MOST_OCCUPANTS),
  preCrash: said(row, 'pre_crash'),
  impact: said(row, 'point_of_impact'),
  licence: said(row, 'driver_license_status'),
  propertyDamage: propertyDamage(row),
});

/** `Driver`, `Passenger`; with what the person rode when that was no car: `Driver (Bicyclist)`. */
function roleOf(row: RowReader): string {
  const role = said(row, 'ped_role');
  const type = said(row, 'person_type');
  if (role === null) return type ?? 'Person';
  const known = type === null || ['OCCUPANT', role.toUpperCase()].includes(type.toUpperCase());
  return known ? role : `${role} (${type})`;
}

/** The years that are published, in the bands of the other sets: no more than is needed to tell persons apart. */
function ageBand(row: RowReader): string | null {
  const age = row.whole('person_age', 0, OLDEST);
  if (age === null) return null;
  if (age < 18) return '<18';
  if (age < 25) return '18-24';
  if (age < 45) return '25-44';
  return age < 65 ? '45-64' : '65+';
}

/** The number of the vehicle's own row; older rows have none. */
const vehicleNumber = (row: RowReader): string | null => {
  const number = row.text('vehicle_id')?.replace(/\.0+$/, '') ?? '';
  return /^\d{1,20}$/.test(number) ? number : null;
};

const person = (row: RowReader): Readonly<Record<string, CellValue>> => ({
  role: roleOf(row),
  ageGroup: ageBand(row),
  sex: said(row, 'person_sex'),
  vehicleNumber: vehicleNumber(row),
  injury: together(row, 'person_injury', 'bodily_injury', 'complaint'),
  condition: said(row, 'emotional_status'),
  ejection: said(row, 'ejection'),
  seat: said(row, 'position_in_vehicle'),
  equipment: said(row, 'safety_equipment'),
  onFoot: together(row, 'ped_location', 'ped_action'),
  factor: together(row, 'contributing_factor_1', 'contributing_factor_2'),
});

const joinedTo = { kind: 'collision', origin: `import:${COLLISIONS.id}`, aliases: {} } as const;

export const COLLISION_VEHICLES: JoinedSet = {
  ...joinedTo,
  id: 'nypd-collision-vehicles',
  label: 'NYPD collisions, vehicles',
  published: 'bm4k-52h4',
  section: 'vehicles',
  required: ['unique_id', 'collision_id', 'vehicle_id', 'state_registration', 'vehicle_type', 'pre_crash'],
  toPart: (row) => partOf(row, (number) => vehicle(row, number)),
};

export const COLLISION_PERSONS: JoinedSet = {
  ...joinedTo,
  id: 'nypd-collision-persons',
  label: 'NYPD collisions, persons',
  published: 'f55k-p6yu',
  section: 'persons',
  required: ['unique_id', 'collision_id', 'person_id', 'person_type', 'person_injury', 'ped_role'],
  toPart: (row) => partOf(row, () => person(row)),
};
