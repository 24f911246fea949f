/** Codes of every kind against a running gateway: used at once, twice, for another, by guessing. Each is good for one person, one place, one time. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../../shared/wire/identity-routes.ts';
import { workstation } from '../../gateway/gateway-harness.ts';
import { enrolment, newKeys } from '../../gateway/workstation-keys.ts';
import { DESK, IdentityRig, LAPTOP, LAPTOP_2, MINUTE, SUPERVISOR, wordsOf, type Phone } from './identity-rig.ts';

const rig = new IdentityRig();
let phone: Phone;
let otherPhone: Phone;
beforeAll(async () => {
  await rig.start();
  phone = await rig.setUp('mrivera');
  otherPhone = await rig.setUp('jokafor');
});
afterAll(() => rig.gateway.remove());
beforeEach(() => {
  rig.clock.advance(16 * MINUTE);
});

const recover = (attemptId: string, code: string, from = LAPTOP) =>
  rig.told('enterCode', { from, body: { attemptId, method: 'recovery', code } });
const release = (attemptId: string, code: string, from = LAPTOP) =>
  rig.told('useRelease', { from, body: { attemptId, code } });
const unlockAccount = async (username: string): Promise<void> => {
  const session = await rig.active('lkowalski', SUPERVISOR);
  await rig.gateway.call('releaseLockout', { session, from: SUPERVISOR, body: { username } });
};

describe('IA-5: a code of the phone', () => {
  it('sent eight times at once for one sign-in opens one session', async () => {
    const { attemptId } = await rig.challenged('mrivera');
    const code = rig.code(phone.secret);
    const told = await Promise.all(Array.from({ length: 8 }, () => rig.enter(attemptId, code).then(wordsOf)));
    expect(told.sort()).toEqual(['200 active', ...Array<string>(7).fill('401 attempt.ended')]);
  });

  it('used at once at two laptops opens one session', async () => {
    const attempts = [await rig.challenged('mrivera', LAPTOP), await rig.challenged('mrivera', LAPTOP_2)];
    const code = rig.code(phone.secret);
    const told = await Promise.all(
      attempts.map(({ attemptId }, at) => rig.enter(attemptId, code, [LAPTOP, LAPTOP_2][at]).then(wordsOf)),
    );
    expect(told.sort()).toEqual(['200 active', '200 code-refused']);
  });

  it('is refused again in every later sign-in, also to the person it was right for, and at a step-up', async () => {
    const session = await rig.verified('mrivera', phone);
    const used = rig.code(phone.secret, -1);
    const again = await rig.challenged('mrivera', LAPTOP_2);
    expect((await rig.enter(again.attemptId, used, LAPTOP_2)).json).toMatchObject({ because: 'replayed' });
    const body = { password: 'Rivera-Desk-113!', method: 'totp', code: used };
    expect(await rig.told('stepUp', { session, from: LAPTOP, body })).toBe('200 code-refused');
  });

  it('of another person’s phone is a wrong one, and wrong ones lock the account', async () => {
    const { attemptId } = await rig.challenged('mrivera');
    const told: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      told.push(
        wordsOf(await rig.enter(attemptId, n === 0 ? rig.code(otherPhone.secret) : rig.wrongCode(phone.secret))),
      );
    }
    expect(told).toEqual([...Array<string>(4).fill('200 code-refused'), '200 locked']);
    expect(wordsOf(await rig.enter(attemptId, rig.code(phone.secret)))).toBe('401 attempt.ended');
    expect(await rig.begin('mrivera', LAPTOP)).toMatchObject({ outcome: 'locked' });
    await unlockAccount('mrivera');
  });

  it('AC-7: a right password between wrong codes resets nothing', async () => {
    for (let n = 0; n < 4; n += 1) {
      const { attemptId } = await rig.challenged('mrivera');
      expect(wordsOf(await rig.enter(attemptId, rig.wrongCode(phone.secret)))).toBe('200 code-refused');
    }
    const { attemptId } = await rig.challenged('mrivera');
    expect(wordsOf(await rig.enter(attemptId, rig.wrongCode(phone.secret)))).toBe('200 locked');
    await unlockAccount('mrivera');
  });

  it('S48: somebody’s own code does not finish somebody else’s sign-in', async () => {
    const victim = await rig.challenged('mrivera', LAPTOP);
    await rig.challenged('jokafor', LAPTOP_2);
    const code = rig.code(otherPhone.secret);
    expect(wordsOf(await rig.enter(victim.attemptId, code, LAPTOP_2))).toBe('401 attempt.ended');
    // At the same laptop the older sign-in is over as soon as another begins.
    const older = await rig.challenged('mrivera', LAPTOP);
    await rig.challenged('jokafor', LAPTOP);
    expect(wordsOf(await rig.enter(older.attemptId, rig.code(phone.secret)))).toBe('401 attempt.ended');
  });

  it.each(['', ' ', '12345', '1234567', '１２３４５６', '12e456', '0x1234', '-12345', '123456\u0000', 'null'])(
    'anything else is no code: %j',
    async (text) => {
      const { attemptId } = await rig.challenged('mrivera');
      expect(wordsOf(await rig.enter(attemptId, text))).toMatch(/^(200 code-refused|400 request\.malformed)$/);
    },
  );

  it('a recovery code opens one session, at once or later', async () => {
    await unlockAccount('mrivera');
    const attempts = [await rig.challenged('mrivera', LAPTOP), await rig.challenged('mrivera', LAPTOP_2)];
    const [first, second] = phone.recoveryCodes;
    const told = await Promise.all(
      attempts.map(({ attemptId }, at) => recover(attemptId, first!, [LAPTOP, LAPTOP_2][at])),
    );
    expect(told.sort()).toEqual(['200 active', '200 code-refused']);
    const later = await rig.challenged('mrivera');
    expect(await recover(later.attemptId, first!)).toBe('200 code-refused');
    expect(await recover(later.attemptId, second!)).toBe('200 active');
  });
});

describe('IA-5: after a restart of the gateway', () => {
  it('what was used stays used: the phone’s code, the recovery code, the release', async () => {
    const { attemptId } = await rig.challenged('mrivera');
    const [code, recovery] = [rig.code(phone.secret), phone.recoveryCodes[2]!];
    expect(wordsOf(await rig.enter(attemptId, code))).toBe('200 active');
    expect(await recover((await rig.challenged('mrivera')).attemptId, recovery)).toBe('200 active');
    const released = await rig.releaseFor('tchen');
    expect(await release((await rig.challenged('tchen')).attemptId, released)).toBe('200 challenge');
    await rig.gateway.stop();
    await rig.start();
    const again = await rig.challenged('mrivera');
    expect((await rig.enter(again.attemptId, code)).json).toMatchObject({ because: 'replayed' });
    expect(await recover(again.attemptId, recovery)).toBe('200 code-refused');
    expect(await release((await rig.challenged('tchen')).attemptId, released)).toBe('200 code-refused');
  });
});

describe('S46, AC-5: a release code', () => {
  const helps = async (username: string, session: SignedIn) =>
    rig.told('releaseFactor', { session, from: SUPERVISOR, body: { username } });

  it('is given to nobody by themselves, nor without the right, nor for another command, nor without a step-up', async () => {
    const desk = await rig.active('lkowalski', SUPERVISOR);
    expect(await helps('lkowalski', desk)).toBe('403 account.own');
    expect(await helps('bnguyen', desk)).toBe('404 account.unknown');
    rig.clock.advance(5 * MINUTE);
    expect(await helps('tchen', desk)).toBe('403 session.step-up');
    expect(await helps('tchen', await rig.active('ssantos', SUPERVISOR))).toBe('403 capability.missing');
  });

  it('of one person is of no use to another', async () => {
    const code = await rig.releaseFor('tchen');
    const { attemptId } = await rig.challenged('dbrooks');
    expect(await release(attemptId, code)).toBe('200 code-refused');
    const own = await rig.challenged('tchen', LAPTOP_2);
    expect(await release(own.attemptId, code, LAPTOP_2)).toBe('200 challenge');
  });

  it('is used once, also when two use it at once, and an older one ends with a newer one', async () => {
    const [older, newer] = [await rig.releaseFor('tchen'), await rig.releaseFor('tchen')];
    const attempts = [await rig.challenged('tchen', LAPTOP), await rig.challenged('tchen', LAPTOP_2)];
    expect(await release(attempts[0]!.attemptId, older)).toBe('200 code-refused');
    const told = await Promise.all(
      attempts.map(({ attemptId }, at) => release(attemptId, newer, [LAPTOP, LAPTOP_2][at])),
    );
    expect(told.sort()).toEqual(['200 challenge', '200 code-refused']);
    const again = await rig.challenged('tchen');
    expect(await release(again.attemptId, newer)).toBe('200 code-refused');
  });

  it('is burnt by five guesses, and the account is locked by them', async () => {
    const code = await rig.releaseFor('tchen');
    const { attemptId } = await rig.challenged('tchen');
    const told: string[] = [];
    for (let n = 0; n < 5; n += 1) told.push(await release(attemptId, `AAAA-AAA${String(n)}`));
    expect(told).toEqual([...Array<string>(4).fill('200 code-refused'), '200 locked']);
    await unlockAccount('tchen');
    const again = await rig.challenged('tchen');
    expect(await release(again.attemptId, code)).toBe('200 code-refused');
  });

  it('opens nothing by itself: not the session, and not over a factor that is there', async () => {
    const code = await rig.releaseFor('mrivera');
    const { attemptId } = await rig.challenged('mrivera');
    expect(await release(attemptId, code)).toBe('401 attempt.ended');
    const unset = await rig.released('tchen');
    expect(await rig.told('finishSignIn', { from: LAPTOP, body: { attemptId: unset } })).toBe('401 attempt.ended');
  });
});

describe('IA-3: an enrolment code', () => {
  const enrol = (code: string) => rig.told('enrol', { from: null, body: enrolment(code, newKeys()) });

  it('raced by six workstations enrols one', async () => {
    const { code } = await rig.gateway.issueCode(workstation('ws-raced'));
    const told = await Promise.all(Array.from({ length: 6 }, () => enrol(code)));
    expect(told.filter((one) => one === '200 ok')).toHaveLength(1);
    expect(told.filter((one) => one === '403 enrolment.refused')).toHaveLength(5);
    expect(await enrol(code)).toBe('403 enrolment.refused');
  });

  it('guessed: ten tries, then the address waits, also with a right one; nobody signed in is kept from working', async () => {
    const session = await rig.active('mrivera', DESK);
    const { code } = await rig.gateway.issueCode(workstation('ws-guessed'));
    const told: string[] = [];
    for (let n = 0; n < 10; n += 1) told.push(await enrol(`0000-0000-0000-000${String(n)}`));
    expect(told).toEqual(Array<string>(10).fill('403 enrolment.refused'));
    expect(await enrol(code)).toBe('429 rate.limited');
    expect(await rig.told('session', { session, from: DESK })).toBe('200 ok');
    rig.clock.advance(15 * MINUTE);
    expect(await enrol(code)).toBe('200 ok');
  });

  it('is given by no session of an officer, and by an administrator only after a step-up', async () => {
    const body = { name: 'Desk X', command: 113, area: 'on-site' };
    const officer = await rig.active('mrivera', DESK);
    expect(await rig.told('issueEnrolmentCode', { session: officer, from: DESK, body })).toBe('403 capability.missing');
    const admin = await rig.active('radmin', SUPERVISOR);
    rig.clock.advance(5 * MINUTE);
    expect(await rig.told('issueEnrolmentCode', { session: admin, from: SUPERVISOR, body })).toBe(
      '403 session.step-up',
    );
    await rig.answered('stepUp', { session: admin, from: SUPERVISOR, body: { password: 'Adler-Admin-2026!' } });
    expect(await rig.told('issueEnrolmentCode', { session: admin, from: SUPERVISOR, body })).toBe('200 ok');
  });
});
