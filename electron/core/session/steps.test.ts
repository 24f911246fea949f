/** What is due between a right password and a session, over the real link: each step in its place, late answers open nothing. */
import { describe, expect, test } from 'vitest';
import type { Challenge } from '../../../shared/session/identity.ts';
import { coreRig, type CoreRig } from '../../../test/workstation/harness/core-rig.ts';
import { NOTICE_HASH, PRACTICE, practiceAttempt } from '../../../test/workstation/harness/practice-gateway.ts';
import { until } from '../../../test/workstation/harness/until.ts';

const in10Minutes = (): string => new Date(Date.now() + 600_000).toISOString();
const CODE = '492817';
const RECOVERY = Array.from({ length: 10 }, (_, at) => `REC0V-ERY0${at}`);

const newPassword = (): Challenge => ({
  ...{ outcome: 'new-password', expiresAt: in10Minutes(), why: 'must-change', rules: ['At least 12 characters'] },
});
const secondFactor = (): Challenge => ({
  ...{ outcome: 'second-factor', expiresAt: in10Minutes(), attemptsLeft: 5, recoveryLeft: 10, because: 'Remote.' },
});
const enrolment = (): Challenge => ({ outcome: 'factor-enrolment', expiresAt: in10Minutes() });
const release = (): Challenge => ({
  ...{ outcome: 'factor-release', expiresAt: in10Minutes(), attemptsLeft: 5, help: 'Your desk officer.' },
});

/** A rig whose right password leads to that challenge. */
async function due(challenge: Challenge): Promise<{ rig: CoreRig; attemptId: string }> {
  const rig = await coreRig();
  const attemptId = practiceAttempt();
  rig.gateway.instead.signIn = () => ({ outcome: 'challenge', attemptId, challenge });
  await rig.call('session.begin');
  await rig.call('session.acceptNotice', { hash: NOTICE_HASH });
  expect(await rig.call('session.signIn', PRACTICE)).toEqual({ ok: true, value: { outcome: 'challenge' } });
  return { rig, attemptId };
}
const phaseOf = async (rig: CoreRig): Promise<string> => (await rig.snapshot()).phase;
const asked = (rig: CoreRig, route: string): unknown[] =>
  rig.gateway.asked.filter((one) => one.route === route).map((one) => one.body);
const enter = (rig: CoreRig, code = CODE): ReturnType<CoreRig['call']> =>
  rig.call('session.enterCode', { method: 'totp', code });
const change = (rig: CoreRig): ReturnType<CoreRig['call']> =>
  rig.call('session.changePassword', { password: PRACTICE.password, newPassword: 'Something-Longer-113' });

describe('S46: what is due', () => {
  test('is shown, and the attempt behind it never reaches the page, the journal or the disk', async () => {
    const { rig, attemptId } = await due(secondFactor());
    expect(await rig.snapshot()).toMatchObject({ phase: 'secondFactor', challenge: { outcome: 'second-factor' } });
    rig.gateway.instead.enterCode = () => rig.gateway.opened();
    await enter(rig);
    expect(asked(rig, 'enterCode')).toEqual([{ attemptId, method: 'totp', code: CODE }]);
    const seen = JSON.stringify([rig.published, rig.journal, [...rig.disk]]);
    for (const secret of [attemptId, CODE, PRACTICE.password]) expect(seen).not.toContain(secret);
    expect(await rig.snapshot()).toMatchObject({ phase: 'active', challenge: null });
  });

  test('only its own step is answered: a later one cannot be called first', async () => {
    const rig = await coreRig();
    await rig.call('session.begin');
    await rig.call('session.acceptNotice', { hash: NOTICE_HASH });
    for (const [name, input] of [
      ['session.enterCode', { method: 'totp', code: CODE }],
      ['session.changePassword', { password: 'x', newPassword: 'y' }],
      ['session.beginFactor', {}],
      ['session.confirmFactor', { first: CODE, second: CODE }],
      ['session.finish', {}],
      ['session.useRelease', { code: CODE }],
      ['session.unlock', { password: 'x' }],
    ] as const)
      expect(await rig.call(name, input)).toMatchObject({ fault: { code: 'bridge.phase' } });
    expect(await phaseOf(rig)).toBe('credentials');
  });

  test('ends at its time: back to the password, and the gateway is told', async () => {
    const { rig, attemptId } = await due(newPassword());
    rig.clock.advance(601_000);
    expect(await rig.snapshot()).toMatchObject({ phase: 'credentials', challenge: null });
    await until(() => asked(rig, 'cancelSignIn').length === 1);
    expect(asked(rig, 'cancelSignIn')).toEqual([{ attemptId }]);
  });

  test('an attempt the gateway does not know any more leads back to the password', async () => {
    const { rig } = await due(secondFactor());
    rig.gateway.instead.enterCode = () => 'attempt.ended';
    expect(await enter(rig)).toMatchObject({ fault: { code: 'attempt.ended' } });
    expect(await phaseOf(rig)).toBe('credentials');
    await rig.call('session.signOut');
    expect(await phaseOf(rig)).toBe('signedOut');
  });
});

describe('a new password', () => {
  test('is refused with the reason and asked again; taken, it leads on to the second factor and in', async () => {
    const { rig } = await due(newPassword());
    rig.gateway.instead.newPassword = () => ({ outcome: 'password-refused', because: 'history' });
    expect(await change(rig)).toMatchObject({ value: { outcome: 'password-refused', because: 'history' } });
    expect(await phaseOf(rig)).toBe('newPassword');
    const attemptId = practiceAttempt();
    rig.gateway.instead.newPassword = () => ({ outcome: 'challenge', attemptId, challenge: secondFactor() });
    expect(await change(rig)).toMatchObject({ value: { outcome: 'challenge' } });
    rig.gateway.instead.enterCode = () => rig.gateway.opened();
    expect(await enter(rig)).toEqual({ ok: true, value: { outcome: 'active' } });
    expect(asked(rig, 'enterCode')).toMatchObject([{ attemptId }]);
  });

  test('AC-7: no tries left, or locked out, ends the attempt', async () => {
    for (const ending of [
      { outcome: 'password-refused', because: 'wrong-old', attemptsLeft: 0 },
      { outcome: 'locked', help: 'Your desk officer can release you.' },
    ]) {
      const { rig } = await due(newPassword());
      rig.gateway.instead.newPassword = () => ending;
      expect(await change(rig)).toEqual({ ok: true, value: ending });
      expect(await phaseOf(rig)).toBe('credentials');
    }
  });
});

describe('a code', () => {
  test('that is wrong counts down on the screen; the last one ends the attempt', async () => {
    const { rig } = await due(secondFactor());
    rig.gateway.instead.enterCode = () => ({ outcome: 'code-refused', because: 'replayed', attemptsLeft: 4 });
    expect(await enter(rig)).toMatchObject({ value: { outcome: 'code-refused', because: 'replayed' } });
    expect((await rig.snapshot()).challenge).toMatchObject({ outcome: 'second-factor', attemptsLeft: 4 });
    rig.gateway.instead.enterCode = () => ({ outcome: 'code-refused', because: 'wrong', attemptsLeft: 0 });
    await enter(rig);
    expect(await phaseOf(rig)).toBe('credentials');
  });

  test('whose answer comes after giving up opens nothing, and what it opened is ended', async () => {
    for (const giveUp of ['session.cancelChallenge', 'session.signOut']) {
      const { rig } = await due(secondFactor());
      rig.gateway.instead.enterCode = async () => {
        await rig.call(giveUp);
        return rig.gateway.opened();
      };
      expect(await enter(rig)).toMatchObject({ fault: { code: 'bridge.phase' } });
      expect(await rig.snapshot()).toMatchObject({ session: null });
      await until(() => asked(rig, 'cancelSignIn').length === 1);
      expect(asked(rig, 'signOut')).toHaveLength(1);
      expect(rig.gateway.session).toBeNull();
    }
  });

  test('whose answer comes after signing in anew as far as the password opens nothing', async () => {
    const { rig } = await due(secondFactor());
    rig.gateway.instead.enterCode = async () => {
      await rig.call('session.cancelChallenge');
      await rig.call('session.signIn', PRACTICE);
      return rig.gateway.opened();
    };
    expect(await enter(rig)).toMatchObject({ fault: { code: 'bridge.phase' } });
    expect(await rig.snapshot()).toMatchObject({ phase: 'secondFactor', session: null });
  });

  test('a challenge that comes after walking away is cancelled', async () => {
    const rig = await coreRig();
    const attemptId = practiceAttempt();
    await rig.call('session.begin');
    await rig.call('session.acceptNotice', { hash: NOTICE_HASH });
    rig.gateway.instead.signIn = async () => {
      await rig.call('session.signOut');
      return { outcome: 'challenge', attemptId, challenge: secondFactor() };
    };
    expect(await rig.call('session.signIn', PRACTICE)).toMatchObject({ fault: { code: 'bridge.phase' } });
    await until(() => asked(rig, 'cancelSignIn').length === 1);
    expect([await phaseOf(rig), asked(rig, 'cancelSignIn')]).toEqual(['signedOut', [{ attemptId }]]);
  });
});

describe('setting up a second factor', () => {
  const secret = { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x?secret=JBSWY3DP' };

  test('secret and recovery codes are answered once and held nowhere; going on is a step of its own', async () => {
    const { rig } = await due(enrolment());
    rig.gateway.instead.beginFactor = () => ({ ...secret, expiresAt: in10Minutes() });
    expect(await rig.call('session.beginFactor')).toMatchObject({ value: secret });
    rig.gateway.instead.confirmFactor = () => ({ outcome: 'code-refused', because: 'same-code', attemptsLeft: 4 });
    expect(await rig.call('session.confirmFactor', { first: CODE, second: CODE })).toMatchObject({
      value: { because: 'same-code' },
    });
    rig.gateway.instead.confirmFactor = () => ({ outcome: 'confirmed', recoveryCodes: RECOVERY });
    expect(await rig.call('session.confirmFactor', { first: CODE, second: '118302' })).toMatchObject({
      value: { outcome: 'confirmed', recoveryCodes: RECOVERY },
    });
    expect(await rig.snapshot()).toMatchObject({ phase: 'secondFactor', challenge: { outcome: 'ready' } });
    rig.gateway.instead.finishSignIn = () => rig.gateway.opened();
    expect(await rig.call('session.finish')).toEqual({ ok: true, value: { outcome: 'active' } });
    const seen = JSON.stringify([rig.published, rig.journal, [...rig.disk], await rig.snapshot()]);
    for (const word of [secret.secret, ...RECOVERY, CODE, '118302']) expect(seen).not.toContain(word);
  });

  test('where a release is due, its code opens the setting up', async () => {
    const { rig } = await due(release());
    rig.gateway.instead.useRelease = () => ({ outcome: 'code-refused', because: 'wrong', attemptsLeft: 3 });
    await rig.call('session.useRelease', { code: 'WRONG' });
    expect((await rig.snapshot()).challenge).toMatchObject({ outcome: 'factor-release', attemptsLeft: 3 });
    const attemptId = practiceAttempt();
    rig.gateway.instead.useRelease = () => ({ outcome: 'challenge', attemptId, challenge: enrolment() });
    await rig.call('session.useRelease', { code: 'RELEASE-CODE' });
    expect((await rig.snapshot()).challenge?.outcome).toBe('factor-enrolment');
    expect(JSON.stringify(rig.journal)).not.toContain('RELEASE-CODE');
  });

  test('two steps at once are asked one after the other: the gateway ends an attempt that is asked twice', async () => {
    const { rig } = await due(enrolment());
    let [now, most] = [0, 0];
    rig.gateway.instead.beginFactor = async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 50));
      now -= 1;
      return { ...secret, expiresAt: in10Minutes() };
    };
    const answers = await Promise.all([rig.call('session.beginFactor'), rig.call('session.beginFactor')]);
    expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
    expect([asked(rig, 'beginFactor').length, most]).toEqual([2, 1]);
  });

  test('a secret that is answered after giving up does not reach the page', async () => {
    const { rig } = await due(enrolment());
    rig.gateway.instead.beginFactor = async () => {
      await rig.call('session.cancelChallenge');
      return { ...secret, expiresAt: in10Minutes() };
    };
    expect(await rig.call('session.beginFactor')).toEqual({ ok: false, fault: { code: 'bridge.phase' } });
  });
});
