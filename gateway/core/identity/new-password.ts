/**
 * Changes an expired or to-be-changed password in the middle of a sign-in (S44, IA-5(1)(a)). Proven by the old one;
 * keeps and records neither.
 */
import { FaultError } from '../../../shared/faults/faults.ts';
import type { PasswordRefused } from '../../../shared/session/identity.ts';
import type { SignInRefusal } from '../../../shared/session/view.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory, DirectoryAccount } from '../../ports/directory.ts';
import type { BannedPasswords } from '../banned-passwords/banned-passwords.ts';
import { accountRefusal, LOCKED, refusedStateOf } from './account-help.ts';
import type { AttemptDesk } from './attempt-desk.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { claimOf, type PasswordGate } from './password-gate.ts';
import type { Place } from './place.ts';

export interface NewPasswordDeps {
  readonly attempts: Attempts;
  readonly audit: AuditLog;
  readonly banned: BannedPasswords;
  readonly clock: Clock;
  readonly desk: AttemptDesk;
  readonly directory: Directory;
  readonly gate: PasswordGate;
}

type Changed =
  | { readonly result: 'changed'; readonly account: DirectoryAccount }
  | { readonly result: 'refused'; readonly answer: PasswordRefused | SignInRefusal };

interface Passwords {
  readonly password: string;
  readonly newPassword: string;
}

/** What is wrong with it before the directory is asked; null: nothing. */
const wrongWith = (
  banned: BannedPasswords,
  { username, name, commandLabel }: DirectoryAccount,
  { password, newPassword }: Passwords,
): PasswordRefused['because'] | null => {
  if (newPassword.normalize('NFC') === password.normalize('NFC')) return 'same';
  return banned.bannedBecause(newPassword, {
    username,
    name,
    departmentWords: [commandLabel, 'precinct', 'department'],
  });
};

export const newPasswordFor = async (
  { attempts, audit, banned, clock, desk, directory, gate }: NewPasswordDeps,
  attempt: Attempt,
  passwords: Passwords,
  place: Place,
): Promise<Changed> => {
  const { account } = attempt;
  const claimed = claimOf(account, place);
  const refused = async (because: PasswordRefused['because'], attemptsLeft?: number): Promise<Changed> => {
    const row = { action: 'password.change', outcome: 'refused', object: because, rule: 'S44' } as const;
    await audit.append({ ...claimed.who, ...row });
    const left = attemptsLeft === undefined ? {} : { attemptsLeft };
    return { result: 'refused', answer: await desk.after(attempt, { outcome: 'password-refused', because, ...left }) };
  };

  const wrong = wrongWith(banned, account, passwords);
  if (wrong !== null) return refused(wrong);
  // A change cannot be taken back, so that it can be recorded is made sure of first (AU-5).
  if ((await audit.health()) !== 'up') throw new FaultError('audit.unavailable');
  const { result } = await directory.changePassword(account.username, passwords.password, passwords.newPassword);
  if (result === 'wrong-old') {
    attempt.triesLeft -= 1;
    const left = await gate.count(claimed, place);
    if (left > 0) return refused(result, Math.min(left, attempt.triesLeft));
    return { result: 'refused', answer: await desk.after(attempt, LOCKED) };
  }
  if (result !== 'changed') return refused(result);
  await audit.append({ ...claimed.who, action: 'password.change', outcome: 'ok' });

  const verification = await directory.verify(account.username, passwords.newPassword);
  if (verification.result === 'refused' || verification.account.id !== account.id) {
    // Another controller that has not heard of it yet: the person begins again, with the new one.
    attempts.end(attempt);
    throw new FaultError('attempt.ended', { help: 'The password was changed. Sign in with the new one.' });
  }
  const state = refusedStateOf(verification.account);
  if (state !== null) return { result: 'refused', answer: await desk.after(attempt, accountRefusal(state)) };
  attempt.provenAt = clock.monotonic();
  return { result: 'changed', account: verification.account };
};
