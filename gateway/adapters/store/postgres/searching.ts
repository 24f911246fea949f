/** Runs a search: a page, the count and the facets, each hit with why it was found. The statements hold the scope. */
import type { RecordKind, SourceId } from '../../../../shared/records/kind.ts';
import type { SearchScope, StoreAnswer, StoreCount, StoreHit, StoreQuery } from '../../../ports/record-store.ts';
import { passesOf, readTerms, type Asked } from '../common/asked.ts';
import { facetsOf, NO_FACETS, type FacetCounts } from '../common/facets.ts';
import { explainMatch } from '../common/matching.ts';
import { orderText, type Ordering } from '../common/order.ts';
import { placeOf, placeText, SCREEN, type Pass, type Place } from '../common/paging.ts';
import { newsOf } from '../common/record-key.ts';
import { wantedOf, type Wanted } from '../common/wanted.ts';
import { foundPage, type Candidate, type Grouped, type SearchTools } from './found-page.ts';
import { readContents } from './reading.ts';
import { ALL_GROUPED, countStatement, FACET_OF_GROUP, type Searching } from './statements.ts';

export interface SearchInput {
  readonly source: SourceId;
  readonly query: StoreQuery;
  readonly scope: SearchScope;
  /** As of the store. */
  readonly early?: ((hits: readonly StoreHit[]) => void) | undefined;
}

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

/** Those that fill a screen are on their way while the rest is opened. */
async function toldHits(...[tools, input, searching, ordering, shown]: Parameters<typeof hitsOf>) {
  const hitsFrom = (from: number, to?: number) => hitsOf(tools, input, searching, ordering, shown.slice(from, to));
  if (input.early === undefined || shown.length <= SCREEN) return hitsFrom(0);
  const first = await hitsFrom(0, SCREEN);
  input.early(first);
  return [...first, ...(await hitsFrom(SCREEN))];
}

const WIDENED = { asked: null, 'number-prefix': 'number-prefix', 'look-alike': 'look-alike' } as const;
async function answer(
  tools: SearchTools,
  input: SearchInput,
  searching: Searching,
  pass: Pass,
  place: Place | null,
): Promise<StoreAnswer> {
  const { query, source } = input;
  const { shown, more, ordering, count, capped, arrival, facets } = await foundPage(tools, query, searching, place);
  const hits = await toldHits(tools, input, searching, ordering, shown);
  const last = more ? hits.at(-1) : undefined;
  return {
    hits,
    count,
    exact: !capped,
    ranked: ordering.ranked,
    widened: count === 0 ? null : WIDENED[pass],
    arrival,
    after: last ? placeText({ pass, capped, order: last.order }) : null,
    facets: place === null ? facetsOf(source, facetCounts(facets), count) : null,
  };
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
