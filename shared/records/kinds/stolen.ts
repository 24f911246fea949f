/** The stolen-property entry (S15), of another agency: a hit is possible, never certain, until its custodian confirms it. */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, list, narrative } from './field.ts';
import { victims } from './sections.ts';

export const STOLEN: RecordKindDefinition = {
  kind: 'stolen',
  label: 'Stolen property',
  plural: 'Stolen property',
  icon: 'shield-alert',
  numberLabel: 'Entry no.',
  sections: [
    facts(
      'entry',
      'Entry',
      'what',
      field('category', 'Category', 'code', 'open'),
      field('status', 'Status', 'code', 'open'),
      field('complaintNumber', 'Complaint no.', 'identifier', 'open'),
      field('caution', 'Caution', 'code', 'open'),
    ),
    narrative('Remarks', 'identifying'),
    victims('Owner'),
    list(
      'property',
      'Property',
      'thing',
      field('article', 'Article', 'text', 'open'),
      field('plate', 'Plate', 'plate', 'identifying'),
      field('vin', 'VIN', 'identifier', 'identifying'),
      field('serial', 'Serial no.', 'identifier', 'identifying'),
      field('year', 'Year', 'number', 'open'),
      field('make', 'Make', 'code', 'open'),
      field('model', 'Model', 'text', 'open'),
      field('color', 'Color', 'code', 'open'),
      field('value', 'Value', 'money', 'open'),
    ),
    facts(
      'place',
      'Where',
      'where',
      field('address', 'Stolen from', 'text', 'identifying'),
      field('precinct', 'Precinct', 'number', 'open'),
    ),
    facts(
      'times',
      'When',
      'when',
      field('stolen', 'Date of theft', 'date', 'open'),
      field('entered', 'Entered', 'datetime', 'open'),
      field('recovered', 'Recovered', 'date', 'open'),
    ),
    facts(
      'agency',
      'Entering agency',
      'other',
      field('agency', 'Agency', 'text', 'open'),
      field('ori', 'ORI', 'identifier', 'open'),
      field('confirmWith', 'Confirm with', 'text', 'open'),
    ),
  ],
};
