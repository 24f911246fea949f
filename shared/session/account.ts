/** The states of an account that a directory can tell, and why it did not take a new password. Words only. */

/** What keeps an account from signing in although its password was right; `active`: nothing. */
export const ACCOUNT_STATES = [
  'active',
  'disabled',
  'expired',
  'password-expired',
  'must-change',
  /** Outside the hours the directory gives the account. */
  'logon-hours',
  /** The directory does not let the account use this workstation. */
  'workstation-not-allowed',
] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** Why the directory did not take a new password, in its own policy. */
export const PASSWORD_REFUSALS = [
  'wrong-old',
  'too-short',
  'complexity',
  'history',
  'too-young',
  'locked',
  /** The directory gave no reason that can be told apart. */
  'policy',
] as const;
export type PasswordRefusal = (typeof PASSWORD_REFUSALS)[number];
