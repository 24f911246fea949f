/**
 * What a record becomes before it is written: all of it that does not depend on what the file holds, so that it can be made
 * in another thread than the one that writes. Pure; a sealed record has nothing that a search reads.
 */
import { createSecretKey, type KeyObject } from 'node:crypto';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import type { RecordKind } from '../../../../shared/records/kind.ts';
import { normaliseIdentifier, wordsOf } from '../../../../shared/records/query/normalise.ts';
import { lookAlikeOf, mentionEntries, tagWords, textByColumn, type MentionEntry } from '../common/index-entries.ts';
import { isFiled } from '../common/name-words.ts';
import { checkWritable, contentOf, idOf, isOpenJob } from '../common/record-key.ts';
import { isTimed, minuteOf } from '../common/row-number.ts';
import { bitsOf } from '../common/tag-mask.ts';
import { TAG_SIGN } from './full-text.ts';
import { stateWord, TAG_DIGITS, tagBitWord, timedWord } from './lookups.ts';
import { normWord, tableOf } from './norm-words.ts';
import { BEGINNINGS, piecesOf } from './parts.ts';

/** One mention's entry in `mention_words`: place in the record, own tag words, norm, person, begin, address. */
export type WordsEntry = readonly [
  place: number,
  tags: string,
  norm: string,
  person: string,
  begin: string,
  address: string,
];
/** One mention's entry in `mention_grams`: place in the record, own tag words, norms, plate, look, vin. */
export type GramsEntry = readonly [place: number, tags: string, norm: string, plate: string, look: string, vin: string];

/** What a search reads of a record. */
export interface PreparedEntries {
  /** Words of the column `tag` of every entry; the offence's comes after them. */
  readonly tags: string;
  readonly offenceText: string;
  /** Columns of `record_text` that have text, and their words. */
  readonly columns: readonly string[];
  readonly texts: readonly string[];
  readonly words: readonly WordsEntry[];
  readonly grams: readonly GramsEntry[];
  /** Words of names that are filed by how they sound. */
  readonly names: readonly string[];
}

export interface PreparedRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly number: string;
  readonly numberNorm: string;
  readonly precinct: number | null;
  readonly state: string;
  readonly openJob: boolean;
  readonly json: string;
  readonly hash: string;
  readonly minute: number;
  readonly timed: boolean;
  readonly offence: string | null;
  readonly links: readonly { readonly kind: RecordKind; readonly number: string }[];
  /** Tags of each mention by its place, so many hexadecimal digits each. */
  readonly mentionTags: string;
  /** Null: sealed. */
  readonly entries: PreparedEntries | null;
}

const cut = (text: string): string => wordsOf(text).join(' ');
const asTags = (words: readonly string[]): string => words.map((word) => `${TAG_SIGN}${word}`).join(' ');

function beginningsOf(words: readonly string[]): string {
  const found = new Set<string>();
  for (const word of words) {
    const letters = Array.from(word);
    for (let length = 1; length <= BEGINNINGS && length <= letters.length; length += 1) {
      found.add(letters.slice(0, length).join(''));
    }
  }
  return [...found].join(' ');
}

const bitWords = (tags: number): string => asTags(bitsOf(tags).map(tagBitWord));

function wordsEntry(place: number, { type, norm, tags }: MentionEntry): WordsEntry {
  const whole = normWord(type, norm);
  return type === 'person'
    ? [place, bitWords(tags), whole, norm, beginningsOf(norm.split(' ')), '']
    : [place, bitWords(tags), whole, '', '', cut(norm)];
}

function gramsEntry(place: number, entry: MentionEntry): GramsEntry {
  const { type, norm, tags, state } = entry;
  const look = lookAlikeOf(entry);
  const pieces = type === 'plate' || type === 'vin' ? piecesOf(norm).join(' ') : '';
  return [
    place,
    `${bitWords(tags)} ${asTags([stateWord(state)])}`,
    look === null ? normWord(type, norm) : `${normWord(type, norm)} ${normWord('look', look)}`,
    type === 'plate' ? pieces : '',
    look === null ? '' : piecesOf(look).join(' '),
    type === 'vin' ? pieces : '',
  ];
}

function entriesOf(record: NewRecord, mentions: readonly MentionEntry[]): PreparedEntries {
  const text = textByColumn(record);
  const words: WordsEntry[] = [];
  const grams: GramsEntry[] = [];
  const names = new Set<string>();
  for (const [place, entry] of mentions.entries()) {
    if (tableOf(entry.type) === 'mention_words') words.push(wordsEntry(place, entry));
    else grams.push(gramsEntry(place, entry));
    if (entry.type === 'person') for (const word of entry.norm.split(' ')) if (isFiled(word)) names.add(word);
  }
  return {
    tags: asTags([...tagWords(record), ...(isTimed(record.occurredAt) ? [timedWord] : [])]),
    offenceText: record.offence === null ? '' : cut(record.offence),
    columns: [...text.keys()],
    texts: [...text.values()].map(cut),
    words,
    grams,
    names: [...names],
  };
}

/** Throws `RangeError` for what may not be written. */
function preparedRecord(idKey: KeyObject, record: NewRecord): PreparedRecord {
  checkWritable(record);
  const mentions = mentionEntries(record);
  return {
    id: idOf(idKey, record.kind, record.number),
    kind: record.kind,
    number: record.number,
    numberNorm: normaliseIdentifier(record.number),
    precinct: record.precinct,
    state: record.state.label,
    openJob: isOpenJob(record),
    ...contentOf(record),
    minute: minuteOf(record.occurredAt),
    timed: isTimed(record.occurredAt),
    offence: record.sealed ? null : record.offence,
    links: record.links.map(({ kind, number }) => ({ kind, number })),
    mentionTags: mentions.map(({ tags }) => tags.toString(16).padStart(TAG_DIGITS, '0')).join(''),
    entries: record.sealed ? null : entriesOf(record, mentions),
  };
}

/** `idKey`: at least 32 bytes, of which the ids are made. */
export function preparing(idKey: Uint8Array): (records: readonly NewRecord[]) => readonly PreparedRecord[] {
  const key = createSecretKey(idKey);
  return (records) => records.map((record) => preparedRecord(key, record));
}
