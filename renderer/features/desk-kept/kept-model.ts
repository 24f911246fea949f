/** How a kept search is asked again: what is new first, and from where news are counted next. Pure. */
import { textOf } from '../../../shared/records/query/chip.ts';
import { MAX_QUERY_TEXT } from '../../../shared/records/query/term.ts';
import { SOURCE_IDS } from '../../../shared/records/kind.ts';
import type { SearchRequest } from '../../../shared/records/search.ts';
import type { ArrivalMarks, SavedSearch, TourSearch } from '../../../shared/session/desk.ts';

type Question = SavedSearch['request'];

/** What the box says for a question that was kept. */
export const questionText = ({ terms }: Pick<Question, 'terms'>): string =>
  terms.map(textOf).join(' ').slice(0, MAX_QUERY_TEXT);

const hasMarks = (arrival: ArrivalMarks): boolean => SOURCE_IDS.some((source) => arrival[source] !== undefined);

/** With what changed since marked, where it is known since when. */
export const changesOf = ({ request, arrival }: Pick<TourSearch, 'request' | 'arrival'>): SearchRequest =>
  hasMarks(arrival) ? { ...request, since: arrival } : { ...request };

/** A saved search opens with its new rows alone, when it has some. */
export const openingOf = (saved: SavedSearch): SearchRequest => {
  const request = changesOf(saved);
  return (saved.news ?? 0) > 0 && request.since !== undefined ? { ...request, newsOnly: true } : request;
};

export const sameArrival = (one: ArrivalMarks | undefined, other: ArrivalMarks | undefined): boolean =>
  SOURCE_IDS.every((source) => one?.[source] === other?.[source]);

/** From where news are counted after a look: a source that did not answer counts on from where it stood. */
export function seenArrival(before: ArrivalMarks, now: ArrivalMarks): ArrivalMarks {
  const next: ArrivalMarks = { ...before };
  for (const source of SOURCE_IDS) {
    const mark = now[source];
    if (mark !== undefined && mark > (before[source] ?? -1)) next[source] = mark;
  }
  return next;
}

export const newsOf = (searches: readonly SavedSearch[]): number =>
  searches.reduce((sum, { news }) => sum + (news ?? 0), 0);
