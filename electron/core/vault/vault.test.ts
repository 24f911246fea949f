/** The vault drops what it can't trust, says so, and never loses the session for a broken disk or key store. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { workspaceSchema, type Workspace } from '../../../shared/bridge/calls.ts';
import { memoryKeyStore, memoryStateFile, noKeyStore } from '../../../test/workstation/harness/core-rig.ts';
import { movedClock } from '../../../test/workstation/harness/moved-clock.ts';
import type { KeyStore } from '../../ports/key-store.ts';
import { createJournal } from '../journal/journal.ts';
import { createVault, type DraftsRefused, type Vault } from './vault.ts';

const half = randomBytes(32).toString('base64');
const box = { text: 'draft', request: null, selected: null, scroll: 0 };
const workspace = workspaceSchema.parse({ room: 'search', box });
const inRoom = (room: string): Workspace => ({ ...workspace, room });

interface Computer {
  readonly disk: Map<string, string>;
  readonly keys: Map<string, Uint8Array>;
}
const computer = (): Computer => ({ disk: new Map(), keys: new Map() });
const boxes = ({ disk }: Computer): string[] => [...disk.keys()].filter((slot) => /^[0-9a-f]{64}$/.test(slot));

interface Rig {
  readonly vault: Vault;
  readonly lines: string[];
  /** How often the vault said that it keeps things elsewhere now. */
  readonly changes: () => number;
  readonly pass: (ms: number) => void;
  /** Lets that person in. */
  readonly open: (username?: string) => Promise<{ workspace: Workspace | null; refused: DraftsRefused | null }>;
  /** Saves, and waits for disk and key store. */
  readonly keep: (workspace: Workspace) => Promise<void>;
}

async function start(on: Computer, more: { keyStore?: KeyStore; workstationId?: string } = {}): Promise<Rig> {
  const clock = movedClock();
  const lines: string[] = [];
  let changes = 0;
  const journal = createJournal({ append: (line) => void lines.push(line) }, clock);
  const { keyStore = memoryKeyStore(on.keys), workstationId = 'desk-0001' } = more;
  const vault = await createVault({
    ...{ keyStore, file: memoryStateFile(on.disk), clock, journal, workstationId: () => workstationId },
    changed: () => (changes += 1),
  });
  return {
    ...{ vault, lines, pass: (ms) => clock.advance(ms), changes: () => changes },
    open: async (username = 'mrivera') => {
      const found = await vault.fetch(username, half);
      vault.take(found);
      return { workspace: found.workspace, refused: found.refused };
    },
    keep: async (given) => {
      vault.save(given);
      vault.flush();
      await vault.settled();
    },
  };
}
const nothing = { workspace: null, refused: null };

describe('what was kept', () => {
  test('is given back to the same person after a restart', async () => {
    const desk = computer();
    const first = await start(desk);
    expect(await first.open()).toEqual(nothing);
    await first.keep(workspace);
    expect(await (await start(desk)).open()).toEqual({ workspace, refused: null });
  });

  test('damaged, cut or foreign is dropped, said and journaled, and keeping goes on', async () => {
    for (const damage of [
      (kept: string) => kept.slice(0, 40),
      (kept: string) => `A${kept.slice(1)}`,
      (kept: string) => `${kept.slice(0, 60)}${kept[60] === 'A' ? 'B' : 'A'}${kept.slice(61)}`,
      () => '',
      () => '{"room":"search"}',
    ]) {
      const desk = computer();
      const first = await start(desk);
      await first.open();
      await first.keep(workspace);
      const slot = boxes(desk)[0]!;
      desk.disk.set(slot, damage(desk.disk.get(slot)!));
      const second = await start(desk);
      expect(await second.open()).toEqual({ workspace: null, refused: 'damaged' });
      expect(second.lines.join('')).toContain('vault-dropped');
      expect(boxes(desk)).toEqual([]);
      await second.keep(workspace);
      expect(await (await start(desk)).open()).toEqual({ workspace, refused: null });
    }
  });

  test('an older state of the file put back is refused, in the same program and after a restart', async () => {
    const desk = computer();
    const first = await start(desk);
    await first.open();
    await first.keep(inRoom('old'));
    const old = new Map(desk.disk);
    await first.keep(inRoom('new'));
    const putBack = (): void => {
      for (const [slot, value] of old) desk.disk.set(slot, value);
    };
    putBack();
    expect(await first.open()).toEqual({ workspace: null, refused: 'rolled-back' });
    putBack();
    const second = await start(desk);
    expect(await second.open()).toEqual({ workspace: null, refused: 'rolled-back' });
    await second.keep(inRoom('newest'));
    expect((await (await start(desk)).open()).workspace?.room).toBe('newest');
  });

  test('wiped and put back is refused', async () => {
    const desk = computer();
    const first = await start(desk);
    await first.open();
    await first.keep(workspace);
    const old = new Map(desk.disk);
    first.vault.wipe();
    await first.vault.settled();
    expect(boxes(desk)).toEqual([]);
    for (const [slot, value] of old) desk.disk.set(slot, value);
    expect(await (await start(desk)).open()).toEqual({ workspace: null, refused: 'rolled-back' });
  });

  test('written but not counted when the program was killed, it is no rollback', async () => {
    const desk = computer();
    const first = await start(desk);
    await first.open();
    await first.keep(inRoom('counted'));
    const keys = new Map(desk.keys);
    await first.keep(inRoom('killed here'));
    const second = await start({ disk: desk.disk, keys });
    expect((await second.open()).workspace?.room).toBe('killed here');
  });

  test('in another person’s slot it opens nothing', async () => {
    const desk = computer();
    const first = await start(desk);
    await first.open('mrivera');
    await first.keep(workspace);
    const mine = boxes(desk)[0]!;
    await first.open('jokafor');
    await first.keep(inRoom('desk'));
    const theirs = boxes(desk).find((slot) => slot !== mine)!;
    desk.disk.set(theirs, desk.disk.get(mine)!);
    expect(await first.open('jokafor')).toEqual({ workspace: null, refused: 'damaged' });
    expect((await first.open('mrivera')).workspace).toEqual(workspace);
  });

  test('on another machine, with or without a secret of its own, it opens nothing and nothing is kept there', async () => {
    const desk = computer();
    const first = await start(desk);
    await first.open();
    await first.keep(workspace);
    for (const keys of [new Map<string, Uint8Array>(), new Map([['vault', randomBytes(32)]])]) {
      const copy = { disk: new Map(desk.disk), keys };
      const there = await start(copy);
      expect(there.vault.kept()).toBe('memory-only');
      expect(there.lines.join('')).toContain('key-store-changed');
      expect(await there.open()).toEqual(nothing);
      const before = [...copy.disk];
      await there.keep(inRoom('there'));
      expect([...copy.disk]).toEqual(before);
    }
  });

  test('under another workstation’s name it opens nothing', async () => {
    const desk = computer();
    const first = await start(desk);
    await first.open();
    await first.keep(workspace);
    expect(await (await start(desk, { workstationId: 'desk-0002' })).open()).toEqual(nothing);
  });
});

test('nothing on disk names anybody or shows a word', async () => {
  const desk = computer();
  const { open, keep } = await start(desk);
  await open();
  await keep({ ...workspace, drafts: { 'reason.text': 'Gallagher, domestic' } });
  const text = [...desk.disk].flat().join('\n');
  for (const word of ['mrivera', 'Gallagher', 'reason.text', 'drafts']) {
    expect(text).not.toContain(word);
    for (const value of desk.disk.values()) expect(Buffer.from(value, 'base64').toString('latin1')).not.toContain(word);
  }
});

test('writes at most once a second, and what waits is written without the key', async () => {
  const desk = computer();
  const { vault, pass, open } = await start(desk);
  await open();
  vault.save(workspace);
  expect(boxes(desk)).toEqual([]);
  pass(1000);
  expect(boxes(desk)).toHaveLength(1);
  vault.save(inRoom('desk'));
  vault.close();
  vault.save(inRoom('after the key is gone'));
  vault.flush();
  expect((await open()).workspace?.room).toBe('desk');
});

test('a disk that refuses costs nothing of the session: the memory keeps the workspace', async () => {
  const clock = movedClock();
  const lines: string[] = [];
  const refuse = (): never => {
    throw new Error('disk full');
  };
  const marks = new Map<string, string>();
  const vault = await createVault({
    ...{ keyStore: memoryKeyStore(), workstationId: () => 'desk-0001', clock },
    file: {
      ...memoryStateFile(marks),
      read: (slot) => (slot === 'vault-mark' ? (marks.get(slot) ?? null) : refuse()),
      write: (slot, value) => (slot === 'vault-mark' ? void marks.set(slot, value) : refuse()),
    },
    journal: createJournal({ append: (line) => void lines.push(line) }, clock),
    changed: () => undefined,
  });
  vault.take(await vault.fetch('mrivera', half));
  vault.save(workspace);
  vault.flush();
  expect((await vault.fetch('mrivera', half)).workspace).toEqual(workspace);
  expect(lines.join('')).toContain('vault-write');
});

describe('the key store', () => {
  test('is missing: in memory only, and said', async () => {
    const desk = computer();
    const { vault, open, keep } = await start(desk, { keyStore: noKeyStore });
    expect(vault.kept()).toBe('memory-only');
    await open();
    await keep(workspace);
    expect(desk.disk.size).toBe(0);
    expect((await open()).workspace).toEqual(workspace);
  });

  test('stops answering later: nothing unproven is given back, and nothing more is written', async () => {
    const desk = computer();
    const first = await start(desk);
    await first.open();
    await first.keep(workspace);
    let there = true;
    const real = memoryKeyStore(desk.keys);
    const flaky: KeyStore = {
      read: (name) => (there ? real.read(name) : noKeyStore.read(name)),
      write: (name, secret) => (there ? real.write(name, secret) : noKeyStore.write(name, secret)),
      remove: (name) => real.remove(name),
    };
    const second = await start(desk, { keyStore: flaky });
    there = false;
    expect(await second.open()).toEqual({ workspace: null, refused: 'key-store' });
    expect([second.vault.kept(), second.changes()]).toEqual(['memory-only', 1]);
    const before = [...desk.disk];
    await second.keep(inRoom('later'));
    expect([...desk.disk]).toEqual(before);
    expect((await (await start(desk)).open()).workspace).toEqual(workspace);
  });

  test('after a new enrolment a swapped store is used from a clean start', async () => {
    const desk = computer();
    const first = await start(desk);
    await first.open();
    await first.keep(workspace);
    const swapped = { disk: desk.disk, keys: new Map<string, Uint8Array>() };
    const second = await start(swapped);
    await second.vault.startAfresh();
    expect([second.vault.kept(), boxes(swapped)]).toEqual(['sealed-on-disk', []]);
    expect([...swapped.keys.keys()]).toEqual(['vault']);
    await second.open();
    await second.keep(inRoom('fresh'));
    expect((await (await start(swapped)).open()).workspace?.room).toBe('fresh');
  });
});
