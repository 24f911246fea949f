/** Opens a workstation for a journey on any host: what comes back is the same whatever shows it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import type { CallInput, CallName, CallOutput, Snapshot } from '../../../shared/bridge/calls.ts';
import type { Reply } from '../../../shared/faults/faults.ts';
import type { IssueCode } from '../../../shared/wire/workstations.ts';
import { startWorkstation } from '../../../electron/hosts/chromium/start.ts';
import type { Clock } from '../../../electron/ports/clock.ts';
import type { KeyStore } from '../../../electron/ports/key-store.ts';
import { DESK_1, type Department } from './department.ts';
import { until } from './until.ts';
import type { JourneyHost } from './hosts.ts';

const RENDERER = join(import.meta.dirname, '..', '..', '..', 'dist', 'renderer');

export interface OpenWorkstation {
  /** The page that is current now. */
  page(): Page;
  readonly stateDir: string;
  /** Calls the bridge as the page's scripts do. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  snapshot(): Promise<Snapshot>;
  /** Signs in past the screens: notice, credentials, active. */
  signIn(account: { readonly username: string; readonly password: string }): Promise<void>;
  phase(phase: Snapshot['phase']): Promise<void>;
  /** Console errors and uncaught exceptions of the page, over its whole life. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly department: Pick<Department, 'url' | 'caFile' | 'issueEnrolmentCode'>;
  readonly on: JourneyHost;
  /** What it is enrolled as; `null`: it stays as it is (not enrolled, or enrolled before in `stateDir`). */
  readonly workstation?: Partial<IssueCode> | null;
  readonly windowSize?: { readonly width: number; readonly height: number };
  /** Kept when closed; default: a folder that goes away. */
  readonly stateDir?: string;
  readonly keyStore?: KeyStore;
  /** Only where the core runs in the test's own process: on Chromium. */
  readonly clock?: Clock;
  /** Another built page. */
  readonly rendererDir?: string;
}

interface Shown {
  page(): Page;
  close(): Promise<void>;
}

export async function openWorkstation(options: OpenOptions): Promise<OpenWorkstation> {
  const rendererDir = options.rendererDir ?? RENDERER;
  if (!existsSync(join(rendererDir, 'index.html'))) throw new Error('dist/renderer is not built: npm run build');
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'workstation-'));
  const shown =
    options.on.host === 'chromium'
      ? await inChromium(options, stateDir, rendererDir)
      : await inElectron(options, stateDir);
  const complaints: string[] = [];
  shown.page().on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  shown.page().on('pageerror', (error) => complaints.push(error.message));

  const call: OpenWorkstation['call'] = (name, input) =>
    shown.page().evaluate(
      ([one, two]) => {
        const { precinct } = globalThis as unknown as {
          precinct: { calls: Record<string, (input: unknown) => never> };
        };
        return precinct.calls[one]!(two);
      },
      [name, input] as const,
    );
  const value = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const reply = await call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.fault.code}`);
    return reply.value;
  };
  /** Asked again when the page is just being renewed. */
  const snapshot = async (): Promise<Snapshot> => {
    const seen: Snapshot[] = [];
    await until(async () => {
      const now = await value('session.get', {}).catch(() => null);
      return now !== null && seen.push(now) > 0;
    });
    return seen[0]!;
  };
  // The window opens at once; the code given at the start is used a moment later.
  if (options.workstation !== null) await until(async () => (await snapshot()).phase !== 'unenrolled');
  return {
    page: () => shown.page(),
    ...{ stateDir, complaints, call },
    snapshot,
    signIn: async (account) => {
      await value('session.begin', {});
      const { notice } = await value('session.get', {});
      await value('session.acceptNotice', { hash: notice?.hash ?? '' });
      const result = await value('session.signIn', { username: account.username, password: account.password });
      if (result.outcome !== 'active') throw new Error(`signing in: ${result.outcome}`);
    },
    phase: (phase) => until(async () => (await snapshot()).phase === phase),
    close: async () => {
      await shown.close();
      if (options.stateDir === undefined) rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/** A code for a workstation of that description; null when none is wanted. */
async function codeFor({ department, workstation = {} }: OpenOptions): Promise<string | null> {
  return workstation === null ? null : department.issueEnrolmentCode({ ...DESK_1, ...workstation });
}

async function inChromium(options: OpenOptions, stateDir: string, rendererDir: string): Promise<Shown> {
  const { on, department } = options;
  if (on.host !== 'chromium') throw new Error('not this host');
  const enrolmentCode = await codeFor(options);
  return startWorkstation({
    ...{ gatewayUrl: department.url, caFile: department.caFile, stateDir, rendererDir, headless: true },
    ...{ executablePath: on.build.executablePath, args: on.build.args },
    ...(enrolmentCode === null ? {} : { enrolmentCode }),
    ...(options.windowSize ? { windowSize: options.windowSize } : {}),
    ...(options.keyStore ? { keyStore: options.keyStore } : {}),
    ...(options.clock ? { clock: options.clock } : {}),
  });
}

/** SECURITY: with the same sandbox and the same preferences as in use; only the driver's own switches are added. */
async function inElectron(options: OpenOptions, stateDir: string): Promise<Shown> {
  const { on, department } = options;
  if (on.host !== 'electron') throw new Error('not this host');
  const enrolmentCode = await codeFor(options);
  const codeFile = join(stateDir, 'enrolment-code');
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  if (enrolmentCode !== null) writeFileSync(codeFile, enrolmentCode, { mode: 0o600 });
  const given = { gateway: department.url, ca: department.caFile, state: stateDir, 'enrolment-code-file': codeFile };
  const args = Object.entries(given).flatMap(([flag, text]) => [`--${flag}`, text]);
  const app = await _electron.launch({ executablePath: on.executablePath, args: [on.main, ...args] });
  const page = await app.firstWindow();
  return { page: () => page, close: () => app.close() };
}
