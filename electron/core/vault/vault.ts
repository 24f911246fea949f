/**
 * Keeps each person's workspace sealed while nobody may read it, on disk when the operating system keeps secrets, else
 * in memory only. It encrypts at once when given something, so writing later needs no key; it never gives back what is
 * damaged, foreign or older than what it kept last.
 */
import * as z from 'zod';
import { workspaceSchema, type Workspace } from '../../../shared/bridge/calls.ts';
import type { Clock } from '../../ports/clock.ts';
import type { KeyStore } from '../../ports/key-store.ts';
import type { StateFile } from '../../ports/state-file.ts';
import type { Journal } from '../journal/journal.ts';
import { createCounters } from './counters.ts';
import { newMachineHalf, readMachineHalf } from './machine-half.ts';
import { deriveKey, seal, slotOf, unseal, type BoxOwner } from './sealed-box.ts';

/** At most one write a second (milliseconds). */
const WRITE_EVERY_MS = 1_000;
/** Slots of boxes: keyed hashes. All other slots of the file are not the vault's. */
const BOX_SLOT = /^[0-9a-f]{64}$/;

/** Why what was kept is not given back. */
export type DraftsRefused = 'damaged' | 'rolled-back' | 'key-store';

/** A person's box, opened but not in use yet. Belongs to whoever fetched it: taken or discarded. */
export interface FetchedBox {
  readonly key: Buffer;
  readonly owner: BoxOwner;
  readonly slot: string;
  /** What the next box must be newer than. */
  readonly count: number;
  readonly workspace: Workspace | null;
  readonly refused: DraftsRefused | null;
}

export interface Vault {
  kept(): 'sealed-on-disk' | 'memory-only';
  /** Opens what is kept for that person with the gateway's half (base64). */
  fetch(username: string, gatewayHalf: string): Promise<FetchedBox>;
  /** From now on what is saved is that person's. */
  take(box: FetchedBox): void;
  discard(box: FetchedBox): void;
  /** Nothing happens while closed. */
  save(workspace: Workspace): void;
  /** Forgets the key. What was saved stays sealed. */
  close(): void;
  /** Writes what is waiting; needs no key. A disk that refuses is journaled, and the memory keeps it. */
  flush(): void;
  /** Removes what is kept for the person who was last let in, for good: a copy put back is refused. */
  wipe(): void;
  /** Another workstation now, or another key store: whatever is sealed is nobody's any more. */
  startAfresh(): Promise<void>;
  /** Resolves when the key store was told everything. */
  settled(): Promise<void>;
}

const contentSchema = z.strictObject({ count: z.int().min(0), workspace: workspaceSchema });

export async function createVault(parts: {
  readonly keyStore: KeyStore;
  readonly file: StateFile;
  /** Asked when somebody is let in: only an enrolled workstation lets anybody in. */
  readonly workstationId: () => string;
  readonly clock: Clock;
  readonly journal: Journal;
  /** What {@link Vault.kept} says is another now. */
  readonly changed: () => void;
}): Promise<Vault> {
  const { file, clock, journal, keyStore } = parts;
  let machine = await readMachineHalf(keyStore, file);
  if (!machine.kept) journal.event('vault-memory-only', { because: machine.because ?? '' });
  /** Newest boxes by slot: waiting for the disk, or kept in memory only. */
  const boxes = new Map<string, { readonly sealed: string; readonly count: number }>();
  let opened: Pick<FetchedBox, 'key' | 'owner'> | null = null;
  let slot: string | null = null;
  let count = 0;
  let cancel: (() => void) | null = null;
  const giveUpDisk = (error: unknown): void => {
    journal.failure('vault-counter', error);
    machine = { ...machine, kept: false };
    parts.changed();
  };
  const counters = createCounters(keyStore, giveUpDisk);

  const flush = (): void => {
    cancel?.();
    cancel = null;
    if (!machine.kept) return;
    for (const [name, box] of boxes) {
      try {
        file.write(name, box.sealed);
        boxes.delete(name);
        // After the disk: killed in between, the disk is newer than the number, which is no rollback.
        counters.write(name, box.count);
      } catch (error) {
        journal.failure('vault-write', error);
      }
    }
  };
  const readBox = (name: string): string | null => {
    try {
      return boxes.get(name)?.sealed ?? (machine.kept ? file.read(name) : null);
    } catch (error) {
      journal.failure('vault-read', error);
      return null;
    }
  };
  const remove = (name: string): void => {
    boxes.delete(name);
    try {
      if (machine.kept) file.remove(name);
    } catch (error) {
      journal.failure('vault-remove', error);
    }
  };
  const close = (): void => {
    opened?.key.fill(0);
    opened = null;
  };
  const least = async (name: string): Promise<Least> => {
    if (!machine.kept) return 0;
    try {
      return (await counters.read(name)) ?? 'none-kept';
    } catch (error) {
      giveUpDisk(error);
      return 'unknown';
    }
  };

  return {
    kept: () => (machine.kept ? 'sealed-on-disk' : 'memory-only'),
    fetch: async (username, gatewayHalf) => {
      const owner = { username, workstationId: parts.workstationId() };
      const half = Buffer.from(gatewayHalf, 'base64');
      const key = deriveKey(machine.half, half, owner);
      half.fill(0);
      const name = slotOf(machine.half, owner);
      const kept = readBox(name);
      const found = { ...read(key, owner, kept, await least(name)), key, owner, slot: name };
      if (found.refused !== null) {
        journal.event('vault-dropped', { because: found.refused });
        remove(name);
      }
      return found;
    },
    take: (box) => {
      close();
      ({ slot, count } = box);
      opened = { key: box.key, owner: box.owner };
      if (machine.kept) counters.write(box.slot, box.count);
    },
    discard: (box) => {
      box.key.fill(0);
    },
    save: (workspace) => {
      if (opened === null || slot === null) return;
      count += 1;
      const sealed = seal(opened.key, opened.owner, JSON.stringify({ count, workspace }));
      boxes.set(slot, { sealed, count });
      cancel ??= clock.after(WRITE_EVERY_MS, flush);
    },
    close,
    flush,
    wipe: () => {
      if (slot === null) return;
      remove(slot);
      if (machine.kept) counters.write(slot, count + 1);
      slot = null;
    },
    startAfresh: async () => {
      close();
      slot = null;
      boxes.clear();
      for (const name of file.slots().filter((one) => BOX_SLOT.test(one))) {
        file.remove(name);
        await counters.forget(name);
      }
      machine = await newMachineHalf(keyStore, file);
    },
    settled: () => counters.settled(),
  };
}

/** The least number a box may have. A slot that was ever in use has one: `none-kept` fits no box. */
type Least = number | 'none-kept' | 'unknown';

function read(
  key: Uint8Array,
  owner: BoxOwner,
  box: string | null,
  least: Least,
): Pick<FetchedBox, 'count' | 'workspace' | 'refused'> {
  const count = typeof least === 'number' ? least : 0;
  const refuse = (refused: DraftsRefused) => ({ count, workspace: null, refused });
  if (box === null) return { count, workspace: null, refused: null };
  if (least === 'unknown') return refuse('key-store');
  const content = readContent(unseal(key, owner, box));
  if (content === null) return refuse('damaged');
  return least === 'none-kept' || content.count < least ? refuse('rolled-back') : { ...content, refused: null };
}

function readContent(text: string | null): z.infer<typeof contentSchema> | null {
  if (text === null) return null;
  try {
    return contentSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
