/** The arrest report (S10): who was arrested, for what, by whom. An arrest is not a finding of guilt. */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, list, narrative } from './field.ts';
import { persons, place, vehicles } from './sections.ts';

export const ARREST: RecordKindDefinition = {
  kind: 'arrest',
  label: 'Arrest report',
  plural: 'Arrest reports',
  icon: 'user-check',
  numberLabel: 'Arrest no.',
  sections: [
    list(
      'charges',
      'Charges',
      'what',
      field('rank', 'Order', 'code', 'open'),
      field('statute', 'Statute', 'identifier', 'open'),
      field('offence', 'Offence', 'code', 'open'),
      field('classification', 'Classification', 'code', 'open'),
      field('classificationCode', 'PD code', 'identifier', 'open'),
      field('offenceCode', 'KY code', 'identifier', 'open'),
      field('lawCategory', 'Law category', 'code', 'open'),
    ),
    narrative('Narrative', 'identifying'),
    persons('Arrested and associated persons'),
    vehicles('Vehicles'),
    place(),
    facts('times', 'When', 'when', field('arrested', 'Arrested', 'datetime', 'open')),
    facts(
      'handling',
      'Processing',
      'other',
      field('officer', 'Arresting officer', 'text', 'open'),
      field('command', 'Command', 'text', 'open'),
      field('jurisdiction', 'Jurisdiction', 'code', 'open'),
      field('complaintNumber', 'Complaint no.', 'identifier', 'open'),
      field('docket', 'Docket', 'identifier', 'identifying'),
      field('disposition', 'Disposition', 'code', 'open'),
      field('medical', 'Medical treatment', 'text', 'medical'),
    ),
  ],
};
