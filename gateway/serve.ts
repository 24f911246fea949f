/** Starts an embedded gateway on a data folder: what the command line, the scripts and the tests call. */
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { openLibsqlDeskStore } from './adapters/desk/libsql-desk-store.ts';
import { systemClock } from './adapters/clock/system-clock.ts';
import { systemRepeat } from './adapters/clock/system-repeat.ts';
import { openSealedFactorStore } from './adapters/factors/sealed-factor-store.ts';
import { openFileJournal } from './adapters/journal/file-journal.ts';
import { subkey } from './adapters/keys/subkeys.ts';
import { openSealedLockoutStore } from './adapters/lockouts/sealed-lockout-store.ts';
import { readBannedLists } from './adapters/passwords/banned-lists.ts';
import { sampleCustodian } from './adapters/sources/custodian.ts';
import { openSources, type OpenSources } from './adapters/sources/open-sources.ts';
import { openSealedConfirmationStore } from './adapters/sources/sealed-confirmation-store.ts';
import { openSealedMediaStore } from './adapters/media/sealed-media-store.ts';
import { openLocalTls, type LocalTls } from './adapters/tls/local-tls.ts';
import { openSealedWorkstationStore } from './adapters/workstations/sealed-workstation-store.ts';
import { buildGateway, tlsOptions, type BuiltGateway, type TlsParts } from './app.ts';
import { createBannedPasswords } from './core/banned-passwords/banned-passwords.ts';
import type { AlertTimes } from './core/desk-alerts.ts';
import { checkIdentityPolicy, DEFAULT_IDENTITY_POLICY, type IdentityPolicy } from './core/identity-policy.ts';
import { StartupRefusal } from './core/startup-refusal.ts';
import { openDepartment, type DepartmentOptions, type OpenDepartment } from './department.ts';
import type { RateLimits } from './http/rate-limits.ts';
import { openDirectory, type DirectoryOptions } from './open-directory.ts';
import type { Clock } from './ports/clock.ts';
import type { DeskStore } from './ports/desk-store.ts';
import type { Directory } from './ports/directory.ts';
import type { MediaStore } from './ports/media-store.ts';
import { SAMPLE_ARCHIVE_YEARS } from './sample/archive-years.ts';
import { ensureSample } from './sample/ensure-sample.ts';
import { ensureSampleMedia } from './sample/media.ts';
import type { IssueCode, IssuedCode, WorkstationList } from '../shared/wire/workstations.ts';
import { VERSION } from './version.ts';
import { serveConsole } from './workstation-console.ts';

export interface GatewayOptions {
  readonly dataFolder: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 takes a free one. Default 8443. */
  readonly port?: number;
  /** Whether to fill the store with the sample department. Default true. */
  readonly sample?: boolean;
  readonly keyStore?: DepartmentOptions['keyStore'];
  /** Absent: the records are in the data folder. */
  readonly postgres?: DepartmentOptions['postgres'];
  readonly clock?: Clock;
  readonly limits?: RateLimits;
  /** Default: a second factor for remote sessions, and this machine as the only network of the department. */
  readonly identityPolicy?: IdentityPolicy;
  /** UTF-8, one password a line: the department's own list beside the one that comes along (IA-5(1)(a)). */
  readonly bannedPasswordsFile?: string;
  /** Absent: the embedded directory with the sample accounts. */
  readonly directory?: DirectoryOptions;
  /** How often the server's certificate is looked at, in milliseconds. Default six hours. */
  readonly certificateCheckMs?: number;
  /** When saved searches with an alert are run again. Default: looked at every minute, each at rest for five. */
  readonly alertTimes?: AlertTimes;
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops the start while it fills the store; the next start goes on from there. */
  readonly signal?: AbortSignal;
}

export interface RunningGateway {
  readonly url: string;
  /** PEM of the authority that workstations pin. */
  readonly caFile: string;
  readonly port: number;
  /** For whoever runs the gateway in this process; recorded as the gateway's own. */
  issueEnrolmentCode(asked: IssueCode): Promise<IssuedCode>;
  /** Recorded likewise. */
  workstations(): Promise<WorkstationList>;
  close(): Promise<void>;
}

const CERTIFICATE_CHECK_MS = 6 * 3_600_000;

const listen = async ({ app }: BuiltGateway, host: string, port: number): Promise<number> => {
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

const tlsParts = async (tls: LocalTls): Promise<TlsParts> => ({ ...(await tls.current()), ca: tls.authority });

/** Replaces the server's certificate while running, well before it ends. A failure leaves the one in use. */
const rotateCertificates = (tls: LocalTls, server: Server, everyMs: number): NodeJS.Timeout =>
  setInterval(() => {
    tlsParts(tls).then(
      (parts) => server.setSecureContext(tlsOptions(parts)),
      () => undefined,
    );
  }, everyMs).unref();

interface Parts {
  readonly department: OpenDepartment;
  readonly deskStore: DeskStore;
  readonly mediaStore: MediaStore;
  readonly directory: Directory;
  readonly sources: OpenSources;
  readonly tls: LocalTls;
  readonly clock: Clock;
}

const build = async (
  { department, deskStore, mediaStore, directory, sources, tls, clock }: Parts,
  options: GatewayOptions,
): Promise<BuiltGateway> => {
  const { folder, master, audit, store } = department;
  return buildGateway({
    tls: await tlsParts(tls),
    version: VERSION,
    audit,
    clock,
    store,
    sources: sources.sources,
    confirmationStore: openSealedConfirmationStore(
      folder.file('confirmations.sealed'),
      subkey(master, 'confirmations'),
    ),
    directory,
    deskStore,
    mediaStore,
    certificates: tls,
    workstationStore: openSealedWorkstationStore(folder.file('workstations.sealed'), subkey(master, 'workstations')),
    policy: options.identityPolicy ?? DEFAULT_IDENTITY_POLICY,
    journal: openFileJournal(folder.file('journal.log'), clock),
    lockoutStore: openSealedLockoutStore(folder.file('lockouts.sealed'), subkey(master, 'lockouts')),
    factorStore: openSealedFactorStore(folder.file('factors.sealed'), subkey(master, 'factors')),
    banned: createBannedPasswords(readBannedLists(options.bannedPasswordsFile ?? null)),
    repeat: systemRepeat,
    keys: {
      tokenHash: subkey(master, 'token-hash'),
      vaultHalf: subkey(master, 'vault-half'),
      cursor: subkey(master, 'search-cursor'),
      enrolmentCode: subkey(master, 'enrolment-code'),
      seen: subkey(master, 'seen'),
    },
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.alertTimes ? { alertTimes: options.alertTimes } : {}),
  });
};

/** What the sample department and the network need, once everything is open. */
const run = async (parts: Parts, options: GatewayOptions): Promise<RunningGateway> => {
  const { department, directory, tls } = parts;
  const { host = '127.0.0.1', port = 8443, sample = true, onProgress, signal } = options;
  const { audit, folder, master, store } = department;
  const gateway = await build(parts, options);
  const { app, workstations } = gateway;
  if (sample) await ensureSampleMedia(parts.mediaStore);
  if (sample) await ensureSample({ store, ...(onProgress ? { onProgress } : {}), ...(signal ? { signal } : {}) });
  const taken = await listen(gateway, host, port);
  const server = app.server as unknown as Server;
  const rotation = rotateCertificates(tls, server, options.certificateCheckMs ?? CERTIFICATE_CHECK_MS);
  await audit.append({ action: 'gateway.start', outcome: 'ok', object: `version ${VERSION}` });
  const workstationConsole = serveConsole(folder.path, master, workstations);
  return {
    url: `https://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    caFile: tls.caFile,
    port: taken,
    issueEnrolmentCode: (asked) => workstations.issueCode(asked, null),
    workstations: () => workstations.list(null),
    close: async () => {
      clearInterval(rotation);
      workstationConsole.stop();
      await app.close();
      await parts.deskStore.close();
      await parts.sources.close();
      await directory.close();
      // A log that cannot be written any more must not keep the gateway from stopping.
      await audit.append({ action: 'gateway.stop', outcome: 'ok' }).catch(() => undefined);
      await department.close();
    },
  };
};

/**
 * The sources of the data folder's `sources.json`; in the sample department fictional hits are confirmed by themselves, and
 * its old records are archived.
 */
const sourcesOf = ({ folder, master, store }: OpenDepartment, sample: boolean, clock: Clock): OpenSources =>
  openSources({
    ...{ folder: folder.path, store, clock, custodian: sample ? sampleCustodian(clock) : null },
    archiveUnsaid: sample ? SAMPLE_ARCHIVE_YEARS : {},
    ...{ quotaFile: folder.file('source-quota.sealed'), quotaKey: subkey(master, 'source-quota') },
  });

/** Throws {@link StartupRefusal} with one clear line when it cannot start; nothing stays open then. */
export const startGateway = async (options: GatewayOptions): Promise<RunningGateway> => {
  const { dataFolder, host = '127.0.0.1', keyStore = 'auto', clock = systemClock } = options;
  if (options.identityPolicy) checkIdentityPolicy(options.identityPolicy);
  const department = await openDepartment({
    dataFolder,
    clock,
    keyStore,
    ...(options.postgres === undefined ? {} : { postgres: options.postgres }),
  });
  let directory: Directory | null = null;
  let sources: OpenSources | null = null;
  let deskStore: DeskStore | null = null;
  try {
    const { folder, master } = department;
    const mediaStore = openSealedMediaStore(folder.file('media'), subkey(master, 'media'));
    deskStore = await openLibsqlDeskStore({ file: folder.file('desk.db'), key: subkey(master, 'desk') });
    sources = sourcesOf(department, options.sample ?? true, clock);
    const tls = await openLocalTls(department.folder.file, host, clock);
    directory = await openDirectory(options.directory, department.folder.file('directory.json'), clock);
    return await run({ department, deskStore, mediaStore, directory, sources, tls, clock }, options);
  } catch (error) {
    await deskStore?.close();
    await sources?.close();
    await directory?.close();
    await department.close();
    throw error;
  }
};
