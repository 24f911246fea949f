#!/usr/bin/env node
/**
 * The one entry of every npm script: installs the packages when they are missing or stale, then runs the task on the
 * Node that Electron embeds (node@24, a dev dependency), whatever Node this machine has. Plain JavaScript without
 * dependencies, because it runs before there are any, on Node 20 and newer.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const [task, ...rest] = process.argv.slice(2);
const TASKS = {
  start: 'scripts/start.ts',
  test: 'scripts/test.ts',
  'test:directory': 'scripts/test-directory.ts',
  walkthrough: 'scripts/walkthrough.ts',
  gateway: 'gateway/main.ts',
  workstation: 'scripts/workstation.ts',
  bench: 'scripts/bench.ts',
  build: 'scripts/build.ts',
  types: 'scripts/types.ts',
};

const stop = (/** @type {string} */ line) => {
  console.error(line);
  process.exit(1);
};

if (!task || !(task in TASKS)) stop(`bootstrap: one of ${Object.keys(TASKS).join(', ')} is expected`);
if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Node 20 or newer is needed; this is ${process.versions.node}.`);

installWhenStale();
const node = join(top, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!existsSync(node))
  stop('The Node 24 runtime is missing from node_modules: its install script did not run. Run: npm ci');

const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(top, TASKS[task]), ...rest], {
  cwd: process.env.INIT_CWD && task === 'gateway' ? process.env.INIT_CWD : top,
  stdio: 'inherit',
  env: {
    ...process.env,
    // Modules read from source are compiled once: the next start takes a third less.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(top, '.cache', 'compile'),
    PATH: `${join(top, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
  },
});
// The child shares the terminal and gets Ctrl+C itself; this process waits for its clean end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (signal !== 'SIGINT') child.kill(signal);
  });
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

/** `npm ci` when node_modules does not fit the lock file; remembered by the lock file's hash. */
function installWhenStale() {
  const lock = createHash('sha256')
    .update(readFileSync(join(top, 'package-lock.json')))
    .digest('hex');
  const mark = join(top, 'node_modules', '.installed-from');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log('Installing packages (once; about a minute) …');
  const npm = process.env.npm_execpath
    ? [process.execPath, [process.env.npm_execpath]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const result = spawnSync(npm[0], [...npm[1], 'ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: top,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) stop('The packages could not be installed; npm said why above. Nothing else was changed.');
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, lock);
}
