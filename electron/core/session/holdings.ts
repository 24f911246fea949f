/** What main holds for the page beside the machine's state: notice, session view, workspace, the attempt under way. Never a password, a code or a token. */
import type { Workspace } from '../../../shared/bridge/calls.ts';
import type { Challenge } from '../../../shared/session/identity.ts';
import type { AccessChange, Notice, SessionView } from '../../../shared/session/view.ts';
import type { DraftsRefused } from '../vault/vault.ts';

/** A sign-in or unlock that is not finished. The id stays here: the page sees the challenge only. */
export interface Attempt {
  readonly id: string;
  readonly challenge: Challenge;
}

export interface Holdings {
  /** Sessions that stay locked at the gateway while somebody else uses this workstation. */
  readonly handedOver: Set<string>;
  notice: Notice | null;
  attempt: Attempt | null;
  /** In `active` only. */
  session: SessionView | null;
  /** In `active` only. */
  accessChanges: readonly AccessChange[];
  workspace: Workspace | null;
  /** What the gateway said when it ended the session; shown in `expired`. */
  endedBecause: string | null;
  /** Why what was kept was not given back; null: it was, or there was nothing. */
  draftsRefused: DraftsRefused | null;
}

export const emptyHoldings = (): Holdings => ({
  handedOver: new Set(),
  ...{
    notice: null,
    attempt: null,
    session: null,
    accessChanges: [],
    workspace: null,
    draftsRefused: null,
    endedBecause: null,
  },
});

/** Forgets what belongs to an active session. */
export function forgetSession(holdings: Holdings): void {
  holdings.session = null;
  holdings.accessChanges = [];
  holdings.workspace = null;
  holdings.draftsRefused = null;
}
