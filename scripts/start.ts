/**
 * `npm start`: the workstation on the embedded department. Builds what is stale, starts the gateway, opens the window in
 * the best host of this machine, and stops everything together.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../electron/hosts/chromium/find-browser.ts';
import { startWorkstation } from '../electron/hosts/chromium/start.ts';
import { printAccounts } from './start/accounts.ts';
import { buildAll, isStale, RENDERER_DIR, TOP } from './start/build-steps.ts';
import { DepartmentRefused, startDepartment, type RunningDepartment } from './start/department.ts';
import { electronRuntime } from './start/electron-runtime.ts';
import { runWalkthrough } from './start/walkthrough.ts';

const HELP = `npm start -- [--data DIR] [--walkthrough] [--help]

  --data DIR      folder of the embedded department and of this workstation   [data]
  --walkthrough   the scripted officer in a window nobody sees, with pictures in out/walkthrough
  --help`;

/** Ctrl+C was heard, perhaps before there was a window to close. */
let stoppedAt: number | null = null;
/** One key press can reach a process twice: from the terminal and from its parent. */
const SAME_KEY_MS = 1_000;

const say = (line: string): void => {
  console.log(line);
};

const readFlags = (): { data: string; walkthrough: boolean; help: boolean } => {
  try {
    const options = {
      data: { type: 'string', default: join(TOP, 'data') },
      walkthrough: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    } as const;
    return parseArgs({ options, allowPositionals: false }).values;
  } catch (error) {
    console.error(`start: ${error instanceof Error ? (error.message.split('. ')[0] ?? 'bad flags') : 'bad flags'}`);
    process.exit(1);
  }
};

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/** The one command that brings a browser on this system. */
const browserCommand = (): string =>
  ({ darwin: 'brew install --cask chromium', win32: 'winget install Google.Chrome' })[process.platform as string] ??
  'sudo apt-get install chromium';

async function inElectron(runtime: string, department: RunningDepartment, stateDir: string): Promise<number> {
  say('Opening the workstation in Electron. Ctrl+C or closing the window stops everything.');
  // Never among the arguments, which every process of the machine can read; the workstation removes the file.
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const codeFile = join(stateDir, 'enrolment-code');
  writeFileSync(codeFile, department.enrolmentCode, { mode: 0o600 });
  const given = ['--gateway', department.url, '--ca', department.caFile, '--state', stateDir];
  given.push('--enrolment-code-file', codeFile);
  const child = spawn(runtime, [join(TOP, 'dist', 'electron', 'main.js'), ...given], { stdio: 'inherit' });
  process.once('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 0;
}

async function inChromium(executablePath: string, department: RunningDepartment, stateDir: string): Promise<number> {
  const { url: gatewayUrl, caFile, enrolmentCode } = department;
  const window = await startWorkstation({
    ...{ gatewayUrl, caFile, stateDir, rendererDir: RENDERER_DIR, headless: false, executablePath, enrolmentCode },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void window.close());
  if (stoppedAt !== null) await window.close();
  say('The workstation is open. Ctrl+C or closing the window stops everything.');
  void department.ended.then(() => window.close());
  await window.closed;
  return 0;
}

async function inWalkthrough(department: RunningDepartment): Promise<number> {
  await runWalkthrough({ department, pictures: join(TOP, 'out', 'walkthrough'), say });
  return 0;
}

async function open(department: RunningDepartment, data: string, walkthrough: boolean): Promise<number> {
  if (walkthrough) return inWalkthrough(department);
  if (!hasDisplay()) {
    say('There is no display here, so a scripted officer walks through the workstation.');
    return inWalkthrough(department);
  }
  const stateDir = join(data, 'workstation');
  const runtime = await electronRuntime(say);
  if (runtime !== null) return inElectron(runtime, department, stateDir);
  const browser = findBrowser();
  if (browser !== null) {
    say('Electron’s runtime is not here and cannot be fetched; opening the same workstation in an installed browser.');
    return inChromium(browser, department, stateDir);
  }
  say(`Neither Electron nor a browser is here. This brings one: ${browserCommand()}`);
  return inWalkthrough(department);
}

async function main(): Promise<number> {
  const { data, walkthrough, help } = readFlags();
  if (help) {
    say(HELP);
    return 0;
  }
  if (isStale()) await buildAll((step) => say(`Building ${step} …`));
  say('Starting the embedded department …');
  // The gateway hears Ctrl+C from the terminal too; this process stays until it has closed its files. A second Ctrl+C
  // does not wait any more: the gateway closes by itself.
  process.on('SIGINT', () => {
    if (stoppedAt !== null && performance.now() - stoppedAt > SAME_KEY_MS) process.exit(130);
    stoppedAt ??= performance.now();
  });
  const department = await startDepartment(join(data, 'gateway'), say);
  try {
    say(`Department ready on ${department.url}`);
    printAccounts();
    return await open(department, data, walkthrough);
  } finally {
    await department.stop();
    say('Stopped.');
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof DepartmentRefused))
    console.error(`start: ${error instanceof Error ? error.message : 'failed'}`);
  process.exitCode = 1;
}
