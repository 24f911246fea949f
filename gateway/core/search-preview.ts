/** The few facts an officer scans beside a result: vehicle, subject, victim, place. Redacted like the record itself; never long text. */
import type { FieldAsker } from '../../shared/policy/field-rules.ts';
import type { FieldType, RecordRow, SectionDefinition } from '../../shared/records/definition.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import type { ResultRow } from '../../shared/records/search.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { cellOf, decisionOf } from './redaction.ts';

const MOST_CELLS = 8;
const SCANNED: Readonly<Record<SectionDefinition['answers'], { readonly rank: number; readonly most: number }>> = {
  thing: { rank: 0, most: 3 },
  who: { rank: 1, most: 3 },
  where: { rank: 2, most: 1 },
  what: { rank: 3, most: 2 },
  when: { rank: 4, most: 1 },
  other: { rank: 5, most: 0 },
  media: { rank: 6, most: 0 },
};
/** Told on the row already, or meaningless alone. */
const REPEATED = new Set([
  'precinct',
  'borough',
  'rank',
  'offence',
  'role',
  'status',
  'value',
  'ageGroup',
  'sex',
  'race',
]);
const NEVER: readonly FieldType[] = ['long-text', 'flag'];

type Preview = ResultRow['preview'];
interface Candidate {
  readonly rank: number;
  readonly cell: Preview[number];
}

function candidates(
  record: StoredRecord,
  section: SectionDefinition,
  row: RecordRow,
  asker: FieldAsker,
): readonly Candidate[] {
  const { rank, most } = SCANNED[section.answers];
  const part = section.layout === 'list' && typeof row['role'] === 'string' ? row['role'] : null;
  return section.fields
    .filter(({ key, type }) => !REPEATED.has(key) && !NEVER.includes(type) && (row[key] ?? null) !== null)
    .slice(0, most)
    .map((field) => {
      const label = field.key === 'name' && part !== null ? part : field.label;
      const cell = cellOf(row[field.key] ?? null, decisionOf(record, section, field, asker));
      return { rank, cell: { label: label.slice(0, 60), cell } };
    });
}

/** At most eight cells, the same for everybody but for what is masked. */
export function previewOf(record: StoredRecord, asker: FieldAsker): Preview {
  const found: Candidate[] = [];
  for (const section of RECORD_DEFINITIONS[record.kind].sections) {
    const rows = (record.body[section.id] ?? []).slice(0, section.answers === 'who' ? 2 : 1);
    for (const [at, row] of rows.entries()) {
      const cells = candidates(record, section, row, asker);
      found.push(...(section.answers === 'who' ? cells.slice(0, at === 0 ? 2 : 1) : cells));
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_CELLS)
    .map(({ cell }) => cell);
}
