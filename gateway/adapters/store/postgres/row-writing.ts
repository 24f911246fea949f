/** Writes the rows of records into every table, and takes them out again. Sealed records get none that a search reads. */
import { codesOf } from '../common/name-words.ts';
import type { Session } from './connection.ts';
import { copyLines, copyRows } from './copy-rows.ts';
import { ensurePartitions } from './partitions.ts';
import type { Standing } from './placing.ts';
import type { Prepared } from './prepared-record.ts';
import { CONTENT_COLUMNS, HIT_COLUMNS, LINK_COLUMNS, MENTION_COLUMNS, type RecordLines } from './record-lines.ts';

export interface Placement {
  readonly prepared: Prepared;
  readonly row: number;
  readonly arrival: number;
  readonly before: Standing | undefined;
}

type Placed = Placement & { readonly lines: RecordLines };

/** Lines of a table with the row numbers before them. */
function* each(placed: Iterable<Placed>, lines: (of: RecordLines) => readonly string[]): Generator<string> {
  for (const { row, lines: of } of placed) for (const line of lines(of)) yield `${String(row)}\t${line}`;
}

function* hits(placed: Iterable<Placed>): Generator<string> {
  for (const { row, arrival, before, lines } of placed) {
    if (lines.hit !== null)
      yield `${String(row)}\t${String(before?.firstArrival ?? arrival)}\t${String(arrival)}\t${lines.hit}`;
  }
}

async function writeNameWords(session: Session, placed: readonly Placed[]): Promise<void> {
  const words = new Set(placed.flatMap(({ lines }) => lines.names));
  if (words.size === 0) return;
  const missing = await session.rows(
    'SELECT w.word FROM unnest($1::text[]) AS w (word) WHERE NOT EXISTS (SELECT FROM name_word n WHERE n.word = w.word)',
    [[...words]],
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
  if (placed.length === 0) return;
  const batch = [...placed]
    .sort((a, b) => a.row - b.row)
    .map((one): Placed => ({ ...one, lines: one.prepared.lines() }));
  await ensurePartitions(
    session,
    batch.map(({ prepared, row }) => ({ kind: prepared.kind, row })),
  );
  const places = batch.map(({ prepared: { id, kind, hash }, row, arrival, before }) => [
    ...[id, row, kind, hash],
    ...[before?.firstArrival ?? arrival, arrival],
  ]);
  await copyRows(session, 'place', ['id', 'row', 'kind', 'hash', 'first_arrival', 'last_arrival'], places);
  await copyLines(
    session,
    'record',
    ['row', ...CONTENT_COLUMNS],
    each(batch, ({ content }) => [content]),
  );
  await copyLines(session, 'hit', ['row', 'first_arrival', 'last_arrival', ...HIT_COLUMNS], hits(batch));
  await copyLines(
    session,
    'mention',
    ['row', ...MENTION_COLUMNS],
    each(batch, ({ mentions }) => mentions),
  );
  await copyLines(
    session,
    'link',
    ['row', ...LINK_COLUMNS],
    each(batch, ({ links }) => links),
  );
  await writeNameWords(session, batch);
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
