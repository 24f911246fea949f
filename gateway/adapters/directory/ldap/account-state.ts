/**
 * The state of an account as its attributes tell it. At sign-in the controller's answer to the password goes before
 * this; hours and workstations only the controller can judge.
 */
import type { AccountState } from '../../../../shared/session/account.ts';
import type { LdapEntry } from './ldap-entry.ts';

export const STATE_ATTRIBUTES = [
  'userAccountControl',
  'msDS-User-Account-Control-Computed',
  'accountExpires',
  'pwdLastSet',
  'msDS-UserPasswordExpiryTimeComputed',
  'lockoutTime',
] as const;

/** Bits of userAccountControl ([MS-ADTS] 2.2.16). */
const DISABLED = 0x2n;
const LOCKED = 0x10n;
const PASSWORD_EXPIRED = 0x80_0000n;
const PASSWORD_NEVER_EXPIRES = 0x1_0000n;

const TICKS_PER_MS = 10_000n;
const EPOCH_1601_MS = 11_644_473_600_000n;
const NEVER = 0x7fff_ffff_ffff_ffffn;

/** Milliseconds since 1970 of a FILETIME (100 ns since 1601, beyond 2^53); null for "never" (0 or the largest). */
export const fileTimeMs = (ticks: bigint): number | null =>
  ticks <= 0n || ticks >= NEVER ? null : Number(ticks / TICKS_PER_MS - EPOCH_1601_MS);

const isPast = (ticks: bigint | null, now: number): boolean => {
  const at = ticks === null ? null : fileTimeMs(ticks);
  return at !== null && at <= now;
};

/** `now` in milliseconds since the epoch. */
export const accountState = (entry: LdapEntry, now: number): AccountState => {
  const control = entry.integer('userAccountControl');
  // An account whose state is not to be read is not let in.
  if (control === null || (control & DISABLED) !== 0n) return 'disabled';
  if (isPast(entry.integer('accountExpires'), now)) return 'expired';
  const keeps = (control & PASSWORD_NEVER_EXPIRES) !== 0n;
  if (entry.integer('pwdLastSet') === 0n && !keeps) return 'must-change';
  const computed = entry.integer('msDS-User-Account-Control-Computed') ?? 0n;
  const outdated = isPast(entry.integer('msDS-UserPasswordExpiryTimeComputed'), now);
  return (computed & PASSWORD_EXPIRED) !== 0n || outdated ? 'password-expired' : 'active';
};

/** Whether the directory's own lock-out is in force; without the computed bit, whether it ever began and was not ended. */
export const isLockedOut = (entry: LdapEntry): boolean => {
  const computed = entry.integer('msDS-User-Account-Control-Computed');
  if (computed !== null) return (computed & LOCKED) !== 0n;
  return (entry.integer('lockoutTime') ?? 0n) > 0n;
};
