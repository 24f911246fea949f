/**
 * The eight classes of questions as somebody who knows the tables would ask PostgreSQL for them: prepared, planned for their
 * values, the newest hundred rows and then their contents, opened with the key. Nothing here runs in the product.
 */
import { createSecretKey, type KeyObject } from 'node:crypto';
import pg from 'pg';
import { masterKey } from '../../gateway/adapters/keys/master-key.ts';
import { subkey } from '../../gateway/adapters/keys/subkeys.ts';
import { askedWords } from '../../gateway/adapters/store/common/asked-words.ts';
import { codesOf } from '../../gateway/adapters/store/common/name-words.ts';
import { rowsBetween, yearOfRow } from '../../gateway/adapters/store/common/row-number.ts';
import { deriveKey } from '../../gateway/adapters/store/common/store-keys.ts';
import { TEXT_COLUMNS } from '../../gateway/adapters/store/common/text-columns.ts';
import { openContent } from '../../gateway/adapters/store/postgres/content-seal.ts';
import {
  allOf,
  anyOf,
  precinctTag,
  sourceTag,
  tagged,
  wordIn,
  yearTag,
} from '../../gateway/adapters/store/postgres/lexemes.ts';
import { serverAddress } from '../../gateway/adapters/store/postgres/server-address.ts';
import type { Term } from '../../shared/records/query/term.ts';
import type { BareAsk, BareDatabase } from './bare-database.ts';
import type { PreparedStore } from './stores.ts';

const PAGE = '100';
const LAST = '\u{10FFFF}';
const COLUMNS = TEXT_COLUMNS.map(({ name }) => name);
/** As the gateway’s own sessions. */
const SETTINGS = '-c plan_cache_mode=force_custom_plan -c jit=off -c max_parallel_workers_per_gather=0';

interface Found {
  readonly kind: string;
  readonly row: string;
}

class Bare {
  readonly #client: pg.Client;
  readonly #key: KeyObject;

  constructor(client: pg.Client, key: KeyObject) {
    this.#client = client;
    this.#key = key;
  }

  async rows<T extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly T[]> {
    return (await this.#client.query<T>({ name, text, values: [...values] })).rows;
  }

  /** The contents of a page, opened as the gateway must. Kinds and rows are values, so that few partitions are looked into. */
  async page(name: string, text: string, values: readonly unknown[]): Promise<number> {
    const found = await this.rows<Found>(name, text, values);
    const kinds = [...Map.groupBy(found, ({ kind }) => kind)];
    if (kinds.length === 0) return 0;
    const parts = kinds.map(
      (_, at) =>
        `SELECT id, content FROM record WHERE kind = $${String(2 * at + 1)} AND row = ANY($${String(2 * at + 2)})`,
    );
    const contents = await this.rows<{ id: string; content: Buffer }>(
      `contents ${String(kinds.length)}`,
      parts.join(' UNION ALL '),
      kinds.flatMap(([kind, rows]) => [kind, rows.map(({ row }) => row)]),
    );
    return contents.filter(({ id, content }) => openContent(this.#key, id, content) !== '').length;
  }
}

type TermOf<T extends Term['type']> = Extract<Term, { type: T }>;
const term = <T extends Term['type']>(terms: readonly Term[], type: T): TermOf<T> | undefined =>
  terms.find((one): one is TermOf<T> => one.type === type);
const valueOf = (terms: readonly Term[], type: 'identifier' | 'name' | 'plate' | 'words'): string =>
  term(terms, type)?.value ?? '';
const between = (terms: readonly Term[]): ReturnType<typeof rowsBetween> => {
  const when = term(terms, 'when');
  return rowsBetween(when?.from, when?.to);
};

const DEPARTMENT = tagged(sourceTag('department'));
const inPrecinct = (terms: readonly Term[]): string => tagged(precinctTag(term(terms, 'precinct')?.value ?? 0));
/** Null: no words are asked for. */
const wordsOf = (terms: readonly Term[]): string | null => {
  const words = askedWords(valueOf(terms, 'words'));
  return words.length === 0 ? null : allOf(words.map((word, at) => wordIn(COLUMNS, word, at === words.length - 1)));
};

const NAMED = `SELECT h.row, h.kind, count(*) OVER () AS n
  FROM (SELECT DISTINCT row FROM mention WHERE words @@ $1::tsquery AND row >= $2) m JOIN hit h USING (row)
  ORDER BY h.row DESC LIMIT ${PAGE}`;
/** The text index finds them: told to stop at a hundred, the planner would try the newest one by one. */
const TEXT = `SELECT row, kind FROM (SELECT row, kind FROM hit WHERE lexemes @@ $1::tsquery OFFSET 0) h
  WHERE row BETWEEN $2 AND $3 ORDER BY row DESC LIMIT ${PAGE}`;
const textPage = (
  bare: Bare,
  words: string | null,
  tags: readonly string[],
  { from, to }: ReturnType<typeof rowsBetween>,
): number | Promise<number> => (words === null ? 0 : bare.page('text', TEXT, [allOf([words, ...tags]), from, to]));
const GROUPING = 'kind, precinct, year, offence';

async function sounding(bare: Bare): Promise<BareAsk> {
  const words = new Map<string, string[]>();
  for (const { word, codes } of await bare.rows<{ word: string; codes: string }>(
    'names',
    'SELECT word, codes FROM name_word',
    [],
  )) {
    for (const code of codes.split(' ')) words.set(code, [...(words.get(code) ?? []), word]);
  }
  return (terms) => {
    const alike = valueOf(terms, 'name')
      .split(' ')
      .map((word) => codesOf(word).flatMap((code) => words.get(code) ?? []))
      .map((some) => anyOf(some.slice(0, 24).map((word) => wordIn(['person'], word, false))));
    return bare.page('named', NAMED, [allOf([...alike, DEPARTMENT]), 0]);
  };
}

/** The page after the ten-thousandth of a kind, by the number of the row before it. */
function deepPage(bare: Bare): BareAsk {
  const known = new Map<string, string>();
  return async (terms) => {
    const kind = term(terms, 'kind')?.value ?? 'call911';
    const { from, to } = between(terms);
    const place =
      'SELECT row FROM hit WHERE kind = $1 AND row BETWEEN $2 AND $3 ORDER BY row DESC LIMIT 1 OFFSET 10000';
    const key = `${kind} ${String(from)} ${String(to)}`;
    const after = known.get(key) ?? (await bare.rows<Found>('place', place, [kind, from, to]))[0]?.row ?? '0';
    known.set(key, after);
    return bare.page(
      'deep',
      `SELECT row, kind FROM hit WHERE kind = $1 AND row >= $2 AND row < $3 ORDER BY row DESC LIMIT ${PAGE}`,
      [kind, from, after],
    );
  };
}

/** By the names of the classes in `city-questions.ts`. */
const CLASSES: Readonly<Record<string, (bare: Bare) => BareAsk | Promise<BareAsk>>> = {
  'Exact identifier': (bare) => (terms) =>
    bare.page('exact', 'SELECT row, kind FROM hit WHERE number_norm = $1', [valueOf(terms, 'identifier')]),
  'Name prefix, dates and precinct, with count': (bare) => (terms) => {
    const begun = valueOf(terms, 'name')
      .split(' ')
      .map((word) => wordIn(['person'], word, true));
    return bare.page('named', NAMED, [allOf([...begun, inPrecinct(terms), DEPARTMENT]), between(terms).from]);
  },
  'Name that sounds like it': sounding,
  'Partial plate': (bare) => (terms) => {
    const plate = valueOf(terms, 'plate');
    const rows = `SELECT DISTINCT row FROM mention WHERE type = 'plate' AND norm >= $1 AND norm < $2`;
    const sql = `SELECT h.row, h.kind FROM (${rows}) m JOIN hit h USING (row) ORDER BY h.row DESC LIMIT ${PAGE}`;
    return bare.page('plate', sql, [plate, plate + LAST]);
  },
  'Two words of text': (bare) => (terms) =>
    textPage(bare, wordsOf(terms), [DEPARTMENT], { from: 0, to: Number.MAX_SAFE_INTEGER }),
  'Facets over 100,000 hits': (bare) => async (terms) => {
    const { from, to } = between(terms);
    const sql = `SELECT ${GROUPING}, grouping(${GROUPING}), count(*) FROM hit WHERE source = 'department' AND row BETWEEN $1 AND $2
      GROUP BY GROUPING SETS ((), (kind), (precinct), (year), (offence))`;
    return (await bare.rows('facets', sql, [from, to])).length;
  },
  'Text, precinct and years together': (bare) => (terms) => {
    const { from, to } = between(terms);
    const [first, last] = [yearOfRow(from) ?? 0, yearOfRow(to) ?? 0];
    const years = anyOf(Array.from({ length: last - first + 1 }, (_, at) => tagged(yearTag(first + at))));
    return textPage(bare, wordsOf(terms), [inPrecinct(terms), years, DEPARTMENT], { from, to });
  },
  'Deep page, after 10,000 rows': deepPage,
};

/** Throws when the store is not on a server. */
export async function openBarePostgres({ postgres, dataFolder }: PreparedStore): Promise<BareDatabase> {
  if (postgres === null) throw new Error('the store is not on a server');
  const key = deriveKey(subkey(await masterKey(dataFolder, 'file'), 'record-store'), 'content');
  const client = new pg.Client({ ...serverAddress(postgres), options: SETTINGS });
  await client.connect();
  const bare = new Bare(client, createSecretKey(key));
  return {
    prepare: ({ name }) => {
      const made = CLASSES[name];
      if (made === undefined) throw new Error(`no statement for: ${name}`);
      return made(bare);
    },
    close: () => client.end(),
  };
}
