/** One run of a search as the page knows it: what was asked, what has arrived, how fast. Pure; later runs never mix with earlier ones. */
import type { Fault } from '../../../shared/faults/faults.ts';
import { SOURCE_IDS } from '../../../shared/records/kind.ts';
import { arrivalMarks, emptyResults, mergeResults, type Results } from '../../../shared/records/results.ts';
import { sameTerms } from './same-terms.ts';
import type { SearchEvent, SearchRequest } from '../../../shared/records/search.ts';

export type RunStatus = 'idle' | 'searching' | 'paging' | 'done' | 'failed';

export interface SearchRun {
  /** Key of the run at the bridge; events of another key are not ours. */
  readonly key: string;
  readonly status: RunStatus;
  readonly request: SearchRequest | null;
  readonly results: Results;
  /** Rows of the same terms with other filters or another sort: they stay in sight, marked, until the new ones come. */
  readonly before: Results | null;
  readonly fault: Fault | null;
  /** Page clock, milliseconds. */
  readonly startedAt: number;
  /** Milliseconds from the key press to the first row on the page; null before it. */
  readonly firstRowMs: number | null;
  /** UTC: when the gateway began to answer; null before. */
  readonly at: string | null;
  /** When the search before this one was, which this one is compared with; null: with an earlier time. */
  readonly sinceAt: string | null;
}

export const NO_RUN: SearchRun = {
  key: '',
  status: 'idle',
  request: null,
  results: emptyResults,
  before: null,
  fault: null,
  startedAt: 0,
  firstRowMs: null,
  at: null,
  sinceAt: null,
};

export type RunAction =
  | { readonly of: 'started'; readonly key: string; readonly request: SearchRequest; readonly now: number }
  | { readonly of: 'paged' }
  | {
      readonly of: 'progressed';
      readonly key: string;
      readonly events: readonly SearchEvent[];
      readonly fault: Fault | undefined;
      readonly now: number;
    }
  | { readonly of: 'cleared' };

const sameMarks = (one: SearchRequest['since'], other: SearchRequest['since']): boolean =>
  SOURCE_IDS.every((source) => one?.[source] === other?.[source]);

/** When the answer was that this request is compared with, if this page knows. */
function comparedAt(run: SearchRun, { since }: SearchRequest): string | null {
  if (since === undefined) return null;
  if (run.request?.since !== undefined && sameMarks(since, run.request.since)) return run.sinceAt;
  return sameMarks(since, arrivalMarks(run.results) ?? undefined) ? run.at : null;
}

function started(run: SearchRun, { key, request, now }: Extract<RunAction, { of: 'started' }>): SearchRun {
  const refines = run.request !== null && sameTerms(run.request.terms, request.terms);
  const seen = shownResults(run);
  const before = refines && seen.rows.length > 0 ? seen : null;
  return { ...NO_RUN, key, request, startedAt: now, status: 'searching', before, sinceAt: comparedAt(run, request) };
}

/** What stands on the page: the run's own rows, or those before it while it has none and may still bring some. */
export const shownResults = ({ status, results, before }: SearchRun): Results =>
  status === 'searching' && results.rows.length === 0 && before !== null ? before : results;

function progressed(run: SearchRun, action: Extract<RunAction, { of: 'progressed' }>): SearchRun {
  if (action.key !== run.key || run.key === '') return run;
  const results = action.events.reduce(mergeResults, run.results);
  const first = run.firstRowMs === null && results.rows.length > 0;
  const begun = action.events.find((event) => event.event === 'started');
  const ended = action.events.some((event) => event.event === 'done');
  return {
    ...run,
    results,
    at: run.at ?? begun?.at ?? null,
    firstRowMs: first ? action.now - run.startedAt : run.firstRowMs,
    fault: action.fault ?? run.fault,
    status: action.fault !== undefined ? 'failed' : ended ? 'done' : run.status,
  };
}

export function nextRun(run: SearchRun, action: RunAction): SearchRun {
  switch (action.of) {
    case 'started':
      return started(run, action);
    case 'paged':
      return run.status === 'done' ? { ...run, status: 'paging' } : run;
    case 'progressed':
      return progressed(run, action);
    case 'cleared':
      return NO_RUN;
  }
}
