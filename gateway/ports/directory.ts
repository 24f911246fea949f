/**
 * The directory that knows the people: embedded for a trial, Active Directory for a department. It never gives a
 * password or its hash away, and says nothing of an account until the password was right.
 */
import type { RoleId } from '../../shared/policy/roles.ts';

export interface DirectoryAccount {
  /** Stable id of the account, never reused (IA-4). */
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly rank: string;
  /** Precinct of the command; null for a bureau. */
  readonly command: number | null;
  readonly commandLabel: string;
  readonly roles: readonly RoleId[];
  readonly state: 'active' | 'disabled' | 'expired' | 'password-expired' | 'must-change';
}

export type Verification =
  | { readonly result: 'ok'; readonly account: DirectoryAccount }
  /** Unknown user and wrong password alike, after the same work. */
  | { readonly result: 'refused' }
  /** The password was right, but the account may not sign in. */
  | { readonly result: 'account'; readonly account: DirectoryAccount };

export interface Directory {
  /** Checks a password. Empty ones are refused without asking. Throws `directory.unavailable` when it can't be asked. */
  verify(username: string, password: string): Promise<Verification>;
  find(username: string): Promise<DirectoryAccount | null>;
  list(): Promise<readonly DirectoryAccount[]>;
  health(): Promise<'up' | 'down'>;
}
