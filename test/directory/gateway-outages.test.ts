/** The whole gateway while controllers die, crawl and flap, and while it is itself restarted: an outage lets nobody in and counts against nobody. */
import { afterEach, expect, it } from 'vitest';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { DESK, DESK_2, MINUTE, SECOND, wordsOf, WRONG } from '../security/gateway/identity-rig.ts';
import { PASSWORD } from './domain-people.ts';
import { deskOf, DomainGateway } from './gateway-on-domain.ts';
import { TcpProxy } from './tcp-proxy.ts';
import { withDomain } from './with-domain.ts';

/** Short, so that tests are; the usual ones are seconds. */
const timeouts = { connectMs: 2_000, operationMs: 2_000, backOffMs: 1_000 };
const SLOW_MS = 10_000;
const UNAVAILABLE = '503 directory.unavailable';

withDomain('a gateway whose directory fails', 2, (domain) => {
  const opened: DomainGateway[] = [];
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const rig of opened.splice(0)) await rig.remove();
    for (const close of closing.splice(0)) await close();
  });

  const urls = (): string[] => domain().controllers.map(({ address }) => `ldaps://${address}`);
  const started = async (addresses: readonly string[]): Promise<DomainGateway> => {
    const rig = new DomainGateway();
    opened.push(rig);
    return rig.on(domain(), { urls: addresses, timeouts });
  };
  const proxied = async (): Promise<{ readonly proxy: TcpProxy; readonly url: string }> => {
    const { address } = domain().dc;
    const proxy = new TcpProxy({ address, port: 636 });
    const port = await proxy.listen(address);
    closing.push(() => proxy.close());
    return { proxy, url: `ldaps://${address}:${port}` };
  };
  const signIn = async (rig: DomainGateway, username: string, password = PASSWORD): Promise<string> => {
    const { hash } = await rig.answered('notice', { from: DESK });
    return rig.told('signIn', { from: DESK, body: { username, password, noticeHash: hash } });
  };

  it('a slow controller: the next one answers; where there is none nobody gets in, and nobody is counted', async () => {
    const { proxy, url } = await proxied();
    const alone = await started([url]);
    const session = await alone.at('mover');
    proxy.delayMs = SLOW_MS;
    const both = await started([url, urls()[1]!]);
    expect(await signIn(both, 'avendor')).toBe('200 active');
    const told = await Promise.all([signIn(alone, 'never'), signIn(alone, 'avendor', WRONG)]);
    expect(told).toEqual([UNAVAILABLE, UNAVAILABLE]);
    expect(await alone.answered('health', { from: null })).toMatchObject({ status: 'degraded', directory: 'down' });
    // Who is in goes on working meanwhile, also where the directory is due to be asked about them.
    alone.elapse(11 * SECOND);
    expect(await alone.told('session', { session, from: deskOf('mover') })).toBe('200 ok');
    proxy.delayMs = 0;
    alone.elapse(MINUTE);
    expect(await alone.try('avendor', WRONG)).toEqual({ outcome: 'refused', attemptsLeft: 4 });
    expect(await signIn(alone, 'avendor')).toBe('200 active');
  });

  it('a flapping controller lets nobody in wrongly, refuses nobody wrongly, and ends no session', async () => {
    const { proxy, url } = await proxied();
    const rig = await started([url]);
    let session = await rig.at('mover');
    // Cut off all the time, and not at all, in turn.
    for (let n = 0; n < 20; n += 1) {
      const cutting = n % 2 ? setInterval(() => proxy.cut(), 1) : undefined;
      closing.push(() => clearInterval(cutting));
      const told = await signIn(rig, 'changer');
      rig.elapse(11 * SECOND);
      expect(await rig.told('session', { session, from: deskOf('mover') })).toBe('200 ok');
      clearInterval(cutting);
      expect(told).toBe(n % 2 ? UNAVAILABLE : '200 active');
      rig.elapse(MINUTE);
      const { token } = await rig.answered('renew', { session, from: deskOf('mover'), body: {} });
      session = { ...session, token };
    }
    rig.elapse(MINUTE);
    expect(await rig.try('changer', WRONG)).toEqual({ outcome: 'refused', attemptsLeft: 4 });
    expect(Number(await domain().attribute('changer', 'badPwdCount'))).toBe(1);
  });

  it('restarted in the middle of a sign-in: the attempt and its step are gone, nobody is in, and it can be begun again', async () => {
    const rig = await started(urls());
    const session = await rig.at('mover');
    const pending = await rig.challenged('mustchange', DESK_2, PASSWORD);
    await rig.gateway.stop();
    await rig.on(domain(), { urls: urls(), timeouts });
    const change = (attemptId: string) =>
      rig.told('newPassword', {
        from: DESK_2,
        body: { attemptId, password: PASSWORD, newPassword: 'Violet-Teapot-Harbour-7' },
      });
    expect(await change(pending.attemptId)).toBe('401 attempt.ended');
    expect(await rig.told('session', { session, from: deskOf('mover') })).toBe('401 session.expired');
    expect(await change((await rig.challenged('mustchange', DESK_2, PASSWORD)).attemptId)).toBe('200 active');
  });

  it('a service account that is not let in, or another authority, is an outage and not a refusal', async () => {
    const rig = new DomainGateway();
    opened.push(rig);
    await rig.start({ directory: rig.files(domain(), { timeouts }, 'Not-The-Secret-1!') });
    for (const password of [PASSWORD, WRONG]) expect(await signIn(rig, 'avendor', password)).toBe(UNAVAILABLE);
    await rig.gateway.stop();
    const other = { caFile: rig.gateway.file('ca.pem'), timeouts };
    await rig.start({ directory: rig.files(domain(), other) });
    for (const password of [PASSWORD, WRONG]) expect(await signIn(rig, 'avendor', password)).toBe(UNAVAILABLE);
  });

  it('the first controller dies in the middle of work, then the second: work goes on, then it locks; nobody new, nobody counted', async () => {
    const rig = await started(urls());
    const [first, second] = domain().controllers;
    let session: SignedIn = await rig.at('mover');
    const mine = () => ({ session, from: deskOf('mover') });
    const pending = await rig.challenged('oldpass', DESK_2, PASSWORD);
    const works = () => rig.told('session', mine());

    await first.kill();
    rig.elapse(11 * SECOND);
    expect(await works()).toBe('200 ok');
    expect(await signIn(rig, 'avendor')).toBe('200 active');
    expect(await rig.answered('health', { from: null })).toMatchObject({ directory: 'up' });

    await second.kill();
    rig.elapse(11 * SECOND);
    expect(await works()).toBe('200 ok');
    for (const password of [PASSWORD, WRONG, WRONG, WRONG, WRONG, WRONG, PASSWORD]) {
      expect(await signIn(rig, 'avendor', password)).toBe(UNAVAILABLE);
      expect(await rig.told('stepUp', { ...mine(), body: { password } })).toBe(UNAVAILABLE);
    }
    const next = { attemptId: pending.attemptId, password: PASSWORD, newPassword: 'Violet-Teapot-Harbour-7' };
    expect(await rig.told('newPassword', { from: DESK_2, body: next })).toBe(UNAVAILABLE);
    expect(await rig.told('switchRole', { ...mine(), body: { role: 'police-officer' } })).toBe(UNAVAILABLE);

    // Fourteen minutes of it are worked through; after fifteen the session locks, and what is locked is not lost.
    for (let minutes = 0; minutes < 14; minutes += 7) {
      rig.elapse(7 * MINUTE - 11 * SECOND);
      const renewed = await rig.answered('renew', { ...mine(), body: {} });
      session = { ...session, token: renewed.token };
      expect(await works()).toBe('200 ok');
    }
    rig.elapse(2 * MINUTE);
    expect(await works()).toBe('401 session.locked');
    const unlock = (password: string) =>
      rig.gateway.call('unlock', {
        from: deskOf('mover'),
        body: { sessionId: session.session.sessionId, username: 'mover', password },
      });
    for (const password of [PASSWORD, WRONG]) expect(wordsOf(await unlock(password))).toBe(UNAVAILABLE);

    await first.restart();
    rig.elapse(MINUTE);
    expect((await unlock(WRONG)).json).toEqual({ outcome: 'refused', attemptsLeft: 4 });
    expect((await unlock(PASSWORD)).json).toMatchObject({
      outcome: 'active',
      session: { sessionId: session.session.sessionId },
    });
    expect(await rig.try('avendor', WRONG)).toEqual({ outcome: 'refused', attemptsLeft: 4 });
  });
});
