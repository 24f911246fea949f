/**
 * The eight classes of questions of a city's store: what is typed, drawn from the load itself, and the statement that a
 * database without policy would answer it with, on the same tables. Nothing here runs in the product.
 */
import { kindWord, precinctWord } from '../../gateway/adapters/store/common/index-entries.ts';
import { codesOf } from '../../gateway/adapters/store/common/name-words.ts';
import { rowsBetween } from '../../gateway/adapters/store/common/row-number.ts';
import { TEXT_COLUMNS } from '../../gateway/adapters/store/common/text-columns.ts';
import { rows, type Connection } from '../../gateway/adapters/store/libsql/connection.ts';
import {
  allOf,
  anyOf,
  everyWord,
  inColumns,
  prefixed,
  quoted,
  tagged,
} from '../../gateway/adapters/store/libsql/full-text.ts';
import { MENTION_BITS } from '../../gateway/adapters/store/libsql/lookups.ts';
import { normWord } from '../../gateway/adapters/store/libsql/norm-words.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import type { Term } from '../../shared/records/query/term.ts';

/** What of an answer is timed: its first rows, its facets with the exact count, or the page after ten thousand rows. */
export type Timed = 'first rows' | 'facets' | 'deep page';

export interface CityClass {
  readonly name: string;
  readonly timed: Timed;
  /** What could be typed, of records drawn from all years. */
  readonly typed: (drawn: readonly NewRecord[], records: number) => readonly string[];
  /** Prepared once; answers with the number of rows read. */
  readonly bare: (database: Connection) => (terms: readonly Term[]) => number;
}

const PAGE = 100;
const FIRST_YEAR = 2006;
const YEARS = 20.9;

type TermOf<T extends Term['type']> = Extract<Term, { type: T }>;
const term = <T extends Term['type']>(terms: readonly Term[], type: T): TermOf<T> | undefined =>
  terms.find((one): one is TermOf<T> => one.type === type);
const valueOf = (terms: readonly Term[], type: 'identifier' | 'name' | 'plate' | 'words'): string =>
  term(terms, type)?.value ?? '';

const all = (statement: ReturnType<Connection['prepare']>, ...values: readonly unknown[]): number =>
  statement.all([...values]).length;

const contents = (from: string): string => `SELECT r.id, c.json FROM (${from}) f
  CROSS JOIN record r ON r.row = f.row JOIN content c ON c.row = r.row`;
const WORDS = `SELECT rowid >> ${String(MENTION_BITS)} AS row FROM mention_words WHERE mention_words MATCH ?
  AND rowid >= CAST(? AS INTEGER) ORDER BY rowid DESC`;
const TEXT = `SELECT rowid AS row FROM record_text WHERE record_text MATCH ? AND rowid >= CAST(? AS INTEGER)
  AND rowid <= CAST(? AS INTEGER) ORDER BY rowid DESC`;
const COLUMNS = TEXT_COLUMNS.map(({ name }) => name);
const inPrecinct = (terms: readonly Term[]): string =>
  inColumns(['tag'], tagged(precinctWord(term(terms, 'precinct')?.value ?? 0)));
const between = (terms: readonly Term[]): ReturnType<typeof rowsBetween> => {
  const when = term(terms, 'when');
  return rowsBetween(when?.from, when?.to);
};

function exactNumber(database: Connection): (terms: readonly Term[]) => number {
  const statement = database.prepare(`SELECT r.id, c.json FROM record r INDEXED BY record_number
    JOIN content c ON c.row = r.row WHERE r.number_norm = ? AND r.sealed = 0`);
  return (terms) => all(statement, valueOf(terms, 'identifier'));
}

function nameInPrecinct(database: Connection): (terms: readonly Term[]) => number {
  const page = database.prepare(contents(`${WORDS} LIMIT ${String(PAGE)}`));
  const count = database.prepare(`SELECT count(*) AS n FROM (${WORDS})`);
  return (terms) => {
    const words = valueOf(terms, 'name').split(' ').map(prefixed);
    const match = `(${inColumns(['person'], allOf(words))}) AND (${inPrecinct(terms)})`;
    const { from } = between(terms);
    count.get([match, from]);
    return all(page, match, from);
  };
}

function soundsLike(database: Connection): (terms: readonly Term[]) => number {
  const sounding = new Map<string, string[]>();
  for (const row of rows(database, 'SELECT word, codes FROM name_word')) {
    for (const code of String(row['codes']).split(' ')) {
      const same = sounding.get(code);
      if (same) same.push(String(row['word']));
      else sounding.set(code, [String(row['word'])]);
    }
  }
  const page = database.prepare(contents(`${WORDS} LIMIT ${String(PAGE)}`));
  return (terms) => {
    const alike = valueOf(terms, 'name')
      .split(' ')
      .map((word) => codesOf(word).flatMap((code) => sounding.get(code) ?? []))
      .map((words) => anyOf(words.slice(0, 24).map(quoted)));
    return all(page, inColumns(['person'], allOf(alike)), 0);
  };
}

function partOfPlate(database: Connection): (terms: readonly Term[]) => number {
  const page = database.prepare(
    contents(`SELECT rowid >> ${String(MENTION_BITS)} AS row FROM mention_grams WHERE mention_grams MATCH ?
      ORDER BY rowid DESC LIMIT ${String(PAGE)}`),
  );
  return (terms) => {
    return all(page, inColumns(['norm'], `"${normWord('plate', valueOf(terms, 'plate'))}"*`));
  };
}

const textPage = (database: Connection) => {
  const page = database.prepare(contents(`${TEXT} LIMIT ${String(PAGE)}`));
  return (match: string, from: number, to: number): number => all(page, match, from, to);
};

const wordsOf = (terms: readonly Term[]): string => inColumns(COLUMNS, everyWord(valueOf(terms, 'words')) ?? '""');

function facetsOfSpan(database: Connection): (terms: readonly Term[]) => number {
  const statement = database.prepare(`SELECT c.kind, c.precinct, c.offence, count(*) AS n FROM facet f
    CROSS JOIN code c ON c.id = f.code WHERE f.row BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) GROUP BY f.code`);
  return (terms) => {
    const { from, to } = between(terms);
    return all(statement, from, to);
  };
}

/** The page after the ten-thousandth of a kind, by the number of the row before it. */
function deepPage(database: Connection): (terms: readonly Term[]) => number {
  const page = textPage(database);
  const place = database.prepare(`SELECT row FROM (${TEXT}) LIMIT 1 OFFSET 10000`);
  const known = new Map<string, number>();
  return (terms) => {
    const match = inColumns(['tag'], tagged(kindWord(term(terms, 'kind')?.value ?? 'call911')));
    const { from, to } = between(terms);
    const key = `${match} ${String(to)}`;
    const after = known.get(key) ?? (place.get([match, from, to]) as { readonly row: number } | undefined)?.row ?? 0;
    known.set(key, after);
    return page(match, from, after - 1);
  };
}

const of = (drawn: readonly NewRecord[], type: NewRecord['mentions'][number]['type']): readonly string[] => [
  ...new Set(drawn.flatMap(({ mentions }) => mentions.filter((one) => one.type === type).map(({ value }) => value))),
];
const lastName = (name: string): string => (name.split(',')[0] ?? '').replaceAll(/[^A-Z]/g, '');

/** As heard over a radio: the same sounds in other letters. */
const misheard = (name: string): string =>
  name
    .replaceAll('PH', 'F')
    .replaceAll('CK', 'K')
    .replaceAll(/([A-Z])\1/g, '$1')
    .replaceAll(/C(?=[AOUR])/g, 'K')
    .replaceAll(/Z\b/g, 'S')
    .replaceAll(/EY\b|Y\b/g, 'IE');

const PAIRS = `complainant phone, black jacket, video canvass, perp fled, rear window, left hand, store manager,
  minor injury, hospital ambulance, plate unknown, blue sedan, unlocked vehicle, apartment door, force removed,
  knife threatened, subway station, package lobby, scooter sidewalk, bottle head, wallet missing`
  .split(',')
  .map((pair) => pair.trim());

const day = (years: number): string =>
  new Date(Date.UTC(FIRST_YEAR, 0, 1) + Math.min(years, YEARS) * 365.25 * 86_400_000).toISOString().slice(0, 10);
const us = (iso: string): string => `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)}`;
/** Spans that hold about 100,000 records (all there are when there are not more), each begun elsewhere. */
function spans(records: number): readonly string[] {
  const long = Math.min(YEARS, (YEARS * 100_000) / records);
  const room = Math.max(0, YEARS - long);
  return Array.from({ length: 10 }, (_, at) => {
    const from = room * 0.2 + (room * 0.7 * at) / 10;
    return `between ${us(day(from))} and ${us(day(from + long + at * 0.001))}`;
  });
}

export const CITY_CLASSES: readonly CityClass[] = [
  {
    name: 'Exact identifier',
    timed: 'first rows',
    typed: (drawn) => drawn.filter(({ kind, sealed }) => kind === 'complaint' && !sealed).map(({ number }) => number),
    bare: exactNumber,
  },
  {
    name: 'Name prefix, dates and precinct, with count',
    timed: 'first rows',
    typed: (drawn) =>
      drawn.flatMap(({ mentions, precinct }) => {
        const name = lastName(mentions.find(({ type }) => type === 'person')?.value ?? '');
        return name.length < 5 || precinct === null
          ? []
          : [`name:${name.slice(0, 4)} pct ${String(precinct)} since 01/01/2016`];
      }),
    bare: nameInPrecinct,
  },
  {
    name: 'Name that sounds like it',
    timed: 'first rows',
    typed: (drawn) =>
      of(drawn, 'person')
        .map(lastName)
        .filter((name) => name.length > 3 && misheard(name) !== name)
        .map((name) => `sounds:${misheard(name)}`),
    bare: soundsLike,
  },
  {
    name: 'Partial plate',
    timed: 'first rows',
    typed: (drawn) => of(drawn, 'plate').map((plate) => `plate ${plate.slice(0, 4)}`),
    bare: partOfPlate,
  },
  {
    name: 'Two words of text',
    timed: 'first rows',
    typed: () => PAIRS,
    bare: (database: Connection) => {
      const page = textPage(database);
      return (terms) => page(wordsOf(terms), 0, Number.MAX_SAFE_INTEGER);
    },
  },
  { name: 'Facets over 100,000 hits', timed: 'facets', typed: (_, records) => spans(records), bare: facetsOfSpan },
  {
    name: 'Text, precinct and years together',
    timed: 'first rows',
    typed: (drawn) =>
      drawn.flatMap(({ precinct }, at) =>
        precinct === null
          ? []
          : [`${PAIRS[at % PAIRS.length] ?? ''} pct ${String(precinct)} between 01/01/2014 and 12/31/2019`],
      ),
    bare: (database: Connection) => {
      const page = textPage(database);
      return (terms) => {
        const { from, to } = between(terms);
        return page(`(${wordsOf(terms)}) AND (${inPrecinct(terms)})`, from, to);
      };
    },
  },
  {
    name: 'Deep page, after 10,000 rows',
    timed: 'deep page',
    typed: () => ['kind:call911', 'kind:complaint', 'kind:call311'].map((kind) => `${kind} since 01/01/2006`),
    bare: deepPage,
  },
];
