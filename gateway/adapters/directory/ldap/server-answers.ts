/**
 * What Active Directory's diagnostic texts mean. Only the codes in them are trusted: the words, the DSID and the version
 * differ between servers. The texts themselves go no further than here.
 */
import type { AccountState, PasswordRefusal } from '../../../../shared/session/account.ts';

export type BindAnswer = 'ok' | 'refused' | 'locked' | Exclude<AccountState, 'active'>;

/** Windows error codes of `data …`; all but the last are said only when the password was right. */
const BY_DATA: ReadonlyMap<string, BindAnswer> = new Map<string, BindAnswer>([
  ['533', 'disabled'],
  ['701', 'expired'],
  ['532', 'password-expired'],
  ['773', 'must-change'],
  ['530', 'logon-hours'],
  ['531', 'workstation-not-allowed'],
  ['775', 'locked'],
]);

/** Of a bind refused with invalidCredentials; unknown user (525), wrong password (52e) and every other code are one answer. */
export const bindAnswer = (diagnostic: string): BindAnswer =>
  BY_DATA.get(/\bdata ([0-9a-f]{1,8})\b/i.exec(diagnostic)?.[1]?.toLowerCase() ?? '') ?? 'refused';

const WORDS: readonly (readonly [RegExp, PasswordRefusal])[] = [
  [/too short/i, 'too-short'],
  [/complexity/i, 'complexity'],
  [/history|previous password/i, 'history'],
  [/too young/i, 'too-young'],
];

/** LDAP result codes (RFC 4511) that answer a password change, rather than say that it could not be asked. */
const NO_SUCH_OBJECT = 32;
const REFUSING = new Set([19, 50, 53]);

/**
 * Of a refused change of unicodePwd: the leading hexadecimal digits decide; of a policy refusal (52D) Samba says which,
 * Windows does not. Null: this is no answer to the change. An account that does not exist answers as a wrong password.
 */
export const passwordRefusal = (resultCode: number, diagnostic: string): PasswordRefusal | null => {
  if (resultCode === NO_SUCH_OBJECT) return 'wrong-old';
  if (!REFUSING.has(resultCode)) return null;
  const code = /^\s*0*([0-9a-f]{1,8}):/i.exec(diagnostic)?.[1]?.toLowerCase();
  if (code === '56') return 'wrong-old';
  if (code === '775') return 'locked';
  if (code !== '52d') return 'policy';
  return WORDS.find(([words]) => words.test(diagnostic))?.[1] ?? 'policy';
};
