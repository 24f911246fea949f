/**
 * The pure transition function of a workstation's session: (state, event) → state and effects. It holds no secret,
 * does no I/O and reads no clock; every time it needs arrives in the event.
 */
import type { EndCause, LockCause } from './phase.ts';
import type { Person } from './view.ts';

/** What the machine remembers of a live session; nothing here is a secret. Times in ms since the epoch. */
export interface SessionFacts {
  readonly sessionId: string;
  readonly person: Person;
  /** The session ends then, whatever happens (IA-11). */
  readonly absoluteAt: number;
  /** Without activity for this long the workstation locks (AC-11). */
  readonly idleMs: number;
}

export type SessionState =
  | { readonly phase: 'signedOut' }
  | { readonly phase: 'notice' }
  | { readonly phase: 'credentials' }
  | { readonly phase: 'active'; readonly facts: SessionFacts; readonly activeAt: number }
  | { readonly phase: 'locked'; readonly facts: SessionFacts; readonly cause: LockCause; readonly at: number }
  | { readonly phase: 'expired'; readonly name: string; readonly cause: EndCause };

export type SessionEvent =
  | { readonly type: 'began' }
  | { readonly type: 'noticeAccepted' }
  /** The gateway let the person in, at sign-in or at unlock. */
  | { readonly type: 'admitted'; readonly facts: SessionFacts; readonly at: number }
  /** Too many bad passwords: the account is locked out. */
  | { readonly type: 'lockedOut' }
  | { readonly type: 'touched'; readonly at: number }
  /** Time passed (timer, resume): deadlines are compared before anything else. */
  | { readonly type: 'timePassed'; readonly at: number }
  | { readonly type: 'lockAsked'; readonly cause: LockCause; readonly at: number }
  | { readonly type: 'ended'; readonly cause: EndCause }
  | { readonly type: 'signOutAsked' };

/** Run by the core in the order given. */
export const SESSION_EFFECTS = [
  /** Forget token and vault key; stop what runs for the session. */
  'dropSecrets',
  /** Write what is already encrypted; needs no key. */
  'seal',
  /** A new page: nothing of the old one's memory remains. */
  'renewPage',
  /** Publish the new snapshot. */
  'announce',
  /** Best effort, last: the gateway need not answer for the workstation to be locked. */
  'tellLocked',
  'tellSignedOut',
] as const;
export type SessionEffect = (typeof SESSION_EFFECTS)[number];

export interface Transition {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

/** The order is a rule: key and token go first, the announcement comes when the old page is gone. */
const LEAVE_ACTIVE = ['dropSecrets', 'seal', 'renewPage', 'announce'] as const satisfies readonly SessionEffect[];
/** Steps back of the clock that time synchronisation makes in normal life. */
const CLOCK_STEP_MS = 5_000;
const SIGNED_OUT: SessionState = { phase: 'signedOut' };

export const INITIAL_STATE: SessionState = SIGNED_OUT;

const stay = (state: SessionState): Transition => ({ state, effects: [] });
const show = (state: SessionState): Transition => ({ state, effects: ['announce'] });

function expired(facts: SessionFacts, cause: EndCause): SessionState {
  return { phase: 'expired', name: facts.person.name, cause };
}

/** What the deadlines say of an active session at a time; null: nothing is due. The absolute one is compared first. */
function due(state: SessionState & { phase: 'active' }, at: number): Transition | null {
  if (at >= state.facts.absoluteAt) return { state: expired(state.facts, 'absolute'), effects: LEAVE_ACTIVE };
  // A clock set back must not lengthen a session: activity from the future counts as none.
  const idleFor = at < state.activeAt - CLOCK_STEP_MS ? state.facts.idleMs : at - state.activeAt;
  if (idleFor >= state.facts.idleMs) return locked(state.facts, 'idle', at);
  return null;
}

function locked(facts: SessionFacts, cause: LockCause, at: number): Transition {
  return { state: { phase: 'locked', facts, cause, at }, effects: [...LEAVE_ACTIVE, 'tellLocked'] };
}

function fromActive(state: SessionState & { phase: 'active' }, event: SessionEvent): Transition {
  switch (event.type) {
    case 'touched':
      return due(state, event.at) ?? stay({ ...state, activeAt: event.at });
    case 'timePassed':
      return due(state, event.at) ?? stay(state);
    case 'lockAsked':
      return due(state, event.at) ?? locked(state.facts, event.cause, event.at);
    case 'ended':
      return { state: expired(state.facts, event.cause), effects: LEAVE_ACTIVE };
    case 'signOutAsked':
      return { state: SIGNED_OUT, effects: [...LEAVE_ACTIVE, 'tellSignedOut'] };
    case 'began':
    case 'noticeAccepted':
    case 'admitted':
    case 'lockedOut':
      return stay(state);
  }
}

function fromLocked(state: SessionState & { phase: 'locked' }, event: SessionEvent): Transition {
  switch (event.type) {
    case 'admitted': {
      const same =
        event.facts.person.username === state.facts.person.username && event.facts.sessionId === state.facts.sessionId;
      if (!same) return show(SIGNED_OUT);
      if (event.at >= event.facts.absoluteAt) return show(expired(state.facts, 'absolute'));
      return show({ phase: 'active', facts: event.facts, activeAt: event.at });
    }
    case 'touched':
    case 'timePassed':
      return event.at >= state.facts.absoluteAt ? show(expired(state.facts, 'absolute')) : stay(state);
    case 'lockedOut':
      return show(expired(state.facts, 'attempts'));
    case 'ended':
      return show(expired(state.facts, event.cause));
    case 'signOutAsked':
      return { state: SIGNED_OUT, effects: ['seal', 'announce'] };
    case 'lockAsked':
    case 'began':
    case 'noticeAccepted':
      return stay(state);
  }
}

function fromOutside(
  state: SessionState & { phase: 'signedOut' | 'notice' | 'credentials' | 'expired' },
  event: SessionEvent,
): Transition {
  switch (event.type) {
    case 'began':
      return show({ phase: 'notice' });
    case 'noticeAccepted':
      return state.phase === 'notice' ? show({ phase: 'credentials' }) : stay(state);
    case 'admitted':
      return state.phase === 'credentials' && event.at < event.facts.absoluteAt
        ? show({ phase: 'active', facts: event.facts, activeAt: event.at })
        : stay(state);
    case 'signOutAsked':
      return state.phase === 'signedOut' ? stay(state) : show(SIGNED_OUT);
    case 'lockedOut':
    case 'touched':
    case 'timePassed':
    case 'lockAsked':
    case 'ended':
      return stay(state);
  }
}

/** Total: every event is answered in every phase; what does not apply changes nothing and has no effect. */
export function transition(state: SessionState, event: SessionEvent): Transition {
  switch (state.phase) {
    case 'active':
      return fromActive(state, event);
    case 'locked':
      return fromLocked(state, event);
    case 'signedOut':
    case 'notice':
    case 'credentials':
    case 'expired':
      return fromOutside(state, event);
  }
}

/** The next time (ms since the epoch) at which {@link transition} has something to say about deadlines; null: none. */
export function nextDeadline(state: SessionState): number | null {
  switch (state.phase) {
    case 'active':
      return Math.min(state.facts.absoluteAt, state.activeAt + state.facts.idleMs);
    case 'locked':
      return state.facts.absoluteAt;
    case 'signedOut':
    case 'notice':
    case 'credentials':
    case 'expired':
      return null;
  }
}
