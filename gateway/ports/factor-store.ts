/**
 * Where second factors are kept: the secrets of the codes, what was used of them, and what is under way. It decides
 * nothing; whoever implements it never answers "nobody has a factor" when it cannot read what it kept.
 */

/** A span of wall-clock time, both ends in milliseconds since the epoch. */
export interface Deadline {
  readonly from: number;
  readonly until: number;
}

/** One-time codes of one issue, as salted scrypt hashes (hex); a used one is taken out. */
export interface HashedCodes {
  readonly salt: string;
  readonly hashes: readonly string[];
}

export interface LiveFactor {
  /** Base32, 20 bytes. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** The latest time step (30 s, RFC 6238) a code was accepted of: it and all before it are used (IA-5(1)(d)). */
  readonly usedStep: number;
  /** Later steps whose code was told to be of another time; never accepted when their time comes. */
  readonly toldSteps: readonly number[];
  /** Wrong codes in a row, recovery codes counted (IA-5 l). */
  readonly failures: number;
  readonly recovery: HashedCodes;
}

/** A factor being enrolled: shown, not yet confirmed. */
export interface PendingFactor {
  readonly secret: string;
  readonly deadline: Deadline;
}

/** A supervisor's permission to enrol away from the command. */
export interface ReleaseGrant {
  readonly code: HashedCodes;
  readonly deadline: Deadline;
  readonly triesLeft: number;
}

export interface FactorRecord {
  readonly live: LiveFactor | null;
  readonly pending: PendingFactor | null;
  readonly release: ReleaseGrant | null;
}

/** By id of the account, which is never reused (IA-4). */
export type FactorRecords = ReadonlyMap<string, FactorRecord>;

export interface FactorStore {
  load(): FactorRecords;
  /** Durable when it returns; throws when it is not. */
  save(records: FactorRecords): void;
}
