/** Runs a search: a page, the count and the facets, each hit with why it was found. The statements hold the scope. */
import type { KeyObject } from 'node:crypto';
import type { RecordKind, SourceId } from '../../../../shared/records/kind.ts';
import { COUNT_CAP, RANK_CAP } from '../../../../shared/records/search.ts';
import type { SearchScope, StoreAnswer, StoreCount, StoreHit, StoreQuery } from '../../../ports/record-store.ts';
import { hasOneBand, passesOf, readTerms, type Asked } from '../common/asked.ts';
import { facetsOf, NO_FACETS, type FacetCounts } from '../common/facets.ts';
import { explainMatch } from '../common/matching.ts';
import type { AlikeWords } from '../common/name-words.ts';
import { columnKeys, isNewestFirst, orderText, rowOfOrder, type Band, type Ordering } from '../common/order.ts';
import { inOrder, pageOf, placeOf, placeText, type FoundRow, type Pass, type Place } from '../common/paging.ts';
import { newsOf } from '../common/record-key.ts';
import { FIRST_KNOWN_ROW, LAST_ROW, overlap } from '../common/row-number.ts';
import { wantedOf, type Wanted } from '../common/wanted.ts';
import type { Connection } from './connection.ts';
import { readContents } from './reading.ts';
import {
  ALL_GROUPED,
  countStatement,
  FACET_OF_GROUP,
  rowsStatement,
  type Reading,
  type Searching,
} from './statements.ts';

export interface SearchInput {
  readonly source: SourceId;
  readonly query: StoreQuery;
  readonly scope: SearchScope;
}

/** What a search reads with. */
export interface SearchTools {
  readonly database: Connection;
  /** Opens the contents. */
  readonly key: KeyObject;
  readonly alike: AlikeWords;
}

/** A found record before its content is read. */
interface Candidate extends FoundRow {
  readonly kind: RecordKind;
  readonly firstArrival: number;
  readonly lastArrival: number;
}

interface Candidates {
  readonly rows: readonly Candidate[];
  /** How many were found, one more than counted to at most. */
  readonly found: number;
  readonly arrival: number;
  readonly facets: Grouped | null;
}

/** As `rowsStatement` tells a row; the last four when rows are sorted by columns. */
type Told = readonly [
  row: number,
  band: Band,
  kind: RecordKind,
  firstArrival: number,
  lastArrival: number,
  number?: string,
  precinct?: number | null,
  offence?: string | null,
  state?: string,
];

function candidateOf(told: Told, { columns }: StoreQuery): Candidate {
  const [row, band, kind, firstArrival, lastArrival, number = '', precinct = null, offence = null, state = ''] = told;
  const found = { row, band, kind, firstArrival, lastArrival };
  if (columns === undefined) return found;
  return { ...found, keys: columnKeys(columns, row, { kind, number, precinct, offence, state }) };
}

async function candidates(
  { database }: SearchTools,
  query: StoreQuery,
  searching: Searching,
  reading: Omit<Reading, 'values'>,
): Promise<Candidates> {
  const { sql, values } = rowsStatement(searching, { ...reading, values: query.columns !== undefined });
  const [answered] = await database.rows(sql, values);
  const told = (answered?.['told'] ?? []) as unknown as readonly Told[];
  return {
    rows: told.map((one) => candidateOf(one, query)),
    found: Number(answered?.['found'] ?? 0),
    arrival: Number(answered?.['arrival'] ?? 0),
    facets: (answered?.['facets'] ?? null) as unknown as Grouped | null,
  };
}

/** One value of one facet and how many have it; `over` says of which. */
type Grouped = readonly (readonly [over: number, value: string | null, count: number])[];

function facetCounts(groups: Grouped | null): FacetCounts {
  const counts = {
    kind: new Map<RecordKind, number>(),
    precinct: new Map<number, number>(),
    year: new Map<number, number>(),
    offence: new Map<string, number>(),
  };
  for (const [over, value, count] of groups ?? []) {
    const facet = FACET_OF_GROUP[over];
    if (facet === undefined || value === null) continue;
    if (facet === 'kind') counts.kind.set(value as RecordKind, count);
    else if (facet === 'offence') counts.offence.set(value, count);
    else counts[facet].set(Number(value), count);
  }
  return counts;
}

async function hitsOf(
  { database, key }: SearchTools,
  { query }: SearchInput,
  { asked, wanted }: Searching,
  ordering: Ordering,
  shown: readonly Candidate[],
): Promise<readonly StoreHit[]> {
  const records = await readContents(database, key, shown);
  return shown.flatMap(({ row, band, keys, firstArrival, lastArrival }): readonly StoreHit[] => {
    const record = records.get(row);
    if (!record) return []; // replaced between the two statements: the next page or search has it
    const news = newsOf(firstArrival, lastArrival, query.since);
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

/** One more than the page, which tells that there is another. */
const readingOn = (query: StoreQuery, direction: Reading['direction'], beyond: number | null) =>
  ({ direction, beyond, take: query.limit + 1, countTo: null, facets: false }) as const;

/** Rows after a place when there are too many to know them all: read in the order of their numbers. */
async function beyondPlace(
  tools: SearchTools,
  query: StoreQuery,
  searching: Searching,
  after: number | null,
): Promise<readonly Candidate[]> {
  if (query.columns !== undefined || query.sort !== 'oldest') {
    return (await candidates(tools, query, searching, readingOn(query, 'newest first', after))).rows;
  }
  const within = (from: number, to: number): Searching => {
    const { wanted } = searching;
    return { ...searching, wanted: { ...wanted, range: overlap(wanted.range, { from, to }) } };
  };
  const unknown = within(0, FIRST_KNOWN_ROW - 1);
  const reading = readingOn(query, 'oldest first', after);
  if (after !== null && after < FIRST_KNOWN_ROW) return (await candidates(tools, query, unknown, reading)).rows;
  const { rows } = await candidates(tools, query, within(FIRST_KNOWN_ROW, LAST_ROW), reading);
  if (rows.length === reading.take) return rows;
  const rest = { ...reading, beyond: null, take: reading.take - rows.length };
  return [...rows, ...(await candidates(tools, query, unknown, rest)).rows];
}

interface Page {
  readonly shown: readonly Candidate[];
  readonly more: boolean;
  readonly ordering: Ordering;
}

const orderingOf = ({ sort, columns, terms }: StoreQuery, capped: boolean): Ordering => ({
  sort,
  oneBand: hasOneBand(terms),
  ranked: !capped || (columns === undefined && sort !== 'best'),
  ...(columns === undefined ? {} : { columns }),
});

const WIDENED = { asked: null, 'number-prefix': 'number-prefix', 'look-alike': 'look-alike' } as const;
const CAP = Math.min(COUNT_CAP, RANK_CAP);

/** A page of an answer too long to be ranked. */
async function cappedPage(
  tools: SearchTools,
  query: StoreQuery,
  searching: Searching,
  place: Place | null,
): Promise<Page> {
  const ordering = orderingOf(query, true);
  const after = place === null ? null : rowOfOrder(ordering, place.order);
  const rows = await beyondPlace(tools, query, searching, after);
  return { shown: rows.slice(0, query.limit), more: rows.length > query.limit, ordering };
}

/** Whether the order is that of the numbers, so that no more rows have to be told than the page has. */
const inRowOrder = (ordering: Ordering, { asked }: Searching): boolean =>
  isNewestFirst(ordering) || (ordering.sort === 'best' && ordering.columns === undefined && asked.anchors.length === 0);

async function answer(
  tools: SearchTools,
  input: SearchInput,
  searching: Searching,
  pass: Pass,
  place: Place | null,
): Promise<StoreAnswer> {
  const { query, source } = input;
  const ordering = orderingOf(query, false);
  const direct = inRowOrder(ordering, searching);
  const all = await candidates(tools, query, searching, {
    direction: 'newest first',
    beyond: direct && place !== null ? rowOfOrder(ordering, place.order) : null,
    take: direct ? query.limit + 1 : CAP,
    countTo: place?.capped === true ? 0 : CAP,
    facets: place === null,
  });
  const capped = place?.capped ?? all.found > CAP;
  const page = capped
    ? await cappedPage(tools, query, searching, place)
    : pageOfAll(ordering, all.rows, direct ? null : (place?.order ?? null), query.limit);
  const hits = await hitsOf(tools, input, searching, page.ordering, page.shown);
  const last = page.more ? hits.at(-1) : undefined;
  const count = capped ? CAP : all.found;
  return {
    hits,
    count,
    exact: !capped,
    ranked: page.ordering.ranked,
    widened: count === 0 ? null : WIDENED[pass],
    arrival: all.arrival,
    after: last ? placeText({ pass, capped, order: last.order }) : null,
    facets: place === null ? facetsOf(source, facetCounts(all.facets), count) : null,
  };
}

function pageOfAll(ordering: Ordering, newestFirst: readonly Candidate[], after: string | null, limit: number): Page {
  const { rows, more } = pageOf(ordering, inOrder(ordering, newestFirst), after, limit);
  return { shown: rows as readonly Candidate[], more, ordering };
}

/** Null: nothing can be found. */
function searchingOf({ source, query, scope }: SearchInput, asked: Asked): Searching | null {
  const wanted: Wanted | null = wantedOf(source, query, scope, asked);
  const newsSince = query.newsOnly === true ? (query.since ?? null) : null;
  return wanted && { wanted, asked, newsSince };
}

async function nothing({ database }: SearchTools): Promise<StoreAnswer> {
  const [store] = await database.rows('SELECT arrival FROM store');
  const arrival = Number(store?.['arrival'] ?? 0);
  return { hits: [], count: 0, exact: true, after: null, ranked: true, widened: null, arrival, facets: NO_FACETS };
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
  return nothing(tools);
}

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
    const [answered] = await database.rows(sql, values);
    const groups = (answered?.['facets'] ?? []) as unknown as Grouped;
    const all = groups.find(([over]) => over === ALL_GROUPED)?.[2] ?? 0;
    if (all > 0) return { count: all, facets: facetsOf(source, facetCounts(groups), all) };
  }
  return { count: 0, facets: NO_FACETS };
}
