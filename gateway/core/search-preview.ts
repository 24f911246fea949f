/** The few facts an officer scans beside a result: vehicle, subject, victim, place. Redacted like the record itself; never long text. */
import type { FieldAsker } from '../../shared/policy/field-rules.ts';
import type { FieldDefinition, FieldType, RecordRow, SectionDefinition } from '../../shared/records/definition.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import { RECORD_KINDS, type RecordKind } from '../../shared/records/kind.ts';
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
   line quantity kind since code ori vehicleNumber`.split(/\s+/),
);
const NEVER: readonly FieldType[] = ['long-text', 'flag'];

type Preview = ResultRow['preview'];

/** A section whose facts are told, and those of its fields that are. */
interface Scanned {
  readonly section: SectionDefinition;
  readonly fields: readonly FieldDefinition[];
  readonly most: number;
}

const tells = ({ answers, layout }: SectionDefinition): boolean =>
  // A list of places is where somebody was, not where it happened.
  SCANNED[answers].most > 0 && !(answers === 'where' && layout === 'list');

const scannedOf = (kind: RecordKind): readonly Scanned[] =>
  RECORD_DEFINITIONS[kind].sections
    .filter(tells)
    .toSorted((a, b) => SCANNED[a.answers].rank - SCANNED[b.answers].rank)
    .map((section) => ({
      section,
      fields: section.fields.filter(({ key, type }) => !LEFT_OUT.has(key) && !NEVER.includes(type)),
      most: SCANNED[section.answers].most,
    }));

const SCANNED_OF = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, scannedOf(kind)])) as Readonly<
  Record<RecordKind, readonly Scanned[]>
>;

function cellsOf(
  record: StoredRecord,
  { section, fields, most }: Scanned,
  row: RecordRow,
  asker: FieldAsker,
): readonly Preview[number][] {
  const part = section.layout === 'list' && typeof row['role'] === 'string' ? row['role'] : null;
  const cells: Preview[number][] = [];
  for (const field of fields) {
    const value = row[field.key] ?? null;
    if (value === null) continue;
    const label = field.key === 'name' && part !== null ? part : field.label;
    const cell = cellOf(value, decisionOf(record, section, field, asker));
    cells.push({ label: label.slice(0, 60), cell });
    if (cells.length === most) break;
  }
  return cells;
}

/** Two persons of a section by name; what else is known of one is told of the first only, and of no victim. */
function peopleIn(record: StoredRecord, scanned: Scanned, asker: FieldAsker): readonly Preview[number][] {
  const people = (record.body[scanned.section.id] ?? []).slice(0, 2).map((row) => cellsOf(record, scanned, row, asker));
  return people.flatMap((cells, at) => cells.slice(0, at === 0 && scanned.section.id === 'persons' ? 2 : 1));
}

/** At most eight cells, the same for everybody but for what is masked. */
export function previewOf(record: StoredRecord, asker: FieldAsker): Preview {
  const preview: Preview = [];
  for (const scanned of SCANNED_OF[record.kind]) {
    if (preview.length >= MOST_CELLS) break;
    const [first] = record.body[scanned.section.id] ?? [];
    if (first === undefined) continue;
    const isOfPeople = scanned.section.answers === 'who';
    preview.push(...(isOfPeople ? peopleIn(record, scanned, asker) : cellsOf(record, scanned, first, asker)));
  }
  return preview.slice(0, MOST_CELLS);
}
