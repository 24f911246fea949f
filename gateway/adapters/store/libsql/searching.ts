/**
 * Finds records: writes one statement from a query and a scope, and reads a page, the count and the facets with it.
 * Sealed records, other sources, kinds and precincts are outside by the statement itself, not by filtering afterwards.
 */
import { custodianOf, type SourceId } from '../../../../shared/records/kind.ts';
import type { Facets } from '../../../../shared/records/search.ts';
import type { SearchScope, StoreAnswer, StoreHit, StoreQuery } from '../../../ports/record-store.ts';
import { anchorTable } from './anchors.ts';
import { readTerms, type Asked } from './asked.ts';
import { Bindings } from './bindings.ts';
import { rows, type Connection, type Row } from './connection.ts';
import { allOf, anyOf, everyPrefix, everyWord, inColumns, phrase, quoted } from './full-text.ts';
import { precinctWord, sourceWord } from './index-entries.ts';
import { explainMatch } from './matching.ts';
import { BANDS, orderColumn, orderText, positionOf } from './order.ts';
import { readContents } from './reading.ts';
import { maskOf } from './tag-mask.ts';
import { readableColumns } from './text-columns.ts';

/** Beyond this many, a count says "at least" and the facets speak of the first ones. */
export const COUNT_LIMIT = 10_000;
const FACET_VALUES = 200;

/** Tags that are hidden, the juvenile's among them when juvenile records may not be found by them. */
export const hiddenMask = (scope: SearchScope): number =>
  maskOf(scope.hiddenTags) | (scope.juvenile ? 0 : maskOf(['juvenile']));

export interface Statement {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number | null>>;
}

interface Writing {
  readonly source: SourceId;
  readonly query: StoreQuery;
  readonly scope: SearchScope;
  readonly asked: Asked;
}

const present = (expressions: readonly (string | null)[]): readonly string[] =>
  expressions.filter((expression) => expression !== null);

function textMatch({ source, scope, asked }: Writing): string | null {
  const columns = readableColumns(hiddenMask(scope));
  const texts = present([...asked.words.map(everyWord), ...asked.phrases.map(phrase)]);
  const offences = present(asked.offences.map(everyPrefix));
  if (texts.length + offences.length === 0) return null;
  return allOf([
    ...texts.map((text) => inColumns(columns, text)),
    ...offences.map((offence) => inColumns(['offence'], offence)),
    inColumns(['tag'], quoted(sourceWord(source))),
    ...(scope.precinct === null ? [] : [inColumns(['tag'], quoted(precinctWord(scope.precinct)))]),
    ...asked.precincts.map((precinct) => inColumns(['tag'], quoted(precinctWord(precinct)))),
  ]);
}

function excludedMatch({ scope, asked }: Writing): string | null {
  const columns = readableColumns(hiddenMask(scope));
  const excluded = present(asked.excluded.map(phrase));
  return excluded.length === 0 ? null : anyOf(excluded.map((text) => inColumns([...columns, 'offence'], text)));
}

function scopeConditions({ source, scope, query: { filters }, asked }: Writing, bind: Bindings): readonly string[] {
  const conditions = ['r.sealed = 0', `r.source = ${bind.add(source)}`, `r.kind IN ${bind.set(scope.kinds)}`];
  if (scope.precinct !== null) conditions.push(`r.precinct = ${bind.add(scope.precinct)}`);
  if (asked.kinds.length > 0) conditions.push(`r.kind IN ${bind.set(asked.kinds)}`);
  if (asked.precincts.length > 0) conditions.push(`r.precinct IN ${bind.set(asked.precincts)}`);
  for (const { from, to } of asked.when) {
    conditions.push(`r.at_key >= ${bind.add(from ?? '0001')}`);
    if (to !== null) conditions.push(`r.at_key <= ${bind.add(`${to}T99:99`)}`);
  }
  if (filters.kinds) conditions.push(`r.kind IN ${bind.set(filters.kinds)}`);
  if (filters.precincts) conditions.push(`r.precinct IN ${bind.set(filters.precincts)}`);
  if (filters.years) conditions.push(`r.year IN ${bind.set(filters.years)}`);
  if (filters.offences) conditions.push(`r.offence IN ${bind.set(filters.offences)}`);
  return conditions;
}

/** `WITH` tables and the `FROM … WHERE …` of all records found, with `band` as an expression. */
function found(
  writing: Writing,
  bind: Bindings,
): { readonly tables: readonly string[]; readonly from: string; readonly band: string } {
  const conditions = [...scopeConditions(writing, bind)];
  const text = textMatch(writing);
  if (text !== null)
    conditions.push(`r.row IN (SELECT rowid FROM record_text WHERE record_text MATCH ${bind.add(text)})`);
  const excluded = excludedMatch(writing);
  if (excluded !== null) {
    conditions.push(`r.row NOT IN (SELECT rowid FROM record_text WHERE record_text MATCH ${bind.add(excluded)})`);
  }
  const where = `WHERE ${conditions.join(' AND ')}`;
  const { anchors } = writing.asked;
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

function pageStatement(writing: Writing): Statement {
  const bind = new Bindings();
  const { sort, after, limit } = writing.query;
  const { tables, from, band } = found(writing, bind);
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

function countStatement(writing: Writing, facets: boolean): Statement {
  const bind = new Bindings();
  const { tables, from } = found(writing, bind);
  const all = `hit AS MATERIALIZED (SELECT r.kind, r.precinct, r.year, r.offence ${from} LIMIT ${bind.add(COUNT_LIMIT + 1)})`;
  const counted = (name: (typeof FACETS)[number]): string =>
    `SELECT * FROM (SELECT '${name}' AS facet, ${name} AS value, count(*) AS n FROM hit WHERE ${name} IS NOT NULL GROUP BY ${name} ORDER BY n DESC, value LIMIT ${FACET_VALUES})`;
  const sql = `WITH ${[...tables, all].join(',\n')}
SELECT 'all' AS facet, NULL AS value, count(*) AS n FROM hit${facets ? `\nUNION ALL ${FACETS.map(counted).join('\nUNION ALL ')}` : ''}`;
  return { sql, values: bind.values };
}

const NOTHING: StoreAnswer = {
  hits: [],
  count: 0,
  exact: true,
  after: null,
  facets: { kind: [], precinct: [], custodian: [], year: [], offence: [] },
};

function facetsOf(source: SourceId, counted: readonly Row[], count: number): Facets {
  const of = (name: string): Facets['kind'] =>
    counted
      .filter((row) => row['facet'] === name)
      .map((row) => ({ value: String(row['value']).slice(0, 80), count: Number(row['n']) }));
  const kind = of('kind');
  const first = kind[0] ? [{ value: custodianOf(SOURCE_KIND[source]), count }] : [];
  return { kind, precinct: of('precinct'), custodian: first, year: of('year'), offence: of('offence') };
}
/** Any kind of the source tells its custodian. */
const SOURCE_KIND = {
  department: 'complaint',
  warrants: 'warrant',
  stolen: 'stolen',
  orders: 'order',
  public: 'public',
} as const;

/** The statements a search runs, for tests that ask SQLite how it will run them. */
export function statementsOf(
  database: Connection,
  source: SourceId,
  query: StoreQuery,
  scope: SearchScope,
): readonly Statement[] {
  const writing = { source, query, scope, asked: readTerms(database, query.terms, true) };
  return [pageStatement(writing), countStatement(writing, true)];
}

/** Marks, in the store's own position, a page of numbers found by how they begin. */
const BY_PREFIX = 'p:';

function answer(database: Connection, writing: Writing, mark: string): StoreAnswer {
  const { query, source, scope, asked } = writing;
  if (asked.hopeless || scope.kinds.length === 0) return NOTHING;
  const page = pageStatement(writing);
  const found = rows(database, page.sql, page.values);
  const shown = found.slice(0, query.limit);
  const records = readContents(
    database,
    shown.map((row) => Number(row['row'])),
  );
  const hits = shown.flatMap((row): readonly StoreHit[] => {
    const record = records.get(Number(row['row']));
    if (!record) return [];
    const order = orderText(query.sort, Number(row['band']), String(row['at']), record.id);
    return [{ record, matched: explainMatch(record, asked, hiddenMask(scope)), order }];
  });
  const counting = countStatement(writing, query.after === null);
  const counted = rows(database, counting.sql, counting.values);
  const all = Number(counted[0]?.['n'] ?? 0);
  const count = Math.min(all, COUNT_LIMIT);
  const last = found.length > query.limit ? hits.at(-1) : undefined;
  return {
    hits,
    count,
    exact: all <= COUNT_LIMIT,
    after: last ? mark + last.order : null,
    facets: query.after === null ? facetsOf(source, counted, count) : null,
  };
}

export function search(database: Connection, source: SourceId, query: StoreQuery, scope: SearchScope): StoreAnswer {
  const numbers = query.terms.some((term) => term.type === 'identifier');
  if (query.after?.startsWith(BY_PREFIX)) {
    const rest = { ...query, after: query.after.slice(BY_PREFIX.length) };
    return answer(database, { source, query: rest, scope, asked: readTerms(database, query.terms, true) }, BY_PREFIX);
  }
  const exact = answer(database, { source, query, scope, asked: readTerms(database, query.terms, false) }, '');
  if (!numbers || query.after !== null || exact.count > 0) return exact;
  return answer(database, { source, query, scope, asked: readTerms(database, query.terms, true) }, BY_PREFIX);
}
