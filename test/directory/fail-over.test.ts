/** Controllers that are gone, slow or flapping: nobody is let in by an error, nobody is locked out by an outage. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { FaultError } from '../../shared/faults/faults.ts';
import { personDn, replace } from './domain-fixtures.ts';
import { PASSWORD, SERVICE_SECRET } from './domain-people.ts';
import { TcpProxy } from './tcp-proxy.ts';
import { withDomain } from './with-domain.ts';

const UNAVAILABLE = { fault: { code: 'directory.unavailable' } };
/** Short, so that tests are; the usual ones are seconds. */
const timeouts = { connectMs: 2_000, operationMs: 2_000, backOffMs: 1_000 };
const SLOW_MS = 10_000;

withDomain('controllers that fail', 2, (domain) => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const addresses = () => domain().controllers.map(({ address }) => address);
  const urls = () => addresses().map((address) => `ldaps://${address}`);
  const slowProxy = async (index: 0 | 1): Promise<{ readonly proxy: TcpProxy; readonly url: string }> => {
    const { address } = domain().controllers[index];
    const proxy = new TcpProxy({ address, port: 636 });
    const port = await proxy.listen(address);
    closing.push(() => proxy.close());
    return { proxy, url: `ldaps://${address}:${port}` };
  };

  it('each controller is told by name, with its state and the clock', async () => {
    const health = await domain().open({ urls: urls() }).health();
    expect(health).toMatchObject({
      state: 'up',
      controllers: addresses().map((a) => ({ name: `${a}:636`, state: 'up' })),
    });
    expect(Math.abs(health.clockAheadMs!)).toBeLessThan(60_000);
  });

  it('a controller that is slow to connect is left for the next one', async () => {
    const { proxy, url } = await slowProxy(0);
    proxy.delayMs = SLOW_MS;
    const directory = domain().open({ urls: [url, urls()[1]], timeouts });
    expect(await directory.verify('jdoe', PASSWORD)).toMatchObject({ result: 'ok' });
    expect(await directory.verify('jdoe', 'not it')).toEqual({ result: 'refused' });
    expect((await directory.health()).controllers.map(({ state }) => state)).toEqual(['timeout', 'up']);
  });

  it('a controller that turns slow with connections open is left for the next one, and asked again later', async () => {
    const { proxy, url } = await slowProxy(0);
    const directory = domain().open({ urls: [url, urls()[1]], timeouts });
    const first = await directory.revision();
    proxy.delayMs = SLOW_MS;
    expect(await directory.find('jdoe')).toMatchObject({ username: 'jdoe' });
    const second = await directory.revision();
    expect(second).not.toBe(first);
    proxy.delayMs = 0;
    await expect.poll(() => directory.revision(), { timeout: 10_000 }).toBe(first);
  });

  it('while it is left alone, a slow controller is not asked by everybody', async () => {
    const { proxy, url } = await slowProxy(0);
    proxy.delayMs = SLOW_MS;
    const directory = domain().open({ urls: [url, urls()[1]], timeouts: { ...timeouts, backOffMs: 600_000 } });
    await directory.find('jdoe');
    const asked = proxy.connections;
    await Promise.all(Array.from({ length: 20 }, () => directory.find('jdoe')));
    expect(proxy.connections).toBe(asked);
  });

  it('a connection that the controller closed meanwhile is not a failure', async () => {
    const { proxy, url } = await slowProxy(0);
    const directory = domain().open({ urls: [url], timeouts });
    await directory.find('jdoe');
    proxy.cut();
    expect(await directory.find('jdoe')).toMatchObject({ username: 'jdoe' });
  });

  it('a password change whose answer is lost is not sent to another controller', async () => {
    const lossy = await slowProxy(0);
    const other = await slowProxy(1);
    let asked = 0;
    const directory = domain().open({ urls: [lossy.url, other.url], timeouts }, async () => {
      asked += 1;
      if (asked === 2) {
        // The connection for the change itself: its bind is answered, its change is not.
        await pause(100);
        lossy.proxy.piecesLeft = 2;
      }
      return SERVICE_SECRET;
    });
    const changing = directory.changePassword('changer', PASSWORD, 'Sample-Next-Word-1!');
    await expect(changing).rejects.toMatchObject(UNAVAILABLE);
    expect(lossy.proxy.piecesLeft).toBe(0);
    expect(other.proxy.heard().length).toBe(0);
    // It had been carried out.
    expect(await domain().open().verify('changer', 'Sample-Next-Word-1!')).toMatchObject({ result: 'ok' });
  });

  it('a flapping controller lets nobody in wrongly and refuses nobody wrongly', async () => {
    const { proxy, url } = await slowProxy(0);
    const directory = domain().open({ urls: [url], timeouts });
    const told = new Set<string>();
    for (let attempt = 0; attempt < 60; attempt += 1) {
      // Every piece, every second one, … every fifth, or none: each place of a sign-in is cut at some time.
      proxy.cutEvery = attempt % 6 || null;
      const answer = directory.verify('avendor', PASSWORD).then(({ result }) => result);
      told.add(await answer.catch((error: unknown) => (error instanceof FaultError ? error.fault.code : 'a bug')));
    }
    proxy.cutEvery = null;
    expect([...told].sort()).toEqual(['directory.unavailable', 'ok']);
    expect(await directory.verify('avendor', PASSWORD)).toMatchObject({ result: 'ok' });
    expect(Number(await domain().attribute('avendor', 'badPwdCount'))).toBe(0);
  });

  it('forty questions at once are answered over a few connections', async () => {
    const { proxy, url } = await slowProxy(0);
    const directory = domain().open({ urls: [url], pool: { size: 3 } });
    const found = await Promise.all(Array.from({ length: 40 }, () => directory.find('jdoe')));
    expect(found.every((account) => account?.username === 'jdoe')).toBe(true);
    expect(proxy.connections).toBeLessThanOrEqual(3);
  });

  it('after it was closed it is not asked again', async () => {
    const { proxy, url } = await slowProxy(0);
    const directory = domain().open({ urls: [url], timeouts });
    await directory.find('jdoe');
    await directory.close();
    const asked = proxy.connections;
    await expect(directory.find('jdoe')).rejects.toMatchObject(UNAVAILABLE);
    expect(proxy.connections).toBe(asked);
  });

  it('the first dead: the second signs in; both dead: nobody is let in or counted; back again: as before', async () => {
    const [first, second] = domain().controllers;
    const directory = domain().open({ urls: urls(), timeouts });
    expect(await directory.verify('mover', PASSWORD)).toMatchObject({ result: 'ok' });
    await first.kill();
    expect(await directory.verify('mover', PASSWORD)).toMatchObject({ result: 'ok' });
    expect(await directory.verify('mover', 'not it')).toEqual({ result: 'refused' });
    expect((await domain().open({ urls: urls() }).health()).controllers.map(({ state }) => state)).toEqual([
      'refused',
      'up',
    ]);
    await second.kill();
    for (const password of [PASSWORD, 'not it', 'not it', 'not it', 'not it']) {
      await expect(directory.verify('mover', password)).rejects.toMatchObject(UNAVAILABLE);
    }
    await expect(directory.changePassword('mover', 'not it', 'Sample-Next-Word-1!')).rejects.toMatchObject(UNAVAILABLE);
    await Promise.all(
      [directory.find('mover'), directory.list(), directory.revision(), directory.unlock('mover')].map((ask) =>
        expect(ask).rejects.toMatchObject(UNAVAILABLE),
      ),
    );
    expect(await domain().open({ urls: urls() }).health()).toMatchObject({ state: 'down', clockAheadMs: null });
    await Promise.all([first.restart(), second.restart()]);
    expect(await directory.verify('mover', PASSWORD)).toMatchObject({ result: 'ok' });
    expect(await domain().attribute('mover', 'badPwdCount')).toBe('0');
  });

  it('S41: what the controller in use says decides: a change that has not reached the other counts at fail-over', async () => {
    const directory = domain().open({ urls: urls(), timeouts });
    await domain().modify(personDn('never'), replace('userAccountControl', '66050'));
    expect(await directory.verify('never', PASSWORD)).toMatchObject({
      result: 'account',
      account: { state: 'disabled' },
    });
    const before = await directory.revision();
    await domain().dc.kill();
    expect(await directory.revision()).not.toBe(before);
  });
});
