/** Makes what the page always knows out of the machine's state and the holdings; shows nothing of a session outside its phase. */
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import type { SessionState } from '../../../shared/session/machine.ts';
import type { Workstation } from '../../../shared/session/view.ts';
import type { LinkState } from '../link/link-watch.ts';
import type { Holdings } from './holdings.ts';

export interface WorkstationFacts {
  readonly workstation: Workstation;
  readonly host: 'electron' | 'chromium';
  readonly version: string;
  /** Host and port of the gateway, shown to the person. */
  readonly gateway: string;
}

const iso = (ms: number): string => new Date(ms).toISOString();

export function makeSnapshot(
  facts: WorkstationFacts,
  revision: number,
  now: {
    readonly state: SessionState;
    readonly holdings: Holdings;
    readonly link: LinkState;
    readonly drafts: Snapshot['drafts'];
  },
): Snapshot {
  const { state, holdings, link } = now;
  return {
    revision,
    phase: state.phase,
    workstation: facts.workstation,
    host: facts.host,
    version: facts.version,
    link: {
      state: link.state,
      since: link.since,
      gateway: facts.gateway,
      ...(link.fault ? { fault: link.fault } : {}),
    },
    notice: holdings.notice,
    session: state.phase === 'active' ? holdings.session : null,
    locked:
      state.phase === 'locked'
        ? {
            person: state.facts.person,
            cause: state.cause,
            at: iso(state.at),
            absoluteAt: iso(state.facts.absoluteAt),
          }
        : null,
    expired: state.phase === 'expired' ? { name: state.name, cause: state.cause } : null,
    drafts: now.drafts,
  };
}
