/** The gateway's command line: picks the command, prints one clear line for what cannot be done. Never prints a stack or a secret. */
import { accountsCommand } from './cli/accounts-command.ts';
import type { Command } from './cli/arguments.ts';
import { auditCommand } from './cli/audit-command.ts';
import { directoryCommand } from './cli/directory-command.ts';
import { generateCommand } from './cli/generate-command.ts';
import { importCommand } from './cli/import-command.ts';
import { serveCommand } from './cli/serve-command.ts';
import { sourceCommand } from './cli/source-command.ts';
import { workstationsCommand } from './cli/workstations-command.ts';
import { StartupRefusal } from './core/startup-refusal.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['serve', serveCommand],
  ['import', importCommand],
  ['generate', generateCommand],
  ['audit', auditCommand],
  ['accounts', accountsCommand],
  ['workstations', workstationsCommand],
  ['directory', directoryCommand],
  ['source', sourceCommand],
]);

const HELP = `Usage: gateway <command> [flags]

  serve         run the gateway
  import        import published data sets
  generate      write a made-up load for trials and measuring
  audit verify  check the audit chain
  accounts      print the sample accounts
  workstations  enrolment codes, list and withdrawal of workstations
  directory     ask Active Directory how it is; keep the service account's secret
  source        run a source service, let gateways in, test one against the contract

  gateway <command> --help says more.`;

const run = async ([name, ...flags]: readonly string[]): Promise<number> => {
  if (name === undefined || name === '--help' || name === '-h') {
    console.log(HELP);
    return name === undefined ? 1 : 0;
  }
  const command = COMMANDS.get(name);
  if (!command) throw new StartupRefusal(`There is no command "${name}" (see --help)`);
  if (flags.includes('--help') || flags.includes('-h')) {
    console.log(command.help);
    return 0;
  }
  return command.run(flags);
};

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof StartupRefusal ? error.message : `The gateway failed: ${String(error)}`);
  process.exitCode = 1;
}
