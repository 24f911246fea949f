/**
 * The directory that knows the people: embedded for a trial, Active Directory for a department. It never gives a
 * password or its hash away, and says nothing of an account until the password was right.
 */
import type { RoleId } from '../../shared/policy/roles.ts';
import type { AccountState, PasswordRefusal } from '../../shared/session/account.ts';

export interface DirectoryAccount {
  /** Stable id of the account, never reused (IA-4). */
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly rank: string;
  /** Precinct of the command; null for a bureau. */
  readonly command: number | null;
  readonly commandLabel: string;
  /** From the groups, nested ones counted; in the order of the role table. */
  readonly roles: readonly RoleId[];
  readonly state: AccountState;
  /** The directory's own lock-out is in force, which says nothing of the password; only where it has one. */
  readonly lockedInDirectory?: true;
}

export type Verification =
  | { readonly result: 'ok'; readonly account: DirectoryAccount }
  /**
   * Unknown user and wrong password alike, after the same work. `lockedInDirectory`: the directory's own lock-out
   * answers so to any password, right or wrong; for the audit row only, never for the person asking.
   */
  | { readonly result: 'refused'; readonly lockedInDirectory?: true }
  /** The password was right, but the account may not sign in. */
  | { readonly result: 'account'; readonly account: DirectoryAccount };

export type PasswordChange = { readonly result: 'changed' } | { readonly result: PasswordRefusal };

export interface DirectoryHealth {
  readonly state: 'up' | 'down';
  /** One line per controller (or for the file), by name: `up`, or the plain cause (`refused`, `timeout`, `certificate`…). */
  readonly controllers: readonly { readonly name: string; readonly state: string }[];
  /** Milliseconds the directory's clock is ahead of the gateway's; null where it cannot be told. */
  readonly clockAheadMs: number | null;
}

export interface Directory {
  /**
   * Checks a password. Empty ones are refused without asking. Throws `directory.unavailable` when nobody can be asked,
   * so that an outage neither lets anybody in nor counts against anybody.
   */
  verify(username: string, password: string): Promise<Verification>;
  find(username: string): Promise<DirectoryAccount | null>;
  list(): Promise<readonly DirectoryAccount[]>;
  /**
   * The person's own change of their password, proven by the old one; also for `password-expired` and `must-change`.
   * Counts nothing itself: the caller does, because wrong old passwords count towards a lock-out.
   */
  changePassword(username: string, oldPassword: string, newPassword: string): Promise<PasswordChange>;
  /** Ends the directory's own lock-out of the account, where it has one. */
  unlock(username: string): Promise<void>;
  /** Differs from the last answer whenever any account, group or membership may have changed since. Cheap: asked every few seconds. */
  revision(): Promise<string>;
  health(): Promise<DirectoryHealth>;
  /** Lets go of connections; the directory is not asked again. */
  close(): Promise<void>;
}
