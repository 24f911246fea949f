/**
 * The tags that count for one value of one record: those of its field, and what the whole record adds (juvenile, sex
 * offense). Indexing and redaction both ask here, so that nothing can be found that would not be shown.
 */
import type { SensitivityTag } from '../policy/field-rules.ts';
import type { FieldDefinition, Mention, NewRecord, SectionDefinition } from './definition.ts';
import { RECORD_DEFINITIONS } from './kinds/definitions.ts';

type Marked = Pick<NewRecord, 'juvenile' | 'sexCrime'>;

const isOpen = (tags: readonly SensitivityTag[]): boolean => tags.length > 0 && tags.every((tag) => tag === 'open');

function effective(tags: readonly SensitivityTag[], record: Marked, ofPlace: boolean): readonly SensitivityTag[] {
  if (isOpen(tags)) return tags;
  const all = new Set<SensitivityTag>(tags.length === 0 ? ['identifying'] : tags);
  all.delete('open');
  if (record.juvenile) all.add('juvenile');
  if (record.sexCrime && (ofPlace || all.has('victim'))) all.add('sex-crime-victim');
  return [...all];
}

/** Tags of a field of this record. No tag counts as `identifying` (deny by default); Civil Rights Law 50-b covers the place. */
export const tagsOfField = (
  field: FieldDefinition,
  section: SectionDefinition,
  record: Marked,
): readonly SensitivityTag[] => effective(field.tags, record, section.answers === 'where');

/** Tags of a mention of this record. */
export const tagsOfMention = (mention: Mention, record: Marked): readonly SensitivityTag[] =>
  effective(mention.tags, record, mention.type === 'address');

/** Tags of the record's own address and point: those of the field `address` of its place, `identifying` when it has none. */
export function tagsOfAddress(record: Marked & Pick<NewRecord, 'kind'>): readonly SensitivityTag[] {
  for (const section of RECORD_DEFINITIONS[record.kind].sections) {
    if (section.answers !== 'where' || section.layout !== 'fields') continue;
    const field = section.fields.find(({ key }) => key === 'address');
    if (field) return effective(field.tags, record, true);
  }
  return effective([], record, true);
}
