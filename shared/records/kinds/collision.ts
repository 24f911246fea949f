/** The vehicle collision report (S11). */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, list, narrative } from './field.ts';
import { persons, place } from './sections.ts';

export const COLLISION: RecordKindDefinition = {
  kind: 'collision',
  label: 'Collision report',
  plural: 'Collision reports',
  icon: 'car-front',
  numberLabel: 'Collision no.',
  sections: [
    facts(
      'injuries',
      'Injuries',
      'what',
      field('personsInjured', 'Persons injured', 'number', 'open'),
      field('personsKilled', 'Persons killed', 'number', 'open'),
      field('pedestriansInjured', 'Pedestrians injured', 'number', 'open'),
      field('pedestriansKilled', 'Pedestrians killed', 'number', 'open'),
      field('cyclistsInjured', 'Cyclists injured', 'number', 'open'),
      field('cyclistsKilled', 'Cyclists killed', 'number', 'open'),
      field('motoristsInjured', 'Motorists injured', 'number', 'open'),
      field('motoristsKilled', 'Motorists killed', 'number', 'open'),
    ),
    narrative('Narrative', 'identifying'),
    persons('Drivers and other persons'),
    list(
      'vehicles',
      'Vehicles',
      'thing',
      field('plate', 'Plate', 'plate', 'identifying'),
      field('vehicleType', 'Type', 'code', 'open'),
      field('year', 'Year', 'number', 'open'),
      field('make', 'Make', 'code', 'open'),
      field('model', 'Model', 'text', 'open'),
      field('color', 'Color', 'code', 'open'),
      field('factor', 'Contributing factor', 'code', 'open'),
      field('damage', 'Damage', 'code', 'open'),
    ),
    place(),
    facts('times', 'When', 'when', field('occurred', 'Occurred', 'datetime', 'open')),
    facts(
      'handling',
      'Handled by',
      'other',
      field('officer', 'Reporting officer', 'text', 'open'),
      field('reportNumber', 'MV-104AN no.', 'identifier', 'open'),
    ),
  ],
};
