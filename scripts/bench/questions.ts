/**
 * The classes of questions that are measured: what is typed, drawn from the sample's own records, and the statement a
 * database without policy would answer it with. Nothing here runs in the product.
 */
import { mentionEntries, reversed } from '../../gateway/adapters/store/common/index-entries.ts';
import { codesOf } from '../../gateway/adapters/store/common/name-words.ts';
import { rowsBetween } from '../../gateway/adapters/store/common/row-number.ts';
import { TEXT_COLUMNS } from '../../gateway/adapters/store/common/text-columns.ts';
import { rows, type Connection } from '../../gateway/adapters/store/libsql/connection.ts';
import { allOf, anyOf, everyWord, inColumns, prefixed, quoted } from '../../gateway/adapters/store/libsql/full-text.ts';
import { MENTION_BITS } from '../../gateway/adapters/store/libsql/lookups.ts';
import { normWord } from '../../gateway/adapters/store/libsql/norm-words.ts';
import type { MentionType, NewRecord } from '../../shared/records/definition.ts';
import type { Term } from '../../shared/records/query/term.ts';

export interface QuestionClass {
  readonly name: string;
  /** What could be typed, in an order that does not follow the records. */
  readonly typed: (database: Connection) => readonly string[];
  /** Whether the box understood it as this class. */
  readonly fits: (terms: readonly Term[]) => boolean;
  /** Prepared once; answers with the number of rows read. */
  readonly bare: (database: Connection) => (terms: readonly Term[]) => number;
}

const PAGE = 100;

/** Of phones the digits come back turned round, as the file holds them. Drawn from records of all times. */
const mentions = (type: MentionType, text: (norm: string) => string) => (database: Connection) => {
  const drawn = rows(database, `SELECT json FROM content ORDER BY (row * 7919) % 10007 LIMIT 5000`);
  const norms = drawn.flatMap(({ json }) =>
    mentionEntries(JSON.parse(String(json)) as NewRecord)
      .filter((one) => one.type === type)
      .map(({ norm }) => norm),
  );
  return [...new Set(norms)].slice(0, 400).map(text);
};

const only =
  (type: Term['type'], match?: string) =>
  (terms: readonly Term[]): boolean =>
    terms.length === 1 &&
    terms[0]?.type === type &&
    (match === undefined || ('match' in terms[0] && terms[0].match === match));

const valueOf = (terms: readonly Term[]): string => {
  const value = terms[0] && 'value' in terms[0] ? terms[0].value : '';
  return String(value);
};

/** The newest records of those a condition finds, with their contents. */
const newest = (from: string): string =>
  `SELECT r.id, c.json FROM ${from} AND r.sealed = 0 ORDER BY r.row DESC LIMIT ${PAGE}`;

const BY_THING = `mention_grams w CROSS JOIN record r ON r.row = (w.rowid >> ${MENTION_BITS}) JOIN content c ON c.row = r.row`;
const BY_WORDS = `mention_words w CROSS JOIN record r ON r.row = (w.rowid >> ${MENTION_BITS}) JOIN content c ON c.row = r.row`;

/** By the whole of a plate or phone or, with `*`, by its beginning. */
const byThing =
  (type: MentionType, end: '' | '*', norm = (value: string): string => value) =>
  (database: Connection) => {
    const statement = database.prepare(newest(`${BY_THING} WHERE w.mention_grams MATCH ?`));
    return (terms: readonly Term[]) =>
      statement.all(inColumns(['norm'], `"${normWord(type, norm(valueOf(terms)))}"${end}`)).length;
  };

const byWords = (match: (value: string) => string) => (database: Connection) => {
  const statement = database.prepare(newest(`${BY_WORDS} WHERE w.mention_words MATCH ?`));
  return (terms: readonly Term[]) => statement.all(match(valueOf(terms))).length;
};

const everyPrefixed = (column: string) => (value: string) =>
  inColumns([column], allOf(value.split(' ').filter(Boolean).map(prefixed)));

/** As heard over a radio: the same sounds in other letters. */
const misheard = (name: string): string =>
  name
    .replace(',', '')
    .replaceAll('PH', 'F')
    .replaceAll('CK', 'K')
    .replaceAll(/([A-Z])\1/g, '$1')
    .replaceAll(/C(?=[AOUR])/g, 'K')
    .replaceAll(/Z\b/g, 'S')
    .replaceAll(/EY\b|Y\b/g, 'IE');

function soundingBare(database: Connection): (terms: readonly Term[]) => number {
  const sounding = new Map<string, string[]>();
  for (const row of rows(database, 'SELECT word, codes FROM name_word')) {
    for (const code of String(row['codes']).split(' '))
      sounding.set(code, [...(sounding.get(code) ?? []), String(row['word'])]);
  }
  const statement = database.prepare(newest(`${BY_WORDS} WHERE w.mention_words MATCH ?`));
  return (terms) => {
    const words = valueOf(terms).split(' ');
    const alike = words.map((word) => {
      const same = codesOf(word).flatMap((code) => sounding.get(code) ?? []);
      return anyOf([prefixed(word), ...same.slice(0, 24).map(quoted)]);
    });
    return statement.all(inColumns(['person'], allOf(alike))).length;
  };
}

const WORD_COLUMNS = TEXT_COLUMNS.map(({ name }) => name);
const BY_TEXT = 'record_text t CROSS JOIN record r ON r.row = t.rowid JOIN content c ON c.row = r.row';

function wordsBare(database: Connection): (terms: readonly Term[]) => number {
  const statement = database.prepare(newest(`${BY_TEXT} WHERE t.record_text MATCH ?`));
  return (terms) => statement.all(inColumns(WORD_COLUMNS, everyWord(valueOf(terms)) ?? '""')).length;
}

function datesBare(database: Connection): (terms: readonly Term[]) => number {
  const statement = database.prepare(
    newest(
      `${BY_TEXT} WHERE t.record_text MATCH ? AND t.rowid >= CAST(? AS INTEGER) AND t.rowid <= CAST(? AS INTEGER)`,
    ),
  );
  return (terms) => {
    const when = terms.find((term) => term.type === 'when');
    const match = inColumns(['offence'], prefixed(valueOf(terms)));
    const { from, to } = rowsBetween(when?.from, when?.to);
    return statement.all(match, from, to).length;
  };
}

const across = (left: readonly string[], right: readonly string[]): readonly string[] =>
  right.flatMap((_, at) => left.map((one, index) => `${one} ${right[(at + index) % right.length] ?? ''}`));

const COLOURS = ['black', 'white', 'silver', 'blue', 'red', 'gray'];
const MAKES = ['honda', 'toyota', 'nissan', 'ford', 'bmw', 'jeep', 'hyundai'];
const OFFENCES = ['burglary', 'robbery', 'grand larceny', 'petit larceny', 'assault', 'harassment'];
const SPANS = ['since 1 oct', 'sep 2026', 'aug 2026', 'jul 2026', 'since 1 nov', 'jun 2026', 'may 2026'];

export const QUESTIONS: readonly QuestionClass[] = [
  {
    name: 'Record number',
    typed: (database) =>
      rows(
        database,
        `SELECT number FROM record WHERE sealed = 0 AND kind IN ('complaint', 'call911') ORDER BY (row * 7919) % 10007 LIMIT 400`,
      ).map((row) => String(row['number'])),
    fits: only('identifier'),
    bare: (database: Connection) => {
      const statement = database.prepare(
        newest('record r INDEXED BY record_number JOIN content c ON c.row = r.row WHERE r.number_norm = ?'),
      );
      return (terms) => statement.all(valueOf(terms)).length;
    },
  },
  {
    name: 'Plate',
    typed: mentions('plate', (shown) => `plate:=${shown}`),
    fits: only('plate', 'exact'),
    bare: byThing('plate', ''),
  },
  {
    name: 'Partial plate',
    typed: mentions('plate', (shown) => `plate ${shown.slice(0, 4)}`),
    fits: only('plate', 'starts'),
    bare: byThing('plate', '*'),
  },
  {
    name: 'Name',
    typed: mentions('person', (shown) => `name:${shown.replace(',', '')}`),
    fits: only('name', 'prefix'),
    bare: byWords(everyPrefixed('person')),
  },
  {
    name: 'Name, sounds like',
    typed: (database) =>
      mentions(
        'person',
        (shown) => shown,
      )(database)
        .filter((shown) => misheard(shown) !== shown.replace(',', ''))
        .map((shown) => `sounds:${misheard(shown)}`),
    fits: only('name', 'sounds'),
    bare: soundingBare,
  },
  {
    name: 'Address',
    typed: mentions('address', (shown) => shown),
    fits: only('address'),
    bare: byWords(everyPrefixed('address')),
  },
  {
    name: 'Phone',
    typed: mentions('phone', (shown) => `phone ${reversed(shown)}`),
    fits: only('phone'),
    bare: byThing('phone', '', reversed),
  },
  { name: 'Words', typed: () => across(COLOURS, MAKES), fits: only('words'), bare: wordsBare },
  {
    name: 'Offence and dates',
    typed: () => across(OFFENCES, SPANS),
    fits: ([first, second, ...more]) => first?.type === 'offence' && second?.type === 'when' && more.length === 0,
    bare: datesBare,
  },
];
