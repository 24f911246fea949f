/** Runs a search: a page, the count and the facets, each hit with why it was found. The statements hold the scope. */
import { SOURCES, type SourceId } from '../../../../shared/records/kind.ts';
import type { Facets } from '../../../../shared/records/search.ts';
import type { SearchScope, StoreAnswer, StoreCount, StoreHit, StoreQuery } from '../../../ports/record-store.ts';
import { readTerms } from './asked.ts';
import { rows, type Connection, type Row } from './connection.ts';
import { explainMatch } from './matching.ts';
import { orderText } from './order.ts';
import { readContents } from './reading.ts';
import {
  COUNT_LIMIT,
  countStatement,
  hiddenMask,
  pageStatement,
  wantedKinds,
  WORDS_LEAD,
  type Statement,
  type Writing,
} from './statements.ts';

const NOTHING: StoreAnswer = {
  hits: [],
  count: 0,
  exact: true,
  after: null,
  ranked: true,
  widened: null,
  arrival: 0,
  facets: { kind: [], precinct: [], custodian: [], year: [], offence: [] },
};

function facetsOf(source: SourceId, counted: readonly Row[], count: number): Facets {
  const of = (name: string): Facets['kind'] =>
    counted
      .filter((row) => row['facet'] === name)
      .map((row) => ({ value: String(row['value']).slice(0, 80), count: Number(row['n']) }));
  const custodian = count === 0 ? [] : [{ value: SOURCES[source].custodian, count }];
  return { kind: of('kind'), precinct: of('precinct'), custodian, year: of('year'), offence: of('offence') };
}

/** The statements a search runs, for tests that ask SQLite how it will run them. */
export function statementsOf(
  database: Connection,
  source: SourceId,
  query: StoreQuery,
  scope: SearchScope,
): readonly Statement[] {
  const writing = { source, query, scope, asked: readTerms(database, query.terms, true) };
  return [pageStatement(writing, true), pageStatement(writing, false), countStatement(writing, true)];
}

function hitsOf(database: Connection, { query, asked, scope }: Writing, shown: readonly Row[]): readonly StoreHit[] {
  const records = readContents(
    database,
    shown.map((row) => Number(row['row'])),
  );
  return shown.flatMap((row): readonly StoreHit[] => {
    const record = records.get(Number(row['row']));
    if (!record) return [];
    const order = orderText(query.sort, Number(row['band']), String(row['at']), record.id);
    return [{ record, matched: explainMatch(record, asked, hiddenMask(scope)), order, news: null }];
  });
}

/** `mark` goes before the position of the next page. */
function answer(database: Connection, writing: Writing, mark: string): StoreAnswer {
  const { query, source, asked } = writing;
  if (asked.hopeless || wantedKinds(writing).length === 0) return NOTHING;
  const first = query.after === null;
  const counting = countStatement(writing, first);
  const counted = rows(database, counting.sql, counting.values);
  const all = Number(counted[0]?.['n'] ?? 0);
  if (all === 0) return NOTHING;
  const page = pageStatement(writing, all <= WORDS_LEAD);
  const found = rows(database, page.sql, page.values);
  const hits = hitsOf(database, writing, found.slice(0, query.limit));
  const last = found.length > query.limit ? hits.at(-1) : undefined;
  const count = Math.min(all, COUNT_LIMIT);
  return {
    hits,
    count,
    exact: all <= COUNT_LIMIT,
    ranked: true,
    widened: null,
    arrival: 0,
    after: last ? mark + last.order : null,
    facets: first ? facetsOf(source, counted, count) : null,
  };
}

/** Counts to the end, however many there are. */
export function count(
  database: Connection,
  source: SourceId,
  { terms, filters }: Pick<StoreQuery, 'terms' | 'filters'>,
  scope: SearchScope,
): StoreCount {
  const query: StoreQuery = { terms, filters, sort: 'newest', limit: 1, after: null };
  const asked = readTerms(database, terms, false);
  const writing: Writing = { source, query, scope, asked };
  if (asked.hopeless || wantedKinds(writing).length === 0) return { count: 0, facets: facetsOf(source, [], 0) };
  const { sql, values } = countStatement(writing, true, Number.MAX_SAFE_INTEGER - 1);
  const counted = rows(database, sql, values);
  const all = Number(counted[0]?.['n'] ?? 0);
  return { count: all, facets: facetsOf(source, counted, all) };
}

/** Marks, in the store's own position, a page of numbers found by how they begin. */
const BY_PREFIX = 'p:';

export function search(database: Connection, source: SourceId, query: StoreQuery, scope: SearchScope): StoreAnswer {
  const writing = (prefixes: boolean, after: string | null): Writing => ({
    source,
    query: { ...query, after },
    scope,
    asked: readTerms(database, query.terms, prefixes),
  });
  if (query.after?.startsWith(BY_PREFIX) === true) {
    return answer(database, writing(true, query.after.slice(BY_PREFIX.length)), BY_PREFIX);
  }
  const exact = answer(database, writing(false, query.after), '');
  const numbers = query.terms.some((term) => term.type === 'identifier');
  return numbers && query.after === null && exact.count === 0
    ? answer(database, writing(true, null), BY_PREFIX)
    : exact;
}
