/**
 * Writes the statements of a search from a query and a scope. Sealed records, other sources, kinds and precincts are outside
 * by the statement itself, not by filtering afterwards; every value is bound.
 */
import { RECORD_KINDS, SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../../../shared/records/kind.ts';
import type { SearchScope, StoreQuery } from '../../../ports/record-store.ts';
import { anchorTable } from './anchors.ts';
import type { Asked } from './asked.ts';
import { Bindings } from './bindings.ts';
import { allOf, anyOf, everyPrefix, everyWord, inColumns, phrase, quoted } from './full-text.ts';
import { precinctWord, sourceWord } from './index-entries.ts';
import { BANDS, orderColumn, positionOf } from './order.ts';
import { maskOf } from './tag-mask.ts';
import { readableColumns } from './text-columns.ts';

/** Beyond this many, a count says "at least" and the facets speak of the first ones. */
export const COUNT_LIMIT = 10_000;
/** Up to this many found by words, the words lead; beyond, the records are read newest first until a page is full. */
export const WORDS_LEAD = 2_000;
const FACET_VALUES = 200;

/** Tags that are hidden, the juvenile's among them when juvenile records may not be found by them. */
export const hiddenMask = (scope: SearchScope): number =>
  maskOf(scope.hiddenTags) | (scope.juvenile ? 0 : maskOf(['juvenile']));

export interface Statement {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number | null>>;
}

export interface Writing {
  readonly source: SourceId;
  readonly query: StoreQuery;
  readonly scope: SearchScope;
  readonly asked: Asked;
}

const kindsOf = (source: SourceId): readonly RecordKind[] =>
  RECORD_KINDS.filter((kind) => SOURCE_OF_KIND[kind] === source);

/** Kinds of the source inside scope, terms and filters. Several kind terms mean any of them: a record has only one. */
export const wantedKinds = ({ source, scope, query, asked }: Writing): readonly RecordKind[] =>
  kindsOf(source).filter(
    (kind) =>
      scope.kinds.includes(kind) &&
      (asked.kinds.length === 0 || asked.kinds.includes(kind)) &&
      (query.filters.kinds?.includes(kind) ?? true),
  );

/** Precincts inside scope, terms and filters; null: all. Several precinct terms mean any of them. */
function wantedPrecincts({ scope, query, asked }: Writing): readonly number[] | null {
  const limits = [scope.precinct === null ? [] : [scope.precinct], asked.precincts, query.filters.precincts ?? []];
  const [first, ...others] = limits.filter((limit) => limit.length > 0);
  return first ? first.filter((precinct) => others.every((limit) => limit.includes(precinct))) : null;
}

const present = (expressions: readonly (string | null)[]): readonly string[] =>
  expressions.filter((expression) => expression !== null);

function textMatch(writing: Writing): string | null {
  const { source, scope, asked } = writing;
  const columns = readableColumns(hiddenMask(scope));
  const texts = present([...asked.words.map(everyWord), ...asked.phrases.map(phrase)]);
  const offences = present(asked.offences.map(everyPrefix));
  if (texts.length + offences.length === 0) return null;
  const precincts = wantedPrecincts(writing) ?? [];
  return allOf([
    ...texts.map((text) => inColumns(columns, text)),
    ...offences.map((offence) => inColumns(['offence'], offence)),
    inColumns(['tag'], quoted(sourceWord(source))),
    ...(precincts.length === 0 ? [] : [inColumns(['tag'], anyOf(precincts.map((one) => quoted(precinctWord(one)))))]),
  ]);
}

function excludedMatch({ scope, asked }: Writing): string | null {
  const columns = [...readableColumns(hiddenMask(scope)), 'offence'];
  const excluded = present(asked.excluded.map(phrase));
  return excluded.length === 0 ? null : anyOf(excluded.map((text) => inColumns(columns, text)));
}

/** One value is compared, several are looked for in a set: SQLite finds an index by the first form only. */
const oneOf = (bind: Bindings, column: string, values: readonly (string | number)[]): string =>
  values.length === 1 ? `${column} = ${bind.add(values[0] ?? null)}` : `${column} IN ${bind.set(values)}`;

function scopeConditions(writing: Writing, bind: Bindings): readonly string[] {
  const { source, query, asked } = writing;
  const conditions = ['r.sealed = 0', `r.source = ${bind.add(source)}`];
  const kinds = wantedKinds(writing);
  if (kinds.length < kindsOf(source).length) conditions.push(oneOf(bind, 'r.kind', kinds));
  const precincts = wantedPrecincts(writing);
  if (precincts !== null) conditions.push(oneOf(bind, 'r.precinct', precincts));
  for (const { from, to } of asked.when) {
    conditions.push(`r.at_key >= ${bind.add(from ?? '0001')}`);
    if (to !== null) conditions.push(`r.at_key <= ${bind.add(`${to}T99:99`)}`);
  }
  if (query.filters.years) conditions.push(`r.year IN ${bind.set(query.filters.years)}`);
  if (query.filters.offences) conditions.push(`r.offence IN ${bind.set(query.filters.offences)}`);
  return conditions;
}

interface Found {
  /** Tables for `WITH`. */
  readonly tables: readonly string[];
  /** `FROM … WHERE …` of all records found. */
  readonly from: string;
  /** The strength of a match, as an expression. */
  readonly band: string;
}

const ALL_WORDS = 'SELECT rowid FROM record_text WHERE record_text MATCH';

function found(writing: Writing, bind: Bindings, wordsLead: boolean): Found {
  const conditions = [...scopeConditions(writing, bind)];
  const { anchors } = writing.asked;
  const text = textMatch(writing);
  const lead = text !== null && anchors.length === 0 && wordsLead;
  if (text !== null && !lead) conditions.push(`r.row IN (${ALL_WORDS} ${bind.add(text)})`);
  const excluded = excludedMatch(writing);
  if (excluded !== null) conditions.push(`r.row NOT IN (${ALL_WORDS} ${bind.add(excluded)})`);
  const where = `WHERE ${conditions.join(' AND ')}`;
  if (lead) {
    return {
      tables: [`w AS MATERIALIZED (${ALL_WORDS} ${bind.add(text)})`],
      from: `FROM w CROSS JOIN record r ON r.row = w.rowid ${where}`,
      band: String(BANDS.words),
    };
  }
  if (anchors.length === 0) {
    return { tables: [], from: `FROM record r ${where}`, band: String(text === null ? BANDS.filter : BANDS.words) };
  }
  const looking = { bind, hidden: bind.add(hiddenMask(writing.scope)) };
  const joined = anchors.map((_, at) => (at === 0 ? 'a0' : `JOIN a${at} ON a${at}.row = a0.row`)).join(' ');
  const bands = anchors.map((_, at) => `a${at}.band`);
  return {
    tables: anchors.map((anchor, at) => `a${at} AS MATERIALIZED (${anchorTable(looking, anchor)})`),
    from: `FROM ${joined} CROSS JOIN record r ON r.row = a0.row ${where}`,
    band: bands.length === 1 ? 'a0.band' : `max(${bands.join(', ')})`,
  };
}

/** Rows of one page and one more, by which the caller knows that there is another. */
export function pageStatement(writing: Writing, wordsLead: boolean): Statement {
  const bind = new Bindings();
  const { sort, after, limit } = writing.query;
  const { tables, from, band } = found(writing, bind, wordsLead);
  const at = `r.${orderColumn(sort)}`;
  const ranked = sort === 'best' && writing.asked.anchors.length > 0;
  const position = after === null ? null : positionOf(sort, after);
  const columns = ranked ? `${band}, ${at}, r.id` : `${at}, r.id`;
  const place = position && [...(ranked ? [position.band] : []), position.at, position.id];
  const later = place ? ` AND (${columns}) < (${place.map((value) => bind.add(value)).join(', ')})` : '';
  const sql = `${tables.length > 0 ? `WITH ${tables.join(',\n')}\n` : ''}SELECT r.row, r.id, ${at} AS at, ${band} AS band
${from}${later}
ORDER BY ${ranked ? `${band} DESC, ` : ''}${at} DESC, r.id DESC LIMIT ${bind.add(limit + 1)}`;
  return { sql, values: bind.values };
}

const FACETS = ['kind', 'precinct', 'year', 'offence'] as const;

/** Row `all` with the number found, at most one beyond {@link COUNT_LIMIT}; then the values of each facet. */
export function countStatement(writing: Writing, facets: boolean, most: number = COUNT_LIMIT): Statement {
  const bind = new Bindings();
  const { tables, from } = found(writing, bind, true);
  const columns = facets ? FACETS.map((name) => `r.${name}`).join(', ') : 'r.row';
  const all = `hit AS MATERIALIZED (SELECT ${columns} ${from} LIMIT ${bind.add(most + 1)})`;
  const counted = (name: (typeof FACETS)[number]): string =>
    `SELECT * FROM (SELECT '${name}' AS facet, ${name} AS value, count(*) AS n FROM hit WHERE ${name} IS NOT NULL GROUP BY ${name} ORDER BY n DESC, value LIMIT ${FACET_VALUES})`;
  const sql = `WITH ${[...tables, all].join(',\n')}
SELECT 'all' AS facet, NULL AS value, count(*) AS n FROM hit${facets ? `\nUNION ALL ${FACETS.map(counted).join('\nUNION ALL ')}` : ''}`;
  return { sql, values: bind.values };
}
