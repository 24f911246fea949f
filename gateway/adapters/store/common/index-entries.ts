/** What the indexes hold for one record: its mentions in normal form and its text by sensitivity. Pure; a sealed record has none. */
import {
  MENTION_TYPES,
  type Mention,
  type MentionType,
  type NewRecord,
} from '../../../../shared/records/definition.ts';
import { RECORD_DEFINITIONS } from '../../../../shared/records/kinds/definitions.ts';
import {
  normaliseAddress,
  normaliseIdentifier,
  normaliseName,
  normalisePhone,
  normalisePlate,
  normaliseVin,
} from '../../../../shared/records/query/normalise.ts';
import { SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../../../shared/records/kind.ts';
import { lookAlikeForm } from '../../../../shared/records/query/look-alikes.ts';
import { tagsOfAddress, tagsOfField, tagsOfMention } from '../../../../shared/records/sensitivity.ts';
import { maskOf } from './tag-mask.ts';
import { columnFor } from './text-columns.ts';

export interface MentionEntry {
  readonly type: MentionType;
  readonly norm: string;
  readonly shown: string;
  readonly state: string | null;
  readonly tags: number;
}

/** Phones are kept turned round; this turns either way. */
export const reversed = (digits: string): string => Array.from(digits).reverse().join('');

/** Normal form in the index. Phones are turned round, so that the last digits are a prefix. */
function normOf(type: MentionType, value: string): string {
  switch (type) {
    case 'person':
      return normaliseName(value);
    case 'plate':
    case 'serial':
      return normalisePlate(value);
    case 'vin':
      return normaliseVin(value);
    case 'phone':
      return reversed(normalisePhone(value));
    case 'address':
      return normaliseAddress(value);
    case 'identifier':
      return normaliseIdentifier(value);
  }
}

/** What a plate looks like, when that is not the plate itself; null for anything else. */
export function lookAlikeOf({ type, norm }: MentionEntry): string | null {
  const form = type === 'plate' ? lookAlikeForm(norm) : norm;
  return form === norm ? null : form;
}

const entryOf = (mention: Mention, record: NewRecord): MentionEntry => ({
  type: mention.type,
  norm: normOf(mention.type, mention.value),
  shown: mention.value,
  state: mention.state ?? null,
  tags: maskOf(tagsOfMention(mention, record)),
});

/** Mentions of the record, its own address among them, each once. `types`: only of these. */
export function mentionEntries(
  record: NewRecord,
  types: readonly MentionType[] = MENTION_TYPES,
): readonly MentionEntry[] {
  if (record.sealed) return [];
  const entries = record.mentions.filter(({ type }) => types.includes(type)).map((mention) => entryOf(mention, record));
  if (record.address !== null && types.includes('address')) {
    const norm = normOf('address', record.address);
    if (!entries.some((entry) => entry.type === 'address' && entry.norm === norm)) {
      entries.push({ type: 'address', norm, shown: record.address, state: null, tags: maskOf(tagsOfAddress(record)) });
    }
  }
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = `${entry.type}\n${entry.norm}\n${entry.state ?? ''}\n${entry.tags}`;
    return entry.norm !== '' && !seen.has(key) && seen.add(key);
  });
}

interface TextPiece {
  readonly text: string;
  /** Mask of the tags the text has. */
  readonly tags: number;
}

interface FieldPlace {
  readonly section: string;
  readonly key: string;
  readonly tags: number;
}

/** Where the texts of a kind of record are, with their tags: the same for all records so marked. */
const PLACES = new Map<string, readonly FieldPlace[]>();

function placesOf(record: NewRecord): readonly FieldPlace[] {
  const key = `${record.kind} ${String(record.juvenile)} ${String(record.sexCrime)}`;
  const known = PLACES.get(key);
  if (known) return known;
  const places = RECORD_DEFINITIONS[record.kind].sections.flatMap((section) =>
    section.fields.map((field) => ({
      section: section.id,
      key: field.key,
      tags: maskOf(tagsOfField(field, section, record)),
    })),
  );
  PLACES.set(key, places);
  return places;
}

const TITLE_TAGS = maskOf(['open']);

/** Every text of the record with its tags: the title, then the body in the order of the definition. */
export function textPieces(record: NewRecord): readonly TextPiece[] {
  const pieces: TextPiece[] = [{ text: record.title, tags: TITLE_TAGS }];
  for (const { section, key, tags } of placesOf(record)) {
    for (const row of record.body[section] ?? []) {
      const value = row[key];
      if (typeof value === 'string' && value !== '') pieces.push({ text: value, tags });
    }
  }
  return pieces;
}

/** Text per column of the full-text index. */
export function textByColumn(record: NewRecord): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  for (const { text, tags } of textPieces(record)) {
    const { name } = columnFor(tags);
    const before = columns.get(name);
    // A sign between the values keeps a phrase from running over two fields: it is a word nobody can ask for.
    columns.set(name, before === undefined ? text : `${before} ${FIELD_END} ${text}`);
  }
  return columns;
}
/** Never part of a query's words, which are letters and digits of what was typed, folded. */
const FIELD_END = 'zzfieldendzz';

/** Words by which an index is narrowed before any record is read. */
export const tagWords = (record: NewRecord): readonly string[] => [
  sourceWord(SOURCE_OF_KIND[record.kind]),
  kindWord(record.kind),
  ...(record.precinct === null ? [] : [precinctWord(record.precinct)]),
];
export const sourceWord = (source: SourceId): string => `s${source}`;
export const kindWord = (kind: RecordKind): string => `k${kind}`;
export const precinctWord = (precinct: number): string => `p${precinct}`;
