/** Sessions under attack: tokens replayed, ids fixed beforehand, locks opened by others, step-ups carried over, roles that are gone. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../../shared/wire/identity-routes.ts';
import { passwordOf } from '../../gateway/gateway-harness.ts';
import { DESK, DESK_2, HOUR, IdentityRig, LAPTOP, MINUTE, STEP, SUPERVISOR, WRONG } from './identity-rig.ts';

const rig = new IdentityRig();
beforeAll(() => rig.start());
afterAll(() => rig.gateway.remove());
beforeEach(() => {
  rig.clock.advance(16 * MINUTE);
});

const told = (session: SignedIn, from = DESK) => rig.told('session', { session, from });
const unlock = (sessionId: string, username: string, from = DESK, password = passwordOf(username)) =>
  rig.told('unlock', { from, body: { sessionId, username, password } });
const stepUp = (session: SignedIn, from = DESK, password = passwordOf(session.session.person.username)) =>
  rig.told('stepUp', { session, from, body: { password } });

describe('IA-11: a token that was replaced or ended opens nothing', () => {
  it.each([
    ['a renewal', (session: SignedIn) => rig.told('renew', { session, from: DESK, body: {} })],
    ['signing out', (session: SignedIn) => rig.told('signOut', { session, from: DESK })],
    ['the same person signing in again there', () => rig.active('mrivera', DESK).then(() => '200 ok')],
    [
      'a lock that was opened again',
      async (session: SignedIn) => {
        await rig.lock(session, DESK);
        expect(await told(session)).toBe('401 session.locked');
        return unlock(session.session.sessionId, 'mrivera');
      },
    ],
    [
      'ending it oneself from elsewhere',
      async (session: SignedIn) => {
        const other = await rig.active('mrivera', DESK_2);
        const params = { sessionId: session.session.sessionId };
        return rig.told('endSession', { session: other, from: DESK_2, params });
      },
    ],
  ] as const)('after %s', async (_name, end) => {
    const session = await rig.active('mrivera', DESK);
    expect(await told(session)).toBe('200 ok');
    expect(await end(session)).toMatch(/^200 (ok|active)$/);
    expect(await told(session)).toBe('401 session.expired');
  });

  it('renewed eight times at once, one token is left', async () => {
    const session = await rig.active('mrivera', DESK);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => rig.gateway.call('renew', { session, from: DESK, body: {} })),
    );
    const tokens = answers.filter(({ status }) => status === 200).map(({ json }) => json.token);
    const good = await Promise.all(tokens.map((token) => told({ ...session, token })));
    expect(good.filter((one) => one === '200 ok')).toHaveLength(1);
    expect(await told(session)).toBe('401 session.expired');
  });

  it('S43: after a switch of role the token carries the new role’s rights alone', async () => {
    const session = await rig.active('lkowalski', DESK);
    expect(await rig.told('lockouts', { session, from: DESK })).toBe('200 ok');
    const body = { role: 'police-officer' };
    expect(await rig.told('switchRole', { session, from: DESK, body })).toBe('200 ok');
    expect(await rig.told('lockouts', { session, from: DESK })).toBe('403 capability.missing');
    const help = { session, from: DESK, body: { username: 'tchen' } };
    expect(await rig.told('releaseFactor', help)).toBe('403 capability.missing');
  });
});

describe('S48: an id known beforehand', () => {
  it('is not taken up from the one who signs in: neither token, session, attempt nor role', async () => {
    const { hash } = await rig.answered('notice', { from: DESK });
    const right = { username: 'mrivera', password: passwordOf('mrivera'), noticeHash: hash };
    const chosen = randomBytes(32).toString('base64url');
    for (const extra of [
      { token: chosen },
      { sessionId: 'chosen' },
      { attemptId: chosen },
      { role: 'system-administrator' },
    ]) {
      const body = { ...right, ...extra };
      expect(await rig.told('signIn', { from: DESK, body })).toBe('400 request.malformed');
    }
    const headers = { authorization: `Bearer ${chosen}`, cookie: `session=${chosen}`, 'x-workstation': 'ws-chosen-1' };
    const answer = await rig.gateway.call('signIn', { from: DESK, body: right, headers });
    expect(answer.json.outcome).toBe('active');
    expect(answer.text).not.toContain(chosen);
    expect(answer.text).not.toContain('ws-chosen-1');
    expect(answer.headers['set-cookie']).toBeUndefined();
    const session = answer.json as unknown as SignedIn;
    expect(await told({ ...session, token: chosen })).toBe('401 session.expired');
  });

  it('ids of one person’s sign-ins, sessions and tokens are never the same twice', async () => {
    const seen = new Set<string>();
    for (let n = 0; n < 5; n += 1) {
      const session = await rig.active('mrivera', DESK);
      const { attemptId } = await rig.challenged('oldpass.user', LAPTOP);
      for (const one of [session.token, session.session.sessionId, attemptId]) seen.add(one);
    }
    expect(seen.size).toBe(15);
  });

  it('an attempt has a new id at each step that raised trust, and the one before opens nothing', async () => {
    const first = await rig.challenged('tchen', LAPTOP);
    const code = await rig.releaseFor('tchen');
    const released = await rig.answered('useRelease', { from: LAPTOP, body: { attemptId: first.attemptId, code } });
    if (released.outcome !== 'challenge') throw new Error(released.outcome);
    expect(released.attemptId).not.toBe(first.attemptId);
    const body = { attemptId: first.attemptId };
    expect(await rig.told('beginFactor', { from: LAPTOP, body })).toBe('401 attempt.ended');
    // Nobody's id is no misuse of the one that is: the person goes on.
    expect(await rig.told('beginFactor', { from: LAPTOP, body: { attemptId: released.attemptId } })).toBe('200 ok');
  });

  it('after the session began its attempt’s id opens nothing, and it is no token', async () => {
    const attemptId = await rig.released('dbrooks');
    await rig.confirmed(attemptId);
    expect(await rig.told('finishSignIn', { from: LAPTOP, body: { attemptId } })).toBe('200 active');
    expect(await rig.told('finishSignIn', { from: LAPTOP, body: { attemptId } })).toBe('401 attempt.ended');
    const headers = { authorization: `Bearer ${attemptId}` };
    expect(await rig.told('session', { from: LAPTOP, headers })).toBe('401 session.expired');
  });
});

describe('S48, AC-11: a lock', () => {
  it('is opened by nobody else, from nowhere else, and not with an id alone', async () => {
    const victim = await rig.active('mrivera', DESK);
    const { sessionId } = victim.session;
    await rig.lock(victim, DESK);
    expect(await unlock(sessionId, 'tchen')).toBe('403 session.not-yours');
    expect(await unlock(sessionId, 'lkowalski')).toBe('403 session.not-yours');
    expect(await unlock(sessionId, 'mrivera', DESK_2)).toBe('401 session.other-workstation');
    expect(await unlock(sessionId, 'mrivera', DESK, WRONG)).toBe('200 refused');
    expect(await unlock(sessionId, 'PRECINCT\\mrivera', DESK, passwordOf('mrivera'))).not.toBe('200 active');
    expect(await told(victim)).toBe('401 session.locked');
    expect(await rig.told('renew', { session: victim, from: DESK, body: {} })).toBe('401 session.locked');
    expect(await unlock(sessionId, 'mrivera')).toBe('200 active');
  });

  it('of a session that ended does not open, whoever asks', async () => {
    const gone = await rig.active('mrivera', DESK);
    await rig.answered('signOut', { session: gone, from: DESK });
    for (const username of ['mrivera', 'tchen']) {
      expect(await unlock(gone.session.sessionId, username)).toBe('401 session.expired');
    }
  });

  it('hand-over: whoever works on top reaches nothing of the first, and the first goes on as before', async () => {
    const first = await rig.active('mrivera', DESK);
    await rig.lock(first, DESK);
    const second = await rig.active('tchen', DESK);
    expect(second.vaultHalf).not.toBe(first.vaultHalf);
    expect(await unlock(first.session.sessionId, 'tchen')).toBe('403 session.not-yours');
    expect(await told(first)).toBe('401 session.locked');
    const params = { sessionId: first.session.sessionId };
    expect(await rig.told('endSession', { session: second, from: DESK, params })).toBe('403 session.not-yours');
    await rig.lock(second, DESK);
    expect(await unlock(second.session.sessionId, 'mrivera')).toBe('403 session.not-yours');
    expect(await unlock(first.session.sessionId, 'mrivera')).toBe('200 active');
  });

  it('AC-7: five wrong passwords at a lock end the session and lock the account, from wherever they came', async () => {
    const session = await rig.active('tchen', DESK);
    const { sessionId } = session.session;
    await rig.lock(session, DESK);
    // Two at the sign-in of another workstation count as well.
    for (let n = 0; n < 2; n += 1)
      expect(await rig.begin('tchen', DESK_2, WRONG)).toMatchObject({ outcome: 'refused' });
    const answers: string[] = [];
    for (let n = 0; n < 4; n += 1) answers.push(await unlock(sessionId, 'tchen', DESK, WRONG));
    expect(answers).toEqual(['200 refused', '200 refused', '200 locked', '401 session.expired']);
    const desk = await rig.active('lkowalski', SUPERVISOR);
    await rig.answered('releaseLockout', { session: desk, from: SUPERVISOR, body: { username: 'tchen' } });
    expect(await unlock(sessionId, 'tchen')).toBe('401 session.expired');
  });

  it('is left by whoever stands there, and that opens nothing', async () => {
    const session = await rig.active('mrivera', DESK);
    const body = { sessionId: session.session.sessionId };
    await rig.lock(session, DESK);
    expect(await rig.told('leaveLocked', { from: DESK_2, body })).toBe('401 session.other-workstation');
    expect(await rig.told('leaveLocked', { from: DESK, body })).toBe('200 ok');
    expect(await told(session)).toBe('401 session.expired');
  });
});

describe('IA-11: a step-up', () => {
  const privileged = (session: SignedIn, from = DESK) =>
    rig.told('releaseFactor', { session, from, body: { username: 'ssantos' } });

  it('counts in its own session only: not in another of the same person, nor in one of somebody else', async () => {
    const [here, there] = [await rig.active('lkowalski', DESK), await rig.active('lkowalski', DESK_2)];
    const other = await rig.active('dbrooks', SUPERVISOR);
    rig.clock.advance(5 * MINUTE);
    expect(await stepUp(here)).toBe('200 ok');
    expect(await privileged(here)).toBe('200 ok');
    expect(await privileged(there, DESK_2)).toBe('403 session.step-up');
    expect(await privileged(other, SUPERVISOR)).toBe('403 session.step-up');
  });

  it('is over after five minutes, and neither a renewal, a call nor a failed one prolongs it', async () => {
    const session = await rig.active('lkowalski', DESK);
    rig.clock.advance(4 * MINUTE);
    expect(await privileged(session)).toBe('200 ok');
    const renewed = await rig.answered('renew', { session, from: DESK, body: {} });
    const now = { ...session, token: renewed.token };
    rig.clock.advance(MINUTE);
    expect(await stepUp(now, DESK, WRONG)).toBe('200 refused');
    expect(await privileged(now)).toBe('403 session.step-up');
  });

  it('takes the password of nobody else, and five wrong ones end the session and lock the account', async () => {
    const session = await rig.active('lkowalski', DESK);
    const answers = [await stepUp(session, DESK, passwordOf('mrivera'))];
    for (let n = 0; n < 4; n += 1) answers.push(await stepUp(session, DESK, WRONG));
    expect(answers).toEqual([...Array<string>(4).fill('200 refused'), '200 locked']);
    expect(await told(session)).toBe('401 session.expired');
    const admin = await rig.active('radmin', SUPERVISOR);
    await rig.answered('releaseLockout', { session: admin, from: SUPERVISOR, body: { username: 'lkowalski' } });
  });

  it('sent by another workstation with the token does not count for the session', async () => {
    const session = await rig.active('lkowalski', DESK);
    rig.clock.advance(5 * MINUTE);
    expect(await stepUp(session, DESK_2)).toBe('401 session.other-workstation');
    expect(await privileged(session)).toBe('403 session.step-up');
  });

  it('S46: where a code is due the password alone does not do, and a code is good for one of them', async () => {
    const phone = await rig.setUp('lkowalski');
    const session = await rig.verified('lkowalski', phone);
    rig.clock.advance(4 * MINUTE);
    expect(await told(session, LAPTOP)).toBe('200 ok');
    rig.clock.advance(MINUTE);
    expect(await stepUp(session, LAPTOP)).toBe('200 code-due');
    expect(await privileged(session, LAPTOP)).toBe('403 session.step-up');
    const body = { password: passwordOf('lkowalski'), method: 'totp', code: rig.code(phone.secret) };
    expect(await rig.told('stepUp', { session, from: LAPTOP, body })).toBe('200 ok');
    expect(await privileged(session, LAPTOP)).toBe('200 ok');
    expect(await rig.told('stepUp', { session, from: LAPTOP, body })).toBe('200 code-refused');
    rig.clock.advance(STEP);
  });
});

describe('S37, S43: a role', () => {
  const switchTo = (session: SignedIn, role: string) => rig.told('switchRole', { session, from: DESK, body: { role } });

  it('that is not held is not acted in, however it is asked for', async () => {
    const session = await rig.active('mrivera', DESK);
    for (const role of ['ico', 'system-administrator', 'desk-officer']) {
      expect(await switchTo(session, role)).toBe('403 role.not-held');
    }
    for (const role of ['', 'root', '__proto__', 'police-officer ']) {
      expect(await switchTo(session, role)).toBe('400 request.malformed');
    }
    expect(await rig.told('auditRows', { session, from: DESK, body: { limit: 1 } })).toBe('403 capability.missing');
  });

  it('S41: taken away a moment ago is not taken up: it is looked for at the switch itself', async () => {
    const session = await rig.active('sahmed', DESK);
    await rig.answered('switchRole', { session, from: DESK, body: { role: 'police-officer' } });
    rig.changeAccount('sahmed', { roles: ['police-officer'] });
    expect(await switchTo(session, 'ico')).toBe('403 role.not-held');
    rig.changeAccount('sahmed', { roles: ['ico', 'police-officer'] });
    expect(await switchTo(session, 'ico')).toBe('200 ok');
  });

  it('IA-11: a privileged one asks for the password again, and the reason stated before does not go along', async () => {
    const session = await rig.active('sahmed', DESK);
    await rig.answered('switchRole', { session, from: DESK, body: { role: 'police-officer' } });
    const reason = { purpose: 'other-official-business', text: 'Found plate on the street' };
    await rig.answered('setReason', { session, from: DESK, body: reason });
    rig.clock.advance(5 * MINUTE);
    expect(await switchTo(session, 'ico')).toBe('403 session.step-up');
    expect(await stepUp(session)).toBe('200 ok');
    expect(await switchTo(session, 'ico')).toBe('200 ok');
    const { reason: inForce } = await rig.answered('session', { session, from: DESK });
    expect(inForce).toBeNull();
    expect(await rig.told('auditRows', { session, from: DESK, body: { limit: 1 } })).toBe('403 reason.missing');
  });

  it('S41: disabled in the middle of a sign-in: the last step opens nothing', async () => {
    const attemptId = await rig.released('fwhite');
    await rig.confirmed(attemptId);
    rig.changeAccount('fwhite', { state: 'disabled' });
    expect(await rig.told('finishSignIn', { from: LAPTOP, body: { attemptId } })).toBe('200 account');
    rig.changeAccount('fwhite', { state: 'active' });
    expect(await rig.told('finishSignIn', { from: LAPTOP, body: { attemptId } })).toBe('401 attempt.ended');
  });
});

describe('IA-11: a session', () => {
  it('ends twelve hours after its sign-in, locked or not, and no unlock brings it back', async () => {
    const session = await rig.active('mrivera', DESK);
    await rig.lock(session, DESK);
    rig.clock.advance(12 * HOUR);
    expect(await unlock(session.session.sessionId, 'mrivera')).toBe('401 session.expired');
  });
});
