/** Makes the request of a search out of what the box and the facets say. Pure. */
import { parseQuery } from '../../../shared/records/query/parse.ts';
import type { Term } from '../../../shared/records/query/term.ts';
import type { Filters, SearchRequest, Sort } from '../../../shared/records/search.ts';
import { readingsOf, type Choices, type Reading } from './readings.ts';

/** Rows asked of each source at a time. */
const PAGE = 100;

export interface Understood {
  readonly readings: readonly Reading[];
  readonly cut: boolean;
}

/** The day on the clock of this workstation, YYYY-MM-DD: what "yesterday" is counted from. */
export function localDay(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function understand(text: string, choices: Choices, today: string): Understood {
  const parsed = parseQuery(text, { today });
  return { readings: readingsOf(text, parsed, choices), cut: parsed.cut };
}

export const requestOf = (terms: readonly Term[], filters: Filters, sort: Sort): SearchRequest => ({
  terms: [...terms],
  filters,
  sort,
  limit: PAGE,
});
