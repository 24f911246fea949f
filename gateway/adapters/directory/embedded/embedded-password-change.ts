/**
 * The embedded directory's own password policy (IA-5(1)(a)): at least eight characters, not the present password, not
 * one of the five before it. Proven by the old password, and never keeps or tells one.
 */
import type { PasswordChange } from '../../../ports/directory.ts';
import { accountKey, changeAccount, REMEMBERED_PASSWORDS, type StoredAccount } from './directory-file.ts';
import { hashPassword, passwordFits } from './password-hash.ts';

const SHORTEST = 8;

/** States in which a person may set a new password; the others need somebody else first. */
const CHANGEABLE: readonly StoredAccount['state'][] = ['active', 'password-expired', 'must-change'];

const wasUsed = async (account: StoredAccount, password: string): Promise<boolean> => {
  for (const used of [account.password, ...(account.earlier ?? [])]) {
    if (await passwordFits(password, used)) return true;
  }
  return false;
};

/** `find` answers the account as it stands. Throws when the file cannot be read or written. */
export const changeEmbeddedPassword = async (
  file: string,
  find: (username: string) => StoredAccount | null,
  [username, oldPassword, newPassword]: readonly [username: string, oldPassword: string, newPassword: string],
): Promise<PasswordChange> => {
  const account = find(username);
  if (!(await passwordFits(oldPassword, account?.password ?? null)) || !account) return { result: 'wrong-old' };
  if (!CHANGEABLE.includes(account.state)) return { result: 'policy' };
  if (Array.from(newPassword.normalize('NFC')).length < SHORTEST) return { result: 'too-short' };
  if (await wasUsed(account, newPassword)) return { result: 'history' };
  const password = await hashPassword(newPassword);
  const written = await changeAccount(file, accountKey(username), (now) => {
    // Somebody else changed the password meanwhile: the old one proves nothing any more.
    if (now.password.hash !== account.password.hash || !CHANGEABLE.includes(now.state)) return null;
    const earlier = [now.password, ...(now.earlier ?? [])].slice(0, REMEMBERED_PASSWORDS);
    return { ...now, state: 'active', password, earlier };
  });
  return { result: written ? 'changed' : 'wrong-old' };
};
