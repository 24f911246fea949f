/**
 * Starts a source service on a data folder of its own: own store, own log, own authority, own clients. Shares nothing with
 * a gateway but the contract.
 */
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SourceId } from '../../shared/records/kind.ts';
import { systemClock } from '../adapters/clock/system-clock.ts';
import { openFileJournal } from '../adapters/journal/file-journal.ts';
import { subkey } from '../adapters/keys/subkeys.ts';
import { openLocalTls, type LocalTls } from '../adapters/tls/local-tls.ts';
import { StartupRefusal } from '../core/startup-refusal.ts';
import { openDepartment, type OpenDepartment } from '../department.ts';
import type { Clock } from '../ports/clock.ts';
import { createAnswers } from './answers.ts';
import { clientBy } from './clients.ts';
import { openCustodianDesk } from './custodian-desk.ts';
import { createSourceServer, serviceTls } from './https-service.ts';
import { fillSampleSource } from './sample-source.ts';

export interface SourceServiceOptions {
  readonly source: Exclude<SourceId, 'department'>;
  readonly dataFolder: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 takes a free one. Default 8444. */
  readonly port?: number;
  readonly keyStore?: 'auto' | 'file';
  readonly clock?: Clock;
  /** Fictional records of the sample department, or only those of its scenario. Default: none. */
  readonly sample?: 'whole' | 'scenario' | 'none';
  /** When a sample record is confirmed by itself, in milliseconds; null: never. Default 8 s. */
  readonly sampleAnswerMs?: number | null;
  /** How often the service's own certificate is looked at, in milliseconds. Default six hours. */
  readonly certificateCheckMs?: number;
  /** Brings the records of a file up to date; answers what closes it and of what time the file is. */
  readonly connect?: (department: OpenDepartment) => Promise<SourceConnection>;
}

export interface SourceConnection {
  asOf(): string | null;
  close(): Promise<void>;
}

export interface RunningSource {
  readonly url: string;
  /** PEM of the authority that the gateway believes. */
  readonly caFile: string;
  readonly port: number;
  close(): Promise<void>;
}

const SAMPLE_ANSWER_MS = 8000;
const CERTIFICATE_CHECK_MS = 6 * 3_600_000;
const CURRENT: SourceConnection = { asOf: () => null, close: async () => undefined };

const listening = (server: ReturnType<typeof createSourceServer>, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const used = error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL';
      reject(
        used ? new StartupRefusal(`${host} port ${String(port)} cannot be opened (${String(error.code)})`) : error,
      );
    });
    server.listen(port, host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Replaces the service's certificate while it runs, well before it ends. A failure leaves the one in use. */
const rotateCertificate = (tls: LocalTls, server: Server, everyMs: number): NodeJS.Timeout =>
  setInterval(() => {
    tls.current().then(
      (certificate) => server.setSecureContext(serviceTls(certificate, tls.authority)),
      () => undefined,
    );
  }, everyMs).unref();

const run = async (
  department: OpenDepartment,
  options: SourceServiceOptions,
  clock: Clock,
): Promise<Omit<RunningSource, 'url'>> => {
  const { source, host = '127.0.0.1', port = 8444, sample = 'none', sampleAnswerMs = SAMPLE_ANSWER_MS } = options;
  const { audit, folder, master, store } = department;
  if (sample !== 'none') await fillSampleSource(store, source, sample);
  const connection = (await options.connect?.(department)) ?? CURRENT;
  const tls = await openLocalTls(folder.file, host, clock);
  const key = subkey(master, 'source-requests');
  const custodian = openCustodianDesk({ folder: folder.path, key, audit, clock, sampleAnswerMs });
  const server = createSourceServer({
    tls: await tls.current(),
    authority: tls.authority,
    answers: createAnswers({ source, store, audit, custodian, asOf: () => connection.asOf() }),
    clientBy: (fingerprint) => clientBy(folder.path, fingerprint, clock.now()),
    journal: openFileJournal(folder.file('journal.log'), clock),
  });
  const taken = await listening(server, host, port);
  const rotation = rotateCertificate(tls, server, options.certificateCheckMs ?? CERTIFICATE_CHECK_MS);
  await audit.append({ action: 'gateway.start', outcome: 'ok', object: `source ${source}` });
  return {
    caFile: tls.caFile,
    port: taken,
    close: async () => {
      clearInterval(rotation);
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      await connection.close();
      await audit.append({ action: 'gateway.stop', outcome: 'ok', object: `source ${source}` }).catch(() => undefined);
      await department.close();
    },
  };
};

/** Throws `StartupRefusal` with one clear line; nothing stays open then. */
export const startSource = async (options: SourceServiceOptions): Promise<RunningSource> => {
  const { dataFolder, host = '127.0.0.1', keyStore = 'auto', clock = systemClock } = options;
  const department = await openDepartment({ dataFolder, clock, keyStore });
  try {
    const running = await run(department, options, clock);
    return { ...running, url: `https://${host.includes(':') ? `[${host}]` : host}:${String(running.port)}` };
  } catch (error) {
    await department.close();
    throw error;
  }
};
