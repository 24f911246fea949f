/** Finds Electron's runtime, or fetches it once; says in one line why there is none. Never imports `electron` itself. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP } from './build-steps.ts';

const PACKAGE = join(TOP, 'node_modules', 'electron');
const FAILED = join(TOP, '.cache', 'electron-fetch-failed');
const FETCH_TIMEOUT_MS = 90_000;
/** A network that has no such download today is not asked again at every start. */
const ASK_AGAIN_MS = 24 * 3_600_000;

function binary(): string | null {
  const names: Partial<Record<NodeJS.Platform, string>> = {
    win32: 'electron.exe',
    darwin: 'Electron.app/Contents/MacOS/Electron',
  };
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(PACKAGE, 'dist');
  const path = join(folder, names[process.platform] ?? 'electron');
  return existsSync(path) ? path : null;
}

function failedLately(): boolean {
  if (!existsSync(FAILED)) return false;
  return Date.now() - Number(readFileSync(FAILED, 'utf8')) < ASK_AGAIN_MS;
}

function fetchOnce(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(PACKAGE, 'install.js')], {
      stdio: 'ignore',
      timeout: FETCH_TIMEOUT_MS,
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** Path of the runtime, or null when it is not here and cannot be fetched. */
export async function electronRuntime(say: (line: string) => void): Promise<string | null> {
  const here = binary();
  if (here !== null || failedLately()) return here;
  say('Fetching the Electron runtime (once) …');
  if (await fetchOnce()) return binary();
  mkdirSync(join(TOP, '.cache'), { recursive: true });
  writeFileSync(FAILED, String(Date.now()));
  return null;
}
