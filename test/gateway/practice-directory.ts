/** A directory in memory that can be down, wrong about the time, or changed under a live session: what no real one lets a test do at will. */
import { FaultError } from '../../shared/faults/faults.ts';
import type { Directory, DirectoryAccount, DirectoryHealth } from '../../gateway/ports/directory.ts';

export interface PracticeDirectory extends Directory {
  isDown: boolean;
  clockAheadMs: number | null;
  /** Password checks that reached it. */
  asked: number;
  readonly lockedOut: Set<string>;
  readonly unlocked: string[];
  change(username: string, over: Partial<DirectoryAccount>): void;
  remove(username: string): void;
}

export const PASSWORD = 'Correct-Horse-Battery-9';
/** Its own policy refuses this one. */
export const REFUSED_BY_POLICY = 'Violet-Teapot-Refused-5';

const person = (username: string, over: Partial<DirectoryAccount>): DirectoryAccount => ({
  ...{ id: `id-${username}`, username, name: `Sample ${username}`, rank: 'PO', command: 113, commandLabel: '113 Pct' },
  ...{ roles: ['police-officer'], state: 'active' },
  ...over,
});

const PEOPLE = [
  person('officer', {}),
  person('colleague', {}),
  person('desk', { roles: ['desk-officer', 'police-officer'], rank: 'Lt' }),
  person('desk105', { roles: ['desk-officer'], command: 105, commandLabel: '105 Pct' }),
  person('admin', { roles: ['system-administrator'], command: null, commandLabel: 'IT Bureau' }),
  person('expired', { state: 'password-expired' }),
  person('mustchange', { state: 'must-change' }),
];

export const practiceDirectory = (): PracticeDirectory => {
  const accounts = new Map(PEOPLE.map((account) => [account.username, account]));
  const passwords = new Map(PEOPLE.map(({ username }) => [username, PASSWORD]));
  let revision = 1;
  const here = (): PracticeDirectory => {
    if (directory.isDown) throw new FaultError('directory.unavailable');
    return directory;
  };
  const directory: PracticeDirectory = {
    isDown: false,
    clockAheadMs: 0,
    asked: 0,
    lockedOut: new Set(),
    unlocked: [],
    change: (username, over) => {
      const account = accounts.get(username);
      if (account) accounts.set(username, { ...account, ...over });
      revision += 1;
    },
    remove: (username) => {
      accounts.delete(username);
      revision += 1;
    },
    verify: async (username, password) => {
      here().asked += 1;
      if (directory.lockedOut.has(username)) return { result: 'refused', lockedInDirectory: true };
      const account = accounts.get(username);
      if (!account || password === '' || passwords.get(username) !== password) return { result: 'refused' };
      return { result: account.state === 'active' ? 'ok' : 'account', account };
    },
    find: async (username) => (here(), accounts.get(username.replace(/^PRECINCT\\/, '').replace(/@.*$/, '')) ?? null),
    list: async () => (here(), [...accounts.values()]),
    changePassword: async (username, oldPassword, newPassword) => {
      here();
      if (passwords.get(username) !== oldPassword) return { result: 'wrong-old' };
      if (newPassword === REFUSED_BY_POLICY) return { result: 'complexity' };
      passwords.set(username, newPassword);
      directory.change(username, { state: 'active' });
      return { result: 'changed' };
    },
    unlock: async (username) => {
      here();
      directory.lockedOut.delete(username);
      directory.unlocked.push(username);
    },
    revision: async () => (here(), String(revision)),
    health: async (): Promise<DirectoryHealth> => {
      const { isDown, clockAheadMs } = directory;
      return { state: isDown ? 'down' : 'up', controllers: [], clockAheadMs: isDown ? null : clockAheadMs };
    },
    close: async () => undefined,
  };
  return directory;
};
