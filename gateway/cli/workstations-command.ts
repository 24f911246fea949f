/** `workstations`: enrolment codes, list and withdrawals from the command line, whether or not the gateway runs. */
import * as z from 'zod';
import { StartupRefusal } from '../core/startup-refusal.ts';
import { atConsole, type ConsoleAnswer, type ConsoleRequest } from '../workstation-console.ts';
import { workstationSchema } from '../../shared/session/view.ts';
import { issueCodeSchema, type WorkstationList } from '../../shared/wire/workstations.ts';
import { DEFAULT_DATA_FOLDER, readFlags, type Command } from './arguments.ts';

const HELP = `Usage: gateway workstations code --name NAME --command PRECINCT --area AREA [--replaces ID] [--data DIR]
       gateway workstations list [--data DIR]
       gateway workstations revoke ID [--data DIR]

  code           prints an enrolment code for one workstation: good for a day, for one use
  list           prints the workstations, and the codes that are open without the codes
  revoke ID      withdraws an enrolment; its sessions end at once

  --name NAME         as people call the workstation, at most 40 characters
  --command PRECINCT  number of its precinct, 1 to 123
  --area AREA         on-site, in-car or remote
  --replaces ID       the workstation it replaces, after a re-image; the id stays, the old key ends
  --data DIR          data folder of the gateway, which may be running (${DEFAULT_DATA_FOLDER})`;

const FLAGS = {
  data: { type: 'string', default: DEFAULT_DATA_FOLDER },
  name: { type: 'string' },
  command: { type: 'string' },
  area: { type: 'string' },
  replaces: { type: 'string' },
} as const;
type Values = ReturnType<typeof readFlags<typeof FLAGS>>['values'];

/** The first thing that is wrong, by its flag. */
const codeRequest = ({ name, command, area, replaces }: Values): ConsoleRequest => {
  const asked = issueCodeSchema.safeParse({
    ...{ name, area, command: command === undefined ? undefined : Number(command) },
    ...(replaces === undefined ? {} : { replaces }),
  });
  if (asked.success) return { deed: 'code', asked: asked.data };
  const flag = String(asked.error.issues[0]?.path[0] ?? 'name');
  throw new StartupRefusal(`--${flag} is missing or wrong (see workstations --help)`);
};

const requestOf = (positionals: readonly string[], values: Values): ConsoleRequest => {
  const [deed, id, ...more] = positionals;
  if (more.length > 0) throw new StartupRefusal(`"${more.join(' ')}" is too much (see workstations --help)`);
  if (deed === 'code' && id === undefined) return codeRequest(values);
  if (deed === 'list' && id === undefined) return { deed };
  const parsed = z.safeParse(workstationSchema.shape.id, id);
  if (deed === 'revoke' && parsed.success) return { deed, id: parsed.data };
  throw new StartupRefusal('Say "workstations code", "workstations list" or "workstations revoke ID" (see --help)');
};

const printList = ({ workstations, open }: WorkstationList): void => {
  for (const { id, name, command, area, state, notAfter, lastSeen } of workstations) {
    const seen = lastSeen === null ? 'never seen' : `seen ${lastSeen}`;
    console.log(`${id}  ${state.padEnd(8)}  ${name}, ${command}, ${area}, until ${notAfter}, ${seen}`);
  }
  for (const { name, command, area, expiresAt, issuedBy } of open) {
    console.log(`open code  ${name}, ${command}, ${area}, until ${expiresAt}, from ${issuedBy}`);
  }
};

const print = (answer: ConsoleAnswer): void => {
  switch (answer.deed) {
    case 'code':
      return console.log(`enrolment code ${answer.issued.code} until ${answer.issued.expiresAt}`);
    case 'list':
      return printList(answer.list);
    case 'revoke':
      return console.log(`revoked ${answer.revokedAt}`);
    case 'refused':
      throw new StartupRefusal(answer.line);
  }
};

export const workstationsCommand: Command = {
  help: HELP,
  run: async (flags) => {
    const { values, positionals } = readFlags(flags, FLAGS, true);
    print(await atConsole(values.data, requestOf(positionals, values)));
    return 0;
  },
};
