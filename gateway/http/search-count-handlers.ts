/** Handler of the row that counts readings: joins the parsed input to the core. Decides nothing itself. */
import { FaultError } from '../../shared/faults/faults.ts';
import type { SearchCount } from '../core/search-count.ts';
import type { Handlers } from './handler.ts';

export const searchCountPart = ({
  searchCount,
}: {
  readonly searchCount: SearchCount;
}): Pick<Handlers, 'searchCounts'> => ({
  searchCounts: ({ asker, body }) => {
    if (asker.reason === null) throw new FaultError('reason.missing');
    return searchCount.count({ ...asker, reason: asker.reason }, body);
  },
});
