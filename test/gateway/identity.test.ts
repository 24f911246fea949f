/** Sign-in, lock-out and sessions, against a running gateway over TLS. */
import { readdirSync, readFileSync, writeFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_ACCOUNTS } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import { passwordOf, TestGateway, workstation } from './gateway-harness.ts';

const gateway = new TestGateway();
beforeAll(() => gateway.start());
afterAll(() => gateway.remove());

const MINUTE = 60_000;

describe('sign-in', () => {
  it('S34: every active sample account signs in and is told its capabilities, never its password', async () => {
    for (const account of SAMPLE_ACCOUNTS.filter(({ state }) => state === 'active')) {
      const answer = await gateway.attempt(account.username, account.password, workstation(`ws-${account.username}`));
      expect(answer.json.outcome, account.username).toBe('active');
      expect(answer.json.session.person.name).toBe(account.name);
      expect(answer.text).not.toContain(account.password);
    }
  });

  it('AC-8: without the accepted notice nobody signs in', async () => {
    const answer = await gateway.call('signIn', {
      body: {
        username: 'mrivera',
        password: passwordOf('mrivera'),
        noticeHash: '0'.repeat(64),
      },
    });
    expect([answer.status, answer.json.code]).toEqual([403, 'notice.not-accepted']);
  });

  it('AC-7: an unknown user and a wrong password are answered in the same words', async () => {
    const unknown = await gateway.attempt('nobody.at.all', 'Wrong-Password-1!');
    const wrong = await gateway.attempt('fwhite', 'Wrong-Password-1!');
    expect([unknown.status, unknown.text]).toEqual([wrong.status, wrong.text]);
    expect(wrong.json).toEqual({ outcome: 'refused', attemptsLeft: 4 });
  });

  it.each([
    ['disabled.user', 'disabled'],
    ['expired.user', 'expired'],
  ])('%s is told of the state %s only after the right password', async (username, state) => {
    expect((await gateway.attempt(username, 'Wrong-Password-1!')).json.outcome).toBe('refused');
    expect((await gateway.attempt(username, passwordOf(username))).json).toMatchObject({ outcome: 'account', state });
  });

  it.each([
    ['oldpass.user', 'password-expired'],
    ['mustchange.user', 'must-change'],
  ])('%s is asked for a new password (%s) only after the right one', async (username, why) => {
    expect((await gateway.attempt(username, 'Wrong-Password-1!')).json.outcome).toBe('refused');
    const challenge = { outcome: 'new-password', why };
    expect((await gateway.attempt(username, passwordOf(username))).json).toMatchObject({
      outcome: 'challenge',
      challenge,
    });
  });

  it('an empty password is refused like any other', async () => {
    expect((await gateway.attempt('ihayes', '')).json.outcome).toBe('refused');
  });
});

describe('lock-out', () => {
  it('AC-7: five bad passwords lock any name, existing or not; parallel guesses are all counted', async () => {
    for (const name of ['bnguyen', 'no.such.person']) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => gateway.attempt(name, 'Wrong-Password-1!')));
      const outcomes = answers.map(({ json }) => json.outcome).sort();
      expect(outcomes, name).toEqual([...Array<string>(4).fill('locked'), ...Array<string>(4).fill('refused')]);
    }
    expect((await gateway.attempt('bnguyen', passwordOf('bnguyen'))).json.outcome).toBe('locked');
  });

  it('AC-7: bad passwords further apart than fifteen minutes do not lock', async () => {
    for (let n = 0; n < 6; n += 1) {
      expect((await gateway.attempt('pgomez', 'Wrong-Password-1!')).json.outcome).toBe('refused');
      gateway.clock.advance(4 * MINUTE);
    }
    await gateway.signIn('pgomez');
  });

  it('AC-7, AC-5: released by the own command or an administrator only, never by oneself, and it survives a restart', async () => {
    for (let n = 0; n < 5; n += 1) await gateway.attempt('mrivera', 'Wrong-Password-1!');
    await gateway.stop();
    await gateway.start();
    expect((await gateway.attempt('mrivera', passwordOf('mrivera'))).json.outcome).toBe('locked');
    const desk = await gateway.signIn('lkowalski');
    const release = (username: string) => gateway.call('releaseLockout', { session: desk, body: { username } });
    const listed = await gateway.call('lockouts', { session: desk });
    expect(listed.json.lockouts.map(({ username }) => username)).toEqual(['mrivera']);
    expect((await release('bnguyen')).json.code).toBe('account.unknown');
    expect((await release('no.such.person')).json.code).toBe('account.unknown');
    expect((await release('lkowalski')).json.code).toBe('account.own');
    expect((await release('jokafor')).json.code).toBe('account.not-locked');
    expect((await release('mrivera')).status).toBe(200);
    await gateway.signIn('mrivera');
    const admin = await gateway.signIn('radmin');
    for (let n = 0; n < 5; n += 1) await gateway.attempt('bnguyen', 'Wrong-Password-1!');
    expect((await gateway.call('releaseLockout', { session: admin, body: { username: 'bnguyen' } })).status).toBe(200);
    await gateway.signIn('bnguyen');
  });
});

describe('session', () => {
  it('S48: a token works at its own workstation only, and the attempt is recorded', async () => {
    const session = await gateway.signIn('jokafor');
    const elsewhere = await gateway.call('session', { session, from: workstation('ws-somewhere-else') });
    expect([elsewhere.status, elsewhere.json.code]).toEqual([401, 'session.other-workstation']);
    expect((await gateway.call('session', { session })).status).toBe(200);
    const denied = await gateway.auditRows('access.denied');
    expect(denied[0]).toMatchObject({ username: 'jokafor', rule: 'S48' });
    expect(denied[0]!.workstation).toBe(await gateway.idOf(workstation('ws-somewhere-else')));
  });

  it('a renewed token works, the one before it does not', async () => {
    const session = await gateway.signIn('jokafor');
    const renewed = await gateway.call('renew', { session, body: {} });
    expect((await gateway.call('session', { session })).json.code).toBe('session.expired');
    expect((await gateway.call('session', { session: { ...session, token: renewed.json.token } })).status).toBe(200);
  });

  it('AC-11: after ten minutes without a call the session is locked, and the password opens it again', async () => {
    const session = await gateway.signIn('jokafor');
    gateway.clock.advance(10 * MINUTE);
    expect((await gateway.call('session', { session })).json.code).toBe('session.locked');
    const unlock = (over: object, from = workstation()) =>
      gateway.call('unlock', {
        from,
        body: {
          sessionId: session.session.sessionId,
          username: 'jokafor',
          password: passwordOf('jokafor'),
          ...over,
        },
      });
    expect((await unlock({}, workstation('ws-other-place'))).json.code).toBe('session.other-workstation');
    expect((await unlock({ username: 'ihayes', password: passwordOf('ihayes') })).json.code).toBe('session.not-yours');
    expect((await unlock({ password: 'Wrong-Password-1!' })).json.outcome).toBe('refused');
    const again = await unlock({});
    expect(again.json).toMatchObject({ outcome: 'active', vaultHalf: session.vaultHalf });
    expect(again.json.session.sessionId).toBe(session.session.sessionId);
    expect((await gateway.call('session', { session: { ...session, token: again.json.token } })).status).toBe(200);
  });

  it('AC-11: a workstation that renews by itself does not put off the lock; the person at work there does', async () => {
    const place = workstation('ws-113-desk-09');
    let left = await gateway.signIn('jokafor');
    let there = await gateway.signIn('ssantos', place);
    for (let minutes = 0; minutes < 12; minutes += 6) {
      gateway.clock.advance(6 * MINUTE);
      if (minutes === 0)
        left = { ...left, token: (await gateway.call('renew', { session: left, body: {} })).json.token };
      const renewed = await gateway.call('renew', { session: there, from: place, body: {} });
      there = { ...there, token: renewed.json.token };
      expect((await gateway.call('activity', { session: there, from: place, body: {} })).status).toBe(200);
    }
    expect((await gateway.call('session', { session: left })).json.code).toBe('session.locked');
    expect((await gateway.call('session', { session: there, from: place })).status).toBe(200);
  });

  it('a locked session answers nothing', async () => {
    const session = await gateway.signIn('jokafor');
    expect((await gateway.call('lock', { session, body: { cause: 'manual' } })).status).toBe(200);
    expect((await gateway.call('session', { session })).json.code).toBe('session.locked');
  });

  it('IA-11: twelve hours after the sign-in the session is over, however busy', async () => {
    let session = await gateway.signIn('jokafor');
    for (let minutes = 0; minutes < 12 * 60; minutes += 9) {
      const renewed = await gateway.call('renew', { session, body: {} });
      expect(renewed.status).toBe(200);
      session = { ...session, token: renewed.json.token };
      expect((await gateway.call('activity', { session, body: {} })).status).toBe(200);
      gateway.clock.advance(9 * MINUTE);
    }
    expect((await gateway.call('session', { session })).json.code).toBe('session.expired');
  });

  it('S51: nobody ends a colleague’s session but who has the right; its holder is told', async () => {
    const officer = await gateway.signIn('mrivera');
    const detective = await gateway.signIn('jokafor', workstation('ws-113-squad-01'));
    const params = { sessionId: officer.session.sessionId };
    expect((await gateway.call('endSession', { session: detective, params })).json.code).toBe('session.not-yours');
    const admin = await gateway.signIn('radmin', workstation('ws-itb-0001'));
    expect((await gateway.call('endSession', { session: admin, params })).status).toBe(200);
    expect((await gateway.call('session', { session: officer })).json.code).toBe('session.revoked');
    expect((await gateway.auditRows('access.denied'))[0]).toMatchObject({ username: 'jokafor', rule: 'S51' });
  });

  it('S41: a disabled account loses its session within seconds', async () => {
    const session = await gateway.signIn('ssantos');
    const file = gateway.file('directory.json');
    const before = readFileSync(file, 'utf8');
    const content = JSON.parse(before) as { accounts: { username: string; state: string }[] };
    content.accounts.find(({ username }) => username === 'ssantos')!.state = 'disabled';
    writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
    gateway.clock.advance(10_000);
    expect((await gateway.call('session', { session })).json.code).toBe('session.revoked');
    writeFileSync(file, before, { mode: 0o600 });
  });

  it('a restart ends every session', async () => {
    const session = await gateway.signIn('jokafor');
    await gateway.stop();
    await gateway.start();
    expect((await gateway.call('session', { session })).json.code).toBe('session.expired');
  });
});

describe('on disk', () => {
  it('S44, S47: neither a password nor a token nor a mistyped user name is in any file of the data folder', async () => {
    const session = await gateway.signIn('dbrooks');
    await gateway.attempt('My-Secret-As-Name-1!', 'Wrong-Password-77!');
    await gateway.call('renew', { session, body: {} });
    const secrets = [
      session.token,
      'Wrong-Password-77!',
      'My-Secret-As-Name-1!',
      ...SAMPLE_ACCOUNTS.map((a) => a.password),
    ];
    const names = readdirSync(gateway.folder, { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => statSync(gateway.file(one)).isFile())) {
      const bytes = readFileSync(gateway.file(name));
      for (const secret of secrets) expect(bytes.includes(secret), `${name} holds a secret`).toBe(false);
    }
  });

  it('keys and certificates are readable by the gateway’s user alone', () => {
    expect(statSync(gateway.folder).mode & 0o077).toBe(0);
    for (const name of ['gateway.key', 'ca.key', 'server.key', 'directory.json', 'lockouts.sealed', 'audit.head']) {
      expect(statSync(gateway.file(name)).mode & 0o777, name).toBe(0o600);
    }
  });
});
