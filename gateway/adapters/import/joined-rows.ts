/**
 * Puts rows of a joined set into the records they belong to, and keeps them there when the record itself comes again. Pure:
 * the same rows in any order, any number of times, give the same record. Never drops a row that was joined.
 */
import type { NewRecord, RecordRow } from '../../../shared/records/definition.ts';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import type { Part } from './data-set.ts';

/** Key of a joined row's own number. No definition has it, so that it is neither shown nor found; by it the row is known again. */
const MARK = 'joinedRow';
/** Rows of one section that are shown; the largest published collisions have below 100. */
export const MOST_JOINED = 200;

const markOf = (row: RecordRow): string | null => {
  const mark = row[MARK];
  return typeof mark === 'string' ? mark : null;
};

const joinedIn = (record: NewRecord, section: string): readonly RecordRow[] =>
  (record.body[section] ?? []).filter((row) => markOf(row) !== null);

/** Numbers of more digits are greater. */
function byMark(a: RecordRow, b: RecordRow): number {
  const [first, second] = [markOf(a) ?? '', markOf(b) ?? ''];
  return first.length - second.length || (first < second ? -1 : 1);
}

/** The body with the sections changed, always in the order of the definition: the same content is the same record. */
function withSections(record: NewRecord, sections: Readonly<Record<string, readonly RecordRow[]>>): NewRecord {
  const body = { ...record.body, ...sections };
  const order = RECORD_DEFINITIONS[record.kind].sections.map(({ id }) => id);
  const kept = order.flatMap((id) => (body[id] === undefined ? [] : [[id, body[id]] as const]));
  return { ...record, body: Object.fromEntries(kept) };
}

/** The record with this row in its section, in place of the rows that were not joined; null when the section is full. */
export function joinPart(record: NewRecord, section: string, { number, line }: Part): NewRecord | null {
  const others = joinedIn(record, section).filter((row) => markOf(row) !== number);
  if (others.length >= MOST_JOINED) return null;
  const rows = [...others, { ...line, [MARK]: number }].sort(byMark);
  return withSections(record, { [section]: rows });
}

/** A record that comes again, with the rows that had been joined to it. */
export function keepJoined(fresh: NewRecord, stored: NewRecord): NewRecord {
  const kept = Object.keys(stored.body)
    .map((section) => [section, joinedIn(stored, section)] as const)
    .filter(([, rows]) => rows.length > 0);
  return kept.length === 0 ? fresh : withSections(fresh, Object.fromEntries(kept));
}
