/** What main holds for the page beside the machine's state: notice, session view, workspace. Never a password or a token. */
import type { Workspace } from '../../../shared/bridge/calls.ts';
import type { Notice, SessionView } from '../../../shared/session/view.ts';

export interface Holdings {
  notice: Notice | null;
  /** In `active` only. */
  session: SessionView | null;
  workspace: Workspace | null;
}

export const emptyHoldings = (): Holdings => ({ notice: null, session: null, workspace: null });

/** Forgets what belongs to an active session. */
export function forgetSession(holdings: Holdings): void {
  holdings.session = null;
  holdings.workspace = null;
}
