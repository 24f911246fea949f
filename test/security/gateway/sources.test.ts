/** Who is answered by a source service, and whom a gateway believes: certificates of the one authority, on the list, in force. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../gateway/adapters/clock/system-clock.ts';
import { serviceClient } from '../../../gateway/adapters/sources/service-client.ts';
import type { ClientTls } from '../../../gateway/adapters/sources/https-call.ts';
import { openPeer, postJson } from '../../../gateway/adapters/sources/https-call.ts';
import { HERO } from '../../../gateway/sample/hero.ts';
import { issueClient, withdrawClient } from '../../../gateway/source/clients.ts';
import { SOURCE_BODY_BYTES, SOURCE_ROUTES } from '../../../shared/wire/source-contract.ts';
import {
  CALLER,
  CITY,
  NEVER,
  openSourceBench,
  query,
  temporary,
  tlsFrom,
  type SourceBench,
} from '../../gateway/sources-bench.ts';

let bench: SourceBench;
let other: SourceBench;
beforeAll(async () => {
  [bench, other] = await Promise.all([openSourceBench(), openSourceBench({ source: 'stolen' })]);
});
afterAll(async () => {
  await Promise.all([bench.remove(), other.remove()]);
});

const QUESTION = {
  query: query([{ type: 'kind', value: 'warrant' }]),
  scope: CITY,
  caller: CALLER,
};
const asked = async (tls: ClientTls, url = bench.service.url): Promise<string> => {
  const peer = openPeer(url, tls);
  try {
    const answer = await postJson(peer, '/v1/search', QUESTION, { signal: AbortSignal.timeout(5000), mostBytes: 1e6 });
    return `${String(answer.status)} ${answer.text.includes(HERO.warrant) ? 'records' : answer.text}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  } finally {
    peer.agent.destroy();
  }
};
/** A certificate issued at another time than now. */
const issuedAt = async (now: number): Promise<ClientTls> => {
  const out = join(temporary(), 'client');
  const clock = { now: () => now, monotonic: () => 0 };
  await issueClient({ dataFolder: bench.folder, name: 'other-time', out, clock });
  return tlsFrom(out);
};

describe('who is answered', () => {
  it('a client that was let in, and nobody else: not without a certificate, not by another authority’s', async () => {
    expect(await asked(bench.tls)).toBe('200 records');
    const { ca } = bench.tls;
    expect(await asked({ ca, cert: '', key: '' })).toMatch(/^source: /);
    expect(await asked({ ...other.tls, ca })).toMatch(/^source: /);
  });

  it('not the service’s own server certificate', async () => {
    const file = (name: string): string => readFileSync(join(bench.folder, name), 'utf8');
    expect(await asked({ ca: bench.tls.ca, cert: file('server.pem'), key: file('server.key') })).toMatch(/^source: /);
  });

  it('not a certificate that has ended', async () => {
    expect(await asked(await issuedAt(Date.now() - 200 * 86_400_000))).toMatch(/^source: /);
  });

  it('not a certificate of the right authority that is not on the list, and none that was withdrawn', async () => {
    const tls = await bench.letIn('second');
    expect(await asked(tls)).toBe('200 records');
    withdrawClient(bench.folder, 'second', systemClock);
    expect(await asked(tls)).toBe('403 {"code":"client.unknown"}');
    const list = join(bench.folder, 'clients.json');
    const before = readFileSync(list, 'utf8');
    writeFileSync(list, '[]', { mode: 0o600 });
    expect(await asked(bench.tls)).toBe('403 {"code":"client.unknown"}');
    writeFileSync(list, before, { mode: 0o600 });
    expect(await asked(bench.tls)).toBe('200 records');
  });

  it('a withdrawal holds for a connection that is open already', async () => {
    const tls = await bench.letIn('third');
    const client = serviceClient(bench.service.url, tls);
    expect(await client.ask('health', {}, NEVER)).toMatchObject({ source: 'warrants' });
    withdrawClient(bench.folder, 'third', systemClock);
    await expect(client.ask('health', {}, NEVER)).rejects.toMatchObject({ reason: 'refused', code: 'client.unknown' });
    client.close();
  });
});

describe('whom the gateway believes', () => {
  it('a service of another authority is refused before anything is sent', async () => {
    const source = bench.source({ tls: { ...bench.tls, ca: other.tls.ca } });
    await expect(source.search(QUESTION.query, CITY, CALLER, NEVER)).rejects.toMatchObject({ reason: 'refused' });
    expect(await source.health()).toEqual({ state: 'down', because: 'refused' });
  });

  it('a service that keeps other records than it should is down', async () => {
    const source = other.source({ id: 'warrants' });
    expect(await source.health()).toEqual({ state: 'down', because: 'refused' });
  });
});

describe('what a service takes', () => {
  const send = (path: string, body: unknown): Promise<string> => {
    const peer = openPeer(bench.service.url, bench.tls);
    return postJson(peer, path, body, { signal: AbortSignal.timeout(5000), mostBytes: 1e6 })
      .then(({ status, text }) => `${String(status)} ${text}`)
      .finally(() => peer.agent.destroy());
  };

  it('only its contract: no other route, no form but its own, no question without a reason', async () => {
    expect(await send('/v1/records', {})).toBe('404 {"code":"route.unknown"}');
    expect(await send('/v1/search?x=1', QUESTION)).toBe('404 {"code":"route.unknown"}');
    expect(await send('/v1/search', { ...QUESTION, more: 1 })).toBe('400 {"code":"request.malformed"}');
    expect(await send('/v1/search', { ...QUESTION, caller: { ...CALLER, reason: '' } })).toBe(
      '400 {"code":"request.malformed"}',
    );
    expect(await send('/v1/search', { padding: 'x'.repeat(SOURCE_BODY_BYTES) })).toBe(
      '413 {"code":"request.too-large"}',
    );
  });

  it('S18: no route writes a record', () => {
    expect(Object.values(SOURCE_ROUTES).map(({ path }) => path)).toEqual([
      '/v1/search',
      '/v1/count',
      '/v1/record',
      '/v1/linked',
      '/v1/confirmation-requests',
      '/v1/confirmation-answers',
      '/v1/health',
    ]);
  });

  it('it obeys the scope it is sent, and goes beyond its own kinds for nobody', async () => {
    const source = bench.source();
    const nothing = await source.search(QUESTION.query, { ...CITY, kinds: ['arrest'] }, CALLER, NEVER);
    expect(nothing).toMatchObject({ hits: [], count: 0 });
    const elsewhere = await source.search(QUESTION.query, { ...CITY, precinct: 1 }, CALLER, NEVER);
    expect(elsewhere.hits).toEqual([]);
  });

  it('AU-5: who asked, for what reason, stands in its own log before it answers', async () => {
    await bench.stop();
    const { openDepartment } = await import('../../../gateway/department.ts');
    const department = await openDepartment({ dataFolder: bench.folder, clock: systemClock, keyStore: 'file' });
    const page = await department.audit.page({ limit: 200, action: 'search' }, null);
    expect(page.rows[0]).toMatchObject({ username: CALLER.username, reason: CALLER.reason, workstation: 'gateway' });
    expect((await department.audit.verify()).intact).toBe(true);
    await department.close();
    await bench.restart();
  });

  it('what is not TLS gets no word', async () => {
    const socket = connect({ port: bench.service.port, host: '127.0.0.1', rejectUnauthorized: false });
    const text = await new Promise<string>((resolve) => {
      let heard = '';
      const on: TLSSocket = socket;
      on.on('data', (chunk: Buffer) => (heard += chunk.toString('utf8')));
      on.on('error', () => resolve(heard));
      on.on('close', () => resolve(heard));
      on.write('POST /v1/health HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}');
    });
    expect(text).toBe('');
  });
});
