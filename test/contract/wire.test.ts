import { describe, expect, test } from 'vitest';
import { CAPABILITY_NAMES } from '../../shared/policy/capabilities.ts';
import type { RouteDefinition } from '../../shared/wire/route.ts';
import { ROUTE_NAMES, ROUTES } from '../../shared/wire/routes.ts';
import { isStrict, keysOf, looseObjects, unbounded } from './schema-walk.ts';

const table: readonly (readonly [string, RouteDefinition])[] = ROUTE_NAMES.map((name) => [name, ROUTES[name]]);
const only = (test: (route: RouteDefinition) => boolean): readonly string[] =>
  table.filter(([, route]) => test(route)).map(([name]) => name);

/** Every route that is not a plain read, by method and path: a new one is added here on purpose. */
const WRITES = [
  'POST /v1/sign-ins',
  'POST /v1/unlocks',
  'POST /v1/session/renewals',
  'POST /v1/session/locks',
  'DELETE /v1/session',
  'DELETE /v1/sessions/:sessionId',
  'PUT /v1/session/reason',
  'DELETE /v1/session/reason',
  'POST /v1/searches',
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
    expect(only(({ access }) => access === 'public')).toEqual(['health', 'openapi', 'notice', 'signIn', 'unlock']);
  });

  test('S26: what touches records or the audit log needs a reason in force', () => {
    expect(only(({ needsReason }) => needsReason)).toEqual([
      'search',
      'record',
      'reveal',
      'auditRows',
      'auditQueryText',
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
    expect(keys).not.toContain('password');
    const begins = ['/v1/sign-ins', '/v1/unlocks', '/v1/session/renewals'].includes(route.path);
    expect(keys.has('token')).toBe(begins);
  });
});
