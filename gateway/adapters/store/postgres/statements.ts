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
function textQuestion({ asked, wanted }: Searching): string | null {
  const columns = readableColumns(wanted.hidden);
  const parts = [
    ...asked.words.map((text) => everyWord(columns, text)),
    ...asked.phrases.map((text) => phraseIn(columns, askedWords(text))),
    ...asked.offences.map((text) => allOf(askedWords(text).map((word) => wordIn([OFFENCE], word, true)))),
  ];
  if (parts.length === 0) return null;
  return allOf([...parts, ...narrowing(wanted).map((tags) => anyOf(tags.map(tagged)))]);
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
  const text = textQuestion(searching);
  if (text !== null) found.push(`h.lexemes @@ ${bind.question(text)}`);
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

interface Found {
  /** Tables for `WITH`, or nothing. */
  readonly tables: string;
  /** `FROM … WHERE …` of all records found. */
  readonly from: string;
  /** The strength of a match, as an expression. */
  readonly band: string;
}

function found(searching: Searching, bind: Bindings): Found {
  const { asked, wanted } = searching;
  const where = `WHERE ${conditions(searching, bind).join(' AND ')}`;
  if (asked.anchors.length === 0) {
    const { words, phrases, offences } = asked;
    const byText = words.length + phrases.length + offences.length > 0;
    return { tables: '', from: `FROM hit h ${where}`, band: String(byText ? BANDS.words : BANDS.filter) };
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
  readonly most: number;
}

/**
 * Rows found, in the order of their numbers, with all that ranking, facets and news need; one row with no number when
 * nothing was found. Each has the store's arrival number, as of the same moment.
 */
export function rowsStatement(searching: Searching, { direction, beyond, most }: Reading): Statement {
  const bind = new Bindings();
  const { tables, from, band } = found(searching, bind);
  const [sign, order] = direction === 'newest first' ? ['<', 'DESC'] : ['>', 'ASC'];
  const later = beyond === null ? '' : ` AND h.row ${sign} ${bind.number(beyond)}`;
  const columns = 'h.kind, h.number, h.precinct, h.year, h.offence, h.state, h.first_arrival, h.last_arrival';
  const sql = `SELECT s.arrival, f.* FROM store s LEFT JOIN (
${tables}SELECT h.row, ${band} AS band, ${columns} ${from}${later} ORDER BY h.row ${order} LIMIT ${bind.number(most)}
) AS f ON true ORDER BY f.row ${order}`;
  return { sql, values: bind.values };
}

/** One row per value of each facet, and one for all. */
export function countStatement(searching: Searching): Statement {
  const bind = new Bindings();
  const { tables, from } = found(searching, bind);
  const sql = `${tables}SELECT h.kind, h.precinct, h.year, h.offence, grouping(h.kind, h.precinct, h.year, h.offence) AS over,
  count(*) AS n ${from}
GROUP BY GROUPING SETS ((), (h.kind), (h.precinct), (h.year), (h.offence))`;
  return { sql, values: bind.values };
}
