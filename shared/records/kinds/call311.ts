/** The 311 service request (S13). */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field } from './field.ts';
import { place } from './sections.ts';

export const CALL_311: RecordKindDefinition = {
  kind: 'call311',
  label: '311 call',
  plural: '311 calls',
  icon: 'message-square',
  numberLabel: 'Unique key',
  sections: [
    facts(
      'request',
      'Request',
      'what',
      field('topic', 'Topic', 'code', 'open'),
      field('descriptor', 'Detail', 'text', 'open'),
      field('agency', 'Agency', 'code', 'open'),
      field('agencyName', 'Unit', 'text', 'open'),
      field('status', 'Status', 'code', 'open'),
      field('resolution', 'Resolution', 'text', 'identifying'),
    ),
    facts(
      'caller',
      'Caller',
      'who',
      field('name', 'Name', 'text', 'victim'),
      field('phone', 'Phone', 'phone', 'victim', 'contact'),
    ),
    facts(
      'vehicle',
      'Vehicle',
      'thing',
      field('plate', 'Plate', 'plate', 'identifying'),
      field('description', 'Vehicle', 'text', 'open'),
    ),
    place(),
    facts(
      'times',
      'When',
      'when',
      field('created', 'Created', 'datetime', 'open'),
      field('due', 'Due', 'datetime', 'open'),
      field('updated', 'Updated', 'datetime', 'open'),
      field('closed', 'Closed', 'datetime', 'open'),
    ),
    facts(
      'handling',
      'Handled by',
      'other',
      field('channel', 'Channel', 'code', 'open'),
      field('facility', 'Facility', 'code', 'open'),
      field('communityBoard', 'Community board', 'text', 'open'),
      field('park', 'Park', 'text', 'open'),
    ),
  ],
};
