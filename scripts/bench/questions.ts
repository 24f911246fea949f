/**
 * The classes of questions that are measured: what is typed, drawn from the sample's own records, and the statement a
 * database without policy would answer it with. Nothing here runs in the product.
 */
import { codesOf } from '../../gateway/adapters/store/libsql/names.ts';
import { allOf, anyOf, everyWord, inColumns, prefixed, quoted } from '../../gateway/adapters/store/libsql/full-text.ts';
import { rows, type Connection } from '../../gateway/adapters/store/libsql/connection.ts';
import { reversed } from '../../gateway/adapters/store/libsql/index-entries.ts';
import { TEXT_COLUMNS } from '../../gateway/adapters/store/libsql/text-columns.ts';
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
const MIXED = '(id * 7919) % 10007';

const mentions = (type: string, text: (shown: string) => string) => (database: Connection) =>
  rows(database, `SELECT shown FROM mention WHERE type = :type GROUP BY norm ORDER BY ${MIXED} LIMIT 400`, {
    type,
  }).map((row) => text(String(row['shown'])));

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
  `SELECT r.id, c.json FROM ${from} AND r.sealed = 0 ORDER BY r.at_key DESC LIMIT ${PAGE}`;

const BY_MENTION = `mention m INDEXED BY mention_norm CROSS JOIN record r ON r.row = m.record JOIN content c ON c.row = r.row`;
const BY_WORDS = `mention_words w CROSS JOIN mention m ON m.id = w.rowid CROSS JOIN record r ON r.row = m.record JOIN content c ON c.row = r.row`;

const byMention =
  (type: string, condition: string, values: (value: string) => readonly string[]) => (database: Connection) => {
    const statement = database.prepare(newest(`${BY_MENTION} WHERE m.type = '${type}' AND ${condition}`));
    return (terms: readonly Term[]) => statement.all(...values(valueOf(terms))).length;
  };

const byWords = (type: string, match: (value: string) => string) => (database: Connection) => {
  const statement = database.prepare(newest(`${BY_WORDS} WHERE w.mention_words MATCH ? AND m.type = '${type}'`));
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
  const sounds = database.prepare('SELECT word FROM name_sound WHERE code IN (SELECT value FROM json_each(?))');
  const statement = database.prepare(newest(`${BY_WORDS} WHERE w.mention_words MATCH ? AND m.type = 'person'`));
  return (terms) => {
    const words = valueOf(terms).split(' ');
    const alike = words.map((word) => {
      const same = sounds.all(JSON.stringify(codesOf(word))) as { readonly word: string }[];
      return anyOf([prefixed(word), ...same.slice(0, 24).map((row) => quoted(row.word))]);
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
    newest(`${BY_TEXT} WHERE t.record_text MATCH ? AND r.at_key >= ? AND r.at_key <= ?`),
  );
  return (terms) => {
    const when = terms.find((term) => term.type === 'when');
    const match = inColumns(['offence'], prefixed(valueOf(terms)));
    return statement.all(match, when?.from ?? '0001', `${when?.to ?? '9999'}T99:99`).length;
  };
}

const across = (left: readonly string[], right: readonly string[]): readonly string[] =>
  right.flatMap((_, at) => left.map((one, index) => `${one} ${right[(at + index) % right.length] ?? ''}`));

const COLOURS = ['black', 'white', 'silver', 'blue', 'red', 'gray'];
const MAKES = ['honda', 'toyota', 'nissan', 'ford', 'bmw', 'jeep', 'hyundai'];
const OFFENCES = ['burglary', 'robbery', 'grand larceny', 'petit larceny', 'assault', 'harassment'];
const SPANS = ['since 1 oct', 'sep 2026', 'aug 2026', 'jul 2026', 'since 1 nov', 'jun 2026', 'may 2026'];
const LAST = '\u{10FFFF}';

export const QUESTIONS: readonly QuestionClass[] = [
  {
    name: 'Record number',
    typed: (database) =>
      rows(
        database,
        `SELECT number FROM record WHERE sealed = 0 AND kind IN ('complaint', 'call911') AND year = 2026 ORDER BY (row * 7919) % 10007 LIMIT 400`,
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
    bare: byMention('plate', 'm.norm = ?', (value) => [value]),
  },
  {
    name: 'Partial plate',
    typed: mentions('plate', (shown) => `plate ${shown.slice(0, 4)}`),
    fits: only('plate', 'starts'),
    bare: byMention('plate', 'm.norm >= ? AND m.norm < ?', (value) => [value, value + LAST]),
  },
  {
    name: 'Name',
    typed: mentions('person', (shown) => `name:${shown.replace(',', '')}`),
    fits: only('name', 'prefix'),
    bare: byWords('person', everyPrefixed('person')),
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
    bare: byWords('address', everyPrefixed('address')),
  },
  {
    name: 'Phone',
    typed: mentions('phone', (shown) => `phone ${shown}`),
    fits: only('phone'),
    bare: byMention('phone', 'm.norm = ?', (value) => [reversed(value)]),
  },
  { name: 'Words', typed: () => across(COLOURS, MAKES), fits: only('words'), bare: wordsBare },
  {
    name: 'Offence and dates',
    typed: () => across(OFFENCES, SPANS),
    fits: ([first, second, ...more]) => first?.type === 'offence' && second?.type === 'when' && more.length === 0,
    bare: datesBare,
  },
];
