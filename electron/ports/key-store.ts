/** Where the operating system keeps a secret for this login. There is no fallback in clear: absent means absent. */
export interface KeyStore {
  /** The secret of that name, made at first use (32 random bytes); null when the store refuses or is not there. */
  secret(name: string): Promise<Uint8Array | null>;
}
