/** Short writers for field and section definitions, so that each kind reads as a table. They hold no rule of their own. */
import type { SensitivityTag } from '../../policy/field-rules.ts';
import type { FieldDefinition, FieldType, SectionDefinition } from '../definition.ts';

/** At least one tag: an untagged field would be `identifying` without anybody having said so. */
export function field(
  key: string,
  label: string,
  type: FieldType,
  ...tags: readonly [SensitivityTag, ...SensitivityTag[]]
): FieldDefinition {
  return { key, label, type, tags };
}

type Answers = SectionDefinition['answers'];

/** One row of labelled values. */
export const facts = (
  id: string,
  label: string,
  answers: Answers,
  ...fields: readonly FieldDefinition[]
): SectionDefinition => ({ id, label, layout: 'fields', answers, fields });

/** Many rows of the same fields. */
export const list = (
  id: string,
  label: string,
  answers: Answers,
  ...fields: readonly FieldDefinition[]
): SectionDefinition => ({ id, label, layout: 'list', answers, fields });

/** One long text under the key `text`. */
export const narrative = (
  label: string,
  ...tags: readonly [SensitivityTag, ...SensitivityTag[]]
): SectionDefinition => ({
  id: 'narrative',
  label,
  layout: 'narrative',
  answers: 'what',
  fields: [field('text', label, 'long-text', ...tags)],
});
