import { describe, expect, test } from 'vitest';
import { CAPABILITY_NAMES, isPrivileged } from '../../shared/policy/capabilities.ts';
import type { RouteDefinition } from '../../shared/wire/route.ts';
import { ROUTE_NAMES, ROUTES } from '../../shared/wire/routes.ts';
import { isStrict, keysOf, looseObjects, unbounded } from './schema-walk.ts';

const table: readonly (readonly [string, RouteDefinition])[] = ROUTE_NAMES.map((name) => [name, ROUTES[name]]);
const only = (test: (route: RouteDefinition) => boolean): readonly string[] =>
  table.filter(([, route]) => test(route)).map(([name]) => name);

/** Every route that is not a plain read, by method and path: a new one is added here on purpose. */
const WRITES = [
  'POST /v1/workstations',
  'POST /v1/workstation-renewals',
  'POST /v1/sign-ins',
  'POST /v1/unlocks',
  'POST /v1/sign-ins/passwords',
  'POST /v1/sign-ins/codes',
  'POST /v1/sign-ins/releases',
  'POST /v1/sign-ins/factors',
  'POST /v1/sign-ins/factor-confirmations',
  'POST /v1/sign-ins/completions',
  'POST /v1/sign-ins/cancellations',
  'POST /v1/session/step-ups',
  'PUT /v1/session/role',
  'POST /v1/locked-sessions/ends',
  'POST /v1/factor/enrolments',
  'POST /v1/factor/confirmations',
  'POST /v1/factor/recovery-codes',
  'POST /v1/factor-releases',
  'POST /v1/factor-removals',
  'POST /v1/enrolment-codes',
  'POST /v1/workstation-revocations',
  'POST /v1/session/activities',
  'POST /v1/session/renewals',
  'POST /v1/session/locks',
  'DELETE /v1/session',
  'DELETE /v1/sessions/:sessionId',
  'PUT /v1/session/reason',
  'DELETE /v1/session/reason',
  'POST /v1/searches',
  'POST /v1/search-counts',
  'POST /v1/media',
  'POST /v1/media-pieces',
  'POST /v1/media-closings',
  'POST /v1/copies',
  'POST /v1/prints',
  'POST /v1/confirmations',
  'POST /v1/saved-searches',
  'DELETE /v1/saved-searches/:savedId',
  'POST /v1/saved-searches/:savedId/views',
  'POST /v1/pins',
  'DELETE /v1/pins/:id',
  'POST /v1/reveals',
  'POST /v1/explanations',
  'POST /v1/audit/pages',
  'POST /v1/audit/query-texts',
  'POST /v1/lockout-releases',
];

describe('the route table', () => {
  test('S18: nothing writes a record, and no route that writes is here unnoticed', () => {
    const writes = table
      .filter(([, { method }]) => method !== 'GET')
      .map(([, { method, path }]) => `${method} ${path}`);
    expect(writes.toSorted()).toEqual(WRITES.toSorted());
    expect(writes.filter((write) => write.includes('/records'))).toEqual([]);
  });

  test('S34: only these answer somebody who is not signed in', () => {
    expect(only(({ access }) => access === 'public')).toEqual([
      'health',
      'openapi',
      'notice',
      'enrol',
      'renewWorkstation',
      'self',
      'signIn',
      'unlock',
      'newPassword',
      'enterCode',
      'useRelease',
      'beginFactor',
      'confirmFactor',
      'finishSignIn',
      'cancelSignIn',
      'leaveLocked',
    ]);
  });

  test('IA-3: only these answer a workstation that is not enrolled', () => {
    expect(only(({ workstation }) => workstation === 'any')).toEqual(['health', 'openapi', 'enrol']);
  });

  test('IA-11: every route of a privileged capability, and every change of one’s own second factor, asks again', () => {
    // Ending a session is privileged for one of its two rights: its handler asks.
    const privileged = only(
      ({ access }) =>
        typeof access === 'object' && [access.capability].flat().every((capability) => isPrivileged(capability)),
    );
    const asks = only(({ stepUp }) => stepUp === true);
    expect(asks).toEqual(expect.arrayContaining([...privileged]));
    expect(asks.filter((name) => !privileged.includes(name))).toEqual(['enrolMyFactor', 'myRecoveryCodes']);
  });

  test('AC-11: what the workstation does by itself leaves the idle time alone', () => {
    expect(only(({ quiet }) => quiet === true)).toEqual([
      'sessionChanges',
      'renew',
      'sourceStates',
      'confirmations',
      'savedSearches',
    ]);
  });

  test('S26: what touches records or the audit log needs a reason in force', () => {
    expect(only(({ needsReason }) => needsReason)).toEqual([
      'search',
      'record',
      'reveal',
      'auditRows',
      'auditQueryText',
      'searchCounts',
      'neighbourhood',
      'openMedia',
      'mediaPiece',
      'copyCell',
      'printRecord',
      'askConfirmation',
      'saveSearch',
      'seenSearch',
      'pins',
      'pin',
      'unpin',
    ]);
  });

  test('method and path are unique', () => {
    const all = table.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe.each(table)('%s', (_name, route) => {
  test('declares who may call it', () => {
    const { access } = route;
    if (typeof access === 'string') expect(['public', 'session']).toContain(access);
    else {
      const capabilities = [access.capability].flat();
      expect(capabilities.length).toBeGreaterThan(0);
      for (const capability of capabilities) expect(CAPABILITY_NAMES).toContain(capability);
    }
  });

  test('has a body exactly when its method sends one, bounded in bytes', () => {
    const sends = route.method === 'POST' || route.method === 'PUT';
    expect(route.body !== null).toBe(sends);
    expect(route.bodyLimit > 0).toBe(sends);
    expect(route.bodyLimit).toBeLessThanOrEqual(16 * 1024);
  });

  test('refuses unknown keys anywhere in its body, and bounds every text and list', () => {
    if (route.body)
      expect({ loose: looseObjects(route.body), open: unbounded(route.body) }).toEqual({ loose: [], open: [] });
    if (route.params) expect(isStrict(route.params)).toBe(true);
  });

  test('carries opaque ids in its path and nothing else', () => {
    expect(route.path).toMatch(/^\/v1\/[a-z-]+(\.json)?(\/[a-z-]+|\/:[a-zA-Z]+)*$/);
    const names = Array.from(route.path.matchAll(/:([a-zA-Z]+)/g), ([, name]) => name ?? '');
    const { params } = route;
    expect(params === null).toBe(names.length === 0);
    if (params) expect(Array.from(keysOf(params)).toSorted()).toEqual(names.toSorted());
    for (const name of names) {
      for (const value of ['OKONJO DANIEL', '7185550142@', '../x', 'a/b', '%2e', '', 'x'.repeat(41)]) {
        expect(params?.safeParse({ [name]: value }).success, value).toBe(false);
      }
    }
  });

  test('says that it can fail for want of a reason or of the audit log', () => {
    if (route.needsReason)
      expect(route.faults).toEqual(expect.arrayContaining(['reason.missing', 'audit.unavailable']));
  });

  test('never answers with a password, and with a token only where a session begins or goes on', () => {
    const keys = keysOf(route.output);
    for (const name of ['password', 'newPassword']) expect(keys).not.toContain(name);
    const begins = [
      '/v1/sign-ins',
      '/v1/sign-ins/passwords',
      '/v1/sign-ins/codes',
      '/v1/sign-ins/releases',
      '/v1/sign-ins/completions',
      '/v1/unlocks',
      '/v1/session/renewals',
    ].includes(route.path);
    expect(keys.has('token')).toBe(begins);
  });
});
