/** Finds the neighbours of a record: those it names, those that name it, those that share a plate, person, phone … with it. */
import type { KeyObject } from 'node:crypto';
import type { MentionType } from '../../../../shared/records/definition.ts';
import type { LinkedRecords, SearchScope, StoredLink, StoredRecord } from '../../../ports/record-store.ts';
import { mentionEntries, type MentionEntry } from '../common/index-entries.ts';
import { MOST_SHARING, saying, SHARED_WORDS, type Sharing } from '../common/link-strength.ts';
import { tagsOf } from '../common/tag-mask.ts';
import { hiddenMask } from '../common/wanted.ts';
import { Bindings } from './bindings.ts';
import type { Connection } from './connection.ts';
import { readContents } from './reading.ts';
import { LONGEST_NORM } from './record-lines.ts';

interface Neighbour {
  readonly row: number;
  readonly kind: string;
  readonly relation: string;
  readonly shared: StoredLink['shared'];
}

function inScope(of: StoredRecord, scope: SearchScope, bind: Bindings): string {
  const precinct = scope.precinct === null ? '' : ` AND h.precinct = ${bind.number(scope.precinct)}`;
  return `(h.kind, h.number) <> (${bind.text(of.kind)}, ${bind.text(of.number)}) AND h.kind = ANY(${bind.texts(scope.kinds)})${precinct}`;
}

const NAMED_BY = 'names this record';

/** Records this one names, newest first. */
async function named(database: Connection, of: StoredRecord, scope: SearchScope): Promise<readonly Neighbour[]> {
  if (of.links.length === 0) return [];
  const bind = new Bindings();
  const [kinds, numbers] = [
    bind.texts(of.links.map(({ kind }) => kind)),
    bind.texts(of.links.map(({ number }) => number)),
  ];
  const found = await database.rows(
    `SELECT h.row, h.kind, l.at FROM unnest(${kinds}, ${numbers}) WITH ORDINALITY AS l (kind, number, at)
       JOIN hit h ON h.kind = l.kind AND h.number = l.number WHERE ${inScope(of, scope, bind)} ORDER BY h.row DESC, l.at`,
    bind.values,
  );
  return found.map((row) => ({
    row: Number(row['row']),
    kind: String(row['kind']),
    relation: of.links[Number(row['at']) - 1]?.relation ?? NAMED_BY,
    shared: null,
  }));
}

/** Records that name this one, newest first. */
async function naming(database: Connection, of: StoredRecord, scope: SearchScope): Promise<readonly Neighbour[]> {
  const bind = new Bindings();
  const found = await database.rows(
    `SELECT h.row, h.kind FROM link l JOIN hit h ON h.row = l.row
      WHERE l.kind = ${bind.text(of.kind)} AND l.number = ${bind.text(of.number)} AND ${inScope(of, scope, bind)}
      ORDER BY l.row DESC LIMIT ${String(MOST_SHARING)}`,
    bind.values,
  );
  return found.map((row) => ({ row: Number(row['row']), kind: String(row['kind']), relation: NAMED_BY, shared: null }));
}

type KindedSharing = Sharing & { readonly kind: string };

async function sharing(
  database: Connection,
  of: StoredRecord,
  scope: SearchScope,
  types: readonly MentionType[],
): Promise<readonly KindedSharing[]> {
  const hidden = hiddenMask(scope);
  const mine = mentionEntries(of).filter(({ type, tags }) => types.includes(type) && (tags & hidden) === 0);
  if (mine.length === 0) return [];
  const bind = new Bindings();
  const own = (read: (entry: MentionEntry) => string): string => bind.texts(mine.map(read));
  const found = await database.rows(
    `SELECT e.at, o.* FROM unnest(${own(({ type }) => type)}, ${own(({ norm }) => norm.slice(0, LONGEST_NORM))})
         WITH ORDINALITY AS e (type, norm, at)
       CROSS JOIN LATERAL (
         SELECT h.row, h.kind, m.tags, m.place FROM mention m JOIN hit h ON h.row = m.row
          WHERE m.type = e.type AND m.norm = e.norm AND (m.tags & ${bind.number(hidden)}) = 0 AND ${inScope(of, scope, bind)}
          ORDER BY m.row DESC, m.place DESC LIMIT ${String(MOST_SHARING)}) AS o
      ORDER BY e.at, o.row DESC, o.place DESC`,
    bind.values,
  );
  const all = found.flatMap((row): readonly KindedSharing[] => {
    const entry = mine[Number(row['at']) - 1];
    if (!entry) return [];
    const shared = { type: entry.type, value: entry.shown, tags: tagsOf(entry.tags | Number(row['tags'])) };
    return [{ row: Number(row['row']), kind: String(row['kind']), relation: SHARED_WORDS[entry.type], shared }];
  });
  return saying(all) as readonly KindedSharing[];
}

/** Statement links first, then what says most, then newest; a record stands once, by its strongest relation. */
export async function linked(
  { database, key }: { readonly database: Connection; readonly key: KeyObject },
  of: StoredRecord,
  scope: SearchScope,
  types: readonly MentionType[],
  limit: number,
): Promise<LinkedRecords> {
  if (of.sealed) return { links: [], more: 0 };
  const stated = [...(await named(database, of, scope)), ...(await naming(database, of, scope))];
  const neighbours = new Map<number, Neighbour>();
  for (const found of [...stated, ...(await sharing(database, of, scope, types))]) {
    if (!neighbours.has(found.row)) neighbours.set(found.row, found);
  }
  const all = [...neighbours.values()];
  const sent = all.slice(0, limit);
  const records = await readContents(database, key, sent);
  return {
    links: sent.flatMap(({ row, relation, shared }): readonly StoredLink[] => {
      const record = records.get(row);
      return record ? [{ record, relation, shared }] : [];
    }),
    more: all.length - sent.length,
  };
}
