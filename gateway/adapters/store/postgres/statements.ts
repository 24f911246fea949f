/**
 * Writes the statements of a search from a query and what it may find at all. Sealed records, other sources, kinds and
 * precincts are outside by the statement itself, not by filtering afterwards; every value is bound.
 */
import { askedWords } from '../common/asked-words.ts';
import type { Asked } from '../common/asked.ts';
import { BANDS } from '../common/order.ts';
import { LAST_ROW, yearOfRow } from '../common/row-number.ts';
import { readableColumns } from '../common/text-columns.ts';
import type { Wanted } from '../common/wanted.ts';
import { anchorTable, type Looking } from './anchors.ts';
import { Bindings } from './bindings.ts';
import {
  allOf,
  anyOf,
  kindTag,
  OFFENCE,
  phraseIn,
  precinctTag,
  sinceYear,
  sourceTag,
  tagged,
  wordIn,
  yearTag,
} from './lexemes.ts';

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What is searched for, and where. */
export interface Searching {
  readonly wanted: Wanted;
  readonly asked: Asked;
  /** Arrival number: only records that came or changed since. Null: all. */
  readonly newsSince: number | null;
  /** Only of this year and later; the text index is narrowed by it. */
  readonly sinceYear?: number;
}

/** Words of one term in any of the columns, the last one begun. */
const everyWord = (columns: readonly string[], text: string): string => {
  const words = askedWords(text);
  return allOf(words.map((word, at) => wordIn(columns, word, at === words.length - 1)));
};

/** More years than these narrow little. */
const MOST_YEARS = 12;

/** Years of the wanted time; null: too many, or without an end. */
function yearsOf({ range, spans }: Wanted): readonly number[] | null {
  const years = new Set<number>();
  for (const { from, to } of spans ?? [range]) {
    const [first, last] = [yearOfRow(from), yearOfRow(to)];
    if (first === null || last === null || last - first >= MOST_YEARS) return null;
    for (let year = first; year <= last; year += 1) years.add(year);
  }
  return [...years];
}

/** Tags in the text index, of which one of each list must be there. */
function narrowing(wanted: Wanted): readonly (readonly string[])[] {
  const { source, kinds, precincts } = wanted;
  const years = yearsOf(wanted);
  return [
    [sourceTag(source)],
    ...(kinds === null ? [] : [kinds.map(kindTag)]),
    ...(precincts === null ? [] : [precincts.map(precinctTag)]),
    ...(years === null ? [] : [years.map(yearTag)]),
  ];
}

/** Null: nothing is asked of the text. */
function textQuestion({ asked, wanted, sinceYear: year }: Searching): string | null {
  const columns = readableColumns(wanted.hidden);
  const parts = [
    ...asked.words.map((text) => everyWord(columns, text)),
    ...asked.phrases.map((text) => phraseIn(columns, askedWords(text))),
    ...asked.offences.map((text) => allOf(askedWords(text).map((word) => wordIn([OFFENCE], word, true)))),
  ];
  if (parts.length === 0) return null;
  const since = year === undefined ? [] : [sinceYear(year)];
  return allOf([...parts, ...narrowing(wanted).map((tags) => anyOf(tags.map(tagged))), ...since]);
}

function excludedQuestion({ asked, wanted }: Searching): string | null {
  const columns = [...readableColumns(wanted.hidden), OFFENCE];
  const parts = asked.excluded.map((text) => phraseIn(columns, askedWords(text)));
  return parts.length === 0 ? null : anyOf(parts);
}

function hoursConditions(hours: Wanted['hours'], bind: Bindings): readonly string[] {
  return hours.map(({ from, to }) => {
    const [first, last] = [bind.number(from), bind.number(to)];
    return from <= to
      ? `h.minute_of_day BETWEEN ${first} AND ${last}`
      : `(h.minute_of_day >= ${first} OR h.minute_of_day <= ${last})`;
  });
}

function conditions(searching: Searching, bind: Bindings): readonly string[] {
  const { wanted, newsSince } = searching;
  const { source, kinds, precincts, offences, range, spans, hours } = wanted;
  const found = [`h.source = ${bind.text(source)}`];
  found.push(`h.row BETWEEN ${bind.number(range.from)} AND ${bind.number(range.to)}`);
  if (spans !== null) {
    const each = spans.map(({ from, to }) => `h.row BETWEEN ${bind.number(from)} AND ${bind.number(to)}`);
    found.push(`(${each.join(' OR ')})`);
  }
  if (kinds !== null) found.push(`h.kind = ANY(${bind.texts(kinds)})`);
  if (precincts !== null) found.push(`h.precinct = ANY(${bind.numbers(precincts)})`);
  if (offences !== null) found.push(`h.offence = ANY(${bind.texts(offences)})`);
  if (newsSince !== null) found.push(`h.last_arrival > ${bind.number(newsSince)}`);
  found.push(...hoursConditions(hours, bind));
  const excluded = excludedQuestion(searching);
  if (excluded !== null) found.push(`NOT h.lexemes @@ ${bind.question(excluded)}`);
  return found;
}

/** What every look-up of a thing has to hold, as far as it is known of the thing itself. */
function lookingFor(wanted: Wanted, bind: Bindings): Looking {
  const { hidden, range } = wanted;
  const limits = [
    ...(hidden === 0 ? [] : [`(m.tags & ${bind.number(hidden)}) = 0`]),
    ...(range.from > 0 ? [`m.row >= ${bind.number(range.from)}`] : []),
    ...(range.to < LAST_ROW ? [`m.row <= ${bind.number(range.to)}`] : []),
  ];
  const tags = narrowing(wanted).map((list) => anyOf(list.map(tagged)));
  return { bind, limits: limits.map((limit) => ` AND ${limit}`).join(''), tags };
}

/** Found by words and by no thing. */
export const asksText = ({ asked }: Searching): boolean =>
  asked.anchors.length === 0 && asked.words.length + asked.phrases.length + asked.offences.length > 0;

interface Found {
  /** Tables for `WITH`, or nothing. */
  readonly tables: string;
  /** `FROM … WHERE …` of all records found. */
  readonly from: string;
  /** The strength of a match, as an expression. */
  readonly band: string;
}

/** `all`: every row is wanted, so the text index finds them; the first of many are found by trying the newest or oldest. */
function found(searching: Searching, bind: Bindings, all: boolean): Found {
  const { asked, wanted } = searching;
  const text = textQuestion(searching);
  const byText = text === null ? [] : [`h.lexemes @@ ${bind.question(text)}`];
  const others = conditions(searching, bind);
  const where = `WHERE ${[...others, ...byText].join(' AND ')}`;
  if (asksText(searching) && all)
    return {
      tables: '',
      // Apart, because PostgreSQL takes reading the text of a row for cheap: it would try all rows of a time one by one.
      from: `FROM (SELECT * FROM hit h WHERE ${byText.join(' AND ')} OFFSET 0) AS h WHERE ${others.join(' AND ')}`,
      band: String(BANDS.words),
    };
  if (asked.anchors.length === 0) {
    return { tables: '', from: `FROM hit h ${where}`, band: String(text === null ? BANDS.filter : BANDS.words) };
  }
  const looking = lookingFor(wanted, bind);
  const tables = asked.anchors.map((anchor, at) => `a${at} AS MATERIALIZED (${anchorTable(looking, anchor)})`);
  const joined = asked.anchors.map((_, at) => (at === 0 ? 'a0' : `JOIN a${at} USING (row)`)).join(' ');
  const bands = asked.anchors.map((_, at) => `a${at}.band`);
  return {
    tables: `WITH ${tables.join(',\n')}\n`,
    from: `FROM ${joined} JOIN hit h USING (row) ${where}`,
    band: bands.length === 1 ? 'a0.band' : `greatest(${bands.join(', ')})`,
  };
}

export interface Reading {
  readonly direction: 'newest first' | 'oldest first';
  /** Only rows beyond this one, in the direction of reading. */
  readonly beyond: number | null;
  /** Rows to be told, at most. */
  readonly take: number;
  /** Counts, newest first, up to one more than this many; null: nothing is counted. */
  readonly countTo: number | null;
  /** With facets over those counted. */
  readonly facets: boolean;
  /** With what rows are sorted by when they are sorted by columns. */
  readonly values: boolean;
}

const GROUPED = `kind, precinct, year, offence, grouping(kind, precinct, year, offence) AS over, count(*) AS n`;
const GROUPS = 'GROUP BY GROUPING SETS ((), (kind), (precinct), (year), (offence))';
/** Of `grouping`: no column, so all. */
export const ALL_GROUPED = 15;
/** Of `grouping`: the one column that is not grouped over. */
export const FACET_OF_GROUP: Readonly<Record<number, 'kind' | 'precinct' | 'year' | 'offence'>> = {
  7: 'kind',
  11: 'precinct',
  13: 'year',
  14: 'offence',
};

/** Facets in one value: a list of [which grouping, value, how many]. */
const facetsOver = (rows: string): string =>
  `(SELECT json_agg(json_build_array(over, coalesce(kind, precinct::text, year::text, offence), n)) FROM (SELECT ${GROUPED} FROM ${rows} AS counted ${GROUPS}) AS g)`;

/**
 * One row: the store's arrival number, how many were found, the rows told in the order of their numbers and the facets, all as
 * of one moment. Ten thousand rows cross as one value: one by one they would hold up whoever else asks.
 */
export function rowsStatement(searching: Searching, reading: Reading): Statement {
  const bind = new Bindings();
  const { direction, beyond, take, countTo, facets, values } = reading;
  const { tables, from, band } = found(searching, bind, countTo !== null);
  const [sign, order] = direction === 'newest first' ? ['<', 'DESC'] : ['>', 'ASC'];
  const later = beyond === null ? '' : `row ${sign} ${bind.number(beyond)}`;
  const limit = bind.number(take);
  const columns = 'h.kind, h.precinct, h.year, h.offence, h.first_arrival, h.last_arrival, h.number, h.state';
  const ends =
    countTo === null
      ? `${later === '' ? '' : ` AND h.${later}`} ORDER BY h.row ${order} LIMIT ${limit}`
      : ` ORDER BY h.row DESC LIMIT ${bind.number(countTo + 1)}`;
  const told = `SELECT * FROM found${countTo === null || later === '' ? '' : ` WHERE ${later}`} ORDER BY row ${order} LIMIT ${limit}`;
  const counted = facets
    ? facetsOver(`(SELECT * FROM found ORDER BY row DESC LIMIT ${bind.number(countTo ?? 0)})`)
    : 'NULL';
  const cells = `row, band, kind, first_arrival, last_arrival${values ? ', number, precinct, offence, state' : ''}`;
  const sql = `${tables === '' ? 'WITH ' : `${tables}, `}found AS MATERIALIZED (SELECT h.row, ${band} AS band, ${columns} ${from}${ends})
SELECT s.arrival, (SELECT count(*) FROM found) AS found,
  (SELECT json_agg(json_build_array(${cells}) ORDER BY row ${order}) FROM (${told}) AS told) AS told,
  ${counted} AS facets
FROM store s`;
  return { sql, values: bind.values };
}

/** Facets over all that is found, and how many there are. */
export function countStatement(searching: Searching): Statement {
  const bind = new Bindings();
  const { tables, from } = found(searching, bind, true);
  const sql = `${tables}SELECT ${facetsOver(`(SELECT h.kind, h.precinct, h.year, h.offence ${from})`)} AS facets`;
  return { sql, values: bind.values };
}
