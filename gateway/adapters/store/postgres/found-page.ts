/**
 * Finds the rows of a page: all of an answer that is short enough to be ranked, else the newest or the oldest, which are told
 * without looking at the rest. Reads no content.
 */
import type { KeyObject } from 'node:crypto';
import type { RecordKind } from '../../../../shared/records/kind.ts';
import { COUNT_CAP, RANK_CAP } from '../../../../shared/records/search.ts';
import type { StoreQuery } from '../../../ports/record-store.ts';
import { hasOneBand } from '../common/asked.ts';
import type { AlikeWords } from '../common/name-words.ts';
import { columnKeys, isNewestFirst, rowOfOrder, type Band, type Ordering } from '../common/order.ts';
import { inOrder, pageOf, type FoundRow, type Place } from '../common/paging.ts';
import { FIRST_KNOWN_ROW, LAST_ROW, overlap } from '../common/row-number.ts';
import type { Connection } from './connection.ts';
import { filledByNewest } from './newest-years.ts';
import { rowsStatement, type Reading, type Searching } from './statements.ts';

/** What a search reads with. */
export interface SearchTools {
  readonly database: Connection;
  /** Opens the contents. */
  readonly key: KeyObject;
  readonly alike: AlikeWords;
  /** So many records that words are looked for in the newest first. */
  readonly large: boolean;
}

/** A found record before its content is read. */
export interface Candidate extends FoundRow {
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
export type Grouped = readonly (readonly [over: number, value: string | null, count: number])[];

/** One more than the page, which tells that there is another. */
const readingOn = (query: StoreQuery, direction: Reading['direction'], beyond: number | null) =>
  ({ direction, beyond, take: query.limit + 1, countTo: null, facets: false }) as const;

/** When there are too many to rank or to sort by column. */
const givenNewestFirst = ({ columns, sort }: StoreQuery): boolean => columns !== undefined || sort !== 'oldest';

/** Rows after a place when there are too many to know them all: read in the order of their numbers. */
async function beyondPlace(
  tools: SearchTools,
  query: StoreQuery,
  searching: Searching,
  after: number | null,
): Promise<Pick<Candidates, 'rows' | 'arrival'>> {
  if (givenNewestFirst(query)) return candidates(tools, query, searching, readingOn(query, 'newest first', after));
  const within = (from: number, to: number): Searching => {
    const { wanted } = searching;
    return { ...searching, wanted: { ...wanted, range: overlap(wanted.range, { from, to }) } };
  };
  const unknown = within(0, FIRST_KNOWN_ROW - 1);
  const reading = readingOn(query, 'oldest first', after);
  if (after !== null && after < FIRST_KNOWN_ROW) return candidates(tools, query, unknown, reading);
  const { rows, arrival } = await candidates(tools, query, within(FIRST_KNOWN_ROW, LAST_ROW), reading);
  if (rows.length === reading.take) return { rows, arrival };
  const rest = { ...reading, beyond: null, take: reading.take - rows.length };
  return { rows: [...rows, ...(await candidates(tools, query, unknown, rest)).rows], arrival };
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

const CAP = Math.min(COUNT_CAP, RANK_CAP);

/** A page of an answer too long to be ranked. */
async function cappedPage(
  tools: SearchTools,
  query: StoreQuery,
  searching: Searching,
  place: Place | null,
): Promise<Page & Pick<Candidates, 'arrival'>> {
  const ordering = orderingOf(query, true);
  const after = place === null ? null : rowOfOrder(ordering, place.order);
  const { rows, arrival } = await beyondPlace(tools, query, searching, after);
  return { ...firstOf(query, rows), ordering, arrival };
}

const firstOf = ({ limit }: StoreQuery, rows: readonly Candidate[]): Omit<Page, 'ordering'> => ({
  shown: rows.slice(0, limit),
  more: rows.length > limit,
});

/** Whether the order is that of the numbers, so that no more rows have to be told than the page has. */
const inRowOrder = (ordering: Ordering, { asked }: Searching): boolean =>
  isNewestFirst(ordering) || (ordering.sort === 'best' && ordering.columns === undefined && asked.anchors.length === 0);

interface Found extends Page, Pick<Candidates, 'arrival' | 'facets'> {
  /** At most `CAP`. */
  readonly count: number;
  readonly capped: boolean;
}

export async function foundPage(
  tools: SearchTools,
  query: StoreQuery,
  searching: Searching,
  place: Place | null,
): Promise<Found> {
  const long = { count: CAP, capped: true, facets: null };
  if (place?.capped === true) return { ...long, ...(await cappedPage(tools, query, searching, place)) };
  const ordering = orderingOf(query, false);
  const direct = inRowOrder(ordering, searching);
  const reading = {
    direction: 'newest first',
    beyond: direct && place !== null ? rowOfOrder(ordering, place.order) : null,
    take: direct ? query.limit + 1 : CAP,
    countTo: CAP,
    facets: place === null,
  } as const;
  const ask = (of: Searching): Promise<Candidates> => candidates(tools, query, of, reading);
  const newest = tools.large && place === null ? await filledByNewest(searching, CAP, ask) : null;
  const { rows, found, arrival, facets } = newest ?? (await ask(searching));
  // A page that goes on in an answer that was not too long stays in it.
  if (place !== null || found <= CAP) {
    const page = pageOfAll(ordering, rows, direct ? null : (place?.order ?? null), query.limit);
    return { ...page, count: found, capped: false, arrival, facets };
  }
  // The newest are told already.
  if (givenNewestFirst(query))
    return { ...long, ...firstOf(query, rows), ordering: orderingOf(query, true), arrival, facets };
  return { ...long, ...(await cappedPage(tools, query, searching, null)), facets };
}

function pageOfAll(ordering: Ordering, newestFirst: readonly Candidate[], after: string | null, limit: number): Page {
  const { rows, more } = pageOf(ordering, inOrder(ordering, newestFirst), after, limit);
  return { shown: rows as readonly Candidate[], more, ordering };
}
