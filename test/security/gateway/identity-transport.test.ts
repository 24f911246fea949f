/** Between workstation and gateway: whoever poses as the gateway is told nothing, and the gateway answers nothing but TLS 1.2 or newer. */
import { createServer as createTls, type Server } from 'node:https';
import { connect as connectPlain, type AddressInfo } from 'node:net';
import { createServer as createPlain } from 'node:http';
import { connect, DEFAULT_MIN_VERSION, type SecureVersion } from 'node:tls';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHttpsLink } from '../../../electron/hosts/node/https-link.ts';
import {
  makeAuthority,
  makeServerCertificate,
  makeWorkstationCertificate,
  type Certificate,
} from '../../../gateway/adapters/tls/certificates.ts';
import { newKeys } from '../../gateway/workstation-keys.ts';
import { DAY, DESK, IdentityRig } from './identity-rig.ts';

const rig = new IdentityRig();
let authority: Certificate;
beforeAll(async () => {
  await rig.start();
  authority = await makeAuthority(Date.now() - 400 * DAY);
});
afterAll(() => rig.gateway.remove());

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** What reached whoever poses as the gateway. */
const heard: string[] = [];
const listening = async (server: Server | ReturnType<typeof createPlain>): Promise<number> => {
  heard.length = 0;
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
};
const poser = ({ cert, key }: Certificate, versions: { minVersion?: SecureVersion; maxVersion?: SecureVersion } = {}) =>
  listening(
    createTls({ cert, key, ciphers: 'DEFAULT@SECLEVEL=0', ...versions }, (request, response) => {
      heard.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.end('{}');
    }),
  );

const PASSWORD_BODY = JSON.stringify({ username: 'mrivera', password: 'A-Password-For-Nobody-1!', noticeHash: '0' });
const asks = async (port: number, ca = authority.cert, host = '127.0.0.1'): Promise<string> => {
  const { key, cert } = await rig.gateway.enrolled(DESK);
  const link = createHttpsLink({ url: `https://${host}:${String(port)}`, ca });
  closing.push(() => {
    link.close();
  });
  link.present({ certificate: cert, key });
  const request = { method: 'POST', path: '/v1/sign-ins', headers: { authorization: 'Bearer x' } } as const;
  try {
    await link.request({ ...request, body: PASSWORD_BODY, signal: null, timeoutMs: 5000 });
    return 'answered';
  } catch (error) {
    return (error as { readonly fault: { readonly code: string } }).fault.code;
  }
};

describe('S47: who poses as the gateway hears neither password nor token', () => {
  const HOSTS = ['127.0.0.1', 'localhost'];
  const forWorkstation = async (): Promise<Certificate> => {
    const keys = newKeys();
    const { certificate } = await makeWorkstationCertificate(authority, 'ws-113-desk-01', keys.publicKey, Date.now());
    return { cert: certificate, key: keys.key };
  };

  it('the link that the cases below are refused by answers the gateway itself', async () => {
    expect(await asks(await poser(await makeServerCertificate(authority, HOSTS, Date.now())))).toBe('answered');
    expect(heard).toEqual(['POST /v1/sign-ins']);
  });

  it.each([
    ['a certificate that has expired', () => makeServerCertificate(authority, HOSTS, Date.now() - 91 * DAY)],
    ['a certificate that has not begun', () => makeServerCertificate(authority, HOSTS, Date.now() + DAY)],
    ['the certificate of another host', () => makeServerCertificate(authority, ['other.example'], Date.now())],
    ['the certificate of another address', () => makeServerCertificate(authority, ['127.0.0.2'], Date.now())],
    [
      'a certificate of another authority',
      async () => makeServerCertificate(await makeAuthority(Date.now()), HOSTS, Date.now()),
    ],
    ['a certificate of its own', () => makeAuthority(Date.now())],
    ['the certificate of an enrolled workstation', forWorkstation],
  ] as const)('with %s', async (_name, certificate) => {
    expect(await asks(await poser(await certificate()))).toBe('link.certificate');
    expect(heard).toEqual([]);
  });

  it('with TLS 1.1, or without TLS', async () => {
    const good = await makeServerCertificate(authority, HOSTS, Date.now());
    const old = await poser(good, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
    expect(await asks(old)).toBe('link.certificate');
    expect(heard).toEqual([]);
    const plain = createPlain((request, response) => {
      heard.push(request.url ?? '');
      response.end('{}');
    });
    expect(await asks(await listening(plain))).toMatch(/^link\.(certificate|down)$/);
    expect(heard).toEqual([]);
    expect(() => createHttpsLink({ url: 'http://127.0.0.1:1', ca: '' })).toThrow(TypeError);
  });
});

describe('S47: the gateway', () => {
  const port = (): number => Number(new URL(rig.gateway.url).port);
  const handshake = async (versions: { minVersion?: SecureVersion; maxVersion?: SecureVersion }): Promise<string> => {
    const ca = readFileSync(rig.gateway.file('ca.pem'));
    const { key, cert } = await rig.gateway.enrolled(DESK);
    const socket = connect({ port: port(), ca, key, cert, ciphers: 'DEFAULT@SECLEVEL=0', ...versions });
    closing.push(() => socket.destroy());
    try {
      await once(socket, 'secureConnect');
      return socket.getProtocol() ?? '';
    } catch (error) {
      return (error as { readonly code: string }).code;
    }
  };

  it.each([
    ['TLSv1', /^ERR_SSL_|ECONNRESET/],
    ['TLSv1.1', /^ERR_SSL_|ECONNRESET/],
    ['TLSv1.2', /^TLSv1\.2$/],
    ['TLSv1.3', /^TLSv1\.3$/],
  ] as const)('asked for %s', async (version, answer) => {
    expect(await handshake({ minVersion: version, maxVersion: version })).toMatch(answer);
  });

  it('and by default nobody here speaks less than TLS 1.2', () => {
    expect(['TLSv1.2', 'TLSv1.3']).toContain(DEFAULT_MIN_VERSION);
  });

  it.each([
    ['health', 'GET /v1/health HTTP/1.1\r\nHost: gateway\r\n\r\n'],
    [
      'a sign-in',
      `POST /v1/sign-ins HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nContent-Length: ${String(PASSWORD_BODY.length)}\r\n\r\n${PASSWORD_BODY}`,
    ],
    ['an upgrade to plain HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('says nothing in clear: %s', async (_name, text) => {
    const socket = connectPlain({ host: '127.0.0.1', port: port() });
    closing.push(() => socket.destroy());
    const said: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => said.push(chunk));
    socket.on('error', () => undefined);
    socket.write(text);
    await once(socket, 'close');
    // At most a TLS alert: no HTTP, no word of it.
    expect(Buffer.concat(said).toString('latin1')).not.toMatch(/HTTP|status|health/i);
  });

  it('IA-3: a connection proves its workstation once: no renegotiation turns it into another’s', async () => {
    const { key, cert } = await rig.gateway.enrolled(DESK);
    const ca = readFileSync(rig.gateway.file('ca.pem'));
    const socket = connect({ port: port(), ca, key, cert, maxVersion: 'TLSv1.2' });
    closing.push(() => socket.destroy());
    await once(socket, 'secureConnect');
    const renegotiated = await new Promise<boolean>((resolve) => {
      socket.on('error', () => {
        resolve(false);
      });
      socket.on('close', () => {
        resolve(false);
      });
      socket.renegotiate({ rejectUnauthorized: true }, (error) => {
        resolve(error === null);
      });
    });
    expect(renegotiated).toBe(false);
  });
});
