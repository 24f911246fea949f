/** Rows and mentions of persons and vehicles as records carry them, with the tags of the fields they come from. */
import type { CautionId, Mention, RecordRow } from '../../shared/records/definition.ts';
import { rowOf } from '../adapters/import/record-draft.ts';
import { carText } from './people.ts';
import type { Person, Vehicle } from './people.ts';
import { ageGroup, ageOn } from './when.ts';

export const plateText = (car: Vehicle): string => `${car.state} ${car.plate}`;

export const victimRow = (person: Person, role: string, on: string, injury: string | null = null): RecordRow[] => [
  ...rowOf({
    role,
    name: person.name,
    dob: person.dob,
    ageGroup: ageGroup(ageOn(person.dob, on)),
    sex: person.sex,
    phone: person.phone,
    homeAddress: person.home,
    injury,
  }),
];

export const personRow = (person: Person, role: string, on: string, note: string | null = null): RecordRow[] => [
  ...rowOf({
    role,
    name: person.name,
    dob: person.dob,
    ageGroup: ageGroup(ageOn(person.dob, on)),
    sex: person.sex,
    note,
    phone: person.phone,
    homeAddress: person.home,
  }),
];

export const victimMentions = (person: Person, role: string): Mention[] => [
  { type: 'person', value: person.name, role, tags: ['victim'] },
  { type: 'phone', value: person.phone, role, tags: ['victim', 'contact'] },
  { type: 'address', value: person.home, role: `${role}’s home`, tags: ['victim', 'contact'] },
];

export const personMentions = (person: Person, role: string): Mention[] => [
  { type: 'person', value: person.name, role, tags: ['identifying'] },
  { type: 'phone', value: person.phone, role, tags: ['contact'] },
  { type: 'address', value: person.home, role: `${role}’s home`, tags: ['contact'] },
];

export const vehicleRow = (car: Vehicle, role: string, status: string | null = null): RecordRow[] => [
  ...rowOf({
    role,
    plate: plateText(car),
    vin: car.vin,
    year: car.year,
    make: car.make,
    model: car.model,
    color: car.color,
    body: car.body,
    status,
  }),
];

export const vehicleMentions = (car: Vehicle, role: string): Mention[] => [
  { type: 'plate', value: car.plate, state: car.state, role, tags: ['identifying'] },
  { type: 'vin', value: car.vin, role, tags: ['identifying'] },
];

export const placeMention = (address: string): Mention => ({
  type: 'address',
  value: address,
  role: 'place',
  tags: ['identifying'],
});

export const numberMention = (value: string, role: string): Mention => ({
  type: 'identifier',
  value,
  role,
  tags: ['open'],
});

/** What must be said first about a record that names these persons. */
export function cautionsOf(persons: readonly Person[], juvenile: boolean): CautionId[] {
  const cautions: CautionId[] = [];
  if (persons.some((person) => person.wanted)) cautions.push('active-warrant');
  if (persons.some((person) => person.restrained)) cautions.push('order-of-protection');
  if (juvenile) cautions.push('juvenile');
  return cautions;
}

/** Fills `{street}`, `{from}`, `{to}`, `{item}`, `{car}`, `{plate}`. */
export function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? 'the same');
}

export const aboutCar = (car: Vehicle | null): string => (car === null ? 'a dark sedan' : `a ${carText(car)}`);
