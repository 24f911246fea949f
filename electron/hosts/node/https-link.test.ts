/** Row 31: the link speaks to the department's gateway only, by TLS 1.2 or newer, and knows why it can't. */
import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { makeCertificates } from '../../../test/workstation/harness/practice-certificates.ts';
import { startPracticeGateway } from '../../../test/workstation/harness/practice-gateway.ts';
import type { LinkRequest } from '../../ports/gateway-link.ts';
import { keyPem, makeKey } from '../../core/identity/workstation-key.ts';
import { createHttpsLink } from './https-link.ts';

const HEALTH: LinkRequest = {
  method: 'GET',
  path: '/v1/health',
  headers: {},
  body: null,
  signal: null,
  timeoutMs: 2000,
};
const code = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error as { fault?: { code: string } }).fault?.code,
  );

test('a gateway of the pinned authority is answered, one of any other is not', async () => {
  const gateway = await startPracticeGateway();
  const other = await makeCertificates();
  expect(await code(createHttpsLink({ url: gateway.url, ca: gateway.certificates.ca }).request(HEALTH))).toBe(
    'answered',
  );
  expect(await code(createHttpsLink({ url: gateway.url, ca: other.ca }).request(HEALTH))).toBe('link.certificate');
  const elsewhere = gateway.url.replace('127.0.0.1', 'localhost');
  expect(await code(createHttpsLink({ url: elsewhere, ca: gateway.certificates.ca }).request(HEALTH))).toBe(
    'link.certificate',
  );
});

test('nobody there is down; somebody silent is a timeout; plain HTTP is not a gateway', async () => {
  const { ca } = await makeCertificates();
  expect(await code(createHttpsLink({ url: 'https://127.0.0.1:9', ca }).request(HEALTH))).toBe('link.down');
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  expect(
    await code(createHttpsLink({ url: `https://127.0.0.1:${port}`, ca }).request({ ...HEALTH, timeoutMs: 200 })),
  ).toBe('link.timeout');
  const plain = createHttp((_, response) => response.end('{}'));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const plainUrl = `https://127.0.0.1:${(plain.address() as AddressInfo).port}`;
  expect(await code(createHttpsLink({ url: plainUrl, ca }).request(HEALTH))).toMatch(/^link\.(certificate|down)$/);
  silent.close();
  plain.close();
});

test('a redirect is not followed and an endless answer is not read', async () => {
  const gateway = await startPracticeGateway();
  const link = createHttpsLink({ url: gateway.url, ca: gateway.certificates.ca });
  gateway.instead.health = (_, response) => {
    response.writeHead(302, { location: `${gateway.url}/v1/notice` });
    response.end();
    return 'handled';
  };
  expect((await link.request(HEALTH)).status).toBe(302);
  gateway.instead.health = (_, response) => {
    response.writeHead(200);
    response.end('x'.repeat(9 * 1024 * 1024));
    return 'handled';
  };
  expect(await code(link.request(HEALTH))).toBe('link.contract');
  expect(gateway.asked.map((asked) => asked.route)).toEqual(['health', 'health']);
});

test('an address that is not a bare https origin is refused at once', () => {
  for (const url of ['http://127.0.0.1:1', 'https://a/b', 'https://u:p@a', 'https://a/?x', 'gateway', 'file:///x']) {
    expect(() => createHttpsLink({ url, ca: '' })).toThrow(TypeError);
  }
});

test('IA-3: from the moment an identity is presented every connection proves it, and none before is used again', async () => {
  const gateway = await startPracticeGateway();
  const { ca, issue } = gateway.certificates;
  const link = createHttpsLink({ url: gateway.url, ca });
  const proven = async (): Promise<string | null> => {
    await link.request(HEALTH);
    return gateway.asked.at(-1)!.thumbprint;
  };
  const identity = async (): Promise<{ certificate: string; key: string }> => {
    const { secret, publicKey } = makeKey();
    return { certificate: await issue(publicKey, 'desk-0001', new Date(Date.now() + 60_000)), key: keyPem(secret) };
  };
  expect(await proven()).toBeNull();
  link.present(await identity());
  const first = await proven();
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  link.present(await identity());
  expect(await proven()).not.toBe(first);
  link.present(null);
  expect(await proven()).toBeNull();
});

test('an answer under way when the identity changes still arrives; with none it is cut', async () => {
  const gateway = await startPracticeGateway();
  const { ca, issue } = gateway.certificates;
  const link = createHttpsLink({ url: gateway.url, ca });
  let change = (): void => undefined;
  gateway.instead.health = () => {
    change();
    return undefined;
  };
  const { secret, publicKey } = makeKey();
  const certificate = await issue(publicKey, 'desk-0001', new Date(Date.now() + 60_000));
  change = () => link.present({ certificate, key: keyPem(secret) });
  expect(await code(link.request(HEALTH))).toBe('answered');
  change = () => link.present(null);
  expect(await code(link.request(HEALTH))).toBe('link.down');
});
