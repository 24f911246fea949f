/** Writes the rows of records into every table, and takes them out again. Sealed records get none that a search reads. */
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { SOURCE_OF_KIND } from '../../../../shared/records/kind.ts';
import { normaliseIdentifier } from '../../../../shared/records/query/normalise.ts';
import { lookAlikeOf, mentionEntries, textByColumn, type MentionEntry } from '../common/index-entries.ts';
import { isTimed, minuteOfDay, yearOfRow } from '../common/row-number.ts';
import type { Session } from './connection.ts';
import { codesOf, isFiled } from '../common/name-words.ts';
import { isOpenJob } from '../common/record-key.ts';
import { copyRows, type CopyValue } from './copy-rows.ts';
import { kindTag, OFFENCE, precinctTag, sourceTag, vectorOf, yearTag } from './lexemes.ts';
import { ensurePartitions } from './partitions.ts';
import type { Standing } from './placing.ts';
import type { Prepared } from './prepared-record.ts';

export interface Placement {
  readonly prepared: Prepared;
  readonly row: number;
  readonly arrival: number;
  readonly before: Standing | undefined;
}

/** Characters of a normal form that are kept; an index entry of PostgreSQL is bounded. No name or number comes near. */
export const LONGEST_NORM = 400;

/** Type of the entries that hold the look-alike forms of plates. */
export const LOOK_ALIKE = 'look-alike';

type Row = readonly CopyValue[];

/** Made one by one, while the server takes in those before. */
function* each<T>(values: readonly T[], row: (value: T) => Row): Generator<Row> {
  for (const value of values) yield row(value);
}

const contentRow = ({ prepared, row }: Placement): Row => [prepared.record.kind, row, prepared.id, prepared.sealed()];

/** PostgreSQL's text holds every character but this one. */
const storable = (text: string): string => text.replaceAll('\u0000', '');

function tagsOf(record: NewRecord, row: number): readonly string[] {
  const year = yearOfRow(row);
  return [
    sourceTag(SOURCE_OF_KIND[record.kind]),
    kindTag(record.kind),
    ...(record.precinct === null ? [] : [precinctTag(record.precinct)]),
    ...(year === null ? [] : [yearTag(year)]),
  ];
}

/** A placement whose record is not sealed, with what it names. */
interface Found extends Placement {
  readonly entries: readonly MentionEntry[];
  readonly tags: readonly string[];
}

const foundIn = (placement: Placement): Found => ({
  ...placement,
  entries: mentionEntries(placement.prepared.record),
  tags: tagsOf(placement.prepared.record, placement.row),
});

function hitRow({ prepared, row, arrival, before, tags }: Found): Row {
  const { record } = prepared;
  const texts = new Map(textByColumn(record));
  if (record.offence !== null) texts.set(OFFENCE, record.offence);
  return [
    row,
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
    before?.firstArrival ?? arrival,
    arrival,
    vectorOf(texts, tags),
  ];
}

const HIT = ['row', 'source', 'kind', 'number', 'number_norm', 'precinct', 'year', 'offence', 'state'];
const HIT_COLUMNS = [...HIT, 'minute_of_day', 'open_job', 'first_arrival', 'last_arrival', 'lexemes'];
const MENTION_COLUMNS = ['row', 'place', 'type', 'norm', 'state', 'tags', 'words'];

/** Words of names and addresses, each in the column of its type. */
const wordsOfEntry = ({ type, norm }: MentionEntry, tags: readonly string[]): string | null =>
  type === 'person' || type === 'address' ? vectorOf(new Map([[type, norm]]), tags) : null;

/** A plate is also kept as what it looks like. */
function* mentionRows({ row, entries, tags }: Found): Generator<Row> {
  for (const [place, entry] of entries.entries()) {
    const state = entry.state === null ? null : storable(entry.state);
    const norm = entry.norm.slice(0, LONGEST_NORM);
    yield [row, place, entry.type, norm, state, entry.tags, wordsOfEntry(entry, tags)];
    const form = lookAlikeOf(entry);
    if (form !== null) yield [row, place, LOOK_ALIKE, form.slice(0, LONGEST_NORM), state, entry.tags, null];
  }
}

function linkRows({ prepared, row }: Placement): readonly Row[] {
  const once = new Map(prepared.record.links.map((link) => [`${link.kind}\n${link.number}`, link] as const));
  return [...once.values()].map(({ kind, number }) => [row, kind, storable(number)]);
}

function nameWordsOf(batch: readonly Found[]): readonly string[] {
  const words = new Set<string>();
  for (const { entries } of batch) {
    for (const { type, norm } of entries) {
      if (type !== 'person') continue;
      for (const word of norm.split(' ')) if (isFiled(word)) words.add(word);
    }
  }
  return [...words];
}

async function writeNameWords(session: Session, words: readonly string[]): Promise<void> {
  const missing = await session.rows(
    'SELECT w.word FROM unnest($1::text[]) AS w (word) WHERE NOT EXISTS (SELECT FROM name_word n WHERE n.word = w.word)',
    [words],
  );
  const fresh = missing.map((row) => String(row['word']));
  await copyRows(
    session,
    'name_word',
    ['word', 'codes'],
    fresh.map((word) => [word, codesOf(word).join(' ')]),
  );
}

/** The row numbers are in order, as the indexes like it. */
export async function writeRows(session: Session, placed: readonly Placement[]): Promise<void> {
  const batch = [...placed].sort((a, b) => a.row - b.row);
  if (batch.length === 0) return;
  await ensurePartitions(
    session,
    batch.map(({ prepared, row }) => ({ kind: prepared.record.kind, row })),
  );
  const places = batch.map(({ prepared, row, arrival, before }) => [
    prepared.id,
    row,
    prepared.record.kind,
    prepared.hash,
    before?.firstArrival ?? arrival,
    arrival,
  ]);
  const open = batch.filter(({ prepared }) => !prepared.record.sealed).map(foundIn);
  await copyRows(session, 'place', ['id', 'row', 'kind', 'hash', 'first_arrival', 'last_arrival'], places);
  await copyRows(session, 'record', ['kind', 'row', 'id', 'content'], each(batch, contentRow));
  await copyRows(session, 'hit', HIT_COLUMNS, each(open, hitRow));
  await copyRows(
    session,
    'mention',
    MENTION_COLUMNS,
    open.flatMap((found) => [...mentionRows(found)]),
  );
  await copyRows(session, 'link', ['row', 'kind', 'number'], open.flatMap(linkRows));
  await writeNameWords(session, nameWordsOf(open));
}

export async function removeRows(session: Session, standing: readonly Standing[]): Promise<void> {
  if (standing.length === 0) return;
  const rows = standing.map(({ row }) => row);
  for (const kind of new Set(standing.map((one) => one.kind))) {
    const own = standing.filter((one) => one.kind === kind).map(({ row }) => row);
    await session.rows('DELETE FROM record WHERE kind = $1 AND row = ANY($2)', [kind, own]);
  }
  for (const table of ['place', 'hit', 'mention', 'link'])
    await session.rows(`DELETE FROM ${table} WHERE row = ANY($1)`, [rows]);
}
