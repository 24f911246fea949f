/** Files of collisions, their vehicles and their persons in the published layouts, written on the spot. All of it is fictional. */

type Cells = Readonly<Record<string, string>>;

const CRASH: Cells = {
  'CRASH DATE': '09/11/2021',
  'CRASH TIME': '2:39',
  BOROUGH: 'QUEENS',
  LATITUDE: '40.6748',
  LONGITUDE: '-73.764',
  'NUMBER OF PERSONS INJURED': '1',
  'NUMBER OF PERSONS KILLED': '0',
  'CONTRIBUTING FACTOR VEHICLE 1': 'Unspecified',
  COLLISION_ID: '9900001',
  'VEHICLE TYPE CODE 1': 'Sedan',
  'VEHICLE TYPE CODE 2': 'Bike',
};

const VEHICLE: Cells = {
  UNIQUE_ID: '501',
  COLLISION_ID: '9900001',
  CRASH_DATE: '09/11/2021',
  CRASH_TIME: '2:39',
  VEHICLE_ID: '0553ab4d-0000-4000-8000-000000000001',
  STATE_REGISTRATION: 'NY',
  VEHICLE_TYPE: 'Station Wagon/Sport Utility Vehicle',
  VEHICLE_MAKE: 'TOYT -CAR/SUV',
  VEHICLE_MODEL: '',
  VEHICLE_YEAR: '2002',
  TRAVEL_DIRECTION: 'North',
  VEHICLE_OCCUPANTS: '1',
  DRIVER_SEX: 'M',
  DRIVER_LICENSE_STATUS: 'Licensed',
  DRIVER_LICENSE_JURISDICTION: 'NY',
  PRE_CRASH: 'Going Straight Ahead',
  POINT_OF_IMPACT: 'Left Front Bumper',
  VEHICLE_DAMAGE: 'Left Front Quarter Panel',
  VEHICLE_DAMAGE_1: 'Left Front Bumper',
  VEHICLE_DAMAGE_2: '',
  VEHICLE_DAMAGE_3: '',
  PUBLIC_PROPERTY_DAMAGE: 'N',
  PUBLIC_PROPERTY_DAMAGE_TYPE: '',
  CONTRIBUTING_FACTOR_1: 'Driver Inattention/Distraction',
  CONTRIBUTING_FACTOR_2: 'Unspecified',
};

const PERSON: Cells = {
  UNIQUE_ID: '701',
  COLLISION_ID: '9900001',
  CRASH_DATE: '09/11/2021',
  CRASH_TIME: '2:39',
  PERSON_ID: '4629e500-0000-4000-8000-000000000001',
  PERSON_TYPE: 'Occupant',
  PERSON_INJURY: 'Injured',
  VEHICLE_ID: '501',
  PERSON_AGE: '33',
  EJECTION: 'Not Ejected',
  EMOTIONAL_STATUS: 'Conscious',
  BODILY_INJURY: 'Neck',
  POSITION_IN_VEHICLE: 'Front passenger, if two or more persons, including the driver, are in the front seat',
  SAFETY_EQUIPMENT: 'Lap Belt & Harness',
  PED_LOCATION: '',
  PED_ACTION: '',
  COMPLAINT: 'Complaint of Pain or Nausea',
  PED_ROLE: 'Passenger',
  CONTRIBUTING_FACTOR_1: '',
  CONTRIBUTING_FACTOR_2: '',
  PERSON_SEX: 'F',
};

const cell = (value: string): string => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** As the portal writes it, or the API: lower case, and not in the same order. */
export type Style = 'portal' | 'api';

function csv(pattern: Cells, rows: readonly Cells[], style: Style): string {
  const names = style === 'portal' ? Object.keys(pattern) : Object.keys(pattern).reverse();
  const header = style === 'portal' ? names : names.map((name) => name.toLowerCase().replaceAll(' ', '_'));
  const lines = rows.map((row) => names.map((name) => cell(row[name] ?? pattern[name] ?? '')).join(','));
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

export const crashesCsv = (rows: readonly Cells[], style: Style = 'portal'): string => csv(CRASH, rows, style);
export const vehiclesCsv = (rows: readonly Cells[], style: Style = 'portal'): string => csv(VEHICLE, rows, style);
export const personsCsv = (rows: readonly Cells[], style: Style = 'portal'): string => csv(PERSON, rows, style);

const idOf = (at: number): string => String(9_900_001 + at);

/** So many collisions in a row. */
export const crashes = (many: number): readonly Cells[] =>
  Array.from({ length: many }, (_, at) => ({ COLLISION_ID: idOf(at) }));

/** Rows of so many collisions, those of each far apart in the file. */
export const scattered = (rows: number, collisions: number): readonly Cells[] =>
  Array.from({ length: rows }, (_, at) => ({ UNIQUE_ID: String(70_000 + at), COLLISION_ID: idOf(at % collisions) }));
