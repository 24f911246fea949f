/** Answers a search: a page, the count and the facets, each hit with why it was found. The statements hold the scope. */
import { SOURCE_OF_KIND, type SourceId } from '../../../../shared/records/kind.ts';
import { COUNT_CAP, RANK_CAP, type Facets } from '../../../../shared/records/search.ts';
import type { SearchScope, StoreAnswer, StoreCount, StoreQuery } from '../../../ports/record-store.ts';
import { hasOneBand, passesOf } from '../common/asked.ts';
import { facetsOf, NO_FACETS } from '../common/facets.ts';
import { columnKeys, isNewestFirst, orderText, rowOfOrder, type Ordering } from '../common/order.ts';
import { inOrder, pageOf, placeOf, placeText, SCREEN, type FoundRow, type Place } from '../common/paging.ts';
import { countYears, FIRST_KNOWN_ROW, overlap } from '../common/row-number.ts';
import { tallyOf } from './code-table.ts';
import { rows, snapshot, type Connection } from './connection.ts';
import { countAll } from './counting.ts';
import {
  codedStatement,
  codesOf,
  findRows,
  isAtMost,
  loosened,
  statementOf,
  strongest,
  type Found,
  type Statement,
} from './finding.ts';
import { hitsOf, tellPage, type PackedHits, type TellEarly } from './page-hits.ts';
import { questionOf, type Question, type Reader } from './question.ts';
import { readPlaces } from './reading.ts';

/** `hits` null: none but those told early. */
export type PackedAnswer = Omit<StoreAnswer, 'hits'> & { readonly hits: PackedHits | null };

/** More are neither ranked nor counted on a page. */
const MOST = Math.min(COUNT_CAP, RANK_CAP);

const orderingOf = ({ sort, columns, terms }: StoreQuery, ranked: boolean): Ordering => ({
  sort,
  ranked,
  oneBand: hasOneBand(terms),
  ...(columns === undefined ? {} : { columns }),
});

const arrivalOf = (database: Connection): number =>
  Number(rows(database, 'SELECT last FROM arrival')[0]?.['last'] ?? 0);

/** Brings a reader's copies up to the file; answers with the file's arrival. */
function refreshed({ database, codes, columns, terms, shared }: Reader): number {
  const arrival = arrivalOf(database);
  shared.at(arrival);
  codes.refresh(arrival);
  columns.refresh(arrival);
  terms.refresh(arrival);
  return arrival;
}

/** Words of names in a piece: some milliseconds. */
const WARM_NAMES = 2_000;

/** Reads a piece of what searches are quicker with; true when that was the last. To be called while nobody asks. */
export const warm = (reader: Reader): boolean =>
  snapshot(reader.database, () => {
    const arrival = refreshed(reader);
    return reader.names.readPiece(WARM_NAMES) && reader.columns.read(arrival);
  });

const nothing = (arrival: number): PackedAnswer => ({
  hits: null,
  count: 0,
  exact: true,
  after: null,
  ranked: true,
  widened: null,
  arrival,
  facets: NO_FACETS,
});

/** The page's rows and what is said of all of them. */
interface Page {
  readonly ordering: Ordering;
  readonly rows: readonly FoundRow[];
  readonly more: boolean;
  readonly count: number;
  readonly capped: boolean;
}

/** With what rows are compared by when they are sorted by columns. */
function withKeys(reader: Reader, { columns }: StoreQuery, found: readonly FoundRow[]): readonly FoundRow[] {
  if (columns === undefined) return found;
  const { database, codes } = reader;
  const numbers = found.map(({ row }) => row);
  const places = readPlaces(database, numbers);
  const ids = codesOf(reader, numbers);
  return found.map((one, at): FoundRow => {
    const place = places.get(one.row);
    const code = codes.of(ids[at] ?? -1);
    if (!place || !code) return one;
    const values = { ...place, precinct: code.precinct, offence: code.offence, kind: code.kind };
    return { ...one, keys: columnKeys(columns, one.row, values) };
  });
}

/** Rows one after the other as the file has them, from a place on: newest first, or oldest first with the unknown last. */
function readOn(reader: Reader, { parts, limits, query }: Question, ordering: Ordering, order: string | null): Found {
  const most = query.limit + 1;
  const after = order === null ? null : rowOfOrder(ordering, order);
  if (isNewestFirst(ordering)) {
    const range = after === null ? limits.range : overlap(limits.range, { from: 0, to: after - 1 });
    return findRows(reader, parts, { ...limits, range }, most);
  }
  const ascending = { ...limits, ascending: true };
  const from = (row: number, to: number): Found =>
    findRows(reader, parts, { ...ascending, range: overlap(limits.range, { from: row, to }) }, most);
  const unknownAfter = after !== null && after < FIRST_KNOWN_ROW;
  const known = unknownAfter ? [] : from(after === null ? FIRST_KNOWN_ROW : after + 1, limits.range.to).rows;
  if (known.length >= most) return { rows: known, complete: false };
  const unknown = from(unknownAfter ? after + 1 : 0, FIRST_KNOWN_ROW - 1).rows;
  return { rows: [...known, ...unknown], complete: true };
}

/** `first`: the newest of all, when they are read already. */
function cappedPage(reader: Reader, question: Question, order: string | null, first: Found | null): Page {
  const ranked = question.query.columns === undefined && question.query.sort !== 'best';
  const ordering = orderingOf(question.query, ranked);
  const { limit } = question.query;
  const read = first !== null && isNewestFirst(ordering) ? first : readOn(reader, question, ordering, order);
  const found = read.rows;
  return { ordering, rows: found.slice(0, limit), more: found.length > limit, count: COUNT_CAP, capped: true };
}

/** All of a question's rows when they can be ranked; otherwise the first page is read on like the later ones. */
function countedPage(reader: Reader, question: Question, found: Found, order: string | null): Page {
  if (!found.complete) return cappedPage(reader, question, null, found);
  const ordering = orderingOf(question.query, true);
  const ordered = inOrder(ordering, withKeys(reader, question.query, found.rows));
  const page = pageOf(ordering, ordered, order, question.query.limit);
  return { ordering, ...page, count: found.rows.length, capped: false };
}

function facetsFound(reader: Reader, source: SourceId, found: Found, all: number): Facets {
  const numbers = found.rows.map(({ row }) => row);
  const tally = tallyOf(found.codes ?? codesOf(reader, numbers));
  return facetsOf(source, reader.codes.counts(tally, countYears(numbers)), all);
}

/** `hits`: those not told early. `found`: of which facets are to be told. */
function answerOf(
  reader: Reader,
  { source, pass }: Question,
  page: Page,
  { hits, found, arrival }: { hits: PackedHits | null; found: Found | null; arrival: number },
): PackedAnswer {
  const last = page.more ? page.rows.at(-1) : undefined;
  const order = last && orderText(page.ordering, last.row, last.band, last.keys);
  return {
    hits,
    count: page.count,
    exact: !page.capped,
    after: order === undefined ? null : placeText({ pass, capped: page.capped, order }),
    ranked: page.ordering.ranked,
    widened: pass === 'asked' ? null : pass,
    arrival,
    facets: found === null ? null : facetsFound(reader, source, found, page.count),
  };
}

/** The hits of a page for its answer; null: told early, because the rest of a long page and its facets take a while. */
function given(reader: Reader, question: Question, page: Page, early: TellEarly | null): PackedHits | null {
  if (early === null || page.rows.length <= SCREEN) return hitsOf(reader, question, page.ordering, page.rows);
  tellPage(reader, question, page, early);
  return null;
}

function later(
  reader: Reader,
  question: Question,
  place: Place,
  arrival: number,
  early: TellEarly | null,
): PackedAnswer {
  const all = place.capped ? null : findRows(reader, question.parts, question.limits, MOST);
  const page =
    all === null
      ? cappedPage(reader, question, place.order, null)
      : countedPage(reader, question, { ...all, complete: true }, place.order);
  reader.check();
  return answerOf(reader, question, page, { hits: given(reader, question, page, early), found: null, arrival });
}

/** The first page and one row more, when it is sure before all are counted; null: it is not, or costs as much as all. */
function readFirst(reader: Reader, question: Question): Found | null {
  const { query, parts, limits } = question;
  const ordering = orderingOf(query, true);
  const [lookups] = parts.found;
  if (lookups === undefined || parts.found.length > 1 || parts.without !== null) return null;
  const byStrength = ordering.columns === undefined && ordering.sort === 'best';
  if (isNewestFirst(ordering) || (ordering.columns === undefined && ordering.sort === 'oldest'))
    return readOn(reader, question, ordering, null);
  const bands = new Set(lookups.map(({ band }) => band));
  if (!byStrength || bands.size < lookups.length || !lookups.some(({ broad }) => broad === true)) return null;
  // Few enough to be ranked: then the strongest are known without finding the others.
  if (!isAtMost(reader, lookups, limits, MOST)) return null;
  const found = strongest(reader, lookups, loosened(reader, limits), query.limit);
  return found.length > query.limit ? { rows: found, complete: false } : null;
}

/** All of a few, whichever way they were read; codes come along only when that was newest first. */
const newestFirst = (found: Found): Found =>
  found.codes === undefined ? { ...found, rows: found.rows.toSorted((a, b) => b.row - a.row) } : found;

/** The first page of a pass; null: nothing is found by it. */
function first(reader: Reader, question: Question, arrival: number, early: TellEarly | null): PackedAnswer | null {
  const { limit } = question.query;
  const begun = early === null ? null : readFirst(reader, question);
  if (begun?.rows.length === 0) return null;
  reader.check();
  if (begun === null || begun.rows.length <= limit) {
    const found = begun ? newestFirst(begun) : findRows(reader, question.parts, question.limits, MOST);
    if (found.rows.length === 0) return null;
    const page = countedPage(reader, question, found, null);
    return answerOf(reader, question, page, { hits: given(reader, question, page, early), found, arrival });
  }
  const rows = begun.rows.slice(0, limit);
  if (early !== null) tellPage(reader, question, { ordering: orderingOf(question.query, true), rows }, early);
  const found = findRows(reader, question.parts, question.limits, MOST);
  const capped = !found.complete;
  const ranked = orderingOf(question.query, !capped || question.query.sort !== 'best');
  const page = { ordering: ranked, rows, more: true, count: capped ? COUNT_CAP : found.rows.length, capped };
  return answerOf(reader, question, page, { hits: null, found, arrival });
}

function searchNow(
  reader: Reader,
  source: SourceId,
  query: StoreQuery,
  scope: SearchScope,
  early: TellEarly | null,
): PackedAnswer {
  const arrival = refreshed(reader);
  if (!reader.codes.holds(scope.kinds.filter((kind) => SOURCE_OF_KIND[kind] === source))) return nothing(arrival);
  const place = placeOf(query.after);
  for (const pass of place ? [place.pass] : passesOf(query.terms)) {
    reader.check();
    const question = questionOf(reader, source, query, scope, pass, arrival);
    if (question === null) continue;
    const answer = place ? later(reader, question, place, arrival, early) : first(reader, question, arrival, early);
    if (answer !== null) return answer;
  }
  return nothing(arrival);
}

/** Throws nothing of its own; what the database throws is told by its code alone (`thread.ts`). */
export const search = (
  reader: Reader,
  source: SourceId,
  query: StoreQuery,
  scope: SearchScope,
  early: TellEarly | null = null,
): PackedAnswer => snapshot(reader.database, () => searchNow(reader, source, query, scope, early));

/** Counts to the end, however many there are. */
export const count = (
  reader: Reader,
  source: SourceId,
  asked: Pick<StoreQuery, 'terms' | 'filters'>,
  scope: SearchScope,
): StoreCount => snapshot(reader.database, () => countNow(reader, source, asked, scope));

function countNow(
  reader: Reader,
  source: SourceId,
  asked: Pick<StoreQuery, 'terms' | 'filters'>,
  scope: SearchScope,
): StoreCount {
  const arrival = refreshed(reader);
  const query: StoreQuery = { ...asked, sort: 'newest', limit: 1, after: null };
  for (const pass of passesOf(query.terms)) {
    reader.check();
    const question = questionOf(reader, source, query, scope, pass, arrival);
    if (question === null) continue;
    const counted = countAll(reader, question.parts, question.limits);
    if (counted.count > 0) return { count: counted.count, facets: facetsOf(source, counted.facets, counted.count) };
  }
  return { count: 0, facets: NO_FACETS };
}

/** The statements a search runs, for tests that ask SQLite how it will run them. */
export function statementsOf(
  reader: Reader,
  source: SourceId,
  query: StoreQuery,
  scope: SearchScope,
): readonly Statement[] {
  return passesOf(query.terms).flatMap((pass) => {
    const question = questionOf(reader, source, query, scope, pass, arrivalOf(reader.database));
    if (question === null) return [];
    const lookups = [...question.parts.found.flat(), ...(question.parts.without ? [question.parts.without] : [])];
    const limits = [false, true].map((ascending) => ({ ...question.limits, ascending }));
    return lookups.flatMap((lookup) =>
      limits.map((one) => (lookup.once === true ? codedStatement : statementOf)(lookup, one, MOST)),
    );
  });
}
