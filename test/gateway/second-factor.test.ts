/** The second factor of a sign-in: who is asked, which answers count, and that nothing is skipped, replayed or re-ordered. */
import { describe, expect, it } from 'vitest';
import { DESK, faultOf, identityDesk, type IdentityDesk, LAPTOP, MINUTES, place, SECONDS } from './identity-desk.ts';
import { PASSWORD } from './practice-directory.ts';

const enter = (
  desk: IdentityDesk,
  attemptId: string,
  code: string,
  at = LAPTOP,
  method: 'totp' | 'recovery' = 'totp',
) => desk.identity.steps.enterCode({ attemptId, code, method }, at);
const WRONG = 'XXXXXX';

describe('S46: who is asked for a second factor', () => {
  it.each([
    ['remote-only', 'on-site', 'active'],
    ['remote-only', 'in-car', 'factor-release'],
    ['remote-only', 'remote', 'factor-release'],
    ['always', 'on-site', 'factor-enrolment'],
    ['always', 'in-car', 'factor-release'],
    ['always', 'remote', 'factor-release'],
  ] as const)('%s, %s, none set up: %s', async (secondFactor, area, expected) => {
    const desk = identityDesk({ secondFactor });
    const answer = await desk.signIn('officer', place('ws-somewhere', area));
    expect(answer.outcome === 'challenge' ? answer.challenge.outcome : answer.outcome).toBe(expected);
  });

  it.each([
    ['remote-only', 'on-site', 'active'],
    ['remote-only', 'remote', 'second-factor'],
    ['always', 'on-site', 'second-factor'],
  ] as const)('%s, %s, one set up: %s', async (secondFactor, area, expected) => {
    const desk = identityDesk({ secondFactor });
    await desk.enrol('officer');
    const answer = await desk.signIn('officer', place('ws-somewhere', area));
    expect(answer.outcome === 'challenge' ? answer.challenge.outcome : answer.outcome).toBe(expected);
  });

  it('an on-site workstation that calls from elsewhere counts as remote', async () => {
    const desk = identityDesk();
    const answer = await desk.signIn('officer', { ...DESK, address: '203.0.113.9' });
    expect(answer).toMatchObject({ outcome: 'challenge', challenge: { outcome: 'factor-release' } });
  });

  it('a session carried to another network locks, and its lock asks for the code', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { token, live } = await desk.active('officer');
    const away = { ...DESK, address: '203.0.113.9' };
    const call = desk.sessions.resolve(token, away, away.address, { quiet: false });
    expect(await faultOf(call)).toBe('session.locked');
    expect(desk.rows('lock').at(-1)?.rule).toBe('S46');
    const unlock = await desk.unlock(live.id, 'officer', away);
    if (unlock.outcome !== 'challenge') throw new Error(unlock.outcome);
    expect(unlock.challenge.outcome).toBe('second-factor');
    expect(await enter(desk, unlock.attemptId, desk.code(secret), away)).toMatchObject({ outcome: 'active' });
  });
});

describe('IA-5(1)(d): codes', () => {
  it('the right one signs in, is recorded, and marks the session', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    const answer = await enter(desk, attemptId, desk.code(secret));
    expect(answer).toMatchObject({ outcome: 'active', session: { remote: true, secondFactor: { verified: true } } });
    expect(desk.rows('factor.check').at(-1)).toMatchObject({ outcome: 'ok', username: 'officer' });
  });

  it('one code lets in once: of two answers at the same moment one is taken', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    const code = desk.code(secret);
    const answers = await Promise.allSettled([enter(desk, attemptId, code), enter(desk, attemptId, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(desk.sessions.all()).toHaveLength(1);
  });

  it('a code of one sign-in is refused in the next', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const code = desk.code(secret);
    await enter(desk, (await desk.challenged('officer', LAPTOP)).attemptId, code);
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    expect(await enter(desk, attemptId, code)).toEqual({
      outcome: 'code-refused',
      because: 'replayed',
      attemptsLeft: 4,
    });
  });

  it('a code of minutes ago or ahead is refused, and how wrong the phone’s clock is, is said', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const late = desk.code(secret);
    desk.advance(3 * MINUTES);
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    expect(await enter(desk, attemptId, late)).toMatchObject({ because: 'drift', driftSeconds: -180 });
  });

  it('AC-7: five wrong ones end the attempt and lock the account, however they are spread over attempts', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const first = await desk.challenged('officer', LAPTOP);
    for (const left of [4, 3]) {
      expect(await enter(desk, first.attemptId, WRONG)).toMatchObject({ because: 'wrong', attemptsLeft: left });
    }
    // The right password again resets nothing.
    const second = await desk.challenged('officer', LAPTOP);
    for (const left of [2, 1]) expect(await enter(desk, second.attemptId, WRONG)).toMatchObject({ attemptsLeft: left });
    expect(await enter(desk, second.attemptId, WRONG)).toMatchObject({ outcome: 'locked' });
    expect(await faultOf(enter(desk, second.attemptId, desk.code(secret)))).toBe('attempt.ended');
    expect(await desk.signIn('officer', LAPTOP)).toMatchObject({ outcome: 'locked' });
    expect(desk.rows('lockout')).toHaveLength(1);
  });

  it('AC-7: only a finished sign-in forgets the wrong ones', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    await enter(desk, attemptId, WRONG);
    expect(await desk.signIn('officer', LAPTOP, 'Wrong-Password-1!')).toMatchObject({ attemptsLeft: 3 });
    await enter(desk, (await desk.challenged('officer', LAPTOP)).attemptId, desk.code(secret));
    expect(await desk.signIn('officer', LAPTOP, 'Wrong-Password-1!')).toMatchObject({ attemptsLeft: 4 });
  });

  it('replayed codes end the attempt at the fifth, but lock nobody out', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const code = desk.code(secret);
    await enter(desk, (await desk.challenged('officer', LAPTOP)).attemptId, code);
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    for (const left of [4, 3, 2, 1, 0])
      expect(await enter(desk, attemptId, code)).toMatchObject({ attemptsLeft: left });
    expect(await faultOf(enter(desk, attemptId, code))).toBe('attempt.ended');
    expect(desk.lockouts.isLocked('officer')).toBe(false);
  });

  it('a recovery code lets in once, and its use is recorded with what is left', async () => {
    const desk = identityDesk();
    const { recoveryCodes } = await desk.enrol('officer');
    const use = async () =>
      enter(desk, (await desk.challenged('officer', LAPTOP)).attemptId, recoveryCodes[0]!, LAPTOP, 'recovery');
    expect(await use()).toMatchObject({ outcome: 'active' });
    expect(desk.rows('factor.recover').at(-1)).toMatchObject({ outcome: 'ok', object: '9 recovery codes left' });
    expect(await use()).toMatchObject({ outcome: 'code-refused', because: 'wrong' });
    expect((await desk.challenged('officer', LAPTOP)).challenge).toMatchObject({ recoveryLeft: 9 });
  });

  it('AU-5: a code whose use cannot be recorded lets nobody in', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    desk.audit.isDown = true;
    expect(await faultOf(enter(desk, attemptId, desk.code(secret)))).toBe('audit.unavailable');
    desk.audit.isDown = false;
    expect(desk.sessions.all()).toHaveLength(0);
    expect(await enter(desk, attemptId, desk.code(secret))).toMatchObject({ because: 'replayed' });
  });
});

describe('IA-5: no step is skipped, by calling a later route first', () => {
  const ID = 'A'.repeat(43);
  const later = {
    newPassword: (desk: IdentityDesk, attemptId: string) =>
      desk.identity.steps.newPassword({ attemptId, password: PASSWORD, newPassword: 'Some-Other-Sentence-4' }, LAPTOP),
    useRelease: (desk: IdentityDesk, attemptId: string) =>
      desk.identity.steps.useRelease({ attemptId, code: 'ABCD-EFGH' }, LAPTOP),
    beginFactor: (desk: IdentityDesk, attemptId: string) => desk.identity.steps.beginFactor({ attemptId }, LAPTOP),
    confirmFactor: (desk: IdentityDesk, attemptId: string) =>
      desk.identity.steps.confirmFactor({ attemptId, first: '000000', second: '111111' }, LAPTOP),
    finish: (desk: IdentityDesk, attemptId: string) => desk.identity.steps.finish({ attemptId }, LAPTOP),
  };

  it.each(Object.entries(later))('%s instead of the code ends the attempt, recorded', async (_name, call) => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    expect(await faultOf(call(desk, attemptId))).toBe('attempt.ended');
    expect(desk.rows('access.denied').at(-1)).toMatchObject({ username: 'officer', rule: 'IA-5' });
    expect(await faultOf(enter(desk, attemptId, desk.code(secret)))).toBe('attempt.ended');
    expect(desk.sessions.all()).toHaveLength(0);
  });

  it.each(Object.entries(later))('%s with an invented attempt is refused', async (_name, call) => {
    expect(await faultOf(call(identityDesk(), ID))).toBe('attempt.ended');
  });

  it('an attempt of another workstation is refused, ends, and is recorded (S48)', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    const thief = place('ws-thief-0001', 'remote');
    expect(await faultOf(enter(desk, attemptId, desk.code(secret), thief))).toBe('attempt.ended');
    expect(desk.rows('access.denied').at(-1)).toMatchObject({ workstation: 'ws-thief-0001', rule: 'S48' });
    expect(await faultOf(enter(desk, attemptId, desk.code(secret)))).toBe('attempt.ended');
  });

  it('after ten minutes the attempt is over, and a right code too late', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId, challenge } = await desk.challenged('officer', LAPTOP);
    expect(challenge).toMatchObject({ expiresAt: new Date(desk.clock.now() + 10 * MINUTES).toISOString() });
    desk.advance(10 * MINUTES);
    expect(await faultOf(enter(desk, attemptId, desk.code(secret)))).toBe('attempt.ended');
  });

  it('a new sign-in at the workstation ends the older attempt', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const older = await desk.challenged('officer', LAPTOP);
    await desk.signIn('colleague', LAPTOP, 'Wrong-Password-1!');
    expect(await faultOf(enter(desk, older.attemptId, desk.code(secret)))).toBe('attempt.ended');
  });

  it('given up, it is over', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    await desk.identity.steps.cancel({ attemptId }, LAPTOP);
    expect(await faultOf(enter(desk, attemptId, desk.code(secret)))).toBe('attempt.ended');
  });

  it('what the directory took away meanwhile counts: disabled between password and code', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    desk.directory.change('officer', { state: 'disabled' });
    expect(await enter(desk, attemptId, desk.code(secret))).toMatchObject({ outcome: 'account', state: 'disabled' });
    expect(desk.sessions.all()).toHaveLength(0);
  });

  it('AC-7: locked out from elsewhere between password and code, the code does not help', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    for (let n = 0; n < 5; n += 1) await desk.signIn('officer', DESK, 'Wrong-Password-1!');
    expect(await enter(desk, attemptId, desk.code(secret))).toMatchObject({ outcome: 'locked' });
  });
});

describe('setting one up during a sign-in', () => {
  const confirmed = async (desk: IdentityDesk, attemptId: string, at = DESK) => {
    const { secret } = await desk.identity.steps.beginFactor({ attemptId }, at);
    const first = desk.code(secret);
    desk.advance(30 * SECONDS);
    return desk.identity.steps.confirmFactor({ attemptId, first, second: desk.code(secret) }, at);
  };

  it('on-site: secret, two codes, recovery codes once, then the session', async () => {
    const desk = identityDesk({ secondFactor: 'always' });
    const { attemptId } = await desk.challenged('officer');
    const done = await confirmed(desk, attemptId);
    expect(done.outcome === 'confirmed' && new Set(done.recoveryCodes).size).toBe(10);
    expect(desk.sessions.all()).toHaveLength(0);
    const answer = await desk.identity.steps.finish({ attemptId }, DESK);
    expect(answer).toMatchObject({ outcome: 'active', session: { secondFactor: { verified: true, enrolled: true } } });
    expect(await faultOf(desk.identity.steps.finish({ attemptId }, DESK))).toBe('attempt.ended');
  });

  it('remote: not without a supervisor’s release; with it, once', async () => {
    const desk = identityDesk();
    const supervisor = await desk.active('desk');
    const pending = await desk.challenged('officer', LAPTOP);
    expect(await faultOf(desk.identity.steps.beginFactor(pending, LAPTOP))).toBe('factor.not-here');
    const release = await desk.identity.factors.release(supervisor.asker, supervisor.live, 'officer');
    const wrong = await desk.identity.steps.useRelease({ attemptId: pending.attemptId, code: 'WRONG-CODE' }, LAPTOP);
    expect(wrong).toMatchObject({ outcome: 'code-refused', because: 'wrong', attemptsLeft: 4 });
    const next = await desk.identity.steps.useRelease({ attemptId: pending.attemptId, code: release.code }, LAPTOP);
    if (next.outcome !== 'challenge') throw new Error(next.outcome);
    expect(next.challenge.outcome).toBe('factor-enrolment');
    expect(next.attemptId).not.toBe(pending.attemptId);
    expect(await confirmed(desk, next.attemptId, LAPTOP)).toMatchObject({ outcome: 'confirmed' });
    expect(await desk.identity.steps.finish(next, LAPTOP)).toMatchObject({ outcome: 'active' });
    const rows = desk.rows('factor.release').map(({ outcome, object }) => `${outcome} ${String(object)}`);
    expect(rows).toEqual(['ok account officer', 'refused wrong', 'ok used']);

    const other = await desk.challenged('colleague', LAPTOP);
    const again = desk.identity.steps.useRelease({ attemptId: other.attemptId, code: release.code }, LAPTOP);
    expect(await again).toMatchObject({ outcome: 'code-refused' });
  });

  it('a release is of no use after ten minutes', async () => {
    const desk = identityDesk();
    const supervisor = await desk.active('desk');
    const { code } = await desk.identity.factors.release(supervisor.asker, supervisor.live, 'officer');
    desk.advance(10 * MINUTES);
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    expect(await desk.identity.steps.useRelease({ attemptId, code }, LAPTOP)).toMatchObject({ because: 'wrong' });
  });

  it('a workstation carried away in the middle does not set one up from there', async () => {
    const desk = identityDesk({ secondFactor: 'always' });
    const pending = await desk.challenged('officer');
    expect(await faultOf(desk.identity.steps.beginFactor(pending, { ...DESK, address: '203.0.113.9' }))).toBe(
      'factor.not-here',
    );
  });

  it('never over one that was set up meanwhile by the person themselves', async () => {
    const desk = identityDesk({ secondFactor: 'always' });
    const { attemptId } = await desk.challenged('officer');
    const { secret } = await desk.identity.steps.beginFactor({ attemptId }, DESK);
    await desk.enrol('officer');
    const first = desk.code(secret);
    desk.advance(30 * SECONDS);
    const late = desk.identity.steps.confirmFactor({ attemptId, first, second: desk.code(secret) }, DESK);
    expect(await faultOf(late)).toBe('attempt.ended');
  });

  it('never begun over one that was set up meanwhile: a password alone replaces no second factor', async () => {
    const desk = identityDesk({ secondFactor: 'always' });
    const pending = await desk.challenged('officer');
    await desk.enrol('officer');
    expect(await faultOf(desk.identity.steps.beginFactor(pending, DESK))).toBe('attempt.ended');
  });

  it('confirming before beginning, or the same code twice, sets up nothing', async () => {
    const desk = identityDesk({ secondFactor: 'always' });
    const early = await desk.challenged('officer');
    const confirm = (attemptId: string, first: string, second: string) =>
      desk.identity.steps.confirmFactor({ attemptId, first, second }, DESK);
    expect(await faultOf(confirm(early.attemptId, '000000', '111111'))).toBe('attempt.ended');
    const { attemptId } = await desk.challenged('officer');
    const { secret } = await desk.identity.steps.beginFactor({ attemptId }, DESK);
    const code = desk.code(secret);
    expect(await confirm(attemptId, code, code)).toMatchObject({ because: 'same-code', attemptsLeft: 4 });
    expect(desk.factor.stateOf('id-officer').enrolled).toBe(false);
  });
});

describe('a colleague’s second factor', () => {
  it('AC-5: nobody releases or withdraws their own, nor one of another command', async () => {
    const desk = identityDesk();
    const { asker, live } = await desk.active('desk');
    const other = await desk.active('desk105', place('ws-desk-0105'));
    const { factors } = desk.identity;
    expect(await faultOf(factors.release(asker, live, 'desk'))).toBe('account.own');
    expect(await faultOf(factors.remove(asker, live, 'desk'))).toBe('account.own');
    expect(await faultOf(factors.release(other.asker, other.live, 'officer'))).toBe('account.unknown');
    expect(await faultOf(factors.release(asker, live, 'nobody'))).toBe('account.unknown');
    expect(await faultOf(factors.remove(asker, live, 'officer'))).toBe('factor.none');
    expect(desk.rows('factor.release').every(({ outcome }) => outcome === 'refused')).toBe(true);
  });

  it('withdrawn, it ends the sessions that stood on it, and no others; the person is told by whom', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const remote = await enter(desk, (await desk.challenged('officer', LAPTOP)).attemptId, desk.code(secret));
    if (remote.outcome !== 'active') throw new Error(remote.outcome);
    const onSite = await desk.active('officer');
    const { asker, live } = await desk.active('desk', place('ws-desk-0002'));
    await desk.identity.factors.remove(asker, live, 'officer');
    expect(desk.sessions.find(onSite.live.id)).not.toBeNull();
    const call = desk.sessions.resolve(remote.token, LAPTOP, LAPTOP.address, { quiet: false });
    await expect(call).rejects.toMatchObject({
      fault: { code: 'session.revoked', help: expect.stringContaining('Lt Sample desk') as unknown },
    });
    expect((await desk.challenged('officer', LAPTOP)).challenge.outcome).toBe('factor-release');
  });
});

describe('one’s own second factor in a session', () => {
  type Signed = Pick<Awaited<ReturnType<IdentityDesk['active']>>, 'asker' | 'live'>;
  const confirm = async (desk: IdentityDesk, { asker, live }: Signed) => {
    const { secret } = await desk.identity.factors.begin(asker, live);
    const first = desk.code(secret);
    desk.advance(30 * SECONDS);
    return desk.identity.factors.confirm(asker, live, first, desk.code(secret));
  };

  it('is set up on-site, and stands for a code given in this session', async () => {
    const desk = identityDesk();
    const active = await desk.active('officer');
    expect(desk.identity.factors.state(active.live)).toMatchObject({ enrolled: false, mayEnrol: true });
    expect(await confirm(desk, active)).toMatchObject({ outcome: 'confirmed' });
    expect(desk.identity.views.viewOf(active.live).secondFactor).toMatchObject({ verified: true, enrolled: true });
  });

  it('is not set up from elsewhere, nor confirmed without having been begun', async () => {
    const desk = identityDesk();
    const { asker, live } = await desk.active('officer');
    expect(await faultOf(desk.identity.factors.confirm(asker, live, '000000', '111111'))).toBe('attempt.ended');
    live.address = '203.0.113.9';
    expect(await faultOf(desk.identity.factors.begin(asker, live))).toBe('factor.not-here');
    expect(desk.identity.factors.state(live)).toMatchObject({ mayEnrol: false });
  });

  it('IA-5: a password alone, even on-site, neither replaces it nor makes new recovery codes', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { asker, live } = await desk.active('officer');
    const { factors } = desk.identity;
    expect(await faultOf(factors.begin(asker, live))).toBe('session.step-up');
    expect(await faultOf(factors.newRecoveryCodes(asker, live))).toBe('session.step-up');
    const stepUp = (more: object) => desk.identity.stepUp(asker, live, { password: PASSWORD, ...more }, DESK);
    expect(await stepUp({})).toMatchObject({ outcome: 'code-due' });
    expect(await stepUp({ method: 'totp', code: desk.code(secret) })).toMatchObject({ outcome: 'ok' });
    expect(new Set(await factors.newRecoveryCodes(asker, live)).size).toBe(10);
    expect(await confirm(desk, { asker, live })).toMatchObject({ outcome: 'confirmed' });
    desk.advance(5 * MINUTES);
    expect(await faultOf(factors.newRecoveryCodes(asker, live))).toBe('session.step-up');
  });

  it('new recovery codes end the old ones', async () => {
    const desk = identityDesk();
    const { secret, recoveryCodes } = await desk.enrol('officer');
    const answer = await enter(desk, (await desk.challenged('officer', LAPTOP)).attemptId, desk.code(secret));
    if (answer.outcome !== 'active') throw new Error(answer.outcome);
    const live = desk.sessions.find(answer.session.sessionId)!;
    await desk.identity.factors.newRecoveryCodes(desk.sessions.askerOf(live), live);
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    expect(await enter(desk, attemptId, recoveryCodes[0]!, LAPTOP, 'recovery')).toMatchObject({ because: 'wrong' });
  });
});
