/**
 * The file behind the embedded directory: read again when it changes, changed under a lock, written whole at mode
 * 0600. Two writers, in one process or two, never lose each other's change.
 */
import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { ROLE_IDS } from '../../../../shared/policy/roles.ts';
import { ACCOUNT_STATES } from '../../../../shared/session/account.ts';
import { readPrivateFile, writePrivateFile } from '../../keys/private-file.ts';
import { passwordHashSchema } from './password-hash.ts';

/** A new password may not be one of this many before it. */
export const REMEMBERED_PASSWORDS = 5;

const accountSchema = z.strictObject({
  id: z.string().min(1).max(40),
  username: z.string().min(1).max(104),
  name: z.string().max(80),
  rank: z.string().max(20),
  command: z.int().min(1).max(123).nullable(),
  commandLabel: z.string().max(60),
  roles: z.array(z.enum(ROLE_IDS)),
  state: z.enum(ACCOUNT_STATES),
  password: passwordHashSchema,
  /** Passwords before this one, newest first. */
  earlier: z.array(passwordHashSchema).max(REMEMBERED_PASSWORDS).optional(),
});
const fileSchema = z.strictObject({ format: z.literal(1), accounts: z.array(accountSchema).max(1000) });
export type StoredAccount = z.infer<typeof accountSchema>;
export type StoredAccounts = ReadonlyMap<string, StoredAccount>;

/** Directory names are compared without case, as Active Directory does. */
export const accountKey = (username: string): string => username.trim().normalize('NFC').toLowerCase();

export const fileText = (accounts: readonly StoredAccount[]): string =>
  `${JSON.stringify({ format: 1, accounts }, null, 1)}\n`;

/** Throws when there is no file, it is damaged, or others may read it. */
export const readAccounts = (file: string): StoredAccounts => {
  const raw = readPrivateFile(file);
  if (raw === null) throw new Error('no directory file');
  const { accounts } = fileSchema.parse(JSON.parse(raw.toString('utf8')));
  return new Map(accounts.map((account) => [accountKey(account.username), account]));
};

/** Changes with every write of the file. Throws when there is none. */
export const fileVersion = (file: string): string => {
  const { mtimeNs, ino, size } = statSync(file, { bigint: true });
  return `${mtimeNs}/${ino}/${size}`;
};

/** The lock is held for one read and one write, a few milliseconds; one this old was left by a process that died. */
const LEFT_BEHIND_MS = 10_000;
const PATIENCE_MS = 3_000;

const tryLock = (lock: string): boolean => {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
};

/** Moved away first: of several that find it, one succeeds. */
const clearLeftBehind = (lock: string): void => {
  try {
    if (Date.now() - statSync(lock).mtimeMs < LEFT_BEHIND_MS) return;
    const aside = `${lock}.${randomBytes(4).toString('hex')}`;
    renameSync(lock, aside);
    rmSync(aside, { force: true });
  } catch {
    // The holder let go, or somebody else cleared it.
  }
};

/**
 * Replaces one account by what `change` makes of it as it now stands; null leaves the file alone. Answers whether it
 * was written. Throws when the lock cannot be had for 3 s, or the file cannot be read or written.
 */
export const changeAccount = async (
  file: string,
  key: string,
  change: (account: StoredAccount) => StoredAccount | null,
): Promise<boolean> => {
  const lock = `${file}.lock`;
  const attempts = PATIENCE_MS / 10;
  for (let attempt = 0; !tryLock(lock); attempt += 1) {
    if (attempt >= attempts) throw new Error('the directory file is locked');
    clearLeftBehind(lock);
    await pause(10);
  }
  try {
    const accounts = new Map(readAccounts(file));
    const found = accounts.get(key);
    const changed = found ? change(found) : null;
    if (changed === null) return false;
    accounts.set(key, changed);
    writePrivateFile(file, fileText([...accounts.values()]));
    return true;
  } finally {
    rmSync(lock, { force: true });
  }
};
