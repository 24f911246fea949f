/** The few facts an officer scans beside a result: vehicle, subject, victim, place. Redacted like the record itself; never long text. */
import type { FieldAsker } from '../../shared/policy/field-rules.ts';
import type { FieldType, RecordRow, SectionDefinition } from '../../shared/records/definition.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import type { ResultRow } from '../../shared/records/search.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { cellOf, decisionOf } from './redaction.ts';

const MOST_CELLS = 8;
const SCANNED: Readonly<Record<SectionDefinition['answers'], { readonly rank: number; readonly most: number }>> = {
  thing: { rank: 0, most: 4 },
  who: { rank: 2, most: 2 },
  where: { rank: 1, most: 1 },
  what: { rank: 3, most: 2 },
  when: { rank: 4, most: 0 },
  other: { rank: 5, most: 0 },
  media: { rank: 6, most: 0 },
};
/** Told on the row already, told better by another field, or meaningless alone. */
const LEFT_OUT = new Set(
  `precinct borough rank offence offenceCode classificationCode radioCode role status value ageGroup sex race vin year
   line quantity kind since code ori`.split(/\s+/),
);
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
    .filter(({ key, type }) => !LEFT_OUT.has(key) && !NEVER.includes(type) && (row[key] ?? null) !== null)
    .slice(0, most)
    .map((field) => {
      const label = field.key === 'name' && part !== null ? part : field.label;
      const cell = cellOf(row[field.key] ?? null, decisionOf(record, section, field, asker));
      return { rank, cell: { label: label.slice(0, 60), cell } };
    });
}

/** Two persons of a section by name; what else is known of one is told of the first only, and of no victim. */
function peopleIn(record: StoredRecord, section: SectionDefinition, asker: FieldAsker): readonly Candidate[] {
  const people = (record.body[section.id] ?? []).slice(0, 2).map((row) => candidates(record, section, row, asker));
  return people.flatMap((cells, at) => cells.slice(0, at === 0 && section.id === 'persons' ? 2 : 1));
}

/** At most eight cells, the same for everybody but for what is masked. */
export function previewOf(record: StoredRecord, asker: FieldAsker): Preview {
  return RECORD_DEFINITIONS[record.kind].sections
    .flatMap((section) => {
      if (section.answers === 'who') return peopleIn(record, section, asker);
      const [first] = record.body[section.id] ?? [];
      // A list of places is where somebody was, not where it happened.
      const skipped = first === undefined || (section.answers === 'where' && section.layout === 'list');
      return skipped ? [] : candidates(record, section, first, asker);
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_CELLS)
    .map(({ cell }) => cell);
}
