/** The property invoice (S12): what the department holds, from whom, where it is kept. */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, list, narrative } from './field.ts';
import { media, persons } from './sections.ts';

export const INVOICE: RecordKindDefinition = {
  kind: 'invoice',
  label: 'Property invoice',
  plural: 'Property invoices',
  icon: 'package',
  numberLabel: 'Invoice no.',
  sections: [
    facts(
      'invoice',
      'Invoice',
      'what',
      field('category', 'Category', 'code', 'open'),
      field('status', 'Status', 'code', 'open'),
      field('arrestNumber', 'Arrest no.', 'identifier', 'open'),
      field('complaintNumber', 'Complaint no.', 'identifier', 'open'),
    ),
    narrative('Remarks', 'identifying'),
    persons('Owner, finder, claimant'),
    list(
      'lines',
      'Lines',
      'thing',
      field('line', 'Line', 'number', 'open'),
      field('quantity', 'Quantity', 'number', 'open'),
      field('article', 'Article', 'text', 'open'),
      field('plate', 'Plate', 'plate', 'identifying'),
      field('serial', 'Serial no.', 'identifier', 'identifying'),
      field('value', 'Value', 'money', 'open'),
      field('packaging', 'Security envelope', 'identifier', 'open'),
      field('disposition', 'Disposition', 'code', 'open'),
    ),
    facts(
      'place',
      'Where',
      'where',
      field('address', 'Recovered at', 'text', 'identifying'),
      field('storage', 'Stored at', 'text', 'open'),
      field('precinct', 'Invoicing precinct', 'number', 'open'),
    ),
    facts(
      'times',
      'When',
      'when',
      field('invoiced', 'Invoiced', 'datetime', 'open'),
      field('disposed', 'Disposed of', 'datetime', 'open'),
    ),
    media(),
    facts(
      'handling',
      'Chain of custody',
      'other',
      field('officer', 'Invoicing officer', 'text', 'open'),
      field('supervisor', 'Desk officer', 'text', 'open'),
      field('previousInvoice', 'Invoice before', 'identifier', 'open'),
      field('nextInvoice', 'Invoice after', 'identifier', 'open'),
    ),
  ],
};
