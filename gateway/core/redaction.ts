/** Turns stored values into cells: shown, masked or withheld with the rule. Every value that leaves the gateway passes here; `decideField` decides. */
import {
  decideField,
  type FieldAsker,
  type FieldDecision,
  type SensitivityTag,
} from '../../shared/policy/field-rules.ts';
import type { CellValue, FieldDefinition, RecordRow, SectionDefinition } from '../../shared/records/definition.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import { tagsOfAddress, tagsOfField } from '../../shared/records/sensitivity.ts';
import type { RecordKind } from '../../shared/records/kind.ts';
import type { Cell } from '../../shared/records/search.ts';
import type { RecordView } from '../../shared/records/view.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { plainText } from './plain-text.ts';

const LONGEST_VALUE = 20_000;
const MOST_ROWS = 200;

const bounded = (value: CellValue): CellValue =>
  typeof value === 'string' ? plainText(value.slice(0, LONGEST_VALUE)) : value;

export const cellOf = (value: CellValue, decision: FieldDecision): Cell =>
  decision.show === 'shown' ? { show: 'shown', value: bounded(value) } : decision;

/** Fields of a section that this asker does not see in clear. */
interface Hidden {
  readonly section: string;
  readonly keys: readonly string[];
}
/** What has been decided for one kind of asker about records of one mark. */
interface Decided {
  readonly fields: Map<SectionDefinition, Map<FieldDefinition, FieldDecision>>;
  readonly hidden: Map<RecordKind, readonly Hidden[]>;
}
type ByMark = readonly [Decided, Decided, Decided, Decided];

/**
 * A decision depends on the field, on what the record adds to all its fields (juvenile, sex offense), and on what is asked
 * for here; each is made once. There are no more kinds of askers than purposes times four.
 */
const decidedFor = new Map<string, ByMark>();
/** The same, found without making the key. An asker is made anew for every call and never changed. */
const decidedOf = new WeakMap<FieldAsker, ByMark>();

const nothingDecided = (): Decided => ({ fields: new Map(), hidden: new Map() });

function decidedBy(asker: FieldAsker): ByMark {
  let all = decidedOf.get(asker);
  if (all) return all;
  const key = JSON.stringify([asker.investigator, asker.canReveal, asker.purpose]);
  all = decidedFor.get(key) ?? [nothingDecided(), nothingDecided(), nothingDecided(), nothingDecided()];
  decidedFor.set(key, all);
  decidedOf.set(asker, all);
  return all;
}

const known = ({ juvenile, sexCrime }: StoredRecord, asker: FieldAsker): Decided =>
  decidedBy(asker)[juvenile ? (sexCrime ? 3 : 2) : sexCrime ? 1 : 0];

export function decisionOf(
  record: StoredRecord,
  section: SectionDefinition,
  field: FieldDefinition,
  asker: FieldAsker,
): FieldDecision {
  const { fields } = known(record, asker);
  let ofSection = fields.get(section);
  if (!ofSection) fields.set(section, (ofSection = new Map<FieldDefinition, FieldDecision>()));
  let decision = ofSection.get(field);
  if (!decision) ofSection.set(field, (decision = decideField(tagsOfField(field, section, record), asker)));
  return decision;
}

export const isShown = (tags: readonly SensitivityTag[], asker: FieldAsker): boolean =>
  decideField(tags, asker).show === 'shown';

/** The record's own address as this person may see it; null when it has none. */
export const addressCell = (record: StoredRecord, asker: FieldAsker): Cell | null =>
  record.address === null ? null : cellOf(record.address, decideField(tagsOfAddress(record), asker));

/** A value that is not there is left out: an empty field has nothing to mask. */
const filled = (row: RecordRow, field: FieldDefinition): CellValue => row[field.key] ?? null;

function cellsOf(
  record: StoredRecord,
  section: SectionDefinition,
  row: RecordRow,
  asker: FieldAsker,
): Record<string, Cell> {
  return Object.fromEntries(
    section.fields
      .filter((field) => filled(row, field) !== null)
      .map((field) => [field.key, cellOf(filled(row, field), decisionOf(record, section, field, asker))]),
  );
}

/** Sections of the definition only: a value that no definition knows is never sent. */
export function sectionsFor(record: StoredRecord, asker: FieldAsker): RecordView['sections'] {
  return RECORD_DEFINITIONS[record.kind].sections.flatMap((section) => {
    const stored = record.body[section.id] ?? [];
    const rows = stored.slice(0, MOST_ROWS).map((row) => cellsOf(record, section, row, asker));
    return rows.some((row) => Object.keys(row).length > 0) ? [{ id: section.id, rows }] : [];
  });
}

function hiddenOf(record: StoredRecord, asker: FieldAsker): readonly Hidden[] {
  const { hidden } = known(record, asker);
  let ofKind = hidden.get(record.kind);
  if (!ofKind) {
    const isHidden = (section: SectionDefinition, field: FieldDefinition): boolean =>
      decisionOf(record, section, field, asker).show !== 'shown';
    ofKind = RECORD_DEFINITIONS[record.kind].sections.map((section) => ({
      section: section.id,
      keys: section.fields.filter((field) => isHidden(section, field)).map(({ key }) => key),
    }));
    hidden.set(record.kind, ofKind);
  }
  return ofKind;
}

/** Fields of the record that this person would not see in clear. */
export function countWithheld(record: StoredRecord, asker: FieldAsker): number {
  let count = 0;
  for (const { section, keys } of hiddenOf(record, asker)) {
    const rows = keys.length === 0 ? undefined : record.body[section];
    if (rows === undefined) continue;
    for (const row of rows) for (const key of keys) if ((row[key] ?? null) !== null) count += 1;
  }
  return count;
}
