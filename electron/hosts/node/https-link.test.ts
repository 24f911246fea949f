/** Row 31: the link speaks to the department's gateway only, by TLS 1.2 or newer, and knows why it can't. */
import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { makeCertificates } from '../../../test/workstation/harness/practice-certificates.ts';
import { startPracticeGateway } from '../../../test/workstation/harness/practice-gateway.ts';
import type { LinkRequest } from '../../ports/gateway-link.ts';
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
