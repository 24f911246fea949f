/** The operating system's key store through keytar. Where it is missing or refuses there is no secret, and never a file in its place. */
import { randomBytes } from 'node:crypto';
import type { KeyStore } from '../../ports/key-store.ts';

const SERVICE = 'Precinct Workstation';
const SECRET_BYTES = 32;
/** A key store that asks somebody and gets no answer must not keep the workstation from starting (ms). */
const PATIENCE_MS = 4_000;

interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
}

/** Loaded only when asked: without libsecret the module throws on loading. */
async function load(): Promise<Keytar | null> {
  try {
    const loaded = (await import('keytar')) as Keytar & { readonly default?: Keytar };
    return loaded.default ?? loaded;
  } catch {
    return null;
  }
}

/** `account` tells installations on one login apart (e.g. the workstation's id). */
export function createOsKeyStore(account: string): KeyStore {
  const read = async (name: string): Promise<Uint8Array | null> => {
    const keytar = await load();
    if (keytar === null) return null;
    const entry = `${account}/${name}`;
    try {
      const kept = await keytar.getPassword(SERVICE, entry);
      const bytes = kept === null ? randomBytes(SECRET_BYTES) : Buffer.from(kept, 'base64');
      if (bytes.length !== SECRET_BYTES) return null;
      if (kept !== null) return bytes;
      await keytar.setPassword(SERVICE, entry, bytes.toString('base64'));
      // Some stores accept and forget: what can't be read back was not kept.
      return (await keytar.getPassword(SERVICE, entry)) === bytes.toString('base64') ? bytes : null;
    } catch {
      return null;
    }
  };
  return {
    secret: (name) =>
      Promise.race([
        read(name),
        new Promise<null>((resolve) => {
          setTimeout(() => resolve(null), PATIENCE_MS).unref();
        }),
      ]),
  };
}
