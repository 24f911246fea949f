/** Where failed sign-ins are kept, so that a restart forgives nobody. */
export interface FailedAttempt {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly workstation: string;
}

export interface LockoutRecord {
  readonly attempts: readonly FailedAttempt[];
  /** Milliseconds since the epoch; null while not locked out. */
  readonly lockedAt: number | null;
}

export interface LockoutStore {
  load(): ReadonlyMap<string, LockoutRecord>;
  /** Durable when it returns. */
  save(records: ReadonlyMap<string, LockoutRecord>): void;
}
