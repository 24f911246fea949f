/** Runs the embedded department (the gateway with its sample records) as a process of its own, beside the window. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TOP } from './build-steps.ts';

export interface RunningDepartment {
  readonly url: string;
  readonly caFile: string;
  /** Enrols the workstation {@link WORKSTATION_NAME} once, should it not be enrolled. */
  readonly enrolmentCode: string;
  /** Resolves with the exit code when the gateway ends, whoever ended it. */
  readonly ended: Promise<number>;
  /** Asks it to stop and waits until its files are closed. */
  stop(): Promise<void>;
}

/** The gateway said why it cannot run; its own line has been printed already. */
export class DepartmentRefused extends Error {
  override readonly name = 'DepartmentRefused';
}

const READY = /^gateway ready (\S+) ca (.+)$/;
const CODE = /^enrolment code (\S+)$/;
/** What this computer is called in the sample department. */
const WORKSTATION_NAME = 'Desk 2';

const launch = (dataFolder: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(TOP, 'gateway', 'main.ts'),
      'serve',
      '--data',
      dataFolder,
      '--port',
      '0',
      '--print-enrolment-code',
      WORKSTATION_NAME,
    ],
    { cwd: TOP, stdio: ['ignore', 'pipe', 'inherit'] },
  );

/** Throws {@link DepartmentRefused} when it ends before it is ready. */
export async function startDepartment(
  dataFolder: string,
  onProgress: (line: string) => void,
): Promise<RunningDepartment> {
  const child = launch(dataFolder);
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const ready = new Promise<Pick<RunningDepartment, 'url' | 'caFile' | 'enrolmentCode'>>((resolve) => {
    if (child.stdout === null) return;
    let address: { url: string; caFile: string } | null = null;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, url, caFile] = READY.exec(line) ?? [];
      const [, enrolmentCode] = CODE.exec(line) ?? [];
      if (url !== undefined && caFile !== undefined) address = { url, caFile };
      else if (enrolmentCode !== undefined && address !== null) resolve({ ...address, enrolmentCode });
      else onProgress(line);
    });
  });
  const first = await Promise.race([ready, ended]);
  if (typeof first === 'number') throw new DepartmentRefused('the department did not start');
  return { ...first, ended, stop };
}
