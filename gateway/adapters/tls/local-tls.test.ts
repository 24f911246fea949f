/** Certificates of a data folder: made once, replaced in time, always under the authority that workstations pinned. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLocalTls } from './local-tls.ts';

const DAY_MS = 86_400_000;
let folder = '';
let now = Date.UTC(2026, 10, 23);
const clock = { now: () => now, monotonic: () => now };
const file = (name: string): string => join(folder, name);
const open = (host = '127.0.0.1') => openLocalTls(file, host, clock);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-tls-'));
  now = Date.UTC(2026, 10, 23);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('S47: the server’s certificate is replaced when less than 30 of its 90 days remain; the authority stays', async () => {
  const tls = await open();
  const ca = readFileSync(tls.caFile, 'utf8');
  const first = await tls.current();
  now += 59 * DAY_MS;
  expect(await tls.current()).toEqual(first);
  now += 2 * DAY_MS;
  const second = await tls.current();
  expect(second.cert).not.toBe(first.cert);
  expect(readFileSync(tls.caFile, 'utf8')).toBe(ca);
  const certificate = new X509Certificate(second.cert);
  expect(certificate.verify(new X509Certificate(ca).publicKey)).toBe(true);
  expect(Math.round((certificate.validToDate.getTime() - now) / DAY_MS)).toBe(90);
});

it('the certificate names the loopback addresses and the configured host, and nothing of an authority', async () => {
  const { cert } = await (await open('gateway.precinct.example')).current();
  const certificate = new X509Certificate(cert);
  expect(certificate.ca).toBe(false);
  for (const host of ['localhost', 'gateway.precinct.example']) expect(certificate.checkHost(host)).toBe(host);
  for (const address of ['127.0.0.1', '::1']) expect(certificate.checkIP(address)).toBe(address);
  expect(certificate.checkHost('elsewhere.example')).toBeUndefined();
});

it('a new host gets a new certificate', async () => {
  const { cert } = await (await open()).current();
  expect((await (await open('10.0.0.5')).current()).cert).not.toBe(cert);
});

it('a damaged certificate refuses the start instead of replacing what workstations pinned', async () => {
  await open();
  writeFileSync(file('ca.pem'), 'damaged', { mode: 0o600 });
  await expect(open()).rejects.toThrow(/damaged/);
});
