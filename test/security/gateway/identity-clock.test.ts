/** The gateway's wall clock set back, as far as whoever controls it likes: nothing that ends by time lives longer for it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workstation } from '../../gateway/gateway-harness.ts';
import { enrolment, newKeys } from '../../gateway/workstation-keys.ts';
import {
  DAY,
  DESK,
  HOUR,
  IdentityRig,
  LAPTOP,
  MINUTE,
  SECOND,
  STEP,
  SUPERVISOR,
  WRONG,
  wordsOf,
} from './identity-rig.ts';

const rig = new IdentityRig();
beforeAll(() => rig.start());
afterAll(() => rig.gateway.remove());

/** Time goes by, and somebody makes the clock forget it. */
const hidden = (milliseconds: number): void => {
  rig.clock.advance(milliseconds);
  rig.clock.setWall(-milliseconds);
};

describe('a clock set back prolongs nothing', () => {
  it('IA-11: not the twelve hours of a session', async () => {
    let session = await rig.active('mrivera', DESK);
    for (let minutes = 0; minutes < 12 * 60; minutes += 9) {
      const renewed = await rig.answered('renew', { session, from: DESK, body: {} });
      session = { ...session, token: renewed.token };
      await rig.answered('activity', { session, from: DESK, body: {} });
      hidden(9 * MINUTE);
    }
    expect(await rig.told('session', { session, from: DESK })).toBe('401 session.expired');
  });

  it('AC-11: not the idle minutes before a lock, nor the life of a token', async () => {
    const session = await rig.active('mrivera', DESK);
    hidden(10 * MINUTE);
    expect(await rig.told('session', { session, from: DESK })).toBe('401 session.locked');
  });

  it('IA-11: not the five minutes of a step-up', async () => {
    const session = await rig.active('lkowalski', SUPERVISOR);
    hidden(5 * MINUTE);
    const body = { username: 'tchen' };
    expect(await rig.told('releaseFactor', { session, from: SUPERVISOR, body })).toBe('403 session.step-up');
  });

  it('IA-5: not an unfinished sign-in', async () => {
    const { attemptId } = await rig.challenged('oldpass.user', LAPTOP);
    hidden(10 * MINUTE);
    const body = { attemptId, password: 'Oldpass-Sample-1!', newPassword: 'Violet-Teapot-Harbour-7' };
    expect(await rig.told('newPassword', { from: LAPTOP, body })).toBe('401 attempt.ended');
  });

  it('S46: not a release code', async () => {
    const code = await rig.releaseFor('mrivera');
    hidden(10 * MINUTE);
    const { attemptId } = await rig.challenged('mrivera', LAPTOP);
    expect(await rig.told('useRelease', { from: LAPTOP, body: { attemptId, code } })).toBe('200 code-refused');
  });

  it('S46: not the setting up of a factor', async () => {
    const attemptId = await rig.released('mrivera');
    const { secret } = await rig.answered('beginFactor', { from: LAPTOP, body: { attemptId } });
    hidden(9 * MINUTE);
    const again = await rig.released('mrivera');
    hidden(MINUTE + STEP);
    const body = { attemptId: again, first: rig.code(secret), second: rig.code(secret, 1) };
    expect(await rig.told('confirmFactor', { from: LAPTOP, body })).toBe('401 attempt.ended');
  });

  it('IA-5: not a code that was used, nor one before it', async () => {
    const phone = await rig.setUp('mrivera');
    const used = rig.code(phone.secret);
    const before = rig.code(phone.secret, -1);
    const { attemptId } = await rig.challenged('mrivera');
    expect(wordsOf(await rig.enter(attemptId, used))).toBe('200 active');
    hidden(STEP);
    rig.clock.setWall(-STEP);
    for (const code of [used, before]) {
      const again = await rig.challenged('mrivera');
      expect((await rig.enter(again.attemptId, code)).json).toMatchObject({ because: 'replayed' });
    }
  });

  it.each([
    ['ten minutes', 'pgomez', 10 * MINUTE],
    ['a second', 'fwhite', SECOND],
  ])('AC-7: not the tries before a lock-out, and no lock-out ends by it (%s)', async (_name, username, by) => {
    for (let n = 0; n < 4; n += 1) {
      expect(await rig.begin(username, DESK, WRONG)).toMatchObject({ outcome: 'refused', attemptsLeft: 4 - n });
      rig.clock.setWall(-by);
    }
    expect(await rig.begin(username, DESK, WRONG)).toMatchObject({ outcome: 'locked' });
    rig.clock.setWall(-by);
    expect(await rig.begin(username, DESK)).toMatchObject({ outcome: 'locked' });
    rig.clock.setWall(5 * by);
  });

  it('IA-3: not the day of an enrolment code', async () => {
    const { code } = await rig.gateway.issueCode(workstation('ws-late'));
    hidden(12 * HOUR);
    hidden(12 * HOUR);
    expect(await rig.told('enrol', { from: null, body: enrolment(code, newKeys()) })).toBe('403 enrolment.refused');
  });

  it('IA-3: and before its beginning a certificate is not good either', async () => {
    const from = await rig.gateway.enrolled(workstation('ws-new'));
    rig.clock.setWall(-2 * HOUR);
    expect(await rig.told('self', { from })).toBe('401 workstation.not-enrolled');
    rig.clock.setWall(2 * HOUR);
    expect(await rig.told('self', { from })).toBe('200 ok');
  });

  it('IA-3: not the certificate of a workstation', async () => {
    const from = await rig.gateway.enrolled(workstation('ws-old'));
    expect(await rig.told('self', { from })).toBe('200 ok');
    for (let days = 0; days < 90; days += 30) hidden(30 * DAY);
    expect(await rig.told('self', { from })).toBe('401 workstation.not-enrolled');
  });
});
