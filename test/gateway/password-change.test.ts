/** An expired or to-be-changed password is changed in the middle of a sign-in (S44, IA-5(1)(a)), and signing in under every state. */
import { describe, expect, it } from 'vitest';
import { DESK, faultOf, identityDesk, type IdentityDesk, LAPTOP } from './identity-desk.ts';
import { PASSWORD, REFUSED_BY_POLICY } from './practice-directory.ts';

const NEXT = 'Violet-Teapot-Harbour-7';
const change = (desk: IdentityDesk, attemptId: string, newPassword = NEXT, password = PASSWORD, at = DESK) =>
  desk.identity.steps.newPassword({ attemptId, password, newPassword }, at);

describe('S44: a password that is due is changed before anything else', () => {
  it.each([
    ['expired', 'password-expired'],
    ['mustchange', 'must-change'],
  ])('%s: told why, changed, signed in; the old one is of no use', async (username, why) => {
    const desk = identityDesk();
    const { attemptId, challenge } = await desk.challenged(username);
    expect(challenge).toMatchObject({ outcome: 'new-password', why });
    expect(await change(desk, attemptId)).toMatchObject({ outcome: 'active' });
    expect(desk.rows('password.change')).toMatchObject([{ username, outcome: 'ok' }]);
    expect(await faultOf(change(desk, attemptId))).toBe('attempt.ended');
    expect(await desk.signIn(username)).toMatchObject({ outcome: 'refused' });
    expect(await desk.signIn(username, DESK, NEXT)).toMatchObject({ outcome: 'active' });
  });

  it('remote, the second factor comes after it, under a new attempt', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('expired');
    const { attemptId } = await desk.challenged('expired', LAPTOP);
    const next = await change(desk, attemptId, NEXT, PASSWORD, LAPTOP);
    if (next.outcome !== 'challenge') throw new Error(next.outcome);
    expect(next.challenge.outcome).toBe('second-factor');
    expect(next.attemptId).not.toBe(attemptId);
    const code = { attemptId: next.attemptId, method: 'totp', code: desk.code(secret) } as const;
    expect(await desk.identity.steps.enterCode(code, LAPTOP)).toMatchObject({ outcome: 'active' });
  });

  it('the code is not asked for before the password is changed, and does not stand in for it', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('expired');
    const { attemptId } = await desk.challenged('expired', LAPTOP);
    const early = { attemptId, method: 'totp', code: desk.code(secret) } as const;
    expect(await faultOf(desk.identity.steps.enterCode(early, LAPTOP))).toBe('attempt.ended');
    expect(desk.sessions.all()).toHaveLength(0);
  });
});

describe('IA-5(1)(a): a new password that is refused', () => {
  it.each([
    ['the same again', PASSWORD, 'same'],
    ['a well-known one', 'Password2026!', 'banned-list'],
    ['one with the person’s name', 'Xx-mustchange-2291', 'contains-name'],
    ['a short one', 'Ab1!x', 'too-short'],
    ['one that the directory refuses', REFUSED_BY_POLICY, 'complexity'],
  ])('%s: told why, nothing is counted, and another may be tried', async (_name, newPassword, because) => {
    const desk = identityDesk();
    const { attemptId } = await desk.challenged('mustchange');
    expect(await change(desk, attemptId, newPassword)).toEqual({ outcome: 'password-refused', because });
    expect(desk.lockouts.locked().size).toBe(0);
    expect(desk.rows('password.change').at(-1)).toMatchObject({ outcome: 'refused', object: because });
    expect(await change(desk, attemptId)).toMatchObject({ outcome: 'active' });
  });

  it('AC-7: a wrong old password counts like any wrong password; the fifth locks and ends the attempt', async () => {
    const desk = identityDesk();
    const { attemptId } = await desk.challenged('mustchange');
    for (const attemptsLeft of [4, 3, 2, 1]) {
      const answer = await change(desk, attemptId, NEXT, 'Wrong-Password-1!');
      expect(answer).toEqual({ outcome: 'password-refused', because: 'wrong-old', attemptsLeft });
    }
    expect(await change(desk, attemptId, NEXT, 'Wrong-Password-1!')).toMatchObject({ outcome: 'locked' });
    expect(await faultOf(change(desk, attemptId))).toBe('attempt.ended');
    expect(desk.lockouts.isLocked('mustchange')).toBe(true);
  });

  it('AU-5: nothing is changed while the change cannot be recorded', async () => {
    const desk = identityDesk();
    const { attemptId } = await desk.challenged('mustchange');
    desk.audit.isDown = true;
    expect(await faultOf(change(desk, attemptId))).toBe('audit.unavailable');
    desk.audit.isDown = false;
    expect(await desk.challenged('mustchange')).toMatchObject({ challenge: { outcome: 'new-password' } });
  });

  it('an outage in the middle counts nothing and ends nothing', async () => {
    const desk = identityDesk();
    const { attemptId } = await desk.challenged('mustchange');
    desk.directory.isDown = true;
    expect(await faultOf(change(desk, attemptId))).toBe('directory.unavailable');
    desk.directory.isDown = false;
    expect(await change(desk, attemptId)).toMatchObject({ outcome: 'active' });
  });

  it('neither password is in any row', async () => {
    const desk = identityDesk();
    await change(desk, (await desk.challenged('mustchange')).attemptId);
    const text = JSON.stringify(desk.audit.rows);
    expect(text.includes(PASSWORD) || text.includes(NEXT)).toBe(false);
  });
});

describe('S41: a right password under every state of the account', () => {
  it.each(['disabled', 'expired', 'logon-hours', 'workstation-not-allowed'] as const)(
    '%s: refused with what to do, recorded, and not before the password was right',
    async (state) => {
      const desk = identityDesk();
      desk.directory.change('officer', { state });
      expect(await desk.signIn('officer', DESK, 'Wrong-Password-1!')).toEqual({ outcome: 'refused', attemptsLeft: 4 });
      const answer = await desk.signIn('officer');
      expect(answer).toMatchObject({ outcome: 'account', state });
      expect(answer.outcome === 'account' && answer.help.length).toBeGreaterThan(40);
      expect(desk.rows('sign-in').at(-1)).toMatchObject({ outcome: 'refused', rule: 'S41' });
    },
  );

  it('without a role: refused', async () => {
    const desk = identityDesk();
    desk.directory.change('officer', { roles: [] });
    expect(await desk.signIn('officer')).toMatchObject({ outcome: 'account', state: 'no-role' });
  });

  it('clocks more than five minutes apart: nobody, and nobody is counted', async () => {
    const desk = identityDesk();
    desk.directory.clockAheadMs = -5 * 60_000 - 1;
    expect(await desk.signIn('officer')).toMatchObject({ outcome: 'account', state: 'clock' });
    expect(await desk.signIn('mustchange')).toMatchObject({ outcome: 'account', state: 'clock' });
    desk.directory.clockAheadMs = 5 * 60_000;
    desk.advance(60_000);
    expect(await desk.signIn('officer')).toMatchObject({ outcome: 'active' });
  });

  it('locked out in the directory: the same sentence as a wrong password; only the row says it', async () => {
    const desk = identityDesk();
    desk.directory.lockedOut.add('officer');
    expect(await desk.signIn('officer')).toEqual({ outcome: 'refused', attemptsLeft: 4 });
    expect(desk.rows('sign-in').at(-1)).toMatchObject({ object: 'locked out in the directory', rule: 'S34' });
  });

  it('AC-7: releasing a locked-out colleague also ends the directory’s own lock-out', async () => {
    const desk = identityDesk();
    const { asker } = await desk.active('desk');
    for (let n = 0; n < 5; n += 1) await desk.signIn('officer', LAPTOP, 'Wrong-Password-1!');
    await desk.people.release(asker, 'officer');
    expect(desk.directory.unlocked).toEqual(['officer']);
    expect(await desk.signIn('officer')).toMatchObject({ outcome: 'active' });
  });

  it('AC-7: a release during an outage releases nothing by half', async () => {
    const desk = identityDesk();
    const { asker } = await desk.active('desk');
    for (let n = 0; n < 5; n += 1) await desk.signIn('officer', LAPTOP, 'Wrong-Password-1!');
    desk.directory.isDown = true;
    expect(await faultOf(desk.people.release(asker, 'officer'))).toBe('directory.unavailable');
    expect(desk.lockouts.isLocked('officer')).toBe(true);
  });
});

describe('AC-7: names', () => {
  it('the same account under another spelling of its name is counted as one', async () => {
    const desk = identityDesk();
    const spellings = ['officer', 'PRECINCT\\officer', 'officer@sample.example', 'OFFICER', 'officer'];
    const lefts = [];
    for (const spelling of spellings) {
      const answer = await desk.signIn(spelling, DESK, 'Wrong-Password-1!');
      lefts.push(answer.outcome === 'refused' ? answer.attemptsLeft : answer.outcome);
    }
    expect(lefts).toEqual([4, 3, 2, 1, 'locked']);
  });

  it('a name that is nobody’s is counted the same way, however it is spelt', async () => {
    const desk = identityDesk();
    const lefts = [];
    for (const spelling of ['nobody', 'PRECINCT\\nobody', 'nobody@sample.example', 'NOBODY', 'nobody']) {
      const answer = await desk.signIn(spelling, DESK, 'Wrong-Password-1!');
      lefts.push(answer.outcome === 'refused' ? answer.attemptsLeft : answer.outcome);
    }
    expect(lefts).toEqual([4, 3, 2, 1, 'locked']);
  });

  it('parallel guesses under different spellings do not slip past the count', async () => {
    const desk = identityDesk();
    const names = ['officer', 'PRECINCT\\officer', 'officer@sample.example'];
    await Promise.all(Array.from({ length: 12 }, (_, n) => desk.signIn(names[n % 3]!, DESK, 'Wrong-Password-1!')));
    expect(desk.directory.asked).toBe(5);
  });
});

describe('the directory is gone', () => {
  it('nobody gets in, nobody is counted, and afterwards everything goes on', async () => {
    const desk = identityDesk();
    for (let n = 0; n < 3; n += 1) {
      desk.directory.isDown = true;
      for (let tries = 0; tries < 4; tries += 1) {
        expect(await faultOf(desk.signIn('officer', DESK, 'Wrong-Password-1!'))).toBe('directory.unavailable');
        expect(await faultOf(desk.signIn('officer'))).toBe('directory.unavailable');
      }
      desk.directory.isDown = false;
      expect(await desk.signIn('officer', DESK, 'Wrong-Password-1!')).toMatchObject({ attemptsLeft: 4 });
      expect(await desk.signIn('officer')).toMatchObject({ outcome: 'active' });
    }
  });

  it('between password and code: nobody is counted, and the code entered again lets in', async () => {
    const desk = identityDesk();
    const { secret } = await desk.enrol('officer');
    const { attemptId } = await desk.challenged('officer', LAPTOP);
    desk.directory.isDown = true;
    const enter = () => desk.identity.steps.enterCode({ attemptId, method: 'totp', code: desk.code(secret) }, LAPTOP);
    expect(await faultOf(enter())).toBe('directory.unavailable');
    desk.directory.isDown = false;
    desk.advance(30_000);
    expect(await enter()).toMatchObject({ outcome: 'active' });
  });
});
