/**
 * Keeps one person's workspace sealed while nobody may read it, on disk when the operating system keeps secrets, else
 * in memory only. It encrypts at once when given something, so writing later needs no key.
 */
import { randomBytes } from 'node:crypto';
import { workspaceSchema, type Workspace } from '../../../shared/bridge/calls.ts';
import type { Clock } from '../../ports/clock.ts';
import type { KeyStore } from '../../ports/key-store.ts';
import type { StateFile } from '../../ports/state-file.ts';
import type { Journal } from '../journal/journal.ts';
import { deriveKey, seal, slotOf, unseal, type BoxOwner } from './sealed-box.ts';

/** At most one write a second (milliseconds). */
const WRITE_EVERY_MS = 1_000;
const SECRET_NAME = 'vault';

export interface Vault {
  readonly kept: 'sealed-on-disk' | 'memory-only';
  /** Takes the gateway's half (base64) for that person, and opens what is kept for them. */
  open(username: string, gatewayHalf: string): Workspace | null;
  /** Nothing happens while closed. */
  save(workspace: Workspace): void;
  /** Forgets the key. What was saved stays sealed. */
  close(): void;
  /** Writes what is waiting; needs no key. A disk that refuses is journaled, and the memory keeps it. */
  flush(): void;
  /** Removes what is kept for the person who was last let in. */
  wipe(): void;
}

interface Opened {
  readonly key: Buffer;
  readonly owner: BoxOwner;
}

export async function createVault(parts: {
  readonly keyStore: KeyStore;
  readonly file: StateFile;
  readonly workstationId: string;
  readonly clock: Clock;
  readonly journal: Journal;
}): Promise<Vault> {
  const { file, clock, journal, workstationId } = parts;
  const kept = await parts.keyStore.secret(SECRET_NAME);
  const machineHalf = kept ?? randomBytes(32);
  if (kept === null) journal.event('vault-memory-only');
  /** Newest boxes by slot: waiting for the disk, or kept in memory only. */
  const boxes = new Map<string, string>();
  let opened: Opened | null = null;
  let slot: string | null = null;
  let cancel: (() => void) | null = null;

  const flush = (): void => {
    cancel?.();
    cancel = null;
    if (kept === null) return;
    for (const [name, box] of boxes) {
      try {
        file.write(name, box);
        boxes.delete(name);
      } catch (error) {
        journal.failure('vault-write', error);
      }
    }
  };
  const readBox = (name: string): string | null => {
    try {
      return boxes.get(name) ?? (kept === null ? null : file.read(name));
    } catch (error) {
      journal.failure('vault-read', error);
      return null;
    }
  };
  const remove = (name: string): void => {
    boxes.delete(name);
    try {
      if (kept !== null) file.remove(name);
    } catch (error) {
      journal.failure('vault-remove', error);
    }
  };
  const close = (): void => {
    opened?.key.fill(0);
    opened = null;
  };

  return {
    kept: kept === null ? 'memory-only' : 'sealed-on-disk',
    open: (username, gatewayHalf) => {
      close();
      const owner = { username, workstationId };
      const half = Buffer.from(gatewayHalf, 'base64');
      opened = { key: deriveKey(machineHalf, half, owner), owner };
      half.fill(0);
      slot = slotOf(machineHalf, owner);
      const box = readBox(slot);
      if (box === null) return null;
      const workspace = readWorkspace(unseal(opened.key, owner, box));
      if (workspace === null) {
        journal.event('vault-dropped');
        remove(slot);
      }
      return workspace;
    },
    save: (workspace) => {
      if (opened === null || slot === null) return;
      boxes.set(slot, seal(opened.key, opened.owner, JSON.stringify(workspace)));
      cancel ??= clock.after(WRITE_EVERY_MS, flush);
    },
    close,
    flush,
    wipe: () => {
      if (slot !== null) remove(slot);
      slot = null;
    },
  };
}

function readWorkspace(text: string | null): Workspace | null {
  if (text === null) return null;
  try {
    return workspaceSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
