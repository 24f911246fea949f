/** Handler of the row that counts readings: joins the parsed input to the core. Decides nothing itself. */
import type { SearchCount } from '../core/search-count.ts';
import type { Handlers } from './handler.ts';
import { reasoned } from './reasoned.ts';

export const searchCountPart = ({
  searchCount,
}: {
  readonly searchCount: SearchCount;
}): Pick<Handlers, 'searchCounts'> => ({
  searchCounts: ({ asker, body }) => searchCount.count(reasoned(asker), body),
});
