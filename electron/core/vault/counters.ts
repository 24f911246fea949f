/**
 * A number per slot in the key store that only grows: what is on disk must not be older. So a copy of the file put
 * back later is refused. Written after the disk, one at a time, never awaited by a lock.
 */
import { FaultError } from '../../../shared/faults/faults.ts';
import type { KeyStore } from '../../ports/key-store.ts';

const BYTES = 8;
const nameOf = (slot: string): string => `vault-counter-${slot}`;

interface Counters {
  /** null: none is kept. Throws FaultError `workstation.key-store`. */
  read(slot: string): Promise<number | null>;
  /** The newest number given wins; a failure is told once to `failed`. */
  write(slot: string, count: number): void;
  /** A slot that will never be asked for again; best effort. */
  forget(slot: string): Promise<void>;
  /** Resolves when everything given so far was written, or could not be. */
  settled(): Promise<void>;
}

export function createCounters(keyStore: KeyStore, failed: (error: unknown) => void): Counters {
  const waiting = new Map<string, number>();
  /** Newest number given in this program's life, written yet or not. */
  const given = new Map<string, number>();
  let working: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    for (let next = waiting.entries().next(); !next.done; next = waiting.entries().next()) {
      const [slot, count] = next.value;
      waiting.delete(slot);
      const bytes = Buffer.alloc(BYTES);
      bytes.writeBigUInt64BE(BigInt(count));
      await keyStore.write(nameOf(slot), bytes).catch(failed);
    }
  };
  return {
    read: async (slot) => {
      const kept = await keyStore.read(nameOf(slot));
      if (kept !== null && kept.length !== BYTES) throw new FaultError('workstation.key-store');
      const stored = kept === null ? null : Number(Buffer.from(kept).readBigUInt64BE());
      const mine = given.get(slot);
      return mine === undefined ? stored : Math.max(mine, stored ?? 0);
    },
    write: (slot, count) => {
      waiting.set(slot, count);
      given.set(slot, count);
      working ??= work().finally(() => {
        working = null;
      });
    },
    forget: async (slot) => {
      waiting.delete(slot);
      given.delete(slot);
      await keyStore.remove(nameOf(slot)).catch(() => undefined);
    },
    settled: async () => {
      while (working !== null) await working;
    },
  };
}
