/** The warrant (S14), of another agency: to be confirmed with its custodian before anyone acts on it. */
import type { RecordKindDefinition } from '../definition.ts';
import { facts, field, narrative } from './field.ts';
import { persons } from './sections.ts';

export const WARRANT: RecordKindDefinition = {
  kind: 'warrant',
  label: 'Warrant',
  plural: 'Warrants',
  icon: 'gavel',
  numberLabel: 'Warrant no.',
  sections: [
    facts(
      'warrant',
      'Warrant',
      'what',
      field('warrantType', 'Type', 'code', 'open'),
      field('status', 'Status', 'code', 'open'),
      field('topCharge', 'Top charge', 'code', 'open'),
      field('statute', 'Statute', 'identifier', 'open'),
      field('lawCategory', 'Law category', 'code', 'open'),
      field('extradition', 'Extradition', 'code', 'open'),
      field('caution', 'Caution', 'code', 'open'),
    ),
    narrative('Remarks', 'restricted-file'),
    persons('Subject'),
    facts(
      'place',
      'Where',
      'where',
      field('address', 'Last known address', 'text', 'contact'),
      field('precinct', 'Precinct', 'number', 'open'),
    ),
    facts(
      'times',
      'When',
      'when',
      field('issued', 'Issued', 'date', 'open'),
      field('executed', 'Executed or vacated', 'date', 'open'),
      field('confirmed', 'Last confirmed', 'datetime', 'open'),
    ),
    facts(
      'court',
      'Court',
      'other',
      field('court', 'Court', 'code', 'open'),
      field('docket', 'Docket', 'identifier', 'identifying'),
      field('judge', 'Judge', 'text', 'open'),
      field('confirmWith', 'Confirm with', 'text', 'open'),
    ),
  ],
};
