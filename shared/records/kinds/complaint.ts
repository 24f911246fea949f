/** The complaint report (S10): what was reported, by whom, about what. */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, list, narrative } from './field.ts';
import { media, persons, place, vehicles, victims } from './sections.ts';

export const COMPLAINT: RecordKindDefinition = {
  kind: 'complaint',
  label: 'Complaint report',
  plural: 'Complaint reports',
  icon: 'file-text',
  numberLabel: 'Complaint no.',
  sections: [
    facts(
      'offence',
      'Offence',
      'what',
      field('offence', 'Offence', 'code', 'open'),
      field('offenceCode', 'Offence code (KY)', 'identifier', 'open'),
      field('classification', 'Classification', 'code', 'open'),
      field('classificationCode', 'Classification code (PD)', 'identifier', 'open'),
      field('lawCategory', 'Law category', 'code', 'open'),
      field('completion', 'Attempted or completed', 'code', 'open'),
      field('status', 'Status', 'code', 'open'),
    ),
    narrative('Narrative', 'identifying'),
    victims('Complainant and victims'),
    persons('Suspects and associated persons'),
    vehicles('Vehicles'),
    list(
      'property',
      'Property',
      'thing',
      field('article', 'Article', 'text', 'open'),
      field('serial', 'Serial no.', 'identifier', 'identifying'),
      field('value', 'Value', 'money', 'open'),
      field('status', 'Status', 'code', 'open'),
    ),
    place(),
    facts(
      'times',
      'When',
      'when',
      field('from', 'From', 'datetime', 'open'),
      field('to', 'To', 'datetime', 'open'),
      field('reported', 'Reported', 'datetime', 'open'),
    ),
    media(),
    facts(
      'handling',
      'Handled by',
      'other',
      field('jurisdiction', 'Jurisdiction', 'code', 'open'),
      field('officer', 'Reporting officer', 'text', 'open'),
      field('squad', 'Assigned to', 'text', 'open'),
      field('housingDevelopment', 'Housing development', 'text', 'open'),
      field('transitDistrict', 'Transit district', 'text', 'open'),
      field('station', 'Transit station', 'text', 'open'),
      field('patrolBorough', 'Patrol borough', 'text', 'open'),
    ),
  ],
};
