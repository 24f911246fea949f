/** The machine as a table: every state × every event, each cell stated. */
import { describe, expect, test } from 'vitest';
import { PHASES, type Phase } from './phase.ts';
import {
  initialState,
  nextDeadline,
  transition,
  type SessionEffect,
  type SessionEvent,
  type SessionFacts,
  type SessionState,
} from './machine.ts';
import type { Person } from './view.ts';

const person: Person = {
  username: 'mrivera',
  rank: 'PO',
  name: 'Maria Rivera',
  command: 113,
  commandLabel: '113 Pct',
};
const T0 = 1_000_000;
const facts: SessionFacts = { sessionId: 's-1', person, absoluteAt: T0 + 12 * 3_600_000, idleMs: 600_000 };
const other: SessionFacts = { ...facts, sessionId: 's-2', person: { ...person, username: 'jokafor' } };

const DUE = T0 + 600_000;
const CODE_UNTIL = T0 + 300_000;
/** Every phase, and `locked` a second time while a code is asked for. */
const STATES = {
  unenrolled: { phase: 'unenrolled', cause: 'new' },
  signedOut: { phase: 'signedOut' },
  notice: { phase: 'notice' },
  credentials: { phase: 'credentials' },
  newPassword: { phase: 'newPassword', expiresAt: DUE },
  secondFactor: { phase: 'secondFactor', expiresAt: DUE },
  active: { phase: 'active', facts, activeAt: T0 },
  locked: { phase: 'locked', facts, cause: 'manual', at: T0, codeUntil: null },
  lockedAskingCode: { phase: 'locked', facts, cause: 'manual', at: T0, codeUntil: CODE_UNTIL },
  expired: { phase: 'expired', name: person.name, cause: 'revoked' },
} as const satisfies Record<Phase | 'lockedAskingCode', SessionState>;
type StateName = keyof typeof STATES;

const EVENTS = {
  enrolled: { type: 'enrolled' },
  unenrolledNew: { type: 'unenrolled', cause: 'new' },
  unenrolledRevoked: { type: 'unenrolled', cause: 'revoked' },
  began: { type: 'began' },
  noticeAccepted: { type: 'noticeAccepted' },
  passwordDue: { type: 'passwordDue', expiresAt: DUE },
  factorDue: { type: 'factorDue', expiresAt: CODE_UNTIL },
  challengeEnded: { type: 'challengeEnded' },
  admitted: { type: 'admitted', facts, at: T0 + 1000 },
  admittedOther: { type: 'admitted', facts: other, at: T0 + 1000 },
  admittedTooLate: { type: 'admitted', facts, at: facts.absoluteAt },
  lockedOut: { type: 'lockedOut' },
  touched: { type: 'touched', at: T0 + 1000 },
  touchedTooLate: { type: 'touched', at: T0 + facts.idleMs },
  timePassed: { type: 'timePassed', at: T0 + 1000 },
  challengeOver: { type: 'timePassed', at: DUE },
  absoluteOver: { type: 'timePassed', at: facts.absoluteAt },
  clockSetBack: { type: 'timePassed', at: T0 - 3_600_000 },
  lockAsked: { type: 'lockAsked', cause: 'screen', at: T0 + 1000 },
  lockAskedTooLate: { type: 'lockAsked', cause: 'suspend', at: facts.absoluteAt },
  someoneElseAsked: { type: 'someoneElseAsked' },
  ended: { type: 'ended', cause: 'gateway' },
  signOutAsked: { type: 'signOutAsked' },
} as const satisfies Record<string, SessionEvent>;
type EventName = keyof typeof EVENTS;

/** Phase entered, its cause where it has one, and the effects. `stays`: nothing at all happens. */
type Cell = readonly [phase: string, ...effects: SessionEffect[]];
type Row = Record<EventName, Cell>;
const stays: Cell = ['stays'];
const LEAVE: readonly SessionEffect[] = ['dropSecrets', 'seal', 'renewPage', 'announce'];
const lockedBy = (cause: string): Cell => [`locked:${cause}`, ...LEAVE, 'tellLocked'];
const outOfStep = (phase: string): Cell => [phase, 'dropAttempt', 'announce'];
const NOTHING = Object.fromEntries(Object.keys(EVENTS).map((name) => [name, stays])) as Row;

/** Nobody in, nothing due: a row says what differs. */
const outside = (differs: Partial<Row>): Row => ({
  ...NOTHING,
  unenrolledNew: ['unenrolled:new', 'announce'],
  unenrolledRevoked: ['unenrolled:revoked', 'announce'],
  began: ['notice', 'announce'],
  ...differs,
});
const STEP: Row = {
  enrolled: stays,
  unenrolledNew: outOfStep('unenrolled:new'),
  unenrolledRevoked: outOfStep('unenrolled:revoked'),
  began: stays,
  noticeAccepted: stays,
  passwordDue: stays,
  factorDue: ['secondFactor', 'announce'],
  challengeEnded: outOfStep('credentials'),
  admitted: outOfStep('active'),
  admittedOther: outOfStep('active'),
  admittedTooLate: stays,
  lockedOut: stays,
  touched: stays,
  touchedTooLate: stays,
  timePassed: stays,
  challengeOver: outOfStep('credentials'),
  absoluteOver: outOfStep('credentials'),
  clockSetBack: stays,
  lockAsked: stays,
  lockAskedTooLate: stays,
  someoneElseAsked: stays,
  ended: stays,
  signOutAsked: outOfStep('signedOut'),
};
const LOCKED: Row = {
  enrolled: stays,
  unenrolledNew: ['unenrolled:new', 'dropAttempt', 'seal', 'announce'],
  unenrolledRevoked: ['unenrolled:revoked', 'dropAttempt', 'seal', 'announce'],
  began: stays,
  noticeAccepted: stays,
  passwordDue: stays,
  factorDue: ['locked:manual', 'announce'],
  challengeEnded: stays,
  admitted: outOfStep('active'),
  admittedOther: outOfStep('signedOut'),
  admittedTooLate: outOfStep('expired:absolute'),
  lockedOut: outOfStep('expired:attempts'),
  touched: stays,
  touchedTooLate: stays,
  timePassed: stays,
  challengeOver: stays,
  absoluteOver: outOfStep('expired:absolute'),
  clockSetBack: stays,
  lockAsked: stays,
  lockAskedTooLate: stays,
  someoneElseAsked: ['notice', 'dropAttempt', 'seal', 'announce'],
  ended: outOfStep('expired:gateway'),
  signOutAsked: ['signedOut', 'dropAttempt', 'seal', 'announce', 'tellSignedOut'],
};

const TABLE: Record<StateName, Row> = {
  unenrolled: {
    ...NOTHING,
    enrolled: ['signedOut', 'announce'],
    unenrolledRevoked: ['unenrolled:revoked', 'announce'],
  },
  signedOut: outside({}),
  notice: outside({ noticeAccepted: ['credentials', 'announce'], signOutAsked: ['signedOut', 'announce'] }),
  credentials: outside({
    passwordDue: ['newPassword', 'announce'],
    factorDue: ['secondFactor', 'announce'],
    admitted: ['active', 'announce'],
    admittedOther: ['active', 'announce'],
    signOutAsked: ['signedOut', 'announce'],
  }),
  expired: outside({ signOutAsked: ['signedOut', 'announce'] }),
  newPassword: STEP,
  secondFactor: STEP,
  active: {
    enrolled: stays,
    unenrolledNew: ['unenrolled:new', ...LEAVE],
    unenrolledRevoked: ['unenrolled:revoked', ...LEAVE],
    began: stays,
    noticeAccepted: stays,
    passwordDue: stays,
    factorDue: stays,
    challengeEnded: stays,
    admitted: stays,
    admittedOther: stays,
    admittedTooLate: stays,
    lockedOut: stays,
    touched: ['active'],
    touchedTooLate: lockedBy('idle'),
    timePassed: stays,
    challengeOver: lockedBy('idle'),
    absoluteOver: ['expired:absolute', ...LEAVE],
    clockSetBack: lockedBy('idle'),
    lockAsked: lockedBy('screen'),
    lockAskedTooLate: ['expired:absolute', ...LEAVE],
    someoneElseAsked: stays,
    ended: ['expired:gateway', ...LEAVE],
    signOutAsked: ['signedOut', ...LEAVE, 'tellSignedOut'],
  },
  locked: LOCKED,
  lockedAskingCode: {
    ...LOCKED,
    factorDue: ['locked:manual', 'announce'],
    challengeEnded: outOfStep('locked:manual'),
    challengeOver: outOfStep('locked:manual'),
    touchedTooLate: outOfStep('locked:manual'),
  },
};

describe('the session machine', () => {
  test('every phase is in the table', () => {
    expect([...new Set(Object.values(STATES).map((state) => state.phase))].sort()).toEqual([...PHASES].sort());
  });

  for (const from of Object.keys(STATES) as StateName[]) {
    for (const name of Object.keys(EVENTS) as EventName[]) {
      const [expected, ...effects] = TABLE[from][name];
      test(`${from} × ${name} → ${expected}`, () => {
        const before = STATES[from];
        const after = transition(before, EVENTS[name]);
        expect(after.effects).toEqual(effects);
        if (expected === 'stays') expect(after.state).toEqual(before);
        else
          expect('cause' in after.state ? `${after.state.phase}:${after.state.cause}` : after.state.phase).toBe(
            expected,
          );
      });
    }
  }

  test('every way out of active drops the secrets first and announces after the page is renewed', () => {
    for (const event of Object.values(EVENTS)) {
      const { state, effects } = transition(STATES.active, event);
      if (state.phase !== 'active') expect(effects.slice(0, 4)).toEqual(LEAVE);
    }
  });

  test('AC-11: activity moves the idle deadline, never the absolute one', () => {
    const late = facts.absoluteAt - 1000;
    const touched = transition({ ...STATES.active, activeAt: late - 1000 }, { type: 'touched', at: late }).state;
    expect(nextDeadline(touched)).toBe(facts.absoluteAt);
    expect(nextDeadline(STATES.active)).toBe(T0 + facts.idleMs);
    expect(nextDeadline(STATES.locked)).toBe(facts.absoluteAt);
    expect(nextDeadline(STATES.credentials)).toBeNull();
  });

  test('S46: what is due ends at its own time, in a step and in a lock', () => {
    expect(nextDeadline(STATES.newPassword)).toBe(DUE);
    expect(nextDeadline(STATES.secondFactor)).toBe(DUE);
    expect(nextDeadline(STATES.lockedAskingCode)).toBe(CODE_UNTIL);
    const over = transition(STATES.lockedAskingCode, EVENTS.challengeOver).state;
    expect(over).toEqual(STATES.locked);
    expect(transition(STATES.credentials, EVENTS.factorDue).state).toMatchObject({ expiresAt: CODE_UNTIL });
  });

  test('every way out of a step forgets the attempt behind it', () => {
    for (const from of [STATES.newPassword, STATES.secondFactor, STATES.lockedAskingCode]) {
      for (const event of Object.values(EVENTS)) {
        const { state, effects } = transition(from, event);
        const asking = 'expiresAt' in state || ('codeUntil' in state && state.codeUntil !== null);
        if (!asking) expect(effects).toContain('dropAttempt');
      }
    }
  });

  test('with an identity the first screen is the sign-in, without one the enrolment and why', () => {
    expect(initialState(null)).toEqual(STATES.signedOut);
    expect(initialState('key-lost')).toEqual({ phase: 'unenrolled', cause: 'key-lost' });
  });

  test('IA-3: before the enrolment no event but the enrolment leads anywhere', () => {
    for (const event of Object.values(EVENTS)) {
      const { phase } = transition(initialState('new'), event).state;
      expect(phase).toBe(event.type === 'enrolled' ? 'signedOut' : 'unenrolled');
    }
  });

  test('a small step back of the clock does not lock', () => {
    expect(transition(STATES.active, { type: 'timePassed', at: T0 - 500 }).state).toEqual(STATES.active);
  });
});
