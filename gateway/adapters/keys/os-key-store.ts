/**
 * The key store of the operating system, through keytar. Loaded only when asked for, because its native part is
 * missing on machines without libsecret; an absent or silent key store is an answer, not a failure.
 */
interface KeyStore {
  /** Null: nothing is kept under that name. */
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
}

const SERVICE = 'precinct-workstation-gateway';
/** A locked key ring may wait for a person; nobody sits at a server. */
const PATIENCE_MS = 4_000;

const patiently = async <T>(asked: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the key store does not answer')), PATIENCE_MS);
  });
  try {
    return await Promise.race([asked, silence]);
  } finally {
    clearTimeout(timer);
  }
};

/** Null where there is no key store that answers. */
export const openOsKeyStore = async (): Promise<KeyStore | null> => {
  try {
    const { default: keytar } = await import('keytar');
    await patiently(keytar.getPassword(SERVICE, 'probe'));
    return {
      get: (account) => patiently(keytar.getPassword(SERVICE, account)),
      set: (account, secret) => patiently(keytar.setPassword(SERVICE, account, secret)),
    };
  } catch {
    return null;
  }
};
