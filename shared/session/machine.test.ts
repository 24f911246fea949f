/** The machine as a table: every state × every event, each cell stated. */
import { describe, expect, test } from 'vitest';
import { PHASES, type Phase } from './phase.ts';
import {
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

const STATES = {
  signedOut: { phase: 'signedOut' },
  notice: { phase: 'notice' },
  credentials: { phase: 'credentials' },
  active: { phase: 'active', facts, activeAt: T0 },
  locked: { phase: 'locked', facts, cause: 'manual', at: T0 },
  expired: { phase: 'expired', name: person.name, cause: 'revoked' },
} as const satisfies Record<Phase, SessionState>;

const EVENTS = {
  began: { type: 'began' },
  noticeAccepted: { type: 'noticeAccepted' },
  admitted: { type: 'admitted', facts, at: T0 + 1000 },
  admittedOther: { type: 'admitted', facts: other, at: T0 + 1000 },
  admittedTooLate: { type: 'admitted', facts, at: facts.absoluteAt },
  lockedOut: { type: 'lockedOut' },
  touched: { type: 'touched', at: T0 + 1000 },
  touchedTooLate: { type: 'touched', at: T0 + facts.idleMs },
  timePassed: { type: 'timePassed', at: T0 + 1000 },
  idleOver: { type: 'timePassed', at: T0 + facts.idleMs },
  absoluteOver: { type: 'timePassed', at: facts.absoluteAt },
  clockSetBack: { type: 'timePassed', at: T0 - 3_600_000 },
  lockAsked: { type: 'lockAsked', cause: 'screen', at: T0 + 1000 },
  lockAskedTooLate: { type: 'lockAsked', cause: 'suspend', at: facts.absoluteAt },
  ended: { type: 'ended', cause: 'gateway' },
  signOutAsked: { type: 'signOutAsked' },
} as const satisfies Record<string, SessionEvent>;
type EventName = keyof typeof EVENTS;

/** Phase entered, its cause where it has one, and the effects. `stays`: nothing at all happens. */
type Cell = readonly [phase: string, ...effects: SessionEffect[]];
const stays: Cell = ['stays'];
const LEAVE: readonly SessionEffect[] = ['dropSecrets', 'seal', 'renewPage', 'announce'];
const lockedBy = (cause: string): Cell => [`locked:${cause}`, ...LEAVE, 'tellLocked'];
const outside = (noticeAccepted: Cell, admitted: Cell, signOutAsked: Cell): Record<EventName, Cell> => ({
  began: ['notice', 'announce'],
  noticeAccepted,
  admitted,
  admittedOther: admitted,
  admittedTooLate: stays,
  lockedOut: stays,
  touched: stays,
  touchedTooLate: stays,
  timePassed: stays,
  idleOver: stays,
  absoluteOver: stays,
  clockSetBack: stays,
  lockAsked: stays,
  lockAskedTooLate: stays,
  ended: stays,
  signOutAsked,
});

const TABLE: Record<Phase, Record<EventName, Cell>> = {
  signedOut: outside(stays, stays, stays),
  notice: outside(['credentials', 'announce'], stays, ['signedOut', 'announce']),
  credentials: outside(stays, ['active', 'announce'], ['signedOut', 'announce']),
  expired: outside(stays, stays, ['signedOut', 'announce']),
  active: {
    began: stays,
    noticeAccepted: stays,
    admitted: stays,
    admittedOther: stays,
    admittedTooLate: stays,
    lockedOut: stays,
    touched: ['active'],
    touchedTooLate: lockedBy('idle'),
    timePassed: stays,
    idleOver: lockedBy('idle'),
    absoluteOver: ['expired:absolute', ...LEAVE],
    clockSetBack: lockedBy('idle'),
    lockAsked: lockedBy('screen'),
    lockAskedTooLate: ['expired:absolute', ...LEAVE],
    ended: ['expired:gateway', ...LEAVE],
    signOutAsked: ['signedOut', ...LEAVE, 'tellSignedOut'],
  },
  locked: {
    began: stays,
    noticeAccepted: stays,
    admitted: ['active', 'announce'],
    admittedOther: ['signedOut', 'announce'],
    admittedTooLate: ['expired:absolute', 'announce'],
    lockedOut: ['expired:attempts', 'announce'],
    touched: stays,
    touchedTooLate: stays,
    timePassed: stays,
    idleOver: stays,
    absoluteOver: ['expired:absolute', 'announce'],
    clockSetBack: stays,
    lockAsked: stays,
    lockAskedTooLate: stays,
    ended: ['expired:gateway', 'announce'],
    signOutAsked: ['signedOut', 'seal', 'announce'],
  },
};

describe('the session machine', () => {
  for (const phase of PHASES) {
    for (const name of Object.keys(EVENTS) as EventName[]) {
      const [expected, ...effects] = TABLE[phase][name];
      test(`${phase} × ${name} → ${expected}`, () => {
        const before = STATES[phase];
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

  test('a small step back of the clock does not lock', () => {
    expect(transition(STATES.active, { type: 'timePassed', at: T0 - 500 }).state).toEqual(STATES.active);
  });
});
