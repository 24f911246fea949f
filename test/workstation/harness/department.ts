/**
 * A department for journeys: the real gateway on a free port with the sample records, in a data folder of its own. The
 * sample is prepared once and kept under `.cache`, by what it was made from.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_ACCOUNTS, type SampleAccount } from '../../../gateway/adapters/directory/embedded/sample-accounts.ts';
import type { IssueCode } from '../../../shared/wire/workstations.ts';
import { startGateway, type GatewayOptions, type RunningGateway } from '../../../gateway/serve.ts';

const TOP = join(import.meta.dirname, '..', '..', '..');
/** What a prepared data folder depends on. */
const MADE_FROM = ['gateway/sample', 'gateway/adapters', 'shared/records', 'shared/policy'];

/** What a journey's workstation is enrolled as, unless it says otherwise. */
export const DESK_1: IssueCode = { name: 'Desk 1', command: 113, area: 'on-site' };

export interface Department {
  /** A code as an administrator gives it, for one enrolment. */
  issueEnrolmentCode(asked: IssueCode): Promise<string>;
  readonly url: string;
  readonly caFile: string;
  readonly dataFolder: string;
  readonly account: (username: string) => SampleAccount;
  /** Stops the gateway as in an outage; {@link resume} starts it again on the same port. Its sessions are gone then. */
  readonly stop: () => Promise<void>;
  resume(): Promise<void>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of MADE_FROM) {
    const entries = readdirSync(join(TOP, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.includes('.test.'));
    for (const path of files.map((file) => join(file.parentPath, file.name)).sort()) {
      hash.update(path).update(readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** The prepared folder; made at first use, which takes a while. */
async function preparedSample(): Promise<string> {
  const cache = join(TOP, '.cache');
  const prepared = join(cache, `department-${fingerprint()}`);
  if (existsSync(prepared)) return prepared;
  mkdirSync(cache, { recursive: true });
  for (const entry of readdirSync(cache)) {
    if (entry.startsWith('department-')) rmSync(join(cache, entry), { recursive: true, force: true });
  }
  const making = mkdtempSync(join(cache, 'making-'));
  const gateway = await startGateway({ dataFolder: join(making, 'data'), port: 0, keyStore: 'file' });
  await gateway.close();
  if (!existsSync(prepared)) renameSync(join(making, 'data'), prepared);
  rmSync(making, { recursive: true, force: true });
  return prepared;
}

export async function startDepartment(
  options: {
    readonly sample?: boolean;
    /** With the sample custodian, who confirms fictional hits after some seconds. */
    readonly custodian?: boolean;
    /** What stands in the data folder before the first start. */
    readonly prepare?: (dataFolder: string) => Promise<void>;
  } & Pick<GatewayOptions, 'clock' | 'limits' | 'identityPolicy' | 'alertTimes' | 'postgres'> = {},
): Promise<Department> {
  const { sample = true, custodian = false, prepare, ...more } = options;
  const folder = mkdtempSync(join(tmpdir(), 'department-'));
  const dataFolder = join(folder, 'data');
  if (sample) cpSync(await preparedSample(), dataFolder, { recursive: true, preserveTimestamps: true });
  else mkdirSync(dataFolder, { mode: 0o700 });
  await prepare?.(dataFolder);
  const start = (port: number): Promise<RunningGateway> =>
    startGateway({ dataFolder, port, keyStore: 'file', sample: custodian, ...more });
  let gateway: RunningGateway | null = await start(0);
  const { url, caFile, port } = gateway;
  const stop = async (): Promise<void> => {
    await gateway?.close();
    gateway = null;
  };
  return {
    ...{ url, caFile, dataFolder, stop },
    issueEnrolmentCode: async (asked) => {
      if (gateway === null) throw new Error('the department is stopped');
      return (await gateway.issueEnrolmentCode(asked)).code;
    },
    account: (username) => {
      const account = SAMPLE_ACCOUNTS.find((one) => one.username === username);
      if (account === undefined) throw new Error(`no sample account ${username}`);
      return account;
    },
    resume: async () => {
      gateway ??= await start(port);
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
