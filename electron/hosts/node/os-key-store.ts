/** The operating system's key store through keytar. Where it is missing, locked or silent it is said to be so; never a file in its place. */
import { FaultError } from '../../../shared/faults/faults.ts';
import type { KeyStore } from '../../ports/key-store.ts';

const SERVICE = 'Precinct Workstation';
/** A key store that asks somebody and gets no answer must not keep the workstation from starting (ms). */
const PATIENCE_MS = 4_000;

interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Loaded only when asked: without libsecret the module throws on loading. */
async function load(): Promise<Keytar> {
  const loaded = (await import('keytar')) as Keytar & { readonly default?: Keytar };
  return loaded.default ?? loaded;
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the key store does not answer')), PATIENCE_MS);
    timer.unref();
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** `installation` tells installations on one login apart. */
export function createOsKeyStore(installation: string): KeyStore {
  // A store that failed once is not asked again by this program: a locked one would ask the person each time.
  let failed = false;
  const use = async <T>(work: (keytar: Keytar) => Promise<T>): Promise<T> => {
    if (failed) throw new FaultError('workstation.key-store');
    try {
      return await inTime(load().then(work));
    } catch {
      failed = true;
      throw new FaultError('workstation.key-store');
    }
  };
  const entry = (name: string): string => `${installation}/${name}`;
  return {
    read: (name) =>
      use(async (keytar) => {
        const kept = await keytar.getPassword(SERVICE, entry(name));
        if (kept !== null) return Buffer.from(kept, 'base64');
        // Some stores answer a locked or absent collection with "nothing": only one that takes and gives back is there.
        await takesAndGives(keytar, entry('probe'));
        return null;
      }),
    write: (name, secret) => use((keytar) => put(keytar, entry(name), Buffer.from(secret).toString('base64'))),
    remove: (name) =>
      use(async (keytar) => {
        await keytar.deletePassword(SERVICE, entry(name));
      }),
  };
}

/** Some stores accept and forget: what can't be read back was not kept. */
async function put(keytar: Keytar, account: string, text: string): Promise<void> {
  await keytar.setPassword(SERVICE, account, text);
  if ((await keytar.getPassword(SERVICE, account)) !== text) throw new Error('not kept');
}

async function takesAndGives(keytar: Keytar, account: string): Promise<void> {
  await put(keytar, account, 'probe');
  await keytar.deletePassword(SERVICE, account);
}
