/** Tokens, attempts and certificates in the wrong hands: without the workstation's own key they are worth nothing (IA-3, S48). */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOTICE } from '../../../gateway/core/notice.ts';
import type { SignedIn } from '../../../shared/wire/identity-routes.ts';
import type { RouteDefinition } from '../../../shared/wire/route.ts';
import { ROUTE_NAMES, ROUTES, type RouteName } from '../../../shared/wire/routes.ts';
import { passwordOf, TestGateway, workstation, type EnrolledTestWorkstation } from '../../gateway/gateway-harness.ts';
import {
  certified,
  forServers,
  newKeys,
  ofOtherAuthority,
  renewal,
  selfSigned,
  type Credentials,
} from '../../gateway/workstation-keys.ts';

const DAY = 24 * 3_600_000;
const gateway = new TestGateway();
const place = workstation('ws-of-the-victim');
const rowOf = (name: RouteName): RouteDefinition => ROUTES[name];
const demanding = ROUTE_NAMES.filter((name) => rowOf(name).workstation !== 'any');
let session: SignedIn;
let victim: EnrolledTestWorkstation;
let thief: EnrolledTestWorkstation;

beforeAll(async () => {
  await gateway.start();
  session = await gateway.signIn('jokafor', place);
  victim = await gateway.enrolled(place);
  thief = await gateway.enrolled(workstation('ws-of-the-thief'));
});
afterAll(() => gateway.remove());

const NOT_ENROLLED = [401, 'workstation.not-enrolled', 'IA-3'];
const answered = async (name: RouteName, from: Credentials | null): Promise<readonly unknown[]> => {
  const { status, json } = await gateway.call(name, { session, from });
  return [status, json.code, json.rule];
};
/** What the authority's own key could make, were it stolen too. */
const authority = () => ({
  cert: readFileSync(gateway.file('ca.pem'), 'utf8'),
  key: readFileSync(gateway.file('ca.key'), 'utf8'),
});

describe('a workstation that is not enrolled', () => {
  it('IA-3: only the health, the document and the enrolment answer anybody', () => {
    const open = ROUTE_NAMES.filter((name) => rowOf(name).workstation === 'any');
    expect([...open].sort()).toEqual(['enrol', 'health', 'openapi']);
    expect(open.every((name) => rowOf(name).access === 'public')).toBe(true);
  });

  it.each(demanding)('IA-3: %s is refused without a certificate, before token and body are looked at', async (name) => {
    expect(await answered(name, null)).toEqual(NOT_ENROLLED);
    const garbage = await gateway.call(name, { from: null, raw: '{"', headers: { authorization: 'Bearer x' } });
    expect([garbage.status, garbage.json.code]).toEqual([401, 'workstation.not-enrolled']);
  });

  it('IA-3: what answers anybody tells nothing of the token that comes with it', async () => {
    const health = await gateway.call('health', { session, from: null });
    expect(health.status).toBe(200);
    expect(health.text).not.toContain('jokafor');
  });

  it('IA-3: it is recorded, once a minute at most, with how many came before', async () => {
    const rows = async () => (await gateway.auditRows('access.denied')).filter(({ rule }) => rule === 'IA-3');
    gateway.clock.advance(60_000);
    const before = (await rows()).length;
    for (let n = 0; n < 20; n += 1) await gateway.call('self', { from: null });
    expect((await rows()).length).toBe(before + 1);
    gateway.clock.advance(60_000);
    await gateway.call('self', { from: null });
    const [newest] = await rows();
    expect(newest).toMatchObject({
      outcome: 'refused',
      object: 'GET /v1/workstation (19 more before)',
      username: null,
    });
  });

  it('IA-3: many paths and calls at once do not flood the log either', async () => {
    gateway.clock.advance(60_000);
    const before = (await gateway.auditRows()).length;
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(demanding.map((name) => gateway.call(name, { from: null })));
    }
    const rows = await gateway.auditRows('access.denied');
    expect(before).toBeGreaterThan(0);
    expect(rows.filter(({ rule }) => rule === 'IA-3').length).toBeLessThan(4 * demanding.length);
  });
});

describe('a forged certificate', () => {
  const kinds: readonly (readonly [string, () => Promise<Credentials>])[] = [
    ['signed by itself', selfSigned],
    ['of another authority, with the id of the victim', () => ofOtherAuthority(victim.workstation.id, newKeys())],
    ['of another authority, for the victim’s own key', () => ofOtherAuthority(victim.workstation.id, victim.keys)],
    ['for servers, with a key of its own', () => forServers(authority())],
    [
      'the gateway’s own server certificate',
      async () => ({
        cert: readFileSync(gateway.file('server.pem'), 'utf8'),
        key: readFileSync(gateway.file('server.key'), 'utf8'),
      }),
    ],
    ['the authority’s own', async () => authority()],
    [
      'of the authority, in the victim’s name, for a key that was never enrolled',
      () => certified(authority(), victim.workstation.id, newKeys()),
    ],
    [
      'that has expired, for the victim’s own key',
      () => certified(authority(), victim.workstation.id, victim.keys, Date.now() - 91 * DAY),
    ],
    [
      'that is not in force yet, for the victim’s own key',
      () => certified(authority(), victim.workstation.id, victim.keys, Date.now() + 2 * DAY),
    ],
  ];

  it.each(kinds)('IA-3: %s proves nothing', async (_what, make) => {
    const forged = await make();
    expect(await answered('self', forged)).toEqual(NOT_ENROLLED);
    expect(await answered('session', forged)).toEqual(NOT_ENROLLED);
  });

  it('IA-3: a certificate ends by the gateway’s clock, whatever the machine’s says', async () => {
    const other = await new TestGateway().start();
    try {
      const { cert, key } = await other.enrolled();
      other.clock.advance(89 * DAY);
      expect((await other.call('self', { from: { cert, key } })).status).toBe(200);
      other.clock.advance(2 * DAY);
      expect((await other.call('self', { from: { cert, key } })).json.code).toBe('workstation.not-enrolled');
    } finally {
      await other.remove();
    }
  });
});

describe('a copied token', () => {
  const withSession = demanding.filter((name) => rowOf(name).access !== 'public');

  it.each(withSession)('S48: %s answers it to no other enrolled workstation', async (name) => {
    expect(await answered(name, thief)).toEqual([401, 'session.other-workstation', 'S48']);
  });

  it('S48: the attempt names its owner and the workstation it was tried from, and the owner goes on', async () => {
    await answered('session', thief);
    const [row] = await gateway.auditRows('access.denied');
    expect(row).toMatchObject({ username: 'jokafor', rule: 'S48', workstation: thief.workstation.id });
    expect((await gateway.call('session', { session })).status).toBe(200);
  });

  it('S48: no header makes a workstation of the thief', async () => {
    const headers = { 'x-workstation': victim.workstation.id, 'x-client-cert': encodeURIComponent(victim.cert) };
    const answer = await gateway.call('session', { session, from: thief, headers });
    expect(answer.json.code).toBe('session.other-workstation');
    expect((await gateway.call('session', { session, from: null, headers })).json.code).toBe(
      'workstation.not-enrolled',
    );
  });

  it('S48: it does not go with a key that replaces the workstation’s after a re-image', async () => {
    const lost = workstation('ws-lost-disk');
    const stolen = await gateway.signIn('ihayes', lost);
    const replacement = await gateway.enrol(lost, await gateway.idOf(lost));
    const answer = await gateway.call('session', { session: stolen, from: replacement });
    expect([answer.status, answer.json.code]).toEqual([401, 'session.revoked']);
  });

  it('S48: after a renewal with a new key it works with that key, and no more with the old one', async () => {
    const renewing = workstation('ws-renewed-key');
    const mine = await gateway.signIn('ihayes', renewing);
    const old = await gateway.enrolled(renewing);
    const keys = newKeys();
    const { json } = await gateway.call('renewWorkstation', { from: old, body: renewal(old.workstation.id, keys) });
    const renewed = { key: keys.key, cert: json.certificate };
    expect((await gateway.call('session', { session: mine, from: renewed })).status).toBe(200);
    expect((await gateway.call('session', { session: mine, from: old })).json.code).toBe('workstation.not-enrolled');
  });
});

describe('an unfinished sign-in', () => {
  it('IA-5: its id is of no use at another workstation, and ends there', async () => {
    const body = { username: 'mustchange.user', password: passwordOf('mustchange.user'), noticeHash: NOTICE.hash };
    const begun = JSON.parse((await gateway.call('signIn', { from: victim, body })).text) as { attemptId: string };
    const change = (from: Credentials) =>
      gateway.call('newPassword', {
        from,
        body: { attemptId: begun.attemptId, password: body.password, newPassword: 'A-Stolen-Sign-In-77!' },
      });
    expect((await change(thief)).json.code).toBe('attempt.ended');
    expect((await change(victim)).json.code).toBe('attempt.ended');
    expect((await gateway.attempt('mustchange.user', body.password)).json.outcome).toBe('challenge');
  });
});
