/** The same search once more: with what changed since marked, or only that. Pure. */
import { arrivalMarks } from '../../../shared/records/results.ts';
import type { SearchRequest } from '../../../shared/records/search.ts';
import type { SearchRun } from './search-run.ts';

/** The request without marks of its own: what is saved, and what is asked first. */
export function plainRequest(request: SearchRequest): SearchRequest {
  const plain = { ...request };
  delete plain.since;
  delete plain.newsOnly;
  delete plain.cursors;
  return plain;
}

/** Null while nothing was asked. Sources that told nothing of their state are asked anew, without marks. */
export function againRequest({ request, results }: SearchRun): SearchRequest | null {
  if (request === null) return null;
  const since = arrivalMarks(results);
  return { ...plainRequest(request), ...(since === null ? {} : { since }) };
}

export function newsOnlyRequest({ request }: SearchRun, only: boolean): SearchRequest | null {
  if (request?.since === undefined) return null;
  return { ...plainRequest(request), since: request.since, ...(only ? { newsOnly: true } : {}) };
}
