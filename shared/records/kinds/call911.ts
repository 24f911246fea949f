/** The 911 call and its job (S13). The audio is media: named here, opened only by a logged step (S6). */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, list, narrative } from './field.ts';
import { media, place } from './sections.ts';

export const CALL_911: RecordKindDefinition = {
  kind: 'call911',
  label: '911 call',
  plural: '911 calls',
  icon: 'phone-call',
  numberLabel: 'Job no.',
  sections: [
    facts(
      'job',
      'Job',
      'what',
      field('callType', 'Call type', 'code', 'open'),
      field('radioCode', 'Radio code', 'identifier', 'open'),
      field('priority', 'Crime in progress', 'code', 'open'),
      field('status', 'Status', 'code', 'open'),
      field('finalDisposition', 'Final disposition', 'code', 'open'),
    ),
    narrative('Remarks', 'identifying'),
    list(
      'callers',
      'Callers',
      'who',
      field('role', 'Part', 'code', 'open'),
      field('name', 'Name', 'text', 'victim'),
      field('phone', 'Callback', 'phone', 'victim', 'contact'),
      field('homeAddress', 'Home address', 'text', 'victim', 'contact'),
    ),
    list(
      'vehicles',
      'Vehicles',
      'thing',
      field('plate', 'Plate or part of it', 'plate', 'identifying'),
      field('description', 'Vehicle', 'text', 'open'),
      field('direction', 'Direction', 'text', 'open'),
    ),
    place(),
    facts(
      'times',
      'When',
      'when',
      field('received', 'Received', 'datetime', 'open'),
      field('dispatched', 'Dispatched', 'datetime', 'open'),
      field('arrived', 'Arrived', 'datetime', 'open'),
      field('closed', 'Closed', 'datetime', 'open'),
    ),
    media(),
    list(
      'units',
      'Units',
      'other',
      field('unit', 'Unit', 'identifier', 'open'),
      field('officers', 'Officers', 'text', 'open'),
      field('assigned', 'Assigned', 'datetime', 'open'),
      field('result', 'Result', 'code', 'open'),
    ),
  ],
};
