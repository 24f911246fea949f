/**
 * The directory of a trial or a single precinct: one file of mode 0600 in the data folder, read again when it
 * changes, so that a disabled account is noticed. Gives neither a password nor its hash to anyone.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import * as z from 'zod';
import { FaultError } from '../../../../shared/faults/faults.ts';
import { ROLE_IDS } from '../../../../shared/policy/roles.ts';
import { StartupRefusal } from '../../../core/startup-refusal.ts';
import type { Directory, DirectoryAccount, Verification } from '../../../ports/directory.ts';
import { readPrivateFile, writePrivateFile } from '../../keys/private-file.ts';
import { hashPassword, passwordFits, passwordHashSchema } from './password-hash.ts';
import type { SampleAccount } from './sample-accounts.ts';

const accountSchema = z.strictObject({
  id: z.string().min(1).max(40),
  username: z.string().min(1).max(104),
  name: z.string().max(80),
  rank: z.string().max(20),
  command: z.int().min(1).max(123).nullable(),
  commandLabel: z.string().max(60),
  roles: z.array(z.enum(ROLE_IDS)),
  state: z.enum(['active', 'disabled', 'expired', 'password-expired', 'must-change']),
  password: passwordHashSchema,
});
const fileSchema = z.strictObject({ format: z.literal(1), accounts: z.array(accountSchema).max(1000) });
type StoredAccount = z.infer<typeof accountSchema>;

/** Directory names are compared without case, as Active Directory does. */
const key = (username: string): string => username.trim().normalize('NFC').toLowerCase();

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

const read = (file: string): ReadonlyMap<string, StoredAccount> => {
  const raw = readPrivateFile(file);
  if (raw === null) throw new Error('no directory file');
  const { accounts } = fileSchema.parse(JSON.parse(raw.toString('utf8')));
  return new Map(accounts.map((account) => [key(account.username), account]));
};

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
  writePrivateFile(file, `${JSON.stringify({ format: 1, accounts }, null, 1)}\n`);
};

/** Throws {@link StartupRefusal} when the file is missing or damaged at the start. */
export const openEmbeddedDirectory = (file: string): Directory => {
  let accounts: ReadonlyMap<string, StoredAccount>;
  let version = '';
  const versionNow = (): string => {
    const { mtimeMs, ino, size } = statSync(file);
    return `${mtimeMs}/${ino}/${size}`;
  };
  const current = (): ReadonlyMap<string, StoredAccount> => {
    try {
      const now = versionNow();
      if (now !== version) {
        accounts = read(file);
        version = now;
      }
      return accounts;
    } catch {
      throw new FaultError('directory.unavailable');
    }
  };
  try {
    version = versionNow();
    accounts = read(file);
  } catch (error) {
    if (error instanceof StartupRefusal) throw error;
    throw new StartupRefusal(`The directory ${file} is missing or damaged`);
  }
  const verify = async (username: string, password: string): Promise<Verification> => {
    if (password === '') return { result: 'refused' };
    const account = current().get(key(username)) ?? null;
    if (!(await passwordFits(password, account?.password ?? null)) || !account) return { result: 'refused' };
    return { result: account.state === 'active' ? 'ok' : 'account', account: publicPart(account) };
  };
  return {
    verify,
    find: async (username) => {
      const account = current().get(key(username));
      return account ? publicPart(account) : null;
    },
    list: async () => [...current().values()].map(publicPart),
    health: async () => {
      try {
        current();
        return 'up';
      } catch {
        return 'down';
      }
    },
  };
};
