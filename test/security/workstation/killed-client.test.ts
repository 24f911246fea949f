/**
 * The whole client killed in the middle of a word. With the operating system's key store the draft is there after signing
 * in again; without one it is lost, and the person was told so before.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK_1, startDepartment, type Department } from '../../workstation/harness/department.ts';

const CHILD = join(import.meta.dirname, 'client-child.ts');
const DRAFT = 'draft of a search KLR48 gallagher';

/** Why no real key store can be had here, or null. */
function noKeyring(): string | null {
  if (process.platform !== 'linux') return `no throw-away key store on ${process.platform}`;
  for (const program of ['dbus-run-session', 'gnome-keyring-daemon']) {
    if (spawnSync('which', [program]).status !== 0) return `${program} is not installed`;
  }
  const loads = spawnSync(process.execPath, ['-e', "require('keytar')"], { cwd: import.meta.dirname });
  return loads.status === 0 ? null : 'libsecret is not installed';
}
const reason = noKeyring();
if (reason !== null) console.log(`not run: drafts through a kill with the system's key store — ${reason}`);

let department: Department;
let folder: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  department = await startDepartment({ sample: false });
  folder = mkdtempSync(join(tmpdir(), 'killed-client-'));
});
afterAll(async () => {
  for (const child of children) end(child);
  await department.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Kills the client with everything it started: host, browser, key store session. */
const end = (child: ChildProcess): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // gone already
  }
};

interface Client {
  /** What it says next. */
  next(): Promise<Record<string, unknown>>;
  kill(): void;
}

/** Starts a client in a process group of its own: `write` types the draft, `read` tells what came back. */
async function client(mode: 'write' | 'read', stateDir: string, keyring: string | null): Promise<Client> {
  const { username, password } = department.account('mrivera');
  const code = await department.issueEnrolmentCode(DESK_1);
  const secrets = { CLIENT_PASSWORD: password, CLIENT_CODE: code };
  const args = [
    CHILD,
    mode,
    department.url,
    department.caFile,
    stateDir,
    username,
    DRAFT,
    keyring === null ? 'none' : 'os',
  ];
  const child =
    keyring === null
      ? spawn(process.execPath, args, { detached: true, env: { ...process.env, ...secrets } })
      : spawn(
          'dbus-run-session',
          [
            ...['--', 'sh', '-c'],
            'printf %s test | gnome-keyring-daemon --daemonize --unlock --components=secrets >/dev/null 2>&1; exec "$@"',
            ...['sh', process.execPath, ...args],
          ],
          {
            detached: true,
            env: { ...process.env, HOME: keyring, XDG_RUNTIME_DIR: join(keyring, 'run'), ...secrets },
          },
        );
  children.push(child);
  const lines: string[] = [];
  let rest = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return {
    next: async () => {
      for (let tries = 0; tries < 400; tries += 1) {
        const line = lines.find((one) => one.startsWith('client '));
        if (line !== undefined) return JSON.parse(line.slice(7)) as Record<string, unknown>;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`the client said nothing: ${errors.slice(0, 500)}`);
    },
    kill: () => end(child),
  };
}

/** All that the killed client left behind: its state and, beside it, the browser's profile. */
const kept = (stateDir: string): string =>
  readdirSync(stateDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

test.runIf(reason === null)(
  'with the system’s key store: the draft is sealed on disk, and back after the kill and a new sign-in',
  async () => {
    const keyring = join(folder, 'home');
    mkdirSync(join(keyring, 'run'), { recursive: true, mode: 0o700 });
    const stateDir = join(folder, 'with-store', 'state');
    const first = await client('write', stateDir, keyring);
    expect(await first.next()).toMatchObject({ drafts: 'sealed-on-disk', box: DRAFT });
    first.kill();
    expect(kept(join(stateDir, '..'))).not.toContain('gallagher');
    const second = await client('read', stateDir, keyring);
    expect(await second.next()).toMatchObject({ drafts: 'sealed-on-disk', box: DRAFT });
    second.kill();
  },
);

test('without a key store: nothing of the draft is on disk, the page said so before and after, and it is gone', async () => {
  const stateDir = join(folder, 'without-store', 'state');
  const first = await client('write', stateDir, null);
  const told = await first.next();
  expect(told).toMatchObject({ drafts: 'memory-only', box: DRAFT });
  expect(told['gate']).toContain('no key store: drafts are not kept on this computer');
  expect(told['strip']).toMatch(/Drafts (kept )?in memory only/);
  first.kill();
  expect(kept(join(stateDir, '..'))).not.toContain('gallagher');
  expect(existsSync(join(stateDir, 'workspace.json'))).toBe(false);
  const second = await client('read', stateDir, null);
  expect(await second.next()).toMatchObject({ drafts: 'memory-only', box: '' });
  second.kill();
});
