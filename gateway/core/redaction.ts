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

type Decided = Map<SectionDefinition, Map<FieldDefinition, FieldDecision>>;
/**
 * What was decided for this very asker before, by what the record adds to its fields (juvenile, sex offense): the rows of
 * a page ask the same again and again. An asker is made anew for every call and never changed.
 */
const decidedFor = new WeakMap<FieldAsker, readonly [Decided, Decided, Decided, Decided]>();

function known(
  record: StoredRecord,
  section: SectionDefinition,
  asker: FieldAsker,
): Map<FieldDefinition, FieldDecision> {
  let all = decidedFor.get(asker);
  if (!all) decidedFor.set(asker, (all = [new Map(), new Map(), new Map(), new Map()]));
  const marked = all[record.juvenile ? (record.sexCrime ? 3 : 2) : record.sexCrime ? 1 : 0];
  let fields = marked.get(section);
  if (!fields) marked.set(section, (fields = new Map<FieldDefinition, FieldDecision>()));
  return fields;
}

export function decisionOf(
  record: StoredRecord,
  section: SectionDefinition,
  field: FieldDefinition,
  asker: FieldAsker,
): FieldDecision {
  const fields = known(record, section, asker);
  let decision = fields.get(field);
  if (!decision) fields.set(field, (decision = decideField(tagsOfField(field, section, record), asker)));
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

/** Fields of the record that this person would not see in clear. */
export function countWithheld(record: StoredRecord, asker: FieldAsker): number {
  let count = 0;
  for (const section of RECORD_DEFINITIONS[record.kind].sections) {
    for (const field of section.fields) {
      if (decisionOf(record, section, field, asker).show === 'shown') continue;
      count += (record.body[section.id] ?? []).filter((row) => filled(row, field) !== null).length;
    }
  }
  return count;
}
