/**
 * What a record looks like in each table, as lines for `COPY` without their row number: all of it that needs no database, so
 * that it can be made beforehand and in another thread. A sealed record has its sealed content and nothing else.
 */
import type { KeyObject } from 'node:crypto';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { SOURCE_OF_KIND } from '../../../../shared/records/kind.ts';
import { normaliseIdentifier } from '../../../../shared/records/query/normalise.ts';
import { lookAlikeOf, mentionEntries, textByColumn, type MentionEntry } from '../common/index-entries.ts';
import { isFiled } from '../common/name-words.ts';
import { isOpenJob } from '../common/record-key.ts';
import { isTimed, minuteOfDay, rowsOfMinute, yearOfRow } from '../common/row-number.ts';
import { sealContent } from './content-seal.ts';
import { lineOf } from './copy-rows.ts';
import { kindTag, OFFENCE, precinctTag, sourceTag, vectorOf, yearTag } from './lexemes.ts';

/** Characters of a normal form that are kept; an index entry of PostgreSQL is bounded. No name or number comes near. */
export const LONGEST_NORM = 400;

/** Type of the entries that hold the look-alike forms of plates. */
export const LOOK_ALIKE = 'look-alike';

export interface RecordLines {
  readonly content: string;
  /** Null: a sealed record, which no search finds. */
  readonly hit: string | null;
  readonly mentions: readonly string[];
  readonly links: readonly string[];
  /** Words of its names. */
  readonly names: readonly string[];
}

/** What the lines hold, after the row number; the arrivals of a hit stand before it too. */
export const CONTENT_COLUMNS = ['kind', 'id', 'content'] as const;
const HIT = ['source', 'kind', 'number', 'number_norm', 'precinct', 'year', 'offence', 'state'] as const;
export const HIT_COLUMNS = [...HIT, 'minute_of_day', 'open_job', 'lexemes'] as const;
export const MENTION_COLUMNS = ['place', 'type', 'norm', 'state', 'tags', 'words'] as const;
export const LINK_COLUMNS = ['kind', 'number'] as const;

/** PostgreSQL's text holds every character but this one. */
const storable = (text: string): string => (text.includes('\u0000') ? text.replaceAll('\u0000', '') : text);

function tagsOf(record: NewRecord, year: number | null): readonly string[] {
  return [
    sourceTag(SOURCE_OF_KIND[record.kind]),
    kindTag(record.kind),
    ...(record.precinct === null ? [] : [precinctTag(record.precinct)]),
    ...(year === null ? [] : [yearTag(year)]),
  ];
}

/** `row`: any of the record's minute. */
function hitLine(record: NewRecord, row: number, tags: readonly string[]): string {
  const texts = new Map(textByColumn(record));
  if (record.offence !== null) texts.set(OFFENCE, record.offence);
  return lineOf([
    SOURCE_OF_KIND[record.kind],
    record.kind,
    record.number,
    normaliseIdentifier(record.number),
    record.precinct,
    yearOfRow(row),
    record.offence === null ? null : storable(record.offence),
    storable(record.state.label),
    isTimed(record.occurredAt) ? minuteOfDay(row) : null,
    isOpenJob(record),
    vectorOf(texts, tags),
  ]);
}

/** Words of names and addresses, each in the column of its type. */
const wordsOfEntry = ({ type, norm }: MentionEntry, tags: readonly string[]): string | null =>
  type === 'person' || type === 'address' ? vectorOf(new Map([[type, norm]]), tags) : null;

/** A plate is also kept as what it looks like. */
function* mentionLines(entries: readonly MentionEntry[], tags: readonly string[]): Generator<string> {
  for (const [place, entry] of entries.entries()) {
    const state = entry.state === null ? null : storable(entry.state);
    const norm = entry.norm.slice(0, LONGEST_NORM);
    yield lineOf([place, entry.type, norm, state, entry.tags, wordsOfEntry(entry, tags)]);
    const form = lookAlikeOf(entry);
    if (form !== null) yield lineOf([place, LOOK_ALIKE, form.slice(0, LONGEST_NORM), state, entry.tags, null]);
  }
}

function linkLines({ links }: NewRecord): readonly string[] {
  const once = new Map(links.map((link) => [`${link.kind}\n${link.number}`, link] as const));
  return [...once.values()].map(({ kind, number }) => lineOf([kind, storable(number)]));
}

const nameWords = (entries: readonly MentionEntry[]): readonly string[] =>
  entries.flatMap(({ type, norm }) => (type === 'person' ? norm.split(' ').filter(isFiled) : []));

export interface Written {
  readonly record: NewRecord;
  readonly id: string;
  readonly json: string;
  readonly minute: number;
}

/** `key`: of the contents. */
export function linesOf(key: KeyObject, { record, id, json, minute }: Written): RecordLines {
  const content = lineOf([record.kind, id, sealContent(key, id, json)]);
  if (record.sealed) return { content, hit: null, mentions: [], links: [], names: [] };
  const row = rowsOfMinute(minute).from;
  const tags = tagsOf(record, yearOfRow(row));
  const entries = mentionEntries(record);
  return {
    content,
    hit: hitLine(record, row, tags),
    mentions: [...mentionLines(entries, tags)],
    links: linkLines(record),
    names: nameWords(entries),
  };
}
