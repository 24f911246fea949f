/** What this person was told already, kept with their workspace, so that a lock and an unlock do not tell it again. Ids only. */
import { useWorkspace } from '../workspace/workspace-context.ts';

const KEY = 'notices.seen';
/** More than a session can bring; older ones give way. */
const MAX = 40;

export function useSeen(): { readonly has: (id: string) => boolean; readonly add: (ids: readonly string[]) => void } {
  const { workspace, setDraft } = useWorkspace();
  const seen = (workspace.drafts[KEY] ?? '').split(' ').filter(Boolean);
  return {
    has: (id) => seen.includes(id),
    add: (ids) => setDraft(KEY, [...new Set([...seen, ...ids])].slice(-MAX).join(' ')),
  };
}
