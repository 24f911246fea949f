/**
 * The whole client killed in the middle of a word. With the operating system's key store the draft is there after signing
 * in again; without one it is lost, and the person was told so before.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noKeyring, startClient, type ClientProcess } from '../../workstation/harness/client-process.ts';
import { DESK_1, startDepartment, type Department } from '../../workstation/harness/department.ts';

const CHILD = join(import.meta.dirname, 'client-child.ts');
const DRAFT = 'draft of a search KLR48 gallagher';

const reason = noKeyring();
if (reason !== null) console.log(`not run: drafts through a kill with the system's key store — ${reason}`);

let department: Department;
let folder: string;
const clients: ClientProcess[] = [];
beforeAll(async () => {
  department = await startDepartment({ sample: false });
  folder = mkdtempSync(join(tmpdir(), 'killed-client-'));
});
afterAll(async () => {
  for (const one of clients) one.kill();
  await department.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Starts a client: `write` types the draft, `read` tells what came back. */
async function client(mode: 'write' | 'read', stateDir: string, home: string | null): Promise<ClientProcess> {
  const { username, password } = department.account('mrivera');
  const code = await department.issueEnrolmentCode(DESK_1);
  const started = startClient({
    script: CHILD,
    args: [mode, department.url, department.caFile, stateDir, username, DRAFT, home === null ? 'none' : 'os'],
    env: { CLIENT_PASSWORD: password, CLIENT_CODE: code },
    home,
  });
  clients.push(started);
  return started;
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
    const home = join(folder, 'home');
    const stateDir = join(folder, 'with-store', 'state');
    const first = await client('write', stateDir, home);
    expect(await first.told()).toMatchObject({ drafts: 'sealed-on-disk', box: DRAFT });
    first.kill();
    expect(kept(join(stateDir, '..'))).not.toContain('gallagher');
    const second = await client('read', stateDir, home);
    expect(await second.told()).toMatchObject({ drafts: 'sealed-on-disk', box: DRAFT });
    second.kill();
  },
);

test('without a key store: nothing of the draft is on disk, the page said so before and after, and it is gone', async () => {
  const stateDir = join(folder, 'without-store', 'state');
  const first = await client('write', stateDir, null);
  const told = await first.told();
  expect(told).toMatchObject({ drafts: 'memory-only', box: DRAFT });
  expect(told['gate']).toContain('no key store: drafts are not kept on this computer');
  expect(told['strip']).toMatch(/Drafts (kept )?in memory only/);
  first.kill();
  expect(kept(join(stateDir, '..'))).not.toContain('gallagher');
  expect(existsSync(join(stateDir, 'workspace.json'))).toBe(false);
  const second = await client('read', stateDir, null);
  expect(await second.told()).toMatchObject({ drafts: 'memory-only', box: '' });
  second.kill();
});
