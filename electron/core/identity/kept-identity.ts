/**
 * Where the workstation's identity is kept: certificate and description in the state file, the private key in the
 * operating system's key store and nowhere else. Without a key store all of it is in memory only.
 */
import * as z from 'zod';
import { workstationSchema } from '../../../shared/session/view.ts';
import type { KeyStore } from '../../ports/key-store.ts';
import type { StateFile } from '../../ports/state-file.ts';

/** Two places for keys, so that a new one never overwrites the one in use. */
export const KEY_PLACES = ['workstation-key-a', 'workstation-key-b'] as const;
export type KeyPlace = (typeof KEY_PLACES)[number];
const SLOT = 'workstation';

const certifiedSchema = z.strictObject({
  key: z.enum(KEY_PLACES),
  certificate: z.string().max(8192),
  notAfter: z.iso.datetime(),
});
/** A certificate and the place of its key. */
export type Certified = z.infer<typeof certifiedSchema>;
const identitySchema = z.strictObject({
  version: z.literal(1),
  workstation: workstationSchema,
  current: certifiedSchema,
  /** Issued at a renewal and not used yet: the current one still works, too. */
  next: certifiedSchema.nullable(),
});
export type Identity = z.infer<typeof identitySchema>;

export interface KeptIdentity {
  /** null: none, or unreadable. */
  read(): Identity | null;
  save(identity: Identity): void;
  /** At once for whoever reads; the key store follows. */
  forget(): void;
  keptIn(): 'key-store' | 'memory-only';
  /** null when there is none. Throws FaultError `workstation.key-store`. */
  readKey(place: KeyPlace): Promise<Uint8Array | null>;
  /** In the key store, or in memory when there is no such store. Throws when a store that held keys refuses now. */
  keepKey(place: KeyPlace, secret: Uint8Array): Promise<void>;
  /** Best effort: a key without a certificate in force is of no use. */
  removeKey(place: KeyPlace): Promise<void>;
}

export async function createKeptIdentity(parts: {
  readonly keyStore: KeyStore;
  readonly file: StateFile;
}): Promise<KeptIdentity> {
  const { keyStore, file } = parts;
  const inMemory = new Map<KeyPlace, Uint8Array>();
  let forgetting: Promise<unknown> = Promise.resolve();
  let identity = readFile(file);
  let keptIn: 'key-store' | 'memory-only' = await keyStore.read(KEY_PLACES[0]).then(
    () => 'key-store' as const,
    () => 'memory-only' as const,
  );

  return {
    read: () => identity,
    keptIn: () => keptIn,
    save: (given) => {
      identity = given;
      if (keptIn === 'key-store') file.write(SLOT, JSON.stringify(given));
    },
    forget: () => {
      identity = null;
      file.remove(SLOT);
      inMemory.clear();
      forgetting = Promise.allSettled(KEY_PLACES.map((place) => keyStore.remove(place)));
    },
    readKey: async (place) => inMemory.get(place) ?? keyStore.read(place),
    keepKey: async (place, secret) => {
      // What is being forgotten must not take the new key with it.
      await forgetting;
      if (keptIn === 'key-store') {
        try {
          await keyStore.write(place, secret);
          return;
        } catch (error) {
          // A renewal must not move a kept identity into memory; a first enrolment may begin there.
          if (identity !== null) throw error;
          keptIn = 'memory-only';
        }
      }
      inMemory.set(place, secret);
    },
    removeKey: async (place) => {
      inMemory.delete(place);
      if (keptIn === 'key-store') await keyStore.remove(place).catch(() => undefined);
    },
  };
}

function readFile(file: StateFile): Identity | null {
  try {
    const text = file.read(SLOT);
    return text === null ? null : identitySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
