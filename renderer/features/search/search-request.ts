/** Makes the request of a search out of what the box and the facets say. Pure. */
import { parseQuery } from '../../../shared/records/query/parse.ts';
import type { ReadingContext } from '../../../shared/records/query/reading.ts';
import type { Term } from '../../../shared/records/query/term.ts';
import type { Filters, SearchRequest, Sort } from '../../../shared/records/search.ts';
import { readingsOf, type Choices, type Reading } from './readings.ts';

/** Rows asked of each source at a time. */
const PAGE = 100;

export interface Understood {
  readonly readings: readonly Reading[];
  readonly cut: boolean;
}

/** Day and time on the clock of this workstation: what "yesterday" and "last tour" are counted from. */
export function localContext(now: Date): ReadingContext {
  const two = (part: number): string => String(part).padStart(2, '0');
  return {
    today: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    time: `${two(now.getHours())}:${two(now.getMinutes())}`,
  };
}

export function understand(text: string, choices: Choices, context: ReadingContext): Understood {
  const parsed = parseQuery(text, context);
  return { readings: readingsOf(text, parsed, choices), cut: parsed.cut };
}

export const requestOf = (terms: readonly Term[], filters: Filters, sort: Sort): SearchRequest => ({
  terms: [...terms],
  filters,
  sort,
  limit: PAGE,
});
