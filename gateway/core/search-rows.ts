/** Makes a result row of what the store found: only what this person may see of it. */
import { decideField, type FieldAsker } from '../../shared/policy/field-rules.ts';
import { SOURCE_OF_KIND } from '../../shared/records/kind.ts';
import type { ResultRow } from '../../shared/records/search.ts';
import type { StoreHit } from '../ports/record-store.ts';
import { plainText } from './plain-text.ts';
import { countWithheld } from './redaction.ts';
import { previewOf } from './search-preview.ts';

/** Stands where a match is that may not be shown: says why the record was found and nothing of the value. */
export const WITHHELD_TEXT = 'withheld';

export function rowOf({ record, matched, order, news }: StoreHit, asker: FieldAsker): ResultRow {
  const shown = decideField(matched.tags, asker).show === 'shown';
  return {
    id: record.id,
    kind: record.kind,
    source: SOURCE_OF_KIND[record.kind],
    number: record.number,
    title: plainText(record.title.slice(0, 200)),
    offence: record.offence === null ? null : plainText(record.offence.slice(0, 80)),
    matched: {
      text: shown ? plainText(matched.text) : WITHHELD_TEXT,
      marks: shown ? matched.marks.map(([start, end]): [number, number] => [start, end]) : [],
      why: matched.why,
    },
    occurredAt: record.occurredAt,
    precinct: record.precinct,
    state: { label: record.state.label.slice(0, 40), tone: record.state.tone },
    cautions: [...record.cautions],
    ...(record.archivedAt == null ? {} : { archivedAt: record.archivedAt.slice(0, 32) }),
    withheld: countWithheld(record, asker),
    preview: previewOf(record, asker),
    ...(news === null ? {} : { news }),
    order,
  };
}
