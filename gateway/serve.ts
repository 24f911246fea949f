/** Starts an embedded gateway on a data folder: what the command line, the scripts and the tests call. */
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { ensureDirectoryFile, openEmbeddedDirectory } from './adapters/directory/embedded/embedded-directory.ts';
import { SAMPLE_ACCOUNTS } from './adapters/directory/embedded/sample-accounts.ts';
import { systemClock } from './adapters/clock/system-clock.ts';
import { openFileJournal } from './adapters/journal/file-journal.ts';
import { subkey } from './adapters/keys/subkeys.ts';
import { openSealedLockoutStore } from './adapters/lockouts/sealed-lockout-store.ts';
import { openLocalTls, type LocalTls } from './adapters/tls/local-tls.ts';
import { buildGateway } from './app.ts';
import { StartupRefusal } from './core/startup-refusal.ts';
import { openDepartment, type DepartmentOptions, type OpenDepartment } from './department.ts';
import type { RateLimits } from './http/rate-limits.ts';
import type { Clock } from './ports/clock.ts';
import { ensureSample } from './sample/ensure-sample.ts';
import { VERSION } from './version.ts';

export interface GatewayOptions {
  readonly dataFolder: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 takes a free one. Default 8443. */
  readonly port?: number;
  /** Whether to fill the store with the sample department. Default true. */
  readonly sample?: boolean;
  readonly keyStore?: DepartmentOptions['keyStore'];
  readonly clock?: Clock;
  readonly limits?: RateLimits;
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops the start while it fills the store; the next start goes on from there. */
  readonly signal?: AbortSignal;
}

export interface RunningGateway {
  readonly url: string;
  /** PEM of the authority that workstations pin. */
  readonly caFile: string;
  readonly port: number;
  close(): Promise<void>;
}

const CERTIFICATE_CHECK_MS = 6 * 3_600_000;

const listen = async (app: Awaited<ReturnType<typeof buildGateway>>, host: string, port: number): Promise<number> => {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (code === 'EADDRINUSE')
      throw new StartupRefusal(`Port ${port} on ${host} is in use: choose another with --port`);
    if (code === 'EACCES') throw new StartupRefusal(`Port ${port} on ${host} may not be opened by this user`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartupRefusal(`${host} is not an address of this machine`);
    throw error;
  }
  return (app.server.address() as AddressInfo).port;
};

/** Replaces the server's certificate while running, well before it ends. A failure leaves the one in use. */
const rotateCertificates = (tls: LocalTls, server: Server): NodeJS.Timeout =>
  setInterval(() => {
    tls.current().then(
      (certificate) => server.setSecureContext({ ...certificate, minVersion: 'TLSv1.2' }),
      () => undefined,
    );
  }, CERTIFICATE_CHECK_MS).unref();

const build = async (department: OpenDepartment, tls: LocalTls, clock: Clock, limits?: RateLimits) => {
  const { folder, master, audit, store } = department;
  await ensureDirectoryFile(folder.file('directory.json'), SAMPLE_ACCOUNTS);
  return buildGateway({
    tls: await tls.current(),
    version: VERSION,
    audit,
    clock,
    store,
    directory: openEmbeddedDirectory(folder.file('directory.json')),
    journal: openFileJournal(folder.file('journal.log'), clock),
    lockoutStore: openSealedLockoutStore(folder.file('lockouts.sealed'), subkey(master, 'lockouts')),
    keys: {
      tokenHash: subkey(master, 'token-hash'),
      vaultHalf: subkey(master, 'vault-half'),
      cursor: subkey(master, 'search-cursor'),
    },
    ...(limits ? { limits } : {}),
  });
};

/** Throws {@link StartupRefusal} with one clear line when it cannot start; nothing stays open then. */
export const startGateway = async (options: GatewayOptions): Promise<RunningGateway> => {
  const { host = '127.0.0.1', port = 8443, sample = true, keyStore = 'auto', clock = systemClock } = options;
  const department = await openDepartment({ dataFolder: options.dataFolder, clock, keyStore });
  const { audit, folder, store } = department;
  try {
    const tls = await openLocalTls(folder.file, host, clock);
    const app = await build(department, tls, clock, options.limits);
    const { onProgress, signal } = options;
    if (sample) await ensureSample({ store, ...(onProgress ? { onProgress } : {}), ...(signal ? { signal } : {}) });
    const taken = await listen(app, host, port);
    const rotation = rotateCertificates(tls, app.server as unknown as Server);
    await audit.append({ action: 'gateway.start', outcome: 'ok', object: `version ${VERSION}` });
    return {
      url: `https://${host.includes(':') ? `[${host}]` : host}:${taken}`,
      caFile: tls.caFile,
      port: taken,
      close: async () => {
        clearInterval(rotation);
        await app.close();
        // A log that cannot be written any more must not keep the gateway from stopping.
        await audit.append({ action: 'gateway.stop', outcome: 'ok' }).catch(() => undefined);
        await department.close();
      },
    };
  } catch (error) {
    await department.close();
    throw error;
  }
};
