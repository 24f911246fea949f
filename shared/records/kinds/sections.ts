/**
 * Sections that several kinds have in common: victims, persons, vehicles, place. Written once, so that a
 * victim's name carries the same tags wherever it stands. Holds no biometric field (S19).
 */
import type { FieldDefinition, SectionDefinition } from '../definition.ts';
import { facts, field, list } from './field.ts';

/** Complainants, victims and witnesses. Race, sex and age stand here as recorded, never as a facet (S31). */
export const victims = (label: string): SectionDefinition =>
  list(
    'victims',
    label,
    'who',
    field('role', 'Part', 'code', 'open'),
    field('name', 'Name', 'text', 'victim'),
    field('dob', 'Date of birth', 'date', 'victim'),
    field('ageGroup', 'Age', 'code', 'victim'),
    field('sex', 'Sex', 'code', 'victim'),
    field('race', 'Race', 'code', 'victim'),
    field('phone', 'Phone', 'phone', 'victim', 'contact'),
    field('homeAddress', 'Home address', 'text', 'victim', 'contact'),
    field('injury', 'Injury', 'text', 'medical'),
  );

/** Suspects, arrestees, drivers, owners and other persons who are not victims. `more`: what only this kind says of them. */
export const persons = (label: string, ...more: readonly FieldDefinition[]): SectionDefinition =>
  list(
    'persons',
    label,
    'who',
    field('role', 'Part', 'code', 'open'),
    field('name', 'Name', 'text', 'identifying'),
    field('dob', 'Date of birth', 'date', 'identifying'),
    field('ageGroup', 'Age', 'code', 'identifying'),
    field('sex', 'Sex', 'code', 'identifying'),
    field('race', 'Race', 'code', 'identifying'),
    field('description', 'Description', 'text', 'identifying'),
    field('note', 'Note', 'text', 'identifying'),
    field('phone', 'Phone', 'phone', 'contact'),
    field('homeAddress', 'Home address', 'text', 'contact'),
    ...more,
  );

export const vehicles = (label: string): SectionDefinition =>
  list(
    'vehicles',
    label,
    'thing',
    field('role', 'Part', 'code', 'open'),
    field('plate', 'Plate', 'plate', 'identifying'),
    field('vin', 'VIN', 'identifier', 'identifying'),
    field('year', 'Year', 'number', 'open'),
    field('make', 'Make', 'code', 'open'),
    field('model', 'Model', 'text', 'open'),
    field('color', 'Color', 'code', 'open'),
    field('body', 'Body', 'code', 'open'),
    field('status', 'Status', 'code', 'open'),
  );

/** The place of an event. Its key `address` is the record's own address. */
export const place = (): SectionDefinition =>
  facts(
    'place',
    'Where',
    'where',
    field('address', 'Address', 'text', 'identifying'),
    field('crossStreets', 'Cross streets', 'text', 'identifying'),
    field('premises', 'Premises', 'code', 'open'),
    field('position', 'Position', 'code', 'open'),
    field('borough', 'Borough', 'code', 'open'),
    field('precinct', 'Precinct', 'number', 'open'),
    field('postalCode', 'Postal code', 'text', 'open'),
  );

/** Images, audio and video: named here, opened only by a logged step (S6). What finds the file is in no field. */
export const media = (): SectionDefinition =>
  list(
    'media',
    'Media',
    'media',
    field('kind', 'What', 'code', 'open'),
    field('title', 'Shows', 'text', 'identifying'),
    field('taken', 'Taken', 'datetime', 'open'),
    field('seconds', 'Length (s)', 'number', 'open'),
    field('recording', 'File', 'identifier', 'media'),
  );
