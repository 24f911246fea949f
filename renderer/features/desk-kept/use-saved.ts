/** The saved searches and how many new rows each has, asked quietly every minute while the session is active. */
import { useCall } from '../../bridge/use-call.ts';
import { useCapability } from '../../bridge/snapshot.tsx';
import type { SavedSearch } from '../../../shared/session/desk.ts';
import { newsOf } from './kept-model.ts';

/** Milliseconds. */
const QUIETLY = 60_000;
const NONE: readonly SavedSearch[] = [];

export function useSaved(): { readonly searches: readonly SavedSearch[]; readonly reload: () => void } {
  const maySearch = useCapability('record.search');
  const answer = useCall('saved.list', {}, { refetchMs: QUIETLY, enabled: maySearch });
  return { searches: answer.state === 'ready' ? answer.value.searches : NONE, reload: answer.reload };
}

/** New rows of all saved searches. */
export const useSavedNews = (): number => newsOf(useSaved().searches);
