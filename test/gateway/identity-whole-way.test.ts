/** Identity the whole way: mutual TLS, routes, the embedded directory, sealed files, a gateway that restarts. */
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { ROUTES, type RouteName, type RouteOutput } from '../../shared/wire/routes.ts';
import { passwordOf, TestGateway, workstation, type TestWorkstation } from './gateway-harness.ts';

const gateway = new TestGateway();
beforeAll(() => gateway.start());
afterAll(() => gateway.remove());

const MINUTE = 60_000;
const DESK = workstation();
const LAPTOP = workstation('ws-113-laptop-01', { name: 'Laptop 1', area: 'remote' });
const SUPERVISOR = workstation('ws-113-desk-02', { name: 'Desk 2' });

interface Asked {
  readonly body?: object;
  readonly session?: SignedIn;
  readonly from?: TestWorkstation;
  readonly params?: Readonly<Record<string, string>>;
}
/** The answer as the contract has it; throws the fault code of any other. */
const call = async <N extends RouteName>(name: N, asked: Asked = {}): Promise<RouteOutput<N>> => {
  const answer = await gateway.call(name, asked);
  if (answer.status !== 200) throw new Error(answer.json.code);
  const schema: z.ZodType = ROUTES[name].output;
  return schema.parse(answer.json) as RouteOutput<N>;
};
const begin = async (username: string, from: TestWorkstation, password = passwordOf(username)) => {
  const { hash } = await call('notice', { from });
  return call('signIn', { from, body: { username, password, noticeHash: hash } });
};
const challenged = async (username: string, from: TestWorkstation) => {
  const answer = await begin(username, from);
  if (answer.outcome !== 'challenge') throw new Error(answer.outcome);
  return answer;
};
const codeNow = (secret: string): string => generateSync({ secret, epoch: Math.floor(gateway.clock.now() / 1000) });
const nextStep = (): void => {
  gateway.clock.advance(30_000);
};
const enter = (attemptId: string, secret: string, from = LAPTOP) =>
  call('enterCode', { from, body: { attemptId, method: 'totp', code: codeNow(secret) } });

/** The directory file with one account changed; puts it back. */
const changeAccount = (username: string, over: object): (() => void) => {
  const file = gateway.file('directory.json');
  const before = readFileSync(file, 'utf8');
  const content = JSON.parse(before) as { accounts: { username: string }[] };
  const accounts = content.accounts.map((account) =>
    account.username === username ? { ...account, ...over } : account,
  );
  writeFileSync(file, JSON.stringify({ ...content, accounts }), { mode: 0o600 });
  return () => {
    writeFileSync(file, before, { mode: 0o600 });
  };
};

/** An officer at a laptop, set up with the help of the desk; the phone's secret. */
const setUp = async (username: string): Promise<string> => {
  const supervisor = await gateway.signIn('lkowalski', SUPERVISOR);
  const pending = await challenged(username, LAPTOP);
  expect(pending.challenge.outcome).toBe('factor-release');
  const { code } = await call('releaseFactor', { session: supervisor, body: { username } });
  const released = await call('useRelease', { from: LAPTOP, body: { attemptId: pending.attemptId, code } });
  if (released.outcome !== 'challenge') throw new Error(released.outcome);
  const body = { attemptId: released.attemptId };
  const { secret, uri } = await call('beginFactor', { from: LAPTOP, body });
  expect(uri).toMatch(/^otpauth:\/\/totp\//);
  const first = codeNow(secret);
  nextStep();
  const codes = { ...body, first, second: codeNow(secret) };
  expect(await call('confirmFactor', { from: LAPTOP, body: codes })).toMatchObject({ outcome: 'confirmed' });
  expect(await call('finishSignIn', { from: LAPTOP, body })).toMatchObject({ outcome: 'active' });
  nextStep();
  return secret;
};

describe('S46: a laptop', () => {
  it('is set up with a release of the desk, signs in by code, and its parts are of no use elsewhere', async () => {
    const secret = await setUp('mrivera');
    const pending = await challenged('mrivera', LAPTOP);
    expect(pending.challenge).toMatchObject({ outcome: 'second-factor', recoveryLeft: 10 });
    await expect(enter(pending.attemptId, secret, DESK)).rejects.toThrow('attempt.ended');
    const again = await challenged('mrivera', LAPTOP);
    const answer = await enter(again.attemptId, secret);
    if (answer.outcome !== 'active') throw new Error(answer.outcome);
    expect(answer.session).toMatchObject({ remote: true, secondFactor: { verified: true, enrolled: true } });
    const copied = await gateway.call('session', { session: answer, from: DESK });
    expect(copied.json.code).toBe('session.other-workstation');
    await expect(enter(again.attemptId, secret)).rejects.toThrow('attempt.ended');
    const replay = await challenged('mrivera', LAPTOP);
    expect(await enter(replay.attemptId, secret)).toMatchObject({ outcome: 'code-refused', because: 'replayed' });
  });

  it('the second factor outlives a restart of the gateway; the unfinished sign-in does not', async () => {
    const secret = await setUp('jokafor');
    const pending = await challenged('jokafor', LAPTOP);
    await gateway.stop();
    await gateway.start();
    await expect(enter(pending.attemptId, secret)).rejects.toThrow('attempt.ended');
    const again = await challenged('jokafor', LAPTOP);
    expect(again.challenge.outcome).toBe('second-factor');
    expect(await enter(again.attemptId, secret)).toMatchObject({ outcome: 'active' });
  });

  it('SC-28: neither secret nor code nor password is in any file of the gateway, and its file is private', async () => {
    const secret = await setUp('ssantos');
    const pending = await challenged('ssantos', LAPTOP);
    await enter(pending.attemptId, secret);
    for (const name of readdirSync(gateway.folder)) {
      if (!statSync(gateway.file(name)).isFile()) continue;
      const bytes = readFileSync(gateway.file(name));
      for (const one of [secret, pending.attemptId, passwordOf('ssantos')])
        expect(bytes.includes(one), name).toBe(false);
    }
    expect(statSync(gateway.file('factors.sealed')).mode & 0o777).toBe(0o600);
  });

  it('the audit log has every step of it', async () => {
    const actions = new Set((await gateway.auditRows()).map(({ action, outcome }) => `${action} ${outcome}`));
    for (const one of [
      'factor.release ok',
      'factor.enrol ok',
      'factor.check ok',
      'factor.check refused',
      'access.denied refused',
    ]) {
      expect(actions.has(one), one).toBe(true);
    }
  });
});

describe('S44: a password that must be changed', () => {
  it('is changed at the sign-in, for good', async () => {
    const { attemptId } = await challenged('mustchange.user', DESK);
    const change = (newPassword: string) =>
      call('newPassword', { from: DESK, body: { attemptId, password: passwordOf('mustchange.user'), newPassword } });
    expect(await change('Password2026!')).toMatchObject({ outcome: 'password-refused', because: 'banned-list' });
    expect(await change('Violet-Teapot-Harbour-7')).toMatchObject({ outcome: 'active' });
    expect(await begin('mustchange.user', DESK)).toMatchObject({ outcome: 'refused' });
    expect(await begin('mustchange.user', DESK, 'Violet-Teapot-Harbour-7')).toMatchObject({ outcome: 'active' });
  });
});

describe('S41: changes of the directory file reach a live session that only watches', () => {
  const seenWithin = async (
    session: SignedIn,
    seconds: number,
    seen: (answer: RouteOutput<'sessionChanges'>) => boolean,
  ) => {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      if (seen(await call('sessionChanges', { session }))) return true;
      if (Date.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };

  it('a role taken away: less within thirty seconds, in words, and the ICO’s log has it', async () => {
    const session = await gateway.signIn('lkowalski', SUPERVISOR);
    const restore = changeAccount('lkowalski', { roles: ['police-officer'] });
    const isSeen = await seenWithin(session, 30, ({ session: now, changes }) => {
      return now.role === 'police-officer' && !now.capabilities.includes('factor.manage') && changes.length === 1;
    });
    expect(isSeen).toBe(true);
    expect((await gateway.call('lockouts', { session })).json.code).toBe('capability.missing');
    restore();
    const rows = await gateway.auditRows('access.change');
    expect(rows[0]).toMatchObject({ username: 'lkowalski', rule: 'S41' });
  });

  it('disabled: the next call is told that the access was taken, and why', async () => {
    const session = await gateway.signIn('dbrooks', SUPERVISOR);
    const restore = changeAccount('dbrooks', { state: 'disabled' });
    const ended = async (): Promise<boolean> => {
      try {
        return await seenWithin(session, 30, () => false);
      } catch (error) {
        return (error as Error).message === 'session.revoked';
      }
    };
    expect(await ended()).toBe(true);
    restore();
    expect((await gateway.call('session', { session })).text).toContain(
      'The directory says that the account is disabled',
    );
  });
});

describe('IA-11, S43: privileged work', () => {
  it('asks again after five minutes, on the row itself, and into a privileged role', async () => {
    const auditor = await gateway.signIn('nvolkov', SUPERVISOR);
    const reason = { purpose: 'audit-or-inspection', reference: { kind: 'audit', value: 'AUD-2026-0042' } };
    await call('setReason', { session: auditor, body: reason });
    gateway.clock.advance(5 * MINUTE);
    const open = () => gateway.call('auditQueryText', { session: auditor, body: { seq: 1 } });
    expect((await open()).json.code).toBe('session.step-up');
    const wrong = await call('stepUp', { session: auditor, body: { password: 'Wrong-Password-1!' } });
    expect(wrong).toMatchObject({ outcome: 'refused' });
    expect((await open()).json.code).toBe('session.step-up');
    await call('stepUp', { session: auditor, body: { password: passwordOf('nvolkov') } });
    expect((await open()).json.code).not.toBe('session.step-up');
  });

  it('one role acts at a time', async () => {
    const session = await gateway.signIn('sahmed', SUPERVISOR);
    expect(session.session).toMatchObject({
      role: 'ico',
      capabilities: expect.arrayContaining(['audit.read']) as unknown,
    });
    const officer = await call('switchRole', { session, body: { role: 'police-officer' } });
    expect(officer.capabilities.includes('record.search') && !officer.capabilities.includes('audit.read')).toBe(true);
    gateway.clock.advance(5 * MINUTE);
    await expect(call('switchRole', { session, body: { role: 'ico' } })).rejects.toThrow('session.step-up');
    await expect(call('switchRole', { session, body: { role: 'investigator' } })).rejects.toThrow('role.not-held');
  });
});

describe('hand-over at a desk', () => {
  it('somebody else on top, the first goes on, and the desk ends what was left behind, by name', async () => {
    const first = await gateway.signIn('bnguyen', DESK);
    await call('lock', { session: first, body: { cause: 'manual' } });
    const second = await gateway.signIn('tchen', DESK);
    await call('lock', { session: second, body: { cause: 'manual' } });
    const body = { sessionId: first.session.sessionId, username: 'bnguyen', password: passwordOf('bnguyen') };
    expect(await call('unlock', { from: DESK, body })).toMatchObject({ outcome: 'active' });

    const desk = await gateway.signIn('lkowalski', SUPERVISOR);
    const listed = (await call('commandSessions', { session: desk })).sessions;
    expect(listed.find(({ username }) => username === 'tchen')).toMatchObject({ state: 'locked', own: false });
    await call('endSession', { session: desk, params: { sessionId: second.session.sessionId } });
    const told = await gateway.call('session', { session: second });
    expect([told.json.code, told.text.includes('Lt Laura Kowalski')]).toEqual(['session.released', true]);
    await expect(call('endSession', { session: desk, params: { sessionId: first.session.sessionId } })).rejects.toThrow(
      'session.not-yours',
    );
  });
});

describe('the directory file is gone', () => {
  it('nobody in, nobody counted; back again, everybody as before', async () => {
    const file = gateway.file('directory.json');
    for (let n = 0; n < 2; n += 1) {
      renameSync(file, `${file}.away`);
      for (let tries = 0; tries < 6; tries += 1) {
        await expect(begin('fwhite', DESK, 'Wrong-Password-1!')).rejects.toThrow('directory.unavailable');
      }
      renameSync(`${file}.away`, file);
      expect(await begin('fwhite', DESK, 'Wrong-Password-1!')).toMatchObject({ attemptsLeft: 4 - n });
    }
  });
});
