/** Password, and code where one is due, again for privileged work (IA-11), and acting in another role (S43). */
import { describe, expect, it } from 'vitest';
import { DESK, faultOf, identityDesk, type IdentityDesk, LAPTOP, MINUTES } from './identity-desk.ts';
import { PASSWORD } from './practice-directory.ts';

type Active = Awaited<ReturnType<IdentityDesk['active']>>;
const stepUp = (desk: IdentityDesk, { asker, live }: Active, asked: object = {}, at = DESK) =>
  desk.identity.stepUp(asker, live, { password: PASSWORD, ...asked }, at);

const remoteSession = async (desk: IdentityDesk, secret: string) => {
  const { attemptId } = await desk.challenged('officer', LAPTOP);
  const answer = await desk.identity.steps.enterCode({ attemptId, method: 'totp', code: desk.code(secret) }, LAPTOP);
  if (answer.outcome !== 'active') throw new Error(answer.outcome);
  const live = desk.sessions.find(answer.session.sessionId)!;
  desk.advance(30_000);
  return { ...answer, live, asker: desk.sessions.askerOf(live) };
};

describe('IA-11: step-up', () => {
  it('the sign-in counts for five minutes, a step-up for five more, then it is asked again', async () => {
    const desk = identityDesk();
    const active = await desk.active('officer');
    desk.advance(5 * MINUTES - 1);
    expect(desk.sessions.steppedUp(active.live)).toBe(true);
    desk.advance(1);
    expect(desk.sessions.steppedUp(active.live)).toBe(false);
    const until = new Date(desk.clock.now() + 5 * MINUTES).toISOString();
    expect(await stepUp(desk, active)).toEqual({ outcome: 'ok', until });
    expect(desk.sessions.steppedUp(active.live)).toBe(true);
    expect(desk.rows('step-up').at(-1)).toMatchObject({ username: 'officer', outcome: 'ok' });
    desk.advance(5 * MINUTES);
    expect(desk.sessions.steppedUp(active.live)).toBe(false);
  });

  it('five wrong passwords in a row end the session, and lock the account', async () => {
    const desk = identityDesk();
    const active = await desk.active('officer');
    for (const attemptsLeft of [4, 3, 2, 1]) {
      const answer = await stepUp(desk, active, { password: 'Wrong-Password-1!' });
      expect(answer).toEqual({ outcome: 'refused', attemptsLeft });
    }
    expect(await stepUp(desk, active, { password: 'Wrong-Password-1!' })).toMatchObject({ outcome: 'locked' });
    expect(desk.sessions.find(active.live.id)).toBeNull();
    expect(desk.lockouts.isLocked('officer')).toBe(true);
    expect(await faultOf(stepUp(desk, active))).toBe('session.expired');
  });

  it('wrong ones spread over more than fifteen minutes lock nobody, but the fifth in a row ends the session', async () => {
    const desk = identityDesk();
    const active = await desk.active('officer');
    for (let n = 0; n < 5; n += 1) {
      await stepUp(desk, active, { password: 'Wrong-Password-1!' });
      desk.advance(15 * MINUTES);
    }
    expect(desk.sessions.find(active.live.id)).toBeNull();
    expect(desk.lockouts.isLocked('officer')).toBe(false);
  });

  it('remote, the password alone is not enough: a code is due, a replayed one does not do', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const active = await remoteSession(desk, secret);
    desk.advance(5 * MINUTES);
    expect(await stepUp(desk, active, {}, LAPTOP)).toEqual({ outcome: 'code-due', recoveryLeft: 10 });
    expect(desk.sessions.steppedUp(active.live)).toBe(false);
    const wrong = await stepUp(desk, active, { method: 'totp', code: 'XXXXXX' }, LAPTOP);
    expect(wrong).toMatchObject({ outcome: 'code-refused', because: 'wrong', attemptsLeft: 4 });
    expect(desk.sessions.steppedUp(active.live)).toBe(false);
    const code = desk.code(secret);
    expect(await stepUp(desk, active, { method: 'totp', code }, LAPTOP)).toMatchObject({ outcome: 'ok' });
    expect(await stepUp(desk, active, { method: 'totp', code }, LAPTOP)).toMatchObject({ because: 'replayed' });
  });

  it('a right password without its code, again and again, counts nothing and lifts nothing', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const active = await remoteSession(desk, secret);
    desk.advance(5 * MINUTES);
    for (let n = 0; n < 7; n += 1) {
      expect(await stepUp(desk, active, {}, LAPTOP)).toMatchObject({ outcome: 'code-due' });
    }
    expect(desk.sessions.steppedUp(active.live)).toBe(false);
    expect(desk.sessions.find(active.live.id)).not.toBeNull();
  });

  it('S41: an account disabled meanwhile ends the session', async () => {
    const desk = identityDesk();
    const active = await desk.active('officer');
    desk.directory.change('officer', { state: 'disabled' });
    expect(await stepUp(desk, active)).toMatchObject({ outcome: 'account', state: 'disabled' });
    expect(desk.sessions.find(active.live.id)).toBeNull();
  });

  it('an outage counts nothing and leaves the session', async () => {
    const desk = identityDesk();
    const active = await desk.active('officer');
    desk.directory.isDown = true;
    expect(await faultOf(stepUp(desk, active))).toBe('directory.unavailable');
    desk.directory.isDown = false;
    expect(await stepUp(desk, active)).toMatchObject({ outcome: 'ok' });
  });
});

describe('S46: sources behind the second factor', () => {
  it('closed until a code is given in the session, with the rule named; then open', async () => {
    const desk = identityDesk({ secondFactorSources: ['warrants'] });
    const { secret } = await desk.enrol('officer');
    const active = await desk.active('officer');
    expect(active.session.sources).not.toContain('warrants');
    expect(desk.sessions.askerOf(active.live).factorSources).toEqual(['warrants']);
    await stepUp(desk, active, { method: 'totp', code: desk.code(secret) });
    expect(desk.sessions.askerOf(active.live).factorSources).toEqual([]);
    expect(desk.identity.views.viewOf(active.live)).toMatchObject({ secondFactor: { verified: true } });
    expect(desk.identity.views.viewOf(active.live).sources).toContain('warrants');
  });
});

describe('S43: one role acts at a time', () => {
  const twoRoles = async (desk: IdentityDesk) => {
    desk.directory.change('desk', { roles: ['police-officer', 'desk-officer'] });
    return desk.active('desk');
  };

  it('signing in acts in the first; the others are offered, the privileged ones marked', async () => {
    const { session } = await twoRoles(identityDesk());
    expect(session.role).toBe('police-officer');
    expect(session.roles.map(({ role, privileged }) => `${role} ${String(privileged)}`)).toEqual([
      'police-officer false',
      'desk-officer true',
    ]);
    expect(session.capabilities).not.toContain('lockout.release');
  });

  it('IA-11: into a privileged one only after a step-up, back without', async () => {
    const desk = identityDesk();
    const active = await twoRoles(desk);
    desk.advance(5 * MINUTES);
    const to = (role: 'desk-officer' | 'police-officer' | 'ico') =>
      desk.identity.switchRole(desk.sessions.askerOf(active.live), active.live, role);
    expect(await faultOf(to('desk-officer'))).toBe('session.step-up');
    expect(active.live.roleId).toBe('police-officer');
    await stepUp(desk, active);
    await to('desk-officer');
    expect(desk.sessions.askerOf(active.live).capabilities.has('lockout.release')).toBe(true);
    desk.advance(5 * MINUTES);
    await to('police-officer');
    expect(desk.sessions.askerOf(active.live).capabilities.has('lockout.release')).toBe(false);
    const rows = desk.rows('role.switch').map(({ outcome, object }) => `${outcome} ${String(object)}`);
    expect(rows).toEqual([
      'refused Police officer to Desk officer',
      'ok Police officer to Desk officer',
      'ok Desk officer to Police officer',
    ]);
  });

  it('S37: not into one that is not held, and not into one that was taken a moment ago', async () => {
    const desk = identityDesk();
    const active = await twoRoles(desk);
    const to = (role: 'desk-officer' | 'investigator') => desk.identity.switchRole(active.asker, active.live, role);
    expect(await faultOf(to('investigator'))).toBe('role.not-held');
    desk.directory.change('desk', { roles: ['police-officer'] });
    expect(await faultOf(to('desk-officer'))).toBe('role.not-held');
    expect(active.live.roleId).toBe('police-officer');
  });

  it('the directory cannot be asked: nobody gets more than they have', async () => {
    const desk = identityDesk();
    const active = await twoRoles(desk);
    desk.directory.isDown = true;
    expect(await faultOf(desk.identity.switchRole(active.asker, active.live, 'desk-officer'))).toBe(
      'directory.unavailable',
    );
    expect(active.live.roleId).toBe('police-officer');
  });

  it('S26: the reason in force ends with the role it was stated in', async () => {
    const desk = identityDesk();
    const active = await twoRoles(desk);
    const since = new Date(desk.clock.now()).toISOString();
    const reason = {
      id: 'r1',
      purpose: 'warrant-check',
      purposeLabel: 'Warrant check',
      reference: null,
      text: null,
      since,
    } as const;
    active.live.reason = reason;
    active.live.recent = [reason, { ...reason, id: 'r2', purpose: 'records-request' }];
    await desk.identity.switchRole(desk.sessions.askerOf(active.live), active.live, 'desk-officer');
    expect(active.live.reason).toBeNull();
    expect(active.live.recent.map(({ id }) => id)).toEqual(['r1']);
    expect(desk.rows('reason.end')).toHaveLength(1);
  });
});
