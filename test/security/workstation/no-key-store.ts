/** A computer without a key store: there is no secret, and nothing in its place. */
import type { KeyStore } from '../../../electron/ports/key-store.ts';

export const noKeyStore: KeyStore = { secret: () => Promise.resolve(null) };
