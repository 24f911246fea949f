/**
 * A PostgreSQL server reached over the network: its certificate must be of our authority and of the name that was asked for, or
 * nothing is said to it, not even who asks.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it as run } from 'vitest';
import { openPostgresStore } from '../../gateway/adapters/store/postgres/open.ts';
import { makeAuthority, makeServerCertificate } from '../../gateway/adapters/tls/certificates.ts';
import { startTestServer, type TestServer } from '../postgres/server.ts';
import { noServer } from '../postgres/server-here.ts';
import { KEY } from './store-folder.ts';
import { COMPLAINT } from './store-records.ts';

const it = run.skipIf(noServer !== null);

/** As the package sets it up; only this test's server knows it. */
const PASSWORD = 'password';

const folder = mkdtempSync(join(tmpdir(), 'postgres-tls-'));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });

let server: TestServer;
let admin: pg.Client;
let ours: string;
let others: string;
let port: number;
let database: string;
beforeAll(async () => {
  if (noServer !== null) return;
  const authority = await makeAuthority(Date.now());
  ours = fileOf('ours.pem', authority.cert);
  others = fileOf('others.pem', (await makeAuthority(Date.now())).cert);
  port = await freePort();
  // Of this name only: the same server at 127.0.0.1 is somebody else.
  const certificate = await makeServerCertificate(authority, ['localhost'], Date.now());
  server = await startTestServer({ tls: { ...certificate, port } });
  const socket = await server.database();
  database = /\/(records_\w+)/.exec(socket)?.[1] ?? '';
  admin = new pg.Client({ connectionString: socket });
  await admin.connect();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (noServer !== null) return;
  await admin.end();
  await server.stop();
});

const address = (host: string, ca: string, at = port): string =>
  `postgres://records@${host}:${String(at)}/${database}?sslmode=verify-full&sslrootcert=${ca}`;
const open = (url: string) => openPostgresStore({ url, password: PASSWORD, key: KEY });

const seen = async (): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (
    await admin.query<Record<string, unknown>>(
      `SELECT s.ssl, s.version FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE a.application_name = 'precinct gateway'`,
    )
  ).rows;

describe('PostgreSQL over TLS', () => {
  it('a certificate of our authority and of the name asked for: records cross encrypted', async () => {
    const store = await open(address('localhost', ours));
    await store.put([COMPLAINT]);
    expect((await store.find(COMPLAINT.kind, COMPLAINT.number))?.title).toBe(COMPLAINT.title);
    const connections = await seen();
    expect(connections.length).toBeGreaterThan(0);
    for (const { ssl, version } of connections) {
      expect(ssl).toBe(true);
      expect(version).toMatch(/^TLSv1\.[23]$/);
    }
    await store.close();
  });

  it('another authority’s certificate is refused', async () => {
    await expect(open(address('localhost', others))).rejects.toThrow('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('a certificate of another name is refused, though the authority is ours', async () => {
    await expect(open(address('127.0.0.1', ours))).rejects.toThrow('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('a server that speaks no TLS is told nothing', async () => {
    const heard: Buffer[] = [];
    const plain: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        heard.push(data);
        socket.write('N');
      });
    });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port: at } = plain.address() as AddressInfo;
    await expect(open(address('127.0.0.1', ours, at))).rejects.toThrow('cannot be used');
    await new Promise((resolve) => plain.close(resolve));
    // Nothing but "do you speak TLS?": length 8, code 80877103.
    expect(Buffer.concat(heard).toString('hex')).toBe('0000000804d2162f');
  });
});
