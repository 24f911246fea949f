/** Makes what the page always knows out of the machine's state and the holdings; shows nothing of a session outside its phase. */
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import type { SessionState } from '../../../shared/session/machine.ts';
import type { Workstation } from '../../../shared/session/view.ts';
import type { LinkState } from '../link/link-watch.ts';
import type { Holdings } from './holdings.ts';

/** What never changes while the program runs. */
export interface WorkstationFacts {
  readonly host: 'electron' | 'chromium';
  readonly version: string;
  /** Host and port of the gateway, shown to the person. */
  readonly gateway: string;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** What is due, while the machine waits for it. The attempt's id stays behind. */
function challengeOf(state: SessionState, { attempt }: Holdings): Snapshot['challenge'] {
  const asking =
    state.phase === 'newPassword' ||
    state.phase === 'secondFactor' ||
    (state.phase === 'locked' && state.codeUntil !== null);
  return asking ? (attempt?.challenge ?? null) : null;
}

function lockedOf(state: SessionState): Snapshot['locked'] {
  if (state.phase !== 'locked') return null;
  const { facts, cause, at } = state;
  return { person: facts.person, cause, at: iso(at), absoluteAt: iso(facts.absoluteAt) };
}

function expiredOf(state: SessionState, { endedBecause }: Holdings): Snapshot['expired'] {
  if (state.phase !== 'expired') return null;
  return { name: state.name, cause: state.cause, ...(endedBecause === null ? {} : { help: endedBecause }) };
}

export function makeSnapshot(
  facts: WorkstationFacts,
  revision: number,
  now: {
    readonly state: SessionState;
    readonly holdings: Holdings;
    readonly link: LinkState;
    readonly workstation: Workstation | null;
    readonly workstationKey: Snapshot['workstationKey'];
    readonly drafts: Snapshot['drafts'];
  },
): Snapshot {
  const { state, holdings, link, workstation, workstationKey, drafts } = now;
  const active = state.phase === 'active';
  return {
    ...{ revision, phase: state.phase, workstation, workstationKey, drafts },
    unenrolled: state.phase === 'unenrolled' ? state.cause : null,
    host: facts.host,
    version: facts.version,
    link: {
      state: link.state,
      since: link.since,
      gateway: facts.gateway,
      ...(link.fault ? { fault: link.fault } : {}),
    },
    notice: holdings.notice,
    challenge: challengeOf(state, holdings),
    accessChanges: active ? [...holdings.accessChanges] : [],
    session: active ? holdings.session : null,
    locked: lockedOf(state),
    expired: expiredOf(state, holdings),
    ...(active && holdings.draftsRefused !== null ? { draftsRefused: holdings.draftsRefused } : {}),
  };
}
