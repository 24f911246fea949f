/** `accounts`: prints the sample accounts by role with their passwords and what each shows. Fictional people only. */
import { SAMPLE_ACCOUNTS } from '../adapters/directory/embedded/sample-accounts.ts';
import { role } from '../../shared/policy/roles.ts';
import { readFlags, type Command } from './arguments.ts';

const HELP = `Usage: gateway accounts

  Prints the fictional accounts of the sample department: user name, password, role, and what signing in shows.`;

export const accountsCommand: Command = {
  help: HELP,
  run: async (flags) => {
    readFlags(flags, {});
    for (const { username, password, rank, name, commandLabel, roles, shows } of SAMPLE_ACCOUNTS) {
      const labels = roles.map((id) => role(id).label).join(', ');
      console.log(
        `${username.padEnd(16)} ${password.padEnd(22)} ${labels.padEnd(26)} ${rank} ${name}, ${commandLabel}: ${shows}`,
      );
    }
    return 0;
  },
};
