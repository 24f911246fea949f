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

type Rows = readonly (readonly CopyValue[])[];

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

function hitRow({ prepared, row, arrival, before }: Placement): readonly CopyValue[] {
  const { record, id } = prepared;
  const texts = new Map(textByColumn(record));
  if (record.offence !== null) texts.set(OFFENCE, record.offence);
  return [
    row,
    id,
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
    vectorOf(texts, tagsOf(record, row)),
  ];
}

const HIT = ['row', 'id', 'source', 'kind', 'number', 'number_norm', 'precinct', 'year', 'offence', 'state'];
const HIT_COLUMNS = [...HIT, 'minute_of_day', 'open_job', 'first_arrival', 'last_arrival', 'lexemes'];

/** Words of names and addresses, each in the column of its type. */
const wordsOfEntry = ({ type, norm }: MentionEntry, tags: readonly string[]): string | null =>
  type === 'person' || type === 'address' ? vectorOf(new Map([[type, norm]]), tags) : null;

/** A plate is also kept as what it looks like. */
function alsoLookAlike(entry: MentionEntry): readonly (readonly [string, string])[] {
  const form = lookAlikeOf(entry);
  return form === null
    ? [[entry.type, entry.norm]]
    : [
        [entry.type, entry.norm],
        [LOOK_ALIKE, form],
      ];
}

function mentionRows({ prepared, row }: Placement): Rows {
  const tags = tagsOf(prepared.record, row);
  return mentionEntries(prepared.record).flatMap((entry, place) =>
    alsoLookAlike(entry).map(([type, norm]) => [
      row,
      place,
      type,
      norm.slice(0, LONGEST_NORM),
      entry.state === null ? null : storable(entry.state),
      entry.tags,
      wordsOfEntry(entry, tags),
    ]),
  );
}

function linkRows({ prepared, row }: Placement): Rows {
  const once = new Map(prepared.record.links.map((link) => [`${link.kind}\n${link.number}`, link] as const));
  return [...once.values()].map(({ kind, number }) => [row, kind, storable(number)]);
}

const nameWordsOf = (batch: readonly Placement[]): readonly string[] => [
  ...new Set(
    batch.flatMap(({ prepared }) =>
      mentionEntries(prepared.record).flatMap(({ type, norm }) =>
        type === 'person' ? norm.split(' ').filter(isFiled) : [],
      ),
    ),
  ),
];

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
  const contents = batch.map(({ prepared, row }) => [prepared.record.kind, row, prepared.id, prepared.sealed()]);
  await copyRows(session, 'place', ['id', 'row', 'kind', 'hash', 'first_arrival', 'last_arrival'], places);
  await copyRows(session, 'record', ['kind', 'row', 'id', 'content'], contents);
  const open = batch.filter(({ prepared }) => !prepared.record.sealed);
  await copyRows(session, 'hit', HIT_COLUMNS, open.map(hitRow));
  await copyRows(
    session,
    'mention',
    ['row', 'place', 'type', 'norm', 'state', 'tags', 'words'],
    open.flatMap(mentionRows),
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
