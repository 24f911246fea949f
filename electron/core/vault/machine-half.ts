/**
 * The machine's half of the vault's key: 32 random bytes in the operating system's key store. The state file keeps a
 * mark of it (a keyed hash), so that a key store that is missing, locked, emptied or swapped is noticed and said.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { KeyStore } from '../../ports/key-store.ts';
import type { StateFile } from '../../ports/state-file.ts';

const SECRET_NAME = 'vault';
const MARK_SLOT = 'vault-mark';
const BYTES = 32;

/** `kept` false: of this program's life only; nothing sealed with it may go to disk. */
interface MachineHalf {
  readonly half: Uint8Array;
  readonly kept: boolean;
  /** Why it is not kept, for the journal. */
  readonly because?: 'no-key-store' | 'key-store-changed';
}

const markOf = (half: Uint8Array): string => createHmac('sha256', half).update('vault mark').digest('hex');
const passing = (because: 'no-key-store' | 'key-store-changed'): MachineHalf => ({
  ...{ half: randomBytes(BYTES), kept: false, because },
});

export async function readMachineHalf(keyStore: KeyStore, file: StateFile): Promise<MachineHalf> {
  try {
    const mark = file.read(MARK_SLOT);
    const half = await keyStore.read(SECRET_NAME);
    if (half === null) return mark === null ? await newMachineHalf(keyStore, file) : passing('key-store-changed');
    if (half.length !== BYTES || (mark !== null && mark !== markOf(half))) return passing('key-store-changed');
    if (mark === null) file.write(MARK_SLOT, markOf(half));
    return { half, kept: true };
  } catch {
    return passing('no-key-store');
  }
}

/** A new half in the place of whatever there was: what the old one sealed is gone for good. */
export async function newMachineHalf(keyStore: KeyStore, file: StateFile): Promise<MachineHalf> {
  const half = randomBytes(BYTES);
  try {
    await keyStore.write(SECRET_NAME, half);
    file.write(MARK_SLOT, markOf(half));
    return { half, kept: true };
  } catch {
    return passing('no-key-store');
  }
}
