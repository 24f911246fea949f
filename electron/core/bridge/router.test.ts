/** Each step of the router refuses what it is there for, in its order. */
import { beforeEach, describe, expect, test } from 'vitest';
import { CALLS, CALL_NAMES } from '../../../shared/bridge/calls.ts';
import { FaultError } from '../../../shared/faults/faults.ts';
import type { Phase } from '../../../shared/session/phase.ts';
import { movedClock, type MovedClock } from '../../../test/workstation/harness/moved-clock.ts';
import { createJournal } from '../journal/journal.ts';
import type { Handlers } from './handlers.ts';
import { createRouter, type Answer } from './router.ts';

const PAGE = { mainFrame: true, origin: 'https://page.invalid' };
const PASSWORD = 'Very-Secret-Words-1';
let clock: MovedClock;
let lines: string[];
let phase: Phase;
let generation: number;
let overrides: Partial<Record<string, (input: never, context: { signal: AbortSignal }) => unknown>>;
let reached: string[];
let answer: Answer;

beforeEach(() => {
  clock = movedClock();
  lines = [];
  phase = 'active';
  generation = 1;
  overrides = {};
  reached = [];
  const handlers = Object.fromEntries(
    CALL_NAMES.map((name) => [
      name,
      (input: never, context: { signal: AbortSignal }) => {
        reached.push(name);
        return overrides[name]?.(input, context) ?? {};
      },
    ]),
  ) as unknown as Handlers;
  answer = createRouter({
    ...{ handlers, clock, journal: createJournal({ append: (line) => void lines.push(line) }, clock) },
    origin: () => PAGE.origin,
    phase: () => phase,
    generation: () => generation,
  });
});

const code = async (caller: typeof PAGE | { mainFrame: boolean; origin: null }, name: unknown, input: unknown) => {
  const reply = await answer(caller, name, input);
  return reply.ok ? 'ok' : reply.fault.code;
};

describe('the bridge router', () => {
  test('row 16: only the main frame at the current origin is answered, whatever it calls', async () => {
    expect(await code({ mainFrame: false, origin: PAGE.origin }, 'session.touch', {})).toBe('bridge.caller');
    expect(await code({ mainFrame: true, origin: 'https://other.invalid' }, 'session.touch', {})).toBe('bridge.caller');
    expect(await code({ mainFrame: true, origin: 'null' }, 'session.touch', {})).toBe('bridge.caller');
    expect(await code({ mainFrame: true, origin: null }, 'no.such.call', {})).toBe('bridge.caller');
    expect(reached).toEqual([]);
  });

  test('only own keys of the table are calls', async () => {
    for (const name of ['no.such.call', '__proto__', 'constructor', 'toString', 1, null, undefined, {}]) {
      expect(await code(PAGE, name, {})).toBe('bridge.unknown-call');
    }
  });

  test('every call is refused in every phase its row does not name', async () => {
    for (const name of CALL_NAMES) {
      for (const other of ['signedOut', 'notice', 'credentials', 'active', 'locked', 'expired'] as const) {
        phase = other;
        const refused = (await code(PAGE, name, 'not even an object')) === 'bridge.phase';
        expect([name, other, refused]).toEqual([name, other, !CALLS[name].phases.some((one) => one === other)]);
        clock.advance(10_000);
      }
    }
  });

  test('too many calls are refused, and let in again as time passes', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 80; n += 1) codes.push(await code(PAGE, 'session.touch', {}));
    expect(codes.filter((one) => one === 'ok')).toHaveLength(60);
    expect(codes.at(-1)).toBe('bridge.rate');
    clock.advance(1000);
    expect(await code(PAGE, 'session.touch', {})).toBe('ok');
  });

  test('an input too large, cyclic or absent is refused before any schema', async () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(await code(PAGE, 'search.cancel', { key: 'k'.repeat(70_000) })).toBe('bridge.too-large');
    expect(await code(PAGE, 'search.cancel', cyclic)).toBe('bridge.input');
    expect(await code(PAGE, 'search.cancel', undefined)).toBe('bridge.input');
  });

  test('an unknown key or a wrong type is refused and the handler is not reached', async () => {
    expect(await code(PAGE, 'search.cancel', { key: 'k', more: 1 })).toBe('bridge.input');
    expect(await code(PAGE, 'record.open', { id: '../../etc/passwd' })).toBe('bridge.input');
    expect(reached).toEqual([]);
  });

  test('what is thrown becomes `internal` with a reference; its words stay out of answer and journal', async () => {
    overrides['record.open'] = () => {
      throw new Error('Jane Roe, 12 Elm Street');
    };
    const reply = await answer(PAGE, 'record.open', { id: 'a'.repeat(22) });
    expect(reply).toEqual({
      ok: false,
      fault: { code: 'internal', reference: expect.stringMatching(/^W-/) as string },
    });
    expect(JSON.stringify([reply, lines])).not.toContain('Elm');
    expect(lines.join('')).toContain((reply as { fault: { reference: string } }).fault.reference);
  });

  test('an expected refusal keeps its code and rule', async () => {
    overrides['record.open'] = () => {
      throw new FaultError('reason.missing');
    };
    expect(await answer(PAGE, 'record.open', { id: 'a'.repeat(22) })).toEqual({
      ok: false,
      fault: { code: 'reason.missing', rule: 'S26' },
    });
  });

  test('a handler past its deadline is answered for, and told to stop', async () => {
    let stopped = false;
    overrides['department.get'] = (_, { signal }) => {
      signal.addEventListener('abort', () => (stopped = true));
      return new Promise(() => undefined);
    };
    const waiting = code(PAGE, 'department.get', {});
    await Promise.resolve();
    clock.advance(CALLS['department.get'].deadlineMs);
    expect(await waiting).toBe('bridge.deadline');
    expect(stopped).toBe(true);
  });

  test('fields outside the contract are dropped from an answer, and an answer outside it is refused', async () => {
    overrides['lockout.release'] = () => ({ releasedAt: '2026-11-23T10:00:00.000Z', token: 'secret' });
    expect(await answer(PAGE, 'lockout.release', { username: 'x' })).toEqual({
      ok: true,
      value: { releasedAt: '2026-11-23T10:00:00.000Z' },
    });
    overrides['lockout.release'] = () => ({ releasedAt: 'now' });
    expect(await code(PAGE, 'lockout.release', { username: 'x' })).toBe('bridge.output');
  });

  test('content asked for in a session is not answered after that session was left', async () => {
    overrides['workspace.get'] = () => {
      generation += 1;
      return { workspace: null };
    };
    expect(await code(PAGE, 'workspace.get', {})).toBe('bridge.phase');
  });

  test('a secret is out of the handler’s reach once it answered, and never in the journal', async () => {
    phase = 'credentials';
    let kept: Record<string, unknown> = {};
    overrides['session.signIn'] = (input) => {
      kept = input;
      expect(kept['password']).toBe(PASSWORD);
      return { outcome: 'active' };
    };
    expect(await code(PAGE, 'session.signIn', { username: 'mrivera', password: PASSWORD })).toBe('ok');
    expect(kept).not.toHaveProperty('password');
    expect(lines.join('')).not.toContain(PASSWORD);
    expect(lines.join('')).not.toContain('mrivera');
  });
});
