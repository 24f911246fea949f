/**
 * Merges what the sources of a search stream into one list. Pure. Once the first page is there, rows are only ever
 * added below what was already shown; a row waits until no open source can still bring one that belongs above it.
 */
import { SOURCE_IDS, type SourceId } from './kind.ts';
import type { Facets, ResultRow, SearchEvent, SOURCE_STATES } from './search.ts';
import type { PolicyRuleId } from '../policy/rules.ts';

type Answered = Extract<SearchEvent, { event: 'source' }>;

export interface SourceProgress {
  readonly state: (typeof SOURCE_STATES)[number];
  /** Why it was not asked. */
  readonly rule?: PolicyRuleId;
  /** Milliseconds of the first page; null until it answered. */
  readonly ms: number | null;
  /** Rows the source has in all; exact unless it stopped counting. */
  readonly count: number;
  readonly exact: boolean;
  /** Where its next page begins; absent when there is none. */
  readonly cursor?: string;
  readonly facets?: Facets;
  /** `false`: too many hits to rank, shown newest first. */
  readonly ranked?: boolean;
  /** Found in a second pass only. */
  readonly widened?: Answered['widened'];
  /** What grows with every record that arrives; for `since`. */
  readonly arrival?: number;
  /** UTC; it answered from a copy of that time. */
  readonly asOf?: string;
  /** Why it is down. */
  readonly because?: Answered['because'];
  /** UTC; when a source that is not asked any more is asked again. */
  readonly nextTryAt?: string;
  readonly cost?: Answered['cost'];
  /** `order` of the last row it sent; null before the first. */
  readonly last: string | null;
  /** A later page of it is on its way. */
  readonly isPaging: boolean;
}

export interface Results {
  /** The rows to show, best first. */
  readonly rows: readonly ResultRow[];
  /** All rows received, best first; {@link rows} is its beginning. */
  readonly held: readonly ResultRow[];
  readonly sources: Readonly<Partial<Record<SourceId, SourceProgress>>>;
  /** Rows of all sources that answered; exact only when each counted to the end. */
  readonly total: number;
  readonly exact: boolean;
}

export const emptyResults: Results = { rows: [], held: [], sources: {}, total: 0, exact: true };

const progressOf = (results: Results): readonly SourceProgress[] =>
  SOURCE_IDS.flatMap((source) => results.sources[source] ?? []);

/** Rows of both lists by falling order; on a tie the ones already held stay before. */
function mergedRows(held: readonly ResultRow[], arrived: readonly ResultRow[]): readonly ResultRow[] {
  const known = new Set(held.map((row) => row.id));
  const fresh = arrived
    .filter((row) => !known.has(row.id) && known.add(row.id))
    .toSorted((a, b) => (a.order === b.order ? 0 : a.order > b.order ? -1 : 1));
  const merged: ResultRow[] = [];
  let next = 0;
  for (const row of fresh) {
    for (let one = held[next]; one && one.order >= row.order; one = held[next]) {
      merged.push(one);
      next += 1;
    }
    merged.push(row);
  }
  return [...merged, ...held.slice(next)];
}

/** Whether rows below the last one of this source may still come, so that rows beneath it must wait. */
const isOpen = (source: SourceProgress): boolean => source.cursor !== undefined || source.isPaging;

/** The lowest `order` that may be shown; null when nothing holds rows back. */
function horizon(results: Results): string | null {
  return progressOf(results)
    .filter(isOpen)
    .map((source) => source.last)
    .reduce<string | null>(
      (highest, last) => (last !== null && (highest === null || last > highest) ? last : highest),
      null,
    );
}

/** How many of the held rows may be shown: a binary search, as they are sorted. */
function shownCount(results: Results): number {
  const lowest = horizon(results);
  if (lowest === null) return results.held.length;
  let [from, to] = [0, results.held.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const row = results.held[middle];
    if (row && row.order >= lowest) from = middle + 1;
    else to = middle;
  }
  return from;
}

function settled(results: Results): Results {
  const answered = progressOf(results).filter((source) => source.state === 'answered');
  const count = shownCount(results);
  const isSame = count === results.rows.length && results.rows.every((row, at) => row === results.held[at]);
  return {
    ...results,
    rows: isSame ? results.rows : results.held.slice(0, count),
    total: answered.reduce((sum, source) => sum + source.count, 0),
    exact: answered.every((source) => source.exact),
  };
}

const withSource = (results: Results, source: SourceId, progress: SourceProgress): Results => ({
  ...results,
  sources: { ...results.sources, [source]: progress },
});

const UNASKED: SourceProgress = { state: 'searching', ms: null, count: 0, exact: true, last: null, isPaging: false };

/** The sources of the first page as they are told; on a later page only those asked again change. */
function started(results: Results, event: Extract<SearchEvent, { event: 'started' }>): Results {
  return event.sources.reduce((now, { source, state, rule }) => {
    const before = now.sources[source];
    if (before) return state === 'searching' ? withSource(now, source, { ...before, isPaging: true }) : now;
    return withSource(now, source, { ...UNASKED, state, ...(rule === undefined ? {} : { rule }) });
  }, results);
}

function arrived(results: Results, event: Extract<SearchEvent, { event: 'rows' }>): Results {
  const before = results.sources[event.source] ?? UNASKED;
  const last = event.rows.reduce<string | null>(
    (lowest, row) => (lowest === null || row.order < lowest ? row.order : lowest),
    before.last,
  );
  const held = mergedRows(results.held, event.rows);
  return withSource({ ...results, held }, event.source, { ...before, last });
}

/** The exact figure and the facets over all hits, after the page that stopped counting. */
function counted(results: Results, { source, count, facets }: Extract<SearchEvent, { event: 'counted' }>): Results {
  const before = results.sources[source];
  return before ? withSource(results, source, { ...before, count, exact: true, facets }) : results;
}

function withoutCursor(progress: SourceProgress): SourceProgress {
  const { cursor, ...rest } = progress;
  return cursor === undefined ? progress : rest;
}

const TOLD = ['facets', 'ranked', 'widened', 'arrival', 'asOf', 'because', 'nextTryAt', 'cost'] as const;

/** What a source says once, with its first page. */
const told = (event: Answered): Partial<SourceProgress> =>
  Object.fromEntries(TOLD.flatMap((key) => (event[key] === undefined ? [] : [[key, event[key]]])));

function answered(results: Results, event: Answered): Results {
  const before = withoutCursor(results.sources[event.source] ?? UNASKED);
  const isFirst = before.ms === null;
  return withSource(results, event.source, {
    ...before,
    state: event.state,
    isPaging: false,
    ...(isFirst ? { ms: event.ms, count: event.count, exact: event.exact, ...told(event) } : {}),
    ...(event.state === 'answered' && event.cursor !== undefined ? { cursor: event.cursor } : {}),
  });
}

/** No page is on its way any more, whether or not every source said so. */
function ended(results: Results): Results {
  const still = SOURCE_IDS.filter((source) => results.sources[source]?.isPaging === true);
  return still.reduce((now, source) => {
    const before = now.sources[source];
    return before ? withSource(now, source, { ...before, isPaging: false }) : now;
  }, results);
}

/** The results after one more event of the stream. */
export function mergeResults(results: Results, event: SearchEvent): Results {
  switch (event.event) {
    case 'started':
      return settled(started(results, event));
    case 'rows':
      return settled(arrived(results, event));
    case 'source':
      return settled(answered(results, event));
    case 'counted':
      return settled(counted(results, event));
    case 'done':
    case 'fault': // the stream broke off: what was received stays
      return settled(ended(results));
  }
}

/** Rows of a source that wait below the horizon; with fewer than this its next page is asked for too. */
const ENOUGH_WAITING = 25;

/** The cursors to ask the next page with: of the sources that hold the list back or soon will; null when there is none. */
export function nextPage(results: Results): Partial<Record<SourceId, string>> | null {
  const waiting = results.held.slice(results.rows.length);
  const cursors: Partial<Record<SourceId, string>> = {};
  for (const source of SOURCE_IDS) {
    const progress = results.sources[source];
    if (progress?.cursor === undefined || progress.isPaging) continue;
    if (waiting.filter((row) => row.source === source).length < ENOUGH_WAITING) cursors[source] = progress.cursor;
  }
  return Object.keys(cursors).length === 0 ? null : cursors;
}

/** Rows kept ahead of the one in sight. */
const ROWS_AHEAD = 40;

/** Whether the next page is due when the row at this index of {@link Results.rows} comes in sight. */
export function needsMore(results: Results, visibleIndex: number): boolean {
  if (progressOf(results).some((source) => source.isPaging || source.state === 'searching')) return false;
  return visibleIndex >= results.rows.length - ROWS_AHEAD && nextPage(results) !== null;
}

const FACETS = ['kind', 'precinct', 'custodian', 'year', 'offence'] as const satisfies readonly (keyof Facets)[];

/** Facets of all sources added up, the greatest first; null before any came. */
export function mergedFacets(results: Results): Facets | null {
  const all = progressOf(results).flatMap((source) => source.facets ?? []);
  if (all.length === 0) return null;
  const sums = FACETS.map((facet) => {
    const counts = new Map<string, number>();
    for (const { value, count } of all.flatMap((facets) => facets[facet])) {
      counts.set(value, (counts.get(value) ?? 0) + count);
    }
    const values = Array.from(counts, ([value, count]) => ({ value, count }));
    return [facet, values.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))] as const;
  });
  return Object.fromEntries(sums) as Facets;
}

/**
 * What `since` of the next run says, so that only what is new to the person is marked: where each source stood when it
 * answered; a source that was asked and gave no answer has shown nothing yet. Null while none has answered.
 */
export function arrivalMarks(results: Results): Partial<Record<SourceId, number>> | null {
  const marks: Partial<Record<SourceId, number>> = {};
  let any = false;
  for (const source of SOURCE_IDS) {
    const progress = results.sources[source];
    if (progress?.state === 'down') marks[source] = 0;
    if (progress?.state !== 'answered' || progress.arrival === undefined) continue;
    marks[source] = progress.arrival;
    any = true;
  }
  return any ? marks : null;
}

/** Rows received that are marked against `since`. */
export function countNews(results: Results): { readonly fresh: number; readonly changed: number } {
  let [fresh, changed] = [0, 0];
  for (const { news } of results.held) {
    if (news === 'new') fresh += 1;
    if (news === 'changed') changed += 1;
  }
  return { fresh, changed };
}
