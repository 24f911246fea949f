/** `directory`: asks the configured Active Directory how it is, or keeps the service account's secret. Never prints a secret. */
import { systemClock } from '../adapters/clock/system-clock.ts';
import { StartupRefusal } from '../core/startup-refusal.ts';
import { keepDirectorySecret, openDirectory, type DirectoryOptions } from '../open-directory.ts';
import { FaultError, FAULTS } from '../../shared/faults/faults.ts';
import { role } from '../../shared/policy/roles.ts';
import { readFlags, type Command } from './arguments.ts';

const HELP = `Usage: gateway directory check --directory FILE [--directory-secret-file FILE] [--user NAME]
       gateway directory secret --directory FILE

  check    asks every controller, says its state and how the clocks agree; with --user also what the directory says of
           that account, without a password. Exit code 1 when no controller answers
  secret   reads the service account's secret from standard input and puts it into this machine's key store

  --directory FILE              Active Directory, as the JSON file describes it (docs/deployment.md)
  --directory-secret-file FILE  the secret, in a file of mode 0600 (else this machine's key store)
  --user NAME                   sAMAccountName, user principal name or DOMAIN\\user`;

const FLAGS = {
  directory: { type: 'string' },
  'directory-secret-file': { type: 'string' },
  user: { type: 'string' },
} as const;

const clockWords = (aheadMs: number | null): string => {
  if (aheadMs === null) return 'its clock is not known';
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return seconds === 0 ? 'its clock agrees' : `its clock is ${seconds} s ${aheadMs > 0 ? 'ahead' : 'behind'}`;
};

/** What the gateway would make of the account. */
const sayAccount = (account: Awaited<ReturnType<Awaited<ReturnType<typeof openDirectory>>['find']>>): void => {
  if (account === null) return console.log('no such account');
  const { username, rank, name, commandLabel, command, roles, state } = account;
  const place = command === null ? `${commandLabel} (no precinct)` : `${commandLabel} (precinct ${command})`;
  console.log(`${username}: ${rank} ${name}, ${place}, ${state}`);
  console.log(`roles: ${roles.map((id) => role(id).label).join(', ') || 'none'}`);
};

const check = async (options: DirectoryOptions, user: string | undefined): Promise<number> => {
  const directory = await openDirectory(options, '', systemClock);
  try {
    const { state, controllers, clockAheadMs } = await directory.health();
    for (const controller of controllers) console.log(`${controller.name}: ${controller.state}`);
    console.log(`directory ${state}, ${clockWords(clockAheadMs)}`);
    if (user !== undefined && state === 'up') sayAccount(await directory.find(user));
    return state === 'up' ? 0 : 1;
  } catch (error) {
    throw error instanceof FaultError ? new StartupRefusal(FAULTS[error.fault.code].title) : error;
  } finally {
    await directory.close();
  }
};

const readSecret = async (): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  const secret = Buffer.concat(chunks).toString('utf8').trimEnd();
  if (secret === '') throw new StartupRefusal('No secret came from standard input');
  return secret;
};

export const directoryCommand: Command = {
  help: HELP,
  run: async (flags) => {
    const { values, positionals } = readFlags(flags, FLAGS, true);
    const [deed, ...more] = positionals;
    const { directory: configFile, 'directory-secret-file': secretFile, user } = values;
    if (more.length > 0 || (deed !== 'check' && deed !== 'secret'))
      throw new StartupRefusal('Say "directory check" or "directory secret" (see --help)');
    if (configFile === undefined) throw new StartupRefusal('--directory is missing (see directory --help)');
    if (deed === 'check') return check({ configFile, ...(secretFile === undefined ? {} : { secretFile }) }, user);
    await keepDirectorySecret(configFile, readSecret);
    console.log('kept in the key store of this machine');
    return 0;
  },
};
