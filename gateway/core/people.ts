/** Accounts and lock-outs, as far as the asker oversees them. Releases a colleague, never oneself (AC-5, AC-7); recorded first. */
import { FaultError, type FaultCode } from '../../shared/faults/faults.ts';
import { role } from '../../shared/policy/roles.ts';
import type { AccountList, LockoutList } from '../../shared/wire/oversight.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Directory, DirectoryAccount } from '../ports/directory.ts';
import type { Asker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { overseesCommand } from './authority.ts';
import type { Lockouts } from './lockouts.ts';
import type { SecondFactor } from './second-factor/second-factor.ts';
import type { Sessions } from './sessions.ts';

export interface People {
  accounts(asker: Asker): Promise<AccountList>;
  lockouts(asker: Asker): Promise<LockoutList>;
  /** Throws `account.own`, `account.unknown`, `account.not-locked`, each recorded. */
  release(asker: Asker, username: string): Promise<void>;
}

interface PeopleDeps {
  readonly audit: AuditLog;
  readonly directory: Directory;
  readonly factor: Pick<SecondFactor, 'stateOf'>;
  readonly lockouts: Lockouts;
  readonly sessions: Sessions;
}

export const createPeople = ({ audit, directory, factor, lockouts, sessions }: PeopleDeps): People => {
  const refuse = async (asker: Asker, code: FaultCode, object: string): Promise<never> => {
    const fault = new FaultError(code);
    const rule = fault.fault.rule ?? code;
    await audit.append(entryBy(asker, { action: 'lockout.release', outcome: 'refused', object, rule }));
    throw fault;
  };
  /** Also in the directory alone (by some other program, perhaps): that helps nobody to work either. */
  const isLockedOut = ({ username, lockedInDirectory }: DirectoryAccount): boolean =>
    lockouts.isLocked(username) || lockedInDirectory === true;
  return {
    accounts: async (asker) => {
      await audit.append(entryBy(asker, { action: 'account.list', outcome: 'ok' }));
      const signedIn = new Set(sessions.all().map(({ account }) => account.id));
      const accounts = (await directory.list()).filter(({ command }) => overseesCommand(asker, command));
      return {
        accounts: accounts.map((account) => ({
          username: account.username,
          name: account.name,
          rank: account.rank,
          commandLabel: account.commandLabel,
          roles: account.roles.map((id) => role(id).label),
          state: account.state === 'active' && isLockedOut(account) ? 'locked' : account.state,
          secondFactor: factor.stateOf(account.id).enrolled,
          signedIn: signedIn.has(account.id),
        })),
      };
    },
    lockouts: async (asker) => {
      const locked = lockouts.locked();
      const accounts = (await directory.list()).filter(({ command }) => overseesCommand(asker, command));
      return {
        lockouts: accounts.filter(isLockedOut).map(({ username, name, commandLabel }) => {
          const record = locked.get(username.toLowerCase());
          const attempts = (record?.attempts ?? [])
            .slice(-10)
            .map(({ at, workstation }) => ({ at: new Date(at).toISOString(), workstation }));
          const lockedAt = record ? new Date(record.lockedAt).toISOString() : null;
          return { username, name, commandLabel, lockedAt, attempts };
        }),
      };
    },
    release: async (asker, username) => {
      const account = await directory.find(username);
      if (!account || !overseesCommand(asker, account.command)) return refuse(asker, 'account.unknown', 'account');
      const object = `account ${account.username}`;
      if (account.username === asker.person.username) return refuse(asker, 'account.own', object);
      if (!isLockedOut(account)) return refuse(asker, 'account.not-locked', object);
      const row = entryBy(asker, { action: 'lockout.release', outcome: 'ok', object, rule: 'AC-7' });
      const { seq } = await audit.append(row);
      try {
        // The directory's own lock-out first: where it cannot be asked, nothing is half released.
        await directory.unlock(account.username);
      } catch (error) {
        await audit.append({ ...row, outcome: 'failed', of: seq });
        throw error;
      }
      lockouts.release(account.username);
    },
  };
};
