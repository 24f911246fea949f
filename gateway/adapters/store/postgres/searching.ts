/** Runs a search: a page, the count and the facets, each hit with why it was found. The statements hold the scope. */
import type { RecordKind, SourceId } from '../../../../shared/records/kind.ts';
import { COUNT_CAP } from '../../../../shared/records/search.ts';
import type { SearchScope, StoreAnswer, StoreCount, StoreHit, StoreQuery } from '../../../ports/record-store.ts';
import { passesOf, readTerms, type Asked } from '../common/asked.ts';
import { facetsOf, NO_FACETS, type FacetCounts } from '../common/facets.ts';
import { explainMatch } from '../common/matching.ts';
import type { AlikeWords } from '../common/name-words.ts';
import { columnKeys, orderText, rowOfOrder, type Band, type Ordering } from '../common/order.ts';
import { inOrder, pageOf, placeOf, placeText, type FoundRow, type Pass, type Place } from '../common/paging.ts';
import { newsOf } from '../common/record-key.ts';
import { BEYOND_ROWS, FIRST_KNOWN_ROW } from '../common/row-number.ts';
import { wantedOf, type Wanted } from '../common/wanted.ts';
import type { Connection, Row } from './connection.ts';
import { readContents } from './reading.ts';
import { countStatement, rowsStatement, type Reading, type Searching } from './statements.ts';

export interface SearchInput {
  readonly source: SourceId;
  readonly query: StoreQuery;
  readonly scope: SearchScope;
}

/** What a search reads with. */
export interface SearchTools {
  readonly database: Connection;
  /** Opens the contents. */
  readonly key: Uint8Array;
  readonly alike: AlikeWords;
}

/** A found record before its content is read. */
interface Candidate extends FoundRow {
  readonly kind: RecordKind;
  readonly values: Row;
}

interface Candidates {
  readonly rows: readonly Candidate[];
  readonly arrival: number;
}

type Cell = Row[string] | undefined;
const numberOrNull = (value: Cell): number | null => (value == null ? null : Number(value));
const textOrNull = (value: Cell): string | null => (value == null ? null : String(value));

function candidateOf(row: Row, { columns }: StoreQuery): Candidate {
  const [number, kind] = [Number(row['row']), String(row['kind']) as RecordKind];
  const found = { row: number, band: Number(row['band']) as Band, kind, values: row };
  if (columns === undefined) return found;
  const keys = columnKeys(columns, number, {
    kind,
    number: String(row['number']),
    precinct: numberOrNull(row['precinct']),
    offence: textOrNull(row['offence']),
    state: String(row['state']),
  });
  return { ...found, keys };
}

async function candidates(
  { database }: SearchTools,
  query: StoreQuery,
  searching: Searching,
  reading: Reading,
): Promise<Candidates> {
  const { sql, values } = rowsStatement(searching, reading);
  const found = await database.rows(sql, values);
  return {
    rows: found.filter((row) => row['row'] != null).map((row) => candidateOf(row, query)),
    arrival: Number(found[0]?.['arrival'] ?? 0),
  };
}

const noCounts = (): { readonly [F in keyof FacetCounts]: Map<string | number, number> } => ({
  kind: new Map(),
  precinct: new Map(),
  year: new Map(),
  offence: new Map(),
});

function tally(rows: readonly Candidate[]): FacetCounts {
  const counts = noCounts();
  for (const { kind, values } of rows) {
    add(counts.kind, kind);
    add(counts.precinct, numberOrNull(values['precinct']));
    add(counts.year, numberOrNull(values['year']));
    add(counts.offence, textOrNull(values['offence']));
  }
  return counts as FacetCounts;
}

function add<T>(counts: Map<T, number>, value: T | null): void {
  if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
}

async function hitsOf(
  { database, key }: SearchTools,
  { query }: SearchInput,
  { asked, wanted }: Searching,
  ordering: Ordering,
  shown: readonly Candidate[],
): Promise<readonly StoreHit[]> {
  const records = await readContents(database, key, shown);
  return shown.flatMap(({ row, band, keys, values }): readonly StoreHit[] => {
    const record = records.get(row);
    if (!record) return []; // replaced between the two statements: the next page or search has it
    const news = newsOf(Number(values['first_arrival']), Number(values['last_arrival']), query.since);
    return [
      {
        record,
        matched: explainMatch(record, asked, wanted.hidden),
        order: orderText(ordering, row, band, keys),
        news,
      },
    ];
  });
}

/** Rows after a place when there are too many to know them all: read in the order of their numbers. */
async function beyondPlace(
  tools: SearchTools,
  query: StoreQuery,
  searching: Searching,
  after: number | null,
): Promise<Candidates> {
  const most = query.limit + 1;
  if (query.columns !== undefined || query.sort !== 'oldest') {
    return candidates(tools, query, searching, { direction: 'newest first', beyond: after, most });
  }
  const within = (from: number, to: number): Searching => ({
    ...searching,
    wanted: {
      ...searching.wanted,
      range: { from: Math.max(from, searching.wanted.range.from), to: Math.min(to, searching.wanted.range.to) },
    },
  });
  const reading = { direction: 'oldest first', beyond: after, most } as const;
  const unknown = within(0, FIRST_KNOWN_ROW - 1);
  if (after !== null && after < FIRST_KNOWN_ROW) return candidates(tools, query, unknown, reading);
  const known = await candidates(tools, query, within(FIRST_KNOWN_ROW, BEYOND_ROWS), reading);
  if (known.rows.length === most) return known;
  const rest = await candidates(tools, query, unknown, { ...reading, beyond: null, most: most - known.rows.length });
  return { rows: [...known.rows, ...rest.rows], arrival: known.arrival };
}

interface Page {
  readonly shown: readonly Candidate[];
  readonly more: boolean;
  readonly ordering: Ordering;
}

const orderingOf = ({ sort, columns }: StoreQuery, capped: boolean): Ordering => ({
  sort,
  ranked: !capped || (columns === undefined && sort !== 'best'),
  ...(columns === undefined ? {} : { columns }),
});

async function pageFrom(
  tools: SearchTools,
  query: StoreQuery,
  searching: Searching,
  all: readonly Candidate[] | null,
  place: Place | null,
): Promise<Page> {
  const ordering = orderingOf(query, all === null);
  if (all !== null) {
    const { rows, more } = pageOf(ordering, inOrder(ordering, all), place?.order ?? null, query.limit);
    return { shown: rows as readonly Candidate[], more, ordering };
  }
  const after = place === null ? null : rowOfOrder(ordering, place.order);
  const { rows } = await beyondPlace(tools, query, searching, after);
  return { shown: rows.slice(0, query.limit), more: rows.length > query.limit, ordering };
}

const WIDENED = { asked: null, 'number-prefix': 'number-prefix', 'look-alike': 'look-alike' } as const;
const FROM_NEWEST = { direction: 'newest first', beyond: null, most: COUNT_CAP + 1 } as const;

async function answer(
  tools: SearchTools,
  input: SearchInput,
  searching: Searching,
  pass: Pass,
  place: Place | null,
): Promise<StoreAnswer> {
  const { query, source } = input;
  const found = await candidates(
    tools,
    query,
    searching,
    place?.capped === true ? { ...FROM_NEWEST, most: 1 } : FROM_NEWEST,
  );
  const capped = place?.capped ?? found.rows.length > COUNT_CAP;
  const page = await pageFrom(tools, query, searching, capped ? null : found.rows, place);
  const hits = await hitsOf(tools, input, searching, page.ordering, page.shown);
  const last = page.more ? hits.at(-1) : undefined;
  const counted = found.rows.slice(0, COUNT_CAP);
  const count = capped ? COUNT_CAP : counted.length;
  return {
    hits,
    count,
    exact: !capped,
    ranked: page.ordering.ranked,
    widened: count === 0 ? null : WIDENED[pass],
    arrival: found.arrival,
    after: last ? placeText({ pass, capped, order: last.order }) : null,
    facets: place === null ? facetsOf(source, tally(counted), count) : null,
  };
}

/** Null: nothing can be found. */
function searchingOf({ source, query, scope }: SearchInput, asked: Asked): Searching | null {
  const wanted: Wanted | null = wantedOf(source, query, scope, asked);
  const newsSince = query.newsOnly === true ? (query.since ?? null) : null;
  return wanted && { wanted, asked, newsSince };
}

async function nothing({ database }: SearchTools, first: boolean): Promise<StoreAnswer> {
  const [store] = await database.rows('SELECT arrival FROM store');
  const arrival = Number(store?.['arrival'] ?? 0);
  const facets = first ? NO_FACETS : null;
  return { hits: [], count: 0, exact: true, after: null, ranked: true, widened: null, arrival, facets };
}

export async function search(tools: SearchTools, input: SearchInput): Promise<StoreAnswer> {
  const { query } = input;
  const place = placeOf(query.after);
  for (const pass of place === null ? passesOf(query.terms) : [place.pass]) {
    const searching = searchingOf(input, readTerms(query.terms, pass, tools.alike));
    if (searching === null) continue;
    const answered = await answer(tools, input, searching, pass, place);
    if (answered.count > 0 || place !== null) return answered;
  }
  return nothing(tools, place === null);
}

const FACET_OF_GROUP: Readonly<Record<number, keyof FacetCounts>> = {
  7: 'kind',
  11: 'precinct',
  13: 'year',
  14: 'offence',
};
const ALL_GROUPED = 15;

/** Counts to the end, however many there are. */
export async function count(
  { database, alike }: SearchTools,
  source: SourceId,
  { terms, filters }: Pick<StoreQuery, 'terms' | 'filters'>,
  scope: SearchScope,
): Promise<StoreCount> {
  const query: StoreQuery = { terms, filters, sort: 'newest', limit: 1, after: null };
  for (const pass of passesOf(terms)) {
    const searching = searchingOf({ source, query, scope }, readTerms(terms, pass, alike));
    if (searching === null) continue;
    const { sql, values } = countStatement(searching);
    const rows = await database.rows(sql, values);
    const all = Number(rows.find((row) => Number(row['over']) === ALL_GROUPED)?.['n'] ?? 0);
    if (all > 0) return { count: all, facets: facetsOf(source, facetCounts(rows), all) };
  }
  return { count: 0, facets: NO_FACETS };
}

function facetCounts(rows: readonly Row[]): FacetCounts {
  const counts = noCounts();
  for (const row of rows) {
    const facet = FACET_OF_GROUP[Number(row['over'])];
    const value = facet === undefined ? null : row[facet];
    if (facet !== undefined && (typeof value === 'string' || typeof value === 'number'))
      counts[facet].set(value, Number(row['n']));
  }
  return counts as FacetCounts;
}
