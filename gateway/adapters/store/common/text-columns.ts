/**
 * The columns of the full-text index: one per set of sensitivity tags that occurs, so that a search reads only the text
 * its asker may find. The list is part of the file's schema: adding to it needs a migration.
 */
import type { SensitivityTag } from '../../../../shared/policy/field-rules.ts';
import { ALL_TAGS, maskOf } from './tag-mask.ts';

interface TextColumn {
  readonly name: string;
  /** Tags of which none may be hidden for the column to be read. */
  readonly mask: number;
}

const PLAIN: readonly (readonly SensitivityTag[])[] = [
  ['identifying'],
  ['victim'],
  ['contact'],
  ['victim', 'contact'],
  ['medical'],
  ['media'],
  ['location-history'],
  ['contact', 'location-history'],
  ['restricted-file'],
];
const VICTIM = PLAIN.filter((tags) => tags.includes('victim'));
const SETS: readonly (readonly SensitivityTag[])[] = [
  ['open'],
  ...PLAIN,
  ...PLAIN.map((tags) => [...tags, 'juvenile' as const]),
  ...VICTIM.map((tags) => [...tags, 'sex-crime-victim' as const]),
  ...VICTIM.map((tags) => [...tags, 'juvenile' as const, 'sex-crime-victim' as const]),
  ['identifying', 'sex-crime-victim'],
  ['identifying', 'juvenile', 'sex-crime-victim'],
];

/** Text of any other set of tags: read only by who has nothing hidden. */
const REST: TextColumn = { name: 'rest', mask: ALL_TAGS };

export const TEXT_COLUMNS: readonly TextColumn[] = [
  ...SETS.map((tags, index) => ({ name: `t${index}`, mask: maskOf(tags) })),
  REST,
];

const BY_MASK = new Map(TEXT_COLUMNS.map((column) => [column.mask, column]));

/** The column that text with exactly these tags belongs to. */
export const columnFor = (mask: number): TextColumn => BY_MASK.get(mask) ?? REST;

/** Names of the columns that may be read when `hidden` are not. Never empty: open text is always read. */
export const readableColumns = (hidden: number): readonly string[] =>
  TEXT_COLUMNS.filter(({ mask }) => (mask & hidden) === 0).map(({ name }) => name);
