/** Makes the request of a search out of what the box and the facets say. Pure. */
import { parseQuery } from '../../../shared/records/query/parse.ts';
import type { ReadingContext } from '../../../shared/records/query/reading.ts';
import type { Term } from '../../../shared/records/query/term.ts';
import type { Filters, SearchRequest, Sort } from '../../../shared/records/search.ts';
import { clockText, dayStamp } from '../../ui/time.ts';
import { readingsOf, type Choices, type Reading } from './readings.ts';

/** Rows asked of each source at a time. */
const PAGE = 100;

export interface Understood {
  readonly readings: readonly Reading[];
  readonly cut: boolean;
}

/** Day and time by the department's clock, whatever the computer's: what "yesterday" and "last tour" are counted from. */
export const departmentContext = (now: Date): ReadingContext => ({ today: dayStamp(now), time: clockText(now) });

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
