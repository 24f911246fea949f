/** The case investigation: classification, closing facts and parties, from which retention is derived. References, never copies (S33). */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, list, narrative } from './field.ts';
import { persons, victims } from './sections.ts';

export const CASE: RecordKindDefinition = {
  kind: 'case',
  label: 'Case investigation',
  plural: 'Case investigations',
  icon: 'briefcase',
  numberLabel: 'Case no.',
  sections: [
    facts(
      'case',
      'Case',
      'what',
      field('classification', 'Classification', 'code', 'open'),
      field('lawCategory', 'Law category', 'code', 'open'),
      field('status', 'Status', 'code', 'open'),
      field('closedHow', 'Closed by', 'code', 'open'),
    ),
    narrative('Investigative summary', 'restricted-file'),
    victims('Complainant and victims'),
    persons('Suspects and associated persons'),
    list(
      'references',
      'References',
      'thing',
      field('kind', 'Kind', 'code', 'open'),
      field('number', 'Number', 'identifier', 'open'),
      field('why', 'Why', 'text', 'identifying'),
    ),
    facts(
      'place',
      'Where',
      'where',
      field('address', 'Address', 'text', 'identifying'),
      field('precinct', 'Precinct', 'number', 'open'),
    ),
    facts(
      'times',
      'When',
      'when',
      field('opened', 'Opened', 'datetime', 'open'),
      field('lastActivity', 'Last activity', 'datetime', 'open'),
      field('closed', 'Closed', 'datetime', 'open'),
    ),
    facts(
      'handling',
      'Assigned to',
      'other',
      field('squad', 'Squad', 'text', 'open'),
      field('investigator', 'Investigator', 'text', 'open'),
      field('supervisor', 'Supervisor', 'text', 'open'),
    ),
  ],
};
