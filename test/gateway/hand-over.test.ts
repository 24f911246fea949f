/** Locks, their opening by the same person, somebody else on top, and a supervisor ending what was left behind (S48, AC-11). */
import { describe, expect, it } from 'vitest';
import { DESK, faultOf, HOURS, identityDesk, type IdentityDesk, LAPTOP, MINUTES, place } from './identity-desk.ts';

const DESK_2 = place('ws-desk-0002');

const remoteSession = async (desk: IdentityDesk, secret: string) => {
  const { attemptId } = await desk.challenged('officer', LAPTOP);
  const answer = await desk.identity.steps.enterCode({ attemptId, method: 'totp', code: desk.code(secret) }, LAPTOP);
  if (answer.outcome !== 'active') throw new Error(answer.outcome);
  const live = desk.sessions.find(answer.session.sessionId)!;
  desk.advance(30_000);
  desk.sessions.lock(live);
  return live;
};

describe('unlocking', () => {
  it('the same person at the same workstation goes on in the same session, under a new token', async () => {
    const desk = identityDesk();
    const { live, token, vaultHalf } = await desk.active('officer');
    desk.sessions.lock(live);
    const answer = await desk.unlock(live.id, 'officer');
    expect(answer).toMatchObject({ outcome: 'active', session: { sessionId: live.id }, vaultHalf });
    expect(answer.outcome === 'active' && answer.token).not.toBe(token);
    expect(await faultOf(desk.sessions.resolve(token, DESK, DESK.address, { quiet: false }))).toBe('session.expired');
  });

  it.each([
    ['another person', 'colleague', DESK, 'session.not-yours'],
    ['another workstation', 'officer', DESK_2, 'session.other-workstation'],
    ['another key', 'officer', { ...DESK, thumbprint: 'key-of-somebody' }, 'session.other-workstation'],
  ] as const)('S48: %s does not open it, and it is recorded', async (_name, username, at, code) => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    desk.sessions.lock(live);
    expect(await faultOf(desk.unlock(live.id, username, at))).toBe(code);
    expect(live.state).toBe('locked');
    expect(desk.rows('unlock').at(-1)).toMatchObject({ outcome: 'refused', object: `session ${live.id}` });
  });

  it('AC-7: the fifth wrong password locks the account and ends the session', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    desk.sessions.lock(live);
    for (let n = 0; n < 4; n += 1) await desk.unlock(live.id, 'officer', DESK, 'Wrong-Password-1!');
    expect(desk.sessions.find(live.id)).not.toBeNull();
    expect(await desk.unlock(live.id, 'officer', DESK, 'Wrong-Password-1!')).toMatchObject({ outcome: 'locked' });
    expect(desk.sessions.find(live.id)).toBeNull();
  });

  it('S46: remote, within twelve hours and from the same address the password is enough', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const live = await remoteSession(desk, secret);
    expect(await desk.unlock(live.id, 'officer', LAPTOP)).toMatchObject({ outcome: 'active' });
  });

  it('S46: remote, from another address the code is asked for inside the lock, bound to that session', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const live = await remoteSession(desk, secret);
    const roaming = { ...LAPTOP, address: '203.0.113.7' };
    const answer = await desk.unlock(live.id, 'officer', roaming);
    if (answer.outcome !== 'challenge') throw new Error(answer.outcome);
    expect(live.state).toBe('locked');
    const code = { attemptId: answer.attemptId, method: 'totp', code: desk.code(secret) } as const;
    const done = await desk.identity.steps.enterCode(code, roaming);
    expect(done).toMatchObject({ outcome: 'active', session: { sessionId: live.id } });
    desk.sessions.lock(live);
    expect(await desk.unlock(live.id, 'officer', roaming)).toMatchObject({ outcome: 'active' });
  });

  it('S46: five wrong codes inside the lock end the session', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const live = await remoteSession(desk, secret);
    const roaming = { ...LAPTOP, address: '203.0.113.7' };
    const answer = await desk.unlock(live.id, 'officer', roaming);
    if (answer.outcome !== 'challenge') throw new Error(answer.outcome);
    const wrong = { attemptId: answer.attemptId, method: 'totp', code: 'XXXXXX' } as const;
    for (let n = 0; n < 5; n += 1) await desk.identity.steps.enterCode(wrong, roaming);
    expect(desk.sessions.find(live.id)).toBeNull();
  });

  it('IA-11: opening a remote lock by the password alone is not enough for privileged work', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const live = await remoteSession(desk, secret);
    desk.advance(5 * MINUTES);
    await desk.unlock(live.id, 'officer', LAPTOP);
    expect(desk.sessions.steppedUp(live)).toBe(false);
  });

  it('a password that is due meanwhile is changed inside the lock', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    desk.sessions.lock(live);
    desk.directory.change('officer', { state: 'must-change' });
    const answer = await desk.unlock(live.id, 'officer');
    if (answer.outcome !== 'challenge') throw new Error(answer.outcome);
    const asked = {
      attemptId: answer.attemptId,
      password: 'Correct-Horse-Battery-9',
      newPassword: 'Violet-Teapot-Harbour-7',
    };
    expect(await desk.identity.steps.newPassword(asked, DESK)).toMatchObject({
      outcome: 'active',
      session: { sessionId: live.id },
    });
  });

  it('S41: what was taken away during the lock is gone when it opens', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('desk');
    desk.sessions.lock(live);
    desk.directory.change('desk', { roles: ['police-officer'] });
    expect(await desk.unlock(live.id, 'desk')).toMatchObject({
      outcome: 'active',
      session: { role: 'police-officer' },
    });
    expect(live.changes).toHaveLength(1);
  });

  it('IA-11: twelve hours after the sign-in the lock does not open', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    desk.sessions.lock(live);
    desk.advance(12 * HOURS);
    expect(await faultOf(desk.unlock(live.id, 'officer'))).toBe('session.expired');
  });

  it('AC-11: a quiet call does not put off the idle lock', async () => {
    const desk = identityDesk();
    const { token, live } = await desk.active('officer');
    for (let n = 0; n < 9; n += 1) {
      desk.advance(MINUTES);
      await desk.sessions.resolve(token, DESK, DESK.address, { quiet: true });
    }
    desk.advance(MINUTES);
    expect(await faultOf(desk.sessions.resolve(token, DESK, DESK.address, { quiet: true }))).toBe('session.locked');
    expect(desk.rows('lock').at(-1)?.object).toBe(`session ${live.id} (idle)`);
    expect(live.state).toBe('locked');
  });
});

describe('somebody else', () => {
  it('signs in on top of a lock; the locked session stays for its own person', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    desk.sessions.lock(live);
    const second = await desk.active('colleague');
    expect(desk.sessions.find(live.id)).toBe(live);
    desk.sessions.drop(second.live);
    expect(await desk.unlock(live.id, 'officer')).toMatchObject({ outcome: 'active' });
  });

  it('the same person signing in again leaves no second session behind', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    desk.sessions.lock(live);
    await desk.active('officer');
    expect(desk.sessions.find(live.id)).toBeNull();
    expect(desk.sessions.all()).toHaveLength(1);
  });

  it('S48: a lock is left from its own workstation only', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    const leave = (at = DESK) => desk.identity.ends.leaveLocked(live.id, at);
    desk.sessions.lock(live);
    expect(await faultOf(leave(DESK_2))).toBe('session.other-workstation');
    expect(desk.rows('access.denied').at(-1)).toMatchObject({ workstation: DESK_2.workstation.id, rule: 'S48' });
    await leave();
    expect(desk.sessions.find(live.id)).toBeNull();
    expect(desk.rows('session.end').at(-1)).toMatchObject({ username: 'officer' });
  });
});

describe('a supervisor', () => {
  it('ends a locked session at a workstation of the own command; its holder is told by whom', async () => {
    const desk = identityDesk();
    const { live, token } = await desk.active('officer');
    const supervisor = await desk.active('desk', DESK_2);
    const end = () => desk.identity.ends.end(supervisor.asker, supervisor.live, live.id);
    expect(await faultOf(end())).toBe('session.not-yours');
    desk.sessions.lock(live);
    await end();
    await expect(desk.sessions.resolve(token, DESK, DESK.address, { quiet: false })).rejects.toMatchObject({
      fault: { code: 'session.released', help: 'Lt Sample desk ended the session at ws-desk-0001.' },
    });
    expect(desk.rows('session.end').at(-1)).toMatchObject({ username: 'desk', outcome: 'ok' });
    await expect(desk.unlock(live.id, 'officer')).rejects.toMatchObject({
      fault: { code: 'session.released', help: 'Lt Sample desk ended the session at ws-desk-0001.' },
    });
    // Elsewhere nothing is said of it.
    expect(await faultOf(desk.unlock(live.id, 'officer', DESK_2))).toBe('session.expired');
  });

  it('S51: not one of another command, and not without the right', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    desk.sessions.lock(live);
    for (const username of ['desk105', 'colleague']) {
      const { asker, live: own } = await desk.active(username, DESK_2);
      expect(await faultOf(desk.identity.ends.end(asker, own, live.id)), username).toBe('session.not-yours');
    }
    expect(desk.rows('access.denied').map(({ rule }) => rule)).toEqual(['S51', 'S51']);
  });

  it('IA-11: with the right over all sessions, any, after a step-up', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    const { asker, live: own } = await desk.active('admin', DESK_2);
    desk.advance(5 * MINUTES);
    expect(await faultOf(desk.identity.ends.end(asker, own, live.id))).toBe('session.step-up');
    await desk.identity.stepUp(asker, own, { password: 'Correct-Horse-Battery-9' }, DESK_2);
    await desk.identity.ends.end(asker, own, live.id);
    expect(desk.sessions.find(live.id)).toBeNull();
  });

  it('sees the sessions at the workstations of the own command only', async () => {
    const desk = identityDesk();
    await desk.active('officer');
    const supervisor = await desk.active('desk', DESK_2);
    const elsewhere = { ...place('ws-desk-0105'), workstation: { ...place('ws-desk-0105').workstation, command: 105 } };
    const other = await desk.active('desk105', elsewhere);
    const seenBy = async ({ asker, live }: typeof other) =>
      (await desk.identity.ends.ofCommand(asker, live)).sessions.map(
        ({ username, own }) => `${username} ${String(own)}`,
      );
    expect(await seenBy(supervisor)).toEqual(['officer false', 'desk true']);
    expect(await seenBy(other)).toEqual(['desk105 true']);
    expect(await seenBy(await desk.active('admin', place('ws-desk-0009')))).toHaveLength(4);
  });
});
