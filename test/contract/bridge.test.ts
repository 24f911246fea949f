import { describe, expect, test } from 'vitest';
import type { CallDefinition } from '../../shared/bridge/call.ts';
import { CALL_NAMES, CALLS, TOPIC_NAMES, TOPICS, type CallName } from '../../shared/bridge/calls.ts';
import { PHASES, type Phase } from '../../shared/session/phase.ts';
import { isStrict, keysOf, looseObjects, unbounded } from './schema-walk.ts';

const table: readonly (readonly [string, CallDefinition])[] = CALL_NAMES.map((name) => [name, CALLS[name]]);

/** What may be called when nobody is signed in or the workstation is locked; everything else is for `active` alone. */
const OUTSIDE_ACTIVE = [
  'session.get',
  'workstation.enrol',
  'session.begin',
  'session.acceptNotice',
  'session.signIn',
  'session.unlock',
  'session.changePassword',
  'session.enterCode',
  'session.useRelease',
  'session.beginFactor',
  'session.confirmFactor',
  'session.finish',
  'session.cancelChallenge',
  'session.someoneElse',
  'session.signOut',
];

/** Calls of the workstation's own enrolment and of the steps before a session. */
const PHASES_OF: Readonly<Record<string, readonly Phase[]>> = {
  'workstation.enrol': ['unenrolled'],
  'session.changePassword': ['newPassword'],
  'session.enterCode': ['secondFactor', 'locked'],
  'session.useRelease': ['secondFactor'],
  'session.beginFactor': ['secondFactor'],
  'session.confirmFactor': ['secondFactor'],
  'session.finish': ['secondFactor'],
  'session.unlock': ['locked'],
  'session.someoneElse': ['locked'],
};

/** What never crosses to the page. */
const SECRETS = ['password', 'newPassword', 'token', 'tokenExpiresAt', 'attemptId', 'vaultHalf', 'noticeHash'];

describe('the bridge table', () => {
  test('AC-11: outside the active phase only the session itself can be called', () => {
    const outside = table.filter(([, { phases }]) => phases.some((phase) => phase !== 'active')).map(([name]) => name);
    expect(outside).toEqual(OUTSIDE_ACTIVE);
  });

  test('S46: a step of signing in can be called in its own phase only', () => {
    for (const [name, phases] of Object.entries(PHASES_OF))
      expect([name, CALLS[name as CallName].phases]).toEqual([name, phases]);
  });

  test('IA-3: a workstation that is not enrolled can do nothing but enrol', () => {
    const there = table.filter(([, { phases }]) => phases.includes('unenrolled')).map(([name]) => name);
    expect(there).toEqual(['session.get', 'workstation.enrol']);
  });

  test('S18: no call writes a record', () => {
    expect(CALL_NAMES.filter((name) => name.startsWith('record.'))).toEqual([
      'record.open',
      'record.reveal',
      'record.neighbourhood',
      'record.copy',
      'record.print',
      'record.confirm',
    ]);
  });

  test('names are noun.verb', () => {
    for (const name of CALL_NAMES) expect(name).toMatch(/^[a-z]+\.[a-z][a-zA-Z]*$/);
  });
});

describe.each(table)('%s', (_name, { phases, input, output, secret, deadlineMs }) => {
  test('is answered in at least one phase, each once', () => {
    expect(phases.length).toBeGreaterThan(0);
    expect(new Set(phases).size).toBe(phases.length);
    for (const phase of phases) expect(PHASES).toContain(phase);
  });

  test('refuses unknown keys anywhere in its input, and bounds every text and list', () => {
    expect({ loose: looseObjects(input), open: unbounded(input) }).toEqual({ loose: [], open: [] });
    expect(input.safeParse({ planted: true }).success).toBe(false);
  });

  test('drops what its output does not name', () => {
    expect(isStrict(output)).toBe(false);
  });

  test('declares every password as a secret, and only keys of its input', () => {
    const keys = keysOf(input);
    for (const name of secret ?? []) expect(keys).toContain(name);
    for (const name of ['password', 'newPassword', 'code', 'first', 'second']) {
      if (keys.has(name)) expect(secret).toContain(name);
    }
  });

  test('answers within a deadline of at most half a minute', () => {
    expect(deadlineMs).toBeGreaterThan(0);
    expect(deadlineMs).toBeLessThanOrEqual(30_000);
  });

  test('gives the page no password, token or key', () => {
    const keys = keysOf(output);
    for (const name of SECRETS) expect(keys.has(name), name).toBe(false);
  });
});

describe.each(TOPIC_NAMES.map((name) => [name, TOPICS[name]] as const))('topic %s', (_name, schema) => {
  test('drops what it does not name and carries no password, token or key', () => {
    expect(isStrict(schema)).toBe(false);
    const keys = keysOf(schema);
    for (const name of SECRETS) expect(keys.has(name), name).toBe(false);
  });
});
