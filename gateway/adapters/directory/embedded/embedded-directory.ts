/**
 * The directory of a trial or a single precinct: one file of mode 0600 in the data folder, read again when it
 * changes, so that a disabled account is noticed. Gives neither a password nor its hash to anyone.
 */
import { createHash } from 'node:crypto';
import { FaultError } from '../../../../shared/faults/faults.ts';
import { StartupRefusal } from '../../../core/startup-refusal.ts';
import type { Directory, DirectoryAccount, Verification } from '../../../ports/directory.ts';
import { readPrivateFile, writePrivateFile } from '../../keys/private-file.ts';
import {
  accountKey,
  fileText,
  fileVersion,
  readAccounts,
  type StoredAccount,
  type StoredAccounts,
} from './directory-file.ts';
import { changeEmbeddedPassword } from './embedded-password-change.ts';
import { hashPassword, passwordFits } from './password-hash.ts';
import type { SampleAccount } from './sample-accounts.ts';

const publicPart = (account: StoredAccount): DirectoryAccount => ({
  id: account.id,
  username: account.username,
  name: account.name,
  rank: account.rank,
  command: account.command,
  commandLabel: account.commandLabel,
  roles: account.roles,
  state: account.state,
});

/** Writes the directory file from sample people, unless there is one. */
export const ensureDirectoryFile = async (file: string, people: readonly SampleAccount[]): Promise<void> => {
  if (readPrivateFile(file) !== null) return;
  const accounts = await Promise.all(
    people.map(async (person): Promise<StoredAccount> => ({
      id: createHash('sha256').update(`embedded/${person.username}`).digest('hex').slice(0, 24),
      username: person.username,
      name: person.name,
      rank: person.rank,
      command: person.command,
      commandLabel: person.commandLabel,
      roles: [...person.roles],
      state: person.state,
      password: await hashPassword(person.password),
    })),
  );
  writePrivateFile(file, fileText(accounts));
};

/** The accounts as they stand in the file; throws `directory.unavailable` where it cannot be read. */
const watched = (file: string): (() => StoredAccounts) => {
  let version = fileVersion(file);
  let accounts = readAccounts(file);
  return () => {
    try {
      const now = fileVersion(file);
      if (now !== version) {
        accounts = readAccounts(file);
        version = now;
      }
      return accounts;
    } catch {
      throw new FaultError('directory.unavailable');
    }
  };
};

const opened = (file: string): (() => StoredAccounts) => {
  try {
    return watched(file);
  } catch (error) {
    if (error instanceof StartupRefusal) throw error;
    throw new StartupRefusal(`The directory ${file} is missing or damaged`);
  }
};

/** Throws {@link StartupRefusal} when the file is missing or damaged at the start. */
export const openEmbeddedDirectory = (file: string): Directory => {
  const current = opened(file);
  const stored = (username: string): StoredAccount | null => current().get(accountKey(username)) ?? null;
  const verify = async (username: string, password: string): Promise<Verification> => {
    if (password === '') return { result: 'refused' };
    const account = stored(username);
    if (!(await passwordFits(password, account?.password ?? null)) || !account) return { result: 'refused' };
    return { result: account.state === 'active' ? 'ok' : 'account', account: publicPart(account) };
  };
  return {
    verify,
    find: async (username) => {
      const account = stored(username);
      return account ? publicPart(account) : null;
    },
    list: async () => [...current().values()].map(publicPart),
    changePassword: async (username, oldPassword, newPassword) => {
      try {
        return await changeEmbeddedPassword(file, stored, [username, oldPassword, newPassword]);
      } catch {
        throw new FaultError('directory.unavailable');
      }
    },
    unlock: async () => {}, // the gateway's own count of failures is the only lock-out there is
    revision: async () => {
      current();
      return fileVersion(file);
    },
    health: async () => {
      let state: 'up' | 'down' = 'up';
      try {
        current();
      } catch {
        state = 'down';
      }
      const controllers = [{ name: 'directory file', state: state === 'up' ? 'up' : 'unreadable' }];
      // It has no clock of its own.
      return { state, controllers, clockAheadMs: null };
    },
    close: async () => {},
  };
};
