/** Finds the neighbours of a record: those it names, those that name it, those that share a plate, person, phone … with it. */
import type { MentionType } from '../../../../shared/records/definition.ts';
import { normaliseIdentifier } from '../../../../shared/records/query/normalise.ts';
import type { LinkedRecords, SearchScope, StoredLink, StoredRecord } from '../../../ports/record-store.ts';
import { mentionEntries, type MentionEntry } from '../common/index-entries.ts';
import { MOST_SHARING, saying, SHARED_WORDS, type Sharing } from '../common/link-strength.ts';
import { bitsOf, tagsOf } from '../common/tag-mask.ts';
import { hiddenMask } from '../common/wanted.ts';
import { Bindings } from './bindings.ts';
import { rows, type Connection } from './connection.ts';
import { anyOf, inColumns, tagged } from './full-text.ts';
import { MENTION_BITS, PLACES, TAG_DIGITS, tagBitWord } from './lookups.ts';
import { normWord, tableOf } from './norm-words.ts';
import { readShown, storedOf } from './reading.ts';

interface Neighbour {
  readonly row: number;
  readonly relation: string;
  readonly shared: StoredLink['shared'];
}

const NAMED_BY = 'names this record';

function inScope(scope: SearchScope, bind: Bindings): string {
  const precinct = scope.precinct === null ? '' : ` AND c.precinct = ${bind.add(scope.precinct)}`;
  return `c.kind IN ${bind.set(scope.kinds)}${precinct}`;
}

const CODE = 'CROSS JOIN facet f ON f.row = r.row CROSS JOIN code c ON c.id = f.code';

/** Records this one names, newest first. */
function named(database: Connection, of: StoredRecord, scope: SearchScope): readonly Neighbour[] {
  const found = of.links.flatMap(({ kind, number, relation }): readonly Neighbour[] => {
    const bind = new Bindings();
    const sql = `SELECT r.row FROM record r INDEXED BY record_number ${CODE}
      WHERE r.number_norm = ${bind.add(normaliseIdentifier(number))} AND r.kind = ${bind.add(kind)} AND r.number = ${bind.add(number)}
        AND r.id <> ${bind.add(of.id)} AND ${inScope(scope, bind)}`;
    return rows(database, sql, bind.values).map((row) => ({ row: Number(row['row']), relation, shared: null }));
  });
  return found.sort((a, b) => b.row - a.row);
}

/** Records that name this one, newest first. */
function naming(database: Connection, of: StoredRecord, scope: SearchScope): readonly Neighbour[] {
  const bind = new Bindings();
  const sql = `SELECT r.row FROM link l CROSS JOIN record r ON r.row = l.row ${CODE}
    WHERE l.kind = ${bind.add(of.kind)} AND l.number = ${bind.add(of.number)} AND r.id <> ${bind.add(of.id)} AND ${inScope(scope, bind)}
    ORDER BY l.row DESC LIMIT ${String(MOST_SHARING)}`;
  return rows(database, sql, bind.values).map((row) => ({ row: Number(row['row']), relation: NAMED_BY, shared: null }));
}

/** Mentions of the same thing, without those that have a hidden tag. */
function byMentionTags({ type, norm }: MentionEntry, hidden: number, bind: Bindings): string {
  const same = inColumns(['norm'], `"${normWord(type, norm)}"`);
  const unseen = bitsOf(hidden).map((bit) => tagged(tagBitWord(bit)));
  const match = unseen.length === 0 ? same : `(${same}) NOT (${inColumns(['tag'], anyOf(unseen))})`;
  const table = tableOf(type);
  return `SELECT rowid AS id FROM ${table} WHERE ${table} MATCH ${bind.add(match)} ORDER BY rowid DESC`;
}

function sharing(database: Connection, of: StoredRecord, scope: SearchScope, mine: MentionEntry): readonly Sharing[] {
  const bind = new Bindings();
  const found = byMentionTags(mine, hiddenMask(scope), bind);
  const sql = `SELECT r.row, substr(r.mention_tags, (m.id & ${String(PLACES)}) * ${String(TAG_DIGITS)} + 1, ${String(TAG_DIGITS)}) AS tags
    FROM (${found}) m CROSS JOIN record r ON r.row = (m.id >> ${String(MENTION_BITS)}) ${CODE}
    WHERE r.id <> ${bind.add(of.id)} AND ${inScope(scope, bind)}
    ORDER BY m.id DESC LIMIT ${String(MOST_SHARING)}`;
  return rows(database, sql, bind.values).map((row) => ({
    row: Number(row['row']),
    relation: SHARED_WORDS[mine.type],
    shared: { type: mine.type, value: mine.shown, tags: tagsOf(mine.tags | parseInt(String(row['tags']), 16)) },
  }));
}

/** Statement links first, then what says most, then newest; a record stands once, by its strongest relation. */
export function linked(
  database: Connection,
  of: StoredRecord,
  scope: SearchScope,
  types: readonly MentionType[],
  limit: number,
): LinkedRecords {
  if (of.sealed) return { links: [], more: 0 };
  const mine = mentionEntries(of).filter(({ type, tags }) => types.includes(type) && (tags & hiddenMask(scope)) === 0);
  const shared = saying(mine.flatMap((entry) => sharing(database, of, scope, entry)));
  const neighbours = new Map<number, Neighbour>();
  for (const found of [...named(database, of, scope), ...naming(database, of, scope), ...shared]) {
    if (!neighbours.has(found.row)) neighbours.set(found.row, found);
  }
  const all = [...neighbours.values()];
  const sent = all.slice(0, limit);
  const records = readShown(
    database,
    sent.map(({ row }) => row),
  );
  return {
    links: sent.flatMap((one): readonly StoredLink[] => {
      const shown = records.get(one.row);
      return shown ? [{ record: storedOf(shown.id, shown.json), relation: one.relation, shared: one.shared }] : [];
    }),
    more: all.length - sent.length,
  };
}
