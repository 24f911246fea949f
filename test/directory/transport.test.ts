/** How a controller is connected to: TLS or not at all, with the pinned authority and the right name. */
import { createServer, type AddressInfo, type Server } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'ldapts';
import { afterEach, describe, expect, it } from 'vitest';
import { makeAuthority } from '../../gateway/adapters/tls/certificates.ts';
import type { Directory } from '../../gateway/ports/directory.ts';
import { PASSWORD, SERVICE_SECRET } from './domain-people.ts';
import { TcpProxy } from './tcp-proxy.ts';
import { withDomain } from './with-domain.ts';

const UNAVAILABLE = { fault: { code: 'directory.unavailable' } };
const DAY = 86_400_000;
const SECRETS = [PASSWORD, SERVICE_SECRET, 'jdoe', 'svc-precinct'];

/** Answers every connection's first message with `answer`, then listens on; what it heard is kept. */
const impostor = async (
  answer: Buffer,
): Promise<{ readonly server: Server; readonly port: number; readonly heard: Buffer[] }> => {
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => heard.push(bytes));
    socket.once('data', () => socket.write(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port, heard };
};

/** An ExtendedResponse to message 1. */
const extendedResponse = (resultCode: number): Buffer =>
  Buffer.from([0x30, 0x0c, 0x02, 0x01, 0x01, 0x78, 0x07, 0x0a, 0x01, resultCode, 0x04, 0x00, 0x04, 0x00]);

withDomain('connecting to a controller', 1, (domain) => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const refusedFor = async (directory: Directory, why: string): Promise<void> => {
    await expect(directory.verify('jdoe', PASSWORD)).rejects.toMatchObject(UNAVAILABLE);
    await expect(directory.find('jdoe')).rejects.toMatchObject(UNAVAILABLE);
    expect(await directory.health()).toMatchObject({ state: 'down', controllers: [{ state: why }] });
  };

  it('StartTLS on the plain port signs in', async () => {
    const directory = domain().open({ urls: [`ldap://${domain().dc.address}`], startTls: true });
    expect(await directory.verify('jdoe', PASSWORD)).toMatchObject({ result: 'ok' });
    expect(await directory.changePassword('jdoe', 'not it', 'Sample-Next-Word-1!')).toEqual({ result: 'wrong-old' });
  });

  it('nothing but the request for TLS is said in clear', async () => {
    const proxy = new TcpProxy({ address: domain().dc.address, port: 389 });
    const port = await proxy.listen(domain().dc.address);
    closing.push(() => proxy.close());
    const directory = domain().open({ urls: [`ldap://${domain().dc.address}:${port}`], startTls: true });
    expect(await directory.verify('jdoe', PASSWORD)).toMatchObject({ result: 'ok' });
    expect(proxy.connections).toBeGreaterThan(1);
    for (const secret of SECRETS) {
      expect(proxy.heard().includes(secret)).toBe(false);
      expect(proxy.heard().includes(Buffer.from(secret, 'utf16le'))).toBe(false);
    }
  });

  it('a controller that lets a password be said in clear would be a gap: ours does not', async () => {
    const plain = new Client({ url: `ldap://${domain().dc.address}`, timeout: 5_000 });
    await expect(plain.bind('PRECINCT\\jdoe', PASSWORD)).rejects.toMatchObject({ name: 'StrongAuthRequiredError' });
    await plain.unbind();
  });

  it('ldap:// without StartTLS is refused at the start', () => {
    expect(() => domain().open({ urls: [`ldap://${domain().dc.address}`] })).toThrow(
      /ldap:\/\/ without startTls is refused/,
    );
  });

  it('a controller of another authority is refused', async () => {
    const other = join(domain().folder, 'other.pem');
    writeFileSync(other, (await makeAuthority(Date.now())).cert);
    await refusedFor(domain().open({ caFile: other }), 'certificate');
    const startTls = { caFile: other, urls: [`ldap://${domain().dc.address}`], startTls: true };
    await refusedFor(domain().open(startTls), 'certificate');
  });

  it('a controller under another host’s name is refused', async () => {
    const proxy = new TcpProxy({ address: domain().dc.address, port: 636 });
    const port = await proxy.listen('127.0.0.1');
    closing.push(() => proxy.close());
    await refusedFor(domain().open({ urls: [`ldaps://127.0.0.1:${port}`] }), 'host-name');
    await refusedFor(domain().open({ urls: [`ldaps://localhost:${port}`] }), 'host-name');
  });

  it('a missing authority is refused at the start', () => {
    expect(() => domain().open({ caFile: join(domain().folder, 'none.pem') })).toThrow(/missing or not a certificate/);
    const empty = join(domain().folder, 'empty.pem');
    writeFileSync(empty, 'not a certificate');
    expect(() => domain().open({ caFile: empty })).toThrow(/missing or not a certificate/);
  });

  describe('somebody in between', () => {
    it.each([
      ['says that there is no TLS', 'start-tls', extendedResponse(52)],
      ['says that TLS is fine and goes on in clear', 'timeout', extendedResponse(0)],
      ['says more in clear behind its yes', 'start-tls', Buffer.concat([extendedResponse(0), Buffer.from([0x30])])],
      ['answers with something else', 'start-tls', Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
    ])('who %s hears no name and no password (%s)', async (_what, why, answer) => {
      const { server, port, heard } = await impostor(answer);
      closing.push(() => server.close());
      const timeouts = why === 'timeout' ? { connectMs: 300 } : {};
      const directory = domain().open({ urls: [`ldap://127.0.0.1:${port}`], startTls: true, timeouts });
      await refusedFor(directory, why);
      const bytes = Buffer.concat(heard);
      expect(bytes.length).toBeGreaterThan(0);
      for (const secret of SECRETS) expect(bytes.includes(secret)).toBe(false);
    });

    it('who ends the connection after TLS, before the password, is not told it in clear', async () => {
      const proxy = new TcpProxy({ address: domain().dc.address, port: 389 });
      const port = await proxy.listen(domain().dc.address);
      closing.push(() => proxy.close());
      // The secret is asked for when the connection is up and nothing was said on it yet.
      const directory = domain().open({ urls: [`ldap://${domain().dc.address}:${port}`], startTls: true }, async () => {
        proxy.cut();
        await pause(100);
        return SERVICE_SECRET;
      });
      await refusedFor(directory, 'closed');
      for (const secret of SECRETS) expect(proxy.heard().includes(secret)).toBe(false);
    });
  });

  it('an expired certificate is refused', async () => {
    const { dc } = domain();
    await dc.stop();
    await domain().startWith(dc, Date.now() - 200 * DAY);
    try {
      await refusedFor(domain().open(), 'certificate');
    } finally {
      await dc.stop();
      await domain().startWith(dc, Date.now());
    }
    expect(await domain().open().verify('jdoe', PASSWORD)).toMatchObject({ result: 'ok' });
  });
});
