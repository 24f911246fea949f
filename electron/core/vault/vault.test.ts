/** The vault drops what it can't trust, says so in the journal only, and never loses the session for a broken disk. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { workspaceSchema } from '../../../shared/bridge/calls.ts';
import { memoryKeyStore, memoryStateFile } from '../../../test/workstation/harness/core-rig.ts';
import { movedClock } from '../../../test/workstation/harness/moved-clock.ts';
import { createJournal } from '../journal/journal.ts';
import { createVault, type Vault } from './vault.ts';

const half = randomBytes(32).toString('base64');
const secret = randomBytes(32);
const box = { text: 'draft', request: null, selected: null, scroll: 0 };
const workspace = workspaceSchema.parse({ room: 'search', box });

async function open(
  disk: Map<string, string>,
  workstationId = 'desk-0001',
): Promise<{ vault: Vault; lines: string[]; pass: (ms: number) => void }> {
  const clock = movedClock();
  const lines: string[] = [];
  const journal = createJournal({ append: (line) => void lines.push(line) }, clock);
  const vault = await createVault({
    ...{ keyStore: memoryKeyStore(secret), file: memoryStateFile(disk), workstationId, clock, journal },
  });
  return { vault, lines, pass: (ms) => clock.advance(ms) };
}

test('a damaged, cut or foreign box is dropped and journaled, and signing in goes on', async () => {
  for (const damage of [
    (kept: string) => kept.slice(0, 40),
    (kept: string) => `A${kept.slice(1)}`,
    () => '',
    () => '{"room":"search"}',
  ]) {
    const disk = new Map<string, string>();
    const first = await open(disk);
    first.vault.open('mrivera', half);
    first.vault.save(workspace);
    first.vault.flush();
    const [slot, kept] = [...disk][0]!;
    disk.set(slot, damage(kept));
    const { vault, lines } = await open(disk);
    expect(vault.open('mrivera', half)).toBeNull();
    expect(lines.join('')).toContain('vault-dropped');
    expect(disk.size).toBe(0);
    vault.save(workspace);
    vault.flush();
    expect((await open(disk)).vault.open('mrivera', half)).toEqual(workspace);
  }
});

test('a box moved into another person’s slot opens nothing', async () => {
  const disk = new Map<string, string>();
  const { vault } = await open(disk);
  vault.open('mrivera', half);
  vault.save(workspace);
  vault.flush();
  const kept = [...disk.values()][0]!;
  vault.open('jokafor', half);
  vault.save({ ...workspace, room: 'desk' });
  vault.flush();
  for (const slot of disk.keys()) disk.set(slot, kept);
  expect(vault.open('jokafor', half)).toBeNull();
});

test('writes at most once a second, and what waits is written without the key', async () => {
  const disk = new Map<string, string>();
  const { vault, pass } = await open(disk);
  vault.open('mrivera', half);
  vault.save(workspace);
  expect(disk.size).toBe(0);
  pass(1000);
  expect(disk.size).toBe(1);
  vault.save({ ...workspace, room: 'desk' });
  vault.close();
  vault.save({ ...workspace, room: 'after the key is gone' });
  vault.flush();
  expect(vault.open('mrivera', half)?.room).toBe('desk');
});

test('a disk that refuses costs nothing of the session: the memory keeps the workspace', async () => {
  const clock = movedClock();
  const lines: string[] = [];
  const refuse = (): never => {
    throw new Error('disk full');
  };
  const vault = await createVault({
    ...{ keyStore: memoryKeyStore(secret), workstationId: 'desk-0001', clock },
    file: { read: refuse, write: refuse, remove: refuse },
    journal: createJournal({ append: (line) => void lines.push(line) }, clock),
  });
  expect(vault.open('mrivera', half)).toBeNull();
  vault.save(workspace);
  vault.flush();
  expect(vault.open('mrivera', half)).toEqual(workspace);
  expect(lines.join('')).toContain('vault-write');
});
