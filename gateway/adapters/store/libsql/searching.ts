/** Answers a search: a page, the count and the facets, each hit with why it was found. The statements hold the scope. */
import type { SourceId } from '../../../../shared/records/kind.ts';
import { COUNT_CAP, RANK_CAP, type Facets } from '../../../../shared/records/search.ts';
import type { SearchScope, StoreAnswer, StoreCount, StoreHit, StoreQuery } from '../../../ports/record-store.ts';
import { passesOf, readTerms, type Asked } from '../common/asked.ts';
import { facetsOf, NO_FACETS } from '../common/facets.ts';
import { explainMatch } from '../common/matching.ts';
import { columnKeys, isNewestFirst, orderText, rowOfOrder, type Ordering } from '../common/order.ts';
import { inOrder, pageOf, placeOf, placeText, type FoundRow, type Pass, type Place } from '../common/paging.ts';
import { newsOf } from '../common/record-key.ts';
import { countYears, FIRST_KNOWN_ROW, overlap } from '../common/row-number.ts';
import { wantedOf, type Wanted } from '../common/wanted.ts';
import { tallyOf } from './code-table.ts';
import { rows, type Connection } from './connection.ts';
import { countAll, type Counting } from './counting.ts';
import { codedStatement, findRows, statementOf, type Found, type Statement } from './finding.ts';
import type { Limits } from './lookups.ts';
import { partsOf, type Parts } from './parts.ts';
import { codesOfRows, readPlaces, readShown } from './reading.ts';
import type { StoredNames } from './stored-names.ts';

/** A reading thread's connection and what it keeps of the file. */
export interface Reader extends Counting {
  readonly names: StoredNames;
}

/** More are neither ranked nor counted on a page. */
const MOST = Math.min(COUNT_CAP, RANK_CAP);

/** One reading of the question, ready to be looked up. */
interface Question {
  readonly source: SourceId;
  readonly query: StoreQuery;
  readonly pass: Pass;
  readonly asked: Asked;
  readonly wanted: Wanted;
  readonly parts: Parts;
  readonly limits: Limits;
}

function questionOf(
  { codes, names }: Reader,
  source: SourceId,
  query: StoreQuery,
  scope: SearchScope,
  pass: Pass,
): Question | null {
  const asked = readTerms(query.terms, pass, names.alike);
  const wanted = wantedOf(source, query, scope, asked);
  if (wanted === null) return null;
  const offences = wanted.offences === null ? null : codes.offenceIds(wanted.offences);
  if (offences?.length === 0) return null;
  const newerThan = query.newsOnly === true && query.since !== undefined ? query.since : null;
  const limits = { wanted, range: wanted.range, offences, newerThan, ascending: false };
  return { source, query, pass, asked, wanted, parts: partsOf(asked, wanted), limits };
}

const orderingOf = ({ sort, columns }: StoreQuery, ranked: boolean): Ordering => ({
  sort,
  ranked,
  ...(columns === undefined ? {} : { columns }),
});

const arrivalOf = (database: Connection): number =>
  Number(rows(database, 'SELECT last FROM arrival')[0]?.['last'] ?? 0);

const nothing = (arrival: number): StoreAnswer => ({
  hits: [],
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
function withKeys(
  { database, codes }: Reader,
  { columns }: StoreQuery,
  found: readonly FoundRow[],
): readonly FoundRow[] {
  if (columns === undefined) return found;
  const places = readPlaces(
    database,
    found.map(({ row }) => row),
  );
  const ids = codesOfRows(
    database,
    found.map(({ row }) => row),
  );
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
    return findRows(reader.database, parts, { ...limits, range }, most);
  }
  const ascending = { ...limits, ascending: true };
  const from = (row: number, to: number): Found =>
    findRows(reader.database, parts, { ...ascending, range: overlap(limits.range, { from: row, to }) }, most);
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

function hitsOf({ database }: Reader, { asked, wanted, query }: Question, page: Page): readonly StoreHit[] {
  const shown = readShown(
    database,
    page.rows.map(({ row }) => row),
  );
  return page.rows.flatMap(({ row, band, keys }): readonly StoreHit[] => {
    const one = shown.get(row);
    if (!one) return [];
    const order = orderText(page.ordering, row, band, keys);
    const news = newsOf(one.firstArrival, one.lastArrival, query.since);
    return [{ record: one.record, matched: explainMatch(one.record, asked, wanted.hidden), order, news }];
  });
}

function facetsFound({ database, codes }: Reader, source: SourceId, found: Found, all: number): Facets {
  const numbers = found.rows.map(({ row }) => row);
  const tally = tallyOf(found.codes ?? codesOfRows(database, numbers));
  const counts = codes.counts(tally, countYears(numbers));
  return facetsOf(source, counts, all);
}

function answerOf(reader: Reader, question: Question, page: Page, found: Found | null, arrival: number): StoreAnswer {
  const { source, query, pass } = question;
  reader.check();
  const hits = hitsOf(reader, question, page);
  const last = page.more ? hits.at(-1) : undefined;
  const facets = found === null || query.after !== null ? null : facetsFound(reader, source, found, page.count);
  return {
    hits,
    count: page.count,
    exact: !page.capped,
    after: last ? placeText({ pass, capped: page.capped, order: last.order }) : null,
    ranked: page.ordering.ranked,
    widened: pass === 'asked' ? null : pass,
    arrival,
    facets,
  };
}

function later(reader: Reader, question: Question, place: Place, arrival: number): StoreAnswer {
  if (place.capped) return answerOf(reader, question, cappedPage(reader, question, place.order, null), null, arrival);
  const { rows: found } = findRows(reader.database, question.parts, question.limits, MOST);
  const page = countedPage(reader, question, { rows: found, complete: true }, place.order);
  return answerOf(reader, question, page, null, arrival);
}

/** Throws nothing of its own; what the database throws is told by its code alone (`thread.ts`). */
export function search(reader: Reader, source: SourceId, query: StoreQuery, scope: SearchScope): StoreAnswer {
  const arrival = arrivalOf(reader.database);
  const place = placeOf(query.after);
  for (const pass of place ? [place.pass] : passesOf(query.terms)) {
    reader.check();
    const question = questionOf(reader, source, query, scope, pass);
    if (question === null) continue;
    if (place) return later(reader, question, place, arrival);
    const found = findRows(reader.database, question.parts, question.limits, MOST);
    if (found.rows.length === 0) continue;
    return answerOf(reader, question, countedPage(reader, question, found, null), found, arrival);
  }
  return nothing(arrival);
}

/** Counts to the end, however many there are. */
export function count(
  reader: Reader,
  source: SourceId,
  asked: Pick<StoreQuery, 'terms' | 'filters'>,
  scope: SearchScope,
): StoreCount {
  const query: StoreQuery = { ...asked, sort: 'newest', limit: 1, after: null };
  for (const pass of passesOf(query.terms)) {
    reader.check();
    const question = questionOf(reader, source, query, scope, pass);
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
    const question = questionOf(reader, source, query, scope, pass);
    if (question === null) return [];
    const lookups = [...question.parts.found.flat(), ...(question.parts.without ? [question.parts.without] : [])];
    const limits = [false, true].map((ascending) => ({ ...question.limits, ascending }));
    return lookups.flatMap((lookup) =>
      limits.map((one) => (lookup.once === true ? codedStatement : statementOf)(lookup, one, MOST)),
    );
  });
}
