/** Finds the neighbours of a record: those it names, those that name it, those that share a plate, person, phone … with it. */
import type { MentionType } from '../../../../shared/records/definition.ts';
import type { LinkedRecords, SearchScope, StoredLink, StoredRecord } from '../../../ports/record-store.ts';
import { Bindings } from './bindings.ts';
import { rows, type Connection } from './connection.ts';
import { readContents } from './reading.ts';
import { hiddenMask } from './statements.ts';
import { tagsOf } from './tag-mask.ts';

/** Records that share one thing, beyond which only their number counts: a busy corner is no clue. */
const MOST_SHARING = 200;

const WORDS: Readonly<Record<MentionType, string>> = {
  person: 'same name',
  plate: 'same plate',
  vin: 'same VIN',
  phone: 'same phone',
  address: 'same address',
  identifier: 'same number',
  serial: 'same serial number',
};

/** How much a shared thing says: what belongs to one owner first, what many pass by last. */
const STRENGTH: Readonly<Record<MentionType, number>> = {
  vin: 0,
  serial: 0,
  plate: 0,
  identifier: 1,
  person: 2,
  phone: 3,
  address: 4,
};
/** A phone or an address in more records than this is a switchboard, a shop or a corner: no link. */
const MOST_BY_CHANCE = 6;

interface Neighbour {
  readonly row: number;
  readonly at: string;
  readonly relation: string;
  readonly shared: StoredLink['shared'];
}

function inScope(scope: SearchScope, bind: Bindings): string {
  const precinct = scope.precinct === null ? '' : ` AND r.precinct = ${bind.add(scope.precinct)}`;
  return `r.sealed = 0 AND r.kind IN ${bind.set(scope.kinds)}${precinct}`;
}

function stated(database: Connection, row: number, scope: SearchScope): readonly Neighbour[] {
  const bind = new Bindings();
  const self = bind.add(row);
  const visible = inScope(scope, bind);
  const sql = `
    SELECT r.row, r.at_key, l.relation, 1 AS own FROM link l CROSS JOIN record r ON r.kind = l.kind AND r.number = l.number
      WHERE l.record = ${self} AND r.row <> ${self} AND ${visible}
    UNION ALL
    SELECT r.row, r.at_key, l.relation, 0 AS own FROM record me
      CROSS JOIN link l ON l.kind = me.kind AND l.number = me.number CROSS JOIN record r ON r.row = l.record
      WHERE me.row = ${self} AND r.row <> ${self} AND ${visible}
    ORDER BY own DESC, r.at_key DESC`;
  return rows(database, sql, bind.values).map((found) => ({
    row: Number(found['row']),
    at: String(found['at_key']),
    relation: Number(found['own']) === 1 ? String(found['relation']) : 'names this record',
    shared: null,
  }));
}

function sharing(
  database: Connection,
  row: number,
  scope: SearchScope,
  types: readonly MentionType[],
): readonly Sharing[] {
  const bind = new Bindings();
  const self = bind.add(row);
  const hidden = bind.add(hiddenMask(scope));
  const sql = `
    SELECT r.row, r.at_key, mine.type, mine.shown, mine.tags | other.tags AS tags
      FROM mention mine INDEXED BY mention_record
      CROSS JOIN mention other INDEXED BY mention_norm ON other.type = mine.type AND other.norm = mine.norm
        AND (other.tags & ${hidden}) = 0
      CROSS JOIN record r ON r.row = other.record
      WHERE mine.record = ${self} AND (mine.tags & ${hidden}) = 0 AND mine.type IN ${bind.set(types)}
        AND r.row <> ${self} AND ${inScope(scope, bind)}
      LIMIT ${MOST_SHARING}`;
  const found = rows(database, sql, bind.values).map((each) => {
    const type = String(each['type']) as MentionType;
    return {
      row: Number(each['row']),
      at: String(each['at_key']),
      relation: WORDS[type],
      shared: { type, value: String(each['shown']), tags: tagsOf(Number(each['tags'])) },
    };
  });
  return saying(found).sort(
    (a, b) => STRENGTH[a.shared.type] - STRENGTH[b.shared.type] || (a.at < b.at ? 1 : a.at > b.at ? -1 : 0),
  );
}

type Sharing = Neighbour & { readonly shared: NonNullable<StoredLink['shared']> };

/** Without the phones and addresses that too many records share to say anything. */
function saying(found: readonly Sharing[]): Sharing[] {
  const times = new Map<string, number>();
  const key = ({ shared }: Sharing): string => `${shared.type} ${shared.value}`;
  for (const one of found) times.set(key(one), (times.get(key(one)) ?? 0) + 1);
  return found.filter(
    (one) => STRENGTH[one.shared.type] < STRENGTH.phone || (times.get(key(one)) ?? 0) <= MOST_BY_CHANCE,
  );
}

/** Statement links first, then what says most, then newest; a record stands once, by its strongest relation. */
export function linked(
  database: Connection,
  of: StoredRecord,
  scope: SearchScope,
  types: readonly MentionType[],
  limit: number,
): LinkedRecords {
  const row = rows(database, 'SELECT row FROM record WHERE id = :id', { id: of.id })[0]?.['row'];
  if (row === undefined) return { links: [], more: 0 };
  const neighbours = new Map<number, Neighbour>();
  for (const found of [...stated(database, Number(row), scope), ...sharing(database, Number(row), scope, types)]) {
    if (!neighbours.has(found.row)) neighbours.set(found.row, found);
  }
  const all = [...neighbours.values()];
  const sent = all.slice(0, limit);
  const records = readContents(
    database,
    sent.map((one) => one.row),
  );
  return {
    links: sent.flatMap((one): readonly StoredLink[] => {
      const record = records.get(one.row);
      return record ? [{ record, relation: one.relation, shared: one.shared }] : [];
    }),
    more: all.length - sent.length,
  };
}
