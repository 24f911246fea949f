/**
 * The pure transition function of a workstation's session: (state, event) → state and effects. It holds no secret,
 * does no I/O and reads no clock; every time it needs arrives in the event.
 */
import type { EndCause, LockCause, UnenrolledCause } from './phase.ts';
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
  /** The department does not know this workstation: nobody signs in here (IA-3). */
  | { readonly phase: 'unenrolled'; readonly cause: UnenrolledCause }
  | { readonly phase: 'signedOut' }
  | { readonly phase: 'notice' }
  | { readonly phase: 'credentials' }
  /** The password was right; until `expiresAt` (ms) a new one is asked for. */
  | { readonly phase: 'newPassword'; readonly expiresAt: number }
  /** The password was right; until `expiresAt` (ms) a code, or the setting up of a second factor, is asked for (S46). */
  | { readonly phase: 'secondFactor'; readonly expiresAt: number }
  | { readonly phase: 'active'; readonly facts: SessionFacts; readonly activeAt: number }
  | {
      readonly phase: 'locked';
      readonly facts: SessionFacts;
      readonly cause: LockCause;
      readonly at: number;
      /** Until then (ms) a code is asked for to unlock; null: the password is. */
      readonly codeUntil: number | null;
    }
  | { readonly phase: 'expired'; readonly name: string; readonly cause: EndCause };

export type SessionEvent =
  /** The department certified this workstation's key. */
  | { readonly type: 'enrolled' }
  /** The department does not know this workstation (any more), or its key is gone. */
  | { readonly type: 'unenrolled'; readonly cause: UnenrolledCause }
  | { readonly type: 'began' }
  | { readonly type: 'noticeAccepted' }
  /** The password was right and must be changed first. */
  | { readonly type: 'passwordDue'; readonly expiresAt: number }
  /** The password was right and a second factor is due. */
  | { readonly type: 'factorDue'; readonly expiresAt: number }
  /** What was due is not any more: given up, refused for good, or over. */
  | { readonly type: 'challengeEnded' }
  /** The gateway let the person in, at sign-in or at unlock. */
  | { readonly type: 'admitted'; readonly facts: SessionFacts; readonly at: number }
  /** Too many bad passwords or codes: the account is locked out. */
  | { readonly type: 'lockedOut' }
  | { readonly type: 'touched'; readonly at: number }
  /** Time passed (timer, resume): deadlines are compared before anything else. */
  | { readonly type: 'timePassed'; readonly at: number }
  | { readonly type: 'lockAsked'; readonly cause: LockCause; readonly at: number }
  /** Hand-over: another person wants to sign in where this one is locked. */
  | { readonly type: 'someoneElseAsked' }
  | { readonly type: 'ended'; readonly cause: EndCause }
  | { readonly type: 'signOutAsked' };

/** Run by the core in the order given. */
export const SESSION_EFFECTS = [
  /** Forget token and vault key; stop what runs for the session. */
  'dropSecrets',
  /** Forget the sign-in that is not finished; the gateway is told, best effort. */
  'dropAttempt',
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
type In<P extends SessionState['phase']> = SessionState & { readonly phase: P };

/** The order is a rule: key and token go first, the announcement comes when the old page is gone. */
const LEAVE_ACTIVE = ['dropSecrets', 'seal', 'renewPage', 'announce'] as const satisfies readonly SessionEffect[];
/** Steps back of the clock that time synchronisation makes in normal life. */
const CLOCK_STEP_MS = 5_000;
const SIGNED_OUT: SessionState = { phase: 'signedOut' };

/** `missing`: why there is no identity to present; null: there is one. */
export const initialState = (missing: UnenrolledCause | null): SessionState =>
  missing === null ? SIGNED_OUT : { phase: 'unenrolled', cause: missing };

const stay = (state: SessionState): Transition => ({ state, effects: [] });
const show = (state: SessionState): Transition => ({ state, effects: ['announce'] });
/** Leaves a step that was due; the attempt behind it is of no more use. */
const leaveStep = (state: SessionState): Transition => ({ state, effects: ['dropAttempt', 'announce'] });

function expired(facts: SessionFacts, cause: EndCause): SessionState {
  return { phase: 'expired', name: facts.person.name, cause };
}

/** What the deadlines say of an active session at a time; null: nothing is due. The absolute one is compared first. */
function due(state: In<'active'>, at: number): Transition | null {
  if (at >= state.facts.absoluteAt) return { state: expired(state.facts, 'absolute'), effects: LEAVE_ACTIVE };
  // A clock set back must not lengthen a session: activity from the future counts as none.
  const idleFor = at < state.activeAt - CLOCK_STEP_MS ? state.facts.idleMs : at - state.activeAt;
  if (idleFor >= state.facts.idleMs) return locked(state.facts, 'idle', at);
  return null;
}

function locked(facts: SessionFacts, cause: LockCause, at: number): Transition {
  const state: SessionState = { phase: 'locked', facts, cause, at, codeUntil: null };
  return { state, effects: [...LEAVE_ACTIVE, 'tellLocked'] };
}

function fromActive(state: In<'active'>, event: SessionEvent): Transition {
  switch (event.type) {
    case 'touched':
      return due(state, event.at) ?? stay({ ...state, activeAt: event.at });
    case 'timePassed':
      return due(state, event.at) ?? stay(state);
    case 'lockAsked':
      return due(state, event.at) ?? locked(state.facts, event.cause, event.at);
    case 'ended':
      return { state: expired(state.facts, event.cause), effects: LEAVE_ACTIVE };
    case 'unenrolled':
      return { state: { phase: 'unenrolled', cause: event.cause }, effects: LEAVE_ACTIVE };
    case 'signOutAsked':
      return { state: SIGNED_OUT, effects: [...LEAVE_ACTIVE, 'tellSignedOut'] };
    case 'enrolled':
    case 'began':
    case 'noticeAccepted':
    case 'passwordDue':
    case 'factorDue':
    case 'challengeEnded':
    case 'admitted':
    case 'lockedOut':
    case 'someoneElseAsked':
      return stay(state);
  }
}

function unlocked(state: In<'locked'>, event: SessionEvent & { readonly type: 'admitted' }): Transition {
  const same =
    event.facts.person.username === state.facts.person.username && event.facts.sessionId === state.facts.sessionId;
  if (!same) return leaveStep(SIGNED_OUT);
  if (event.at >= event.facts.absoluteAt) return leaveStep(expired(state.facts, 'absolute'));
  return leaveStep({ phase: 'active', facts: event.facts, activeAt: event.at });
}

function fromLocked(state: In<'locked'>, event: SessionEvent): Transition {
  switch (event.type) {
    case 'admitted':
      return unlocked(state, event);
    case 'factorDue':
      return show({ ...state, codeUntil: event.expiresAt });
    case 'challengeEnded':
      return state.codeUntil === null ? stay(state) : leaveStep({ ...state, codeUntil: null });
    case 'touched':
    case 'timePassed':
      if (event.at >= state.facts.absoluteAt) return leaveStep(expired(state.facts, 'absolute'));
      return state.codeUntil !== null && event.at >= state.codeUntil
        ? leaveStep({ ...state, codeUntil: null })
        : stay(state);
    case 'lockedOut':
      return leaveStep(expired(state.facts, 'attempts'));
    case 'ended':
      return leaveStep(expired(state.facts, event.cause));
    case 'unenrolled':
      return { state: { phase: 'unenrolled', cause: event.cause }, effects: ['dropAttempt', 'seal', 'announce'] };
    case 'someoneElseAsked':
      return { state: { phase: 'notice' }, effects: ['dropAttempt', 'seal', 'announce'] };
    case 'signOutAsked':
      return { state: SIGNED_OUT, effects: ['dropAttempt', 'seal', 'announce', 'tellSignedOut'] };
    case 'lockAsked':
    case 'enrolled':
    case 'began':
    case 'noticeAccepted':
    case 'passwordDue':
      return stay(state);
  }
}

/** Between a right password and a session. */
function fromStep(state: In<'newPassword' | 'secondFactor'>, event: SessionEvent): Transition {
  switch (event.type) {
    case 'factorDue':
      return show({ phase: 'secondFactor', expiresAt: event.expiresAt });
    case 'challengeEnded':
      return leaveStep({ phase: 'credentials' });
    case 'timePassed':
      return event.at >= state.expiresAt ? leaveStep({ phase: 'credentials' }) : stay(state);
    case 'admitted':
      return event.at < event.facts.absoluteAt
        ? leaveStep({ phase: 'active', facts: event.facts, activeAt: event.at })
        : stay(state);
    case 'unenrolled':
      return leaveStep({ phase: 'unenrolled', cause: event.cause });
    case 'signOutAsked':
      return leaveStep(SIGNED_OUT);
    case 'enrolled':
    case 'began':
    case 'noticeAccepted':
    case 'passwordDue':
    case 'lockedOut':
    case 'touched':
    case 'lockAsked':
    case 'someoneElseAsked':
    case 'ended':
      return stay(state);
  }
}

/** Before the password. */
function fromCredentials(state: In<'credentials'>, event: SessionEvent): Transition {
  if (event.type === 'passwordDue') return show({ phase: 'newPassword', expiresAt: event.expiresAt });
  if (event.type === 'factorDue') return show({ phase: 'secondFactor', expiresAt: event.expiresAt });
  if (event.type === 'admitted' && event.at < event.facts.absoluteAt)
    return show({ phase: 'active', facts: event.facts, activeAt: event.at });
  return fromOutside(state, event);
}

function fromOutside(state: In<'signedOut' | 'notice' | 'credentials' | 'expired'>, event: SessionEvent): Transition {
  switch (event.type) {
    case 'began':
      return show({ phase: 'notice' });
    case 'noticeAccepted':
      return state.phase === 'notice' ? show({ phase: 'credentials' }) : stay(state);
    case 'unenrolled':
      return show({ phase: 'unenrolled', cause: event.cause });
    case 'signOutAsked':
      return state.phase === 'signedOut' ? stay(state) : show(SIGNED_OUT);
    case 'enrolled':
    case 'passwordDue':
    case 'factorDue':
    case 'challengeEnded':
    case 'admitted':
    case 'lockedOut':
    case 'touched':
    case 'timePassed':
    case 'lockAsked':
    case 'someoneElseAsked':
    case 'ended':
      return stay(state);
  }
}

function fromUnenrolled(state: In<'unenrolled'>, event: SessionEvent): Transition {
  if (event.type === 'enrolled') return show(SIGNED_OUT);
  if (event.type === 'unenrolled' && event.cause !== state.cause) return show({ ...state, cause: event.cause });
  return stay(state);
}

/** Total: every event is answered in every phase; what does not apply changes nothing and has no effect. */
export function transition(state: SessionState, event: SessionEvent): Transition {
  switch (state.phase) {
    case 'unenrolled':
      return fromUnenrolled(state, event);
    case 'active':
      return fromActive(state, event);
    case 'locked':
      return fromLocked(state, event);
    case 'newPassword':
    case 'secondFactor':
      return fromStep(state, event);
    case 'credentials':
      return fromCredentials(state, event);
    case 'signedOut':
    case 'notice':
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
      return Math.min(state.facts.absoluteAt, state.codeUntil ?? Infinity);
    case 'newPassword':
    case 'secondFactor':
      return state.expiresAt;
    case 'unenrolled':
    case 'signedOut':
    case 'notice':
    case 'credentials':
    case 'expired':
      return null;
  }
}
