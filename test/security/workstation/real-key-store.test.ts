/**
 * Enrolment and drafts with the operating system's own key store: through a kill and a restart, and with the store
 * missing, locked or swapped; with the file cut, changed, put back or carried to another machine.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { noKeyring, startClient, type ClientProcess, type Keyring } from '../../workstation/harness/client-process.ts';
import { PRACTICE, startPracticeGateway, type PracticeGateway } from '../../workstation/harness/practice-gateway.ts';
import type { Told } from './core-child.ts';

const CHILD = join(import.meta.dirname, 'core-child.ts');
const DRAFT = 'seen leaving, gallagher';
const ENROLLED = { phase: 'signedOut', unenrolled: null, key: 'key-store' };
const BACK = { ...ENROLLED, drafts: 'sealed-on-disk', back: DRAFT };
const LOST = { phase: 'unenrolled', unenrolled: 'key-lost' };

const reason = noKeyring();
if (reason !== null) console.log(`not run: the system's key store — ${reason}`);

let gateway: PracticeGateway;
let folder: string;
let machines = 0;
const clients: ClientProcess[] = [];
beforeAll(async () => {
  gateway = await startPracticeGateway();
  folder = mkdtempSync(join(tmpdir(), 'real-key-store-'));
  writeFileSync(join(folder, 'ca.pem'), gateway.certificates.ca);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
});
afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A computer: whose key store, and where the client keeps its state. */
interface Machine {
  readonly home: string | null;
  readonly stateDir: string;
}
function machine(): Machine {
  machines += 1;
  const top = join(folder, `machine-${machines}`);
  const stateDir = join(top, 'state');
  mkdirSync(stateDir, { recursive: true });
  return { home: join(top, 'home'), stateDir };
}
/** One life of the client; killed when it has told. */
async function life(on: Machine, mode: 'look' | 'read' | 'write', keyring: Keyring = 'unlocked'): Promise<Told> {
  const args = [gateway.url, join(folder, 'ca.pem'), on.stateDir, mode, DRAFT];
  const client = startClient({ script: CHILD, args, env: {}, home: on.home, keyring });
  clients.push(client);
  const told = await client.told();
  client.kill();
  return told as unknown as Told;
}
const stateFile = ({ stateDir }: Machine): string => join(stateDir, 'workspace.json');
type Slots = Record<string, string>;
const slotsOf = (on: Machine): Slots => JSON.parse(readFileSync(stateFile(on), 'utf8')) as Slots;
/** Changes the one box on the disk. */
function changeBox(on: Machine, change: (box: string) => string): void {
  const slots = slotsOf(on);
  const name = Object.keys(slots).find((one) => /^[0-9a-f]{64}$/.test(one));
  if (name === undefined) throw new Error('no box on the disk');
  slots[name] = change(slots[name] ?? '');
  writeFileSync(stateFile(on), JSON.stringify(slots));
}

describe.runIf(reason === null)('with the system’s key store', () => {
  test('SC-28: killed and started again it is the same workstation, and the draft comes back after signing in', async () => {
    const desk = machine();
    expect(await life(desk, 'write')).toMatchObject({
      phase: 'unenrolled',
      unenrolled: 'new',
      drafts: 'sealed-on-disk',
    });
    expect(await life(desk, 'read')).toMatchObject(BACK);
    const text = readFileSync(stateFile(desk), 'utf8');
    for (const word of ['gallagher', 'reason.text', PRACTICE.username, 'PRIVATE KEY']) expect(text).not.toContain(word);
  });

  test('emptied or swapped: the key is lost and said; enrolled anew, nothing old comes back and new drafts are kept', async () => {
    const desk = machine();
    await life(desk, 'write');
    const swapped = { ...desk, home: machine().home };
    expect(await life(swapped, 'look')).toMatchObject(LOST);
    expect(await life(swapped, 'write')).toMatchObject({ ...LOST, drafts: 'sealed-on-disk', back: null });
    expect(await life(swapped, 'read')).toMatchObject(BACK);
  });

  test('locked: the key is lost until it is unlocked; nothing is written in its place', async () => {
    const desk = machine();
    await life(desk, 'write');
    const before = readFileSync(stateFile(desk), 'utf8');
    expect(await life(desk, 'look', 'locked')).toMatchObject({ ...LOST, key: 'memory-only' });
    expect(readFileSync(stateFile(desk), 'utf8')).toBe(before);
    expect(await life(desk, 'read')).toMatchObject(BACK);
  });

  test('missing: in memory only and said, whether there is a session bus or not', async () => {
    for (const [home, keyring] of [
      [null, 'none'],
      [machine().home, 'none'],
    ] as const) {
      const desk = { ...machine(), home };
      expect(await life(desk, 'write', keyring)).toMatchObject({
        unenrolled: 'new',
        key: 'memory-only',
        drafts: 'memory-only',
      });
      expect(await life(desk, 'look', keyring)).toMatchObject({ unenrolled: 'new', key: 'memory-only' });
    }
  });

  test('a file that was cut or changed by one bit gives nothing back, and says so', async () => {
    for (const change of [
      (box: string) => box.slice(0, box.length / 2),
      (box: string) => {
        const bytes = Buffer.from(box, 'base64');
        bytes[bytes.length - 1]! ^= 1;
        return bytes.toString('base64');
      },
    ]) {
      const desk = machine();
      await life(desk, 'write');
      changeBox(desk, change);
      expect(await life(desk, 'read')).toMatchObject({ ...ENROLLED, refused: 'damaged', back: null });
    }
  });

  test('an older state of the file that was put back is refused, and said', async () => {
    const desk = machine();
    await life(desk, 'write');
    const old = readFileSync(stateFile(desk), 'utf8');
    await life(desk, 'write');
    writeFileSync(stateFile(desk), old);
    expect(await life(desk, 'read')).toMatchObject({ ...ENROLLED, refused: 'rolled-back', back: null });
  });

  test('copied to another machine it is no workstation, and no draft is there', async () => {
    const desk = machine();
    await life(desk, 'write');
    const other = machine();
    await life(other, 'write');
    cpSync(desk.stateDir, other.stateDir, { recursive: true });
    expect(await life(other, 'look')).toMatchObject(LOST);
    expect(await life(desk, 'read')).toMatchObject(BACK);
  });
});
