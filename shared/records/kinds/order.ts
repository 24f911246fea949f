/** The order of protection (S16): conditions and expiry foremost. The protected person is a victim to every rule. */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, list, narrative } from './field.ts';
import { persons, victims } from './sections.ts';

export const ORDER: RecordKindDefinition = {
  kind: 'order',
  label: 'Order of protection',
  plural: 'Orders of protection',
  icon: 'shield',
  numberLabel: 'Order no.',
  sections: [
    facts(
      'order',
      'Order',
      'what',
      field('orderType', 'Type', 'code', 'open'),
      field('status', 'Status', 'code', 'open'),
      field('expires', 'Expires', 'date', 'open'),
      field('served', 'Served', 'flag', 'open'),
      field('servedOn', 'Served on', 'date', 'open'),
    ),
    list(
      'conditions',
      'Conditions',
      'what',
      field('code', 'Code', 'identifier', 'open'),
      field('condition', 'Condition', 'code', 'open'),
      field('distanceFeet', 'Distance (ft)', 'number', 'open'),
    ),
    narrative('Remarks', 'restricted-file'),
    persons('Restrained person'),
    victims('Protected persons'),
    facts(
      'place',
      'Where',
      'where',
      field('address', 'Address to stay away from', 'text', 'victim', 'contact'),
      field('precinct', 'Precinct', 'number', 'open'),
    ),
    facts('times', 'When', 'when', field('issued', 'Issued', 'date', 'open')),
    facts(
      'court',
      'Court',
      'other',
      field('court', 'Court', 'code', 'open'),
      field('docket', 'Docket', 'identifier', 'identifying'),
      field('confirmWith', 'Confirm with', 'text', 'open'),
    ),
  ],
};
