/**
 * Where the operating system keeps secrets for this login. There is no fallback in clear: a store that is missing,
 * locked or silent is said to be so, and nothing is put in its place.
 */
export interface KeyStore {
  /** The secret of that name; null: none is kept. Throws FaultError `workstation.key-store` when the store can't be used. */
  read(name: string): Promise<Uint8Array | null>;
  /** Replaces. Kept for certain when it resolves; throws FaultError `workstation.key-store`. */
  write(name: string, secret: Uint8Array): Promise<void>;
  /** Throws FaultError `workstation.key-store`. A name that is not kept is no error. */
  remove(name: string): Promise<void>;
}
