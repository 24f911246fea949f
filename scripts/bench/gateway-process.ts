/** A gateway as a process of its own, started by its command line as in use. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { atConsole } from '../../gateway/workstation-console.ts';
import type { IssueCode } from '../../shared/wire/workstations.ts';

const TOP = join(import.meta.dirname, '..', '..');
const MAIN = join(TOP, 'gateway', 'main.ts');
const READY = /^gateway ready (\S+) ca (.+)$/;

/** Compiled modules are kept between starts, as `scripts/bootstrap.mjs` has it. */
export const STARTED_ENV = { ...process.env, NODE_COMPILE_CACHE: join(TOP, '.cache', 'compile') };

export interface GatewayProcess {
  readonly url: string;
  readonly caFile: string;
  /** Of the process. */
  readonly pid: number;
  /** Milliseconds from starting the process to the line that says it is ready. */
  readonly took: number;
  /** Asked of the running gateway at its console, as an administrator would. */
  issueEnrolmentCode(asked: IssueCode): Promise<string>;
  /** Stops it and waits for its end. */
  close(): Promise<void>;
}

/** `node`: more flags of Node. */
export async function startGatewayProcess(
  dataFolder: string,
  more: readonly string[] = [],
  node: readonly string[] = [],
): Promise<GatewayProcess> {
  const from = performance.now();
  const flags = ['serve', '--data', dataFolder, '--port', '0', '--quiet', ...more];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...node, MAIN, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: STARTED_ENV,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const ready = await new Promise<RegExpExecArray | null>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = READY.exec(line);
      if (match !== null) resolve(match);
    });
    void ended.then(() => resolve(null));
  });
  const took = performance.now() - from;
  if (ready === null) throw new Error('the gateway did not start');
  const issueEnrolmentCode = async (asked: IssueCode): Promise<string> => {
    const answer = await atConsole(dataFolder, { deed: 'code', asked });
    if (answer.deed !== 'code') throw new Error('the gateway gave no enrolment code');
    return answer.issued.code;
  };
  return { url: ready[1] ?? '', caFile: ready[2] ?? '', pid: child.pid ?? 0, took, issueEnrolmentCode, close };
}
