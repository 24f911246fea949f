/** The public record of a commercial source (S17): a lead, never a proof. */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, list } from './field.ts';
import { persons } from './sections.ts';

export const PUBLIC: RecordKindDefinition = {
  kind: 'public',
  label: 'Public record',
  plural: 'Public records',
  icon: 'globe',
  numberLabel: 'Provider id',
  sections: [
    facts(
      'entry',
      'Entry',
      'what',
      field('category', 'Category', 'code', 'open'),
      field('provider', 'Provider', 'text', 'open'),
      field('status', 'Status', 'code', 'open'),
    ),
    persons('Persons'),
    list(
      'phones',
      'Phones',
      'who',
      field('phone', 'Phone', 'phone', 'contact'),
      field('since', 'Since', 'date', 'contact'),
    ),
    list(
      'items',
      'Registrations, licences, businesses',
      'thing',
      field('item', 'Item', 'text', 'open'),
      field('plate', 'Plate', 'plate', 'identifying'),
      field('vin', 'VIN', 'identifier', 'identifying'),
      field('licence', 'Licence no.', 'identifier', 'identifying'),
      field('expires', 'Expires', 'date', 'open'),
    ),
    facts(
      'place',
      'Where',
      'where',
      field('address', 'Address', 'text', 'contact'),
      field('precinct', 'Precinct', 'number', 'open'),
    ),
    list(
      'addresses',
      'Earlier addresses',
      'where',
      field('address', 'Address', 'text', 'contact', 'location-history'),
      field('from', 'From', 'date', 'location-history'),
      field('to', 'To', 'date', 'location-history'),
    ),
    facts('times', 'When', 'when', field('asOf', 'As of', 'date', 'open')),
  ],
};
