/** Runs the embedded department (the gateway with its sample records) as a process of its own, beside the window. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TOP } from './build-steps.ts';

export interface RunningDepartment {
  readonly url: string;
  readonly caFile: string;
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
  const ready = new Promise<{ url: string; caFile: string }>((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, url, caFile] = READY.exec(line) ?? [];
      if (url !== undefined && caFile !== undefined) resolve({ url, caFile });
      else onProgress(line);
    });
  });
  const first = await Promise.race([ready, ended]);
  if (typeof first === 'number') throw new DepartmentRefused('the department did not start');
  return { ...first, ended, stop };
}
