/** `serve`: runs the gateway until it is told to stop. */
import * as z from 'zod';
import { DEFAULT_IDENTITY_POLICY, type IdentityPolicy } from '../core/identity-policy.ts';
import { StartupRefusal } from '../core/startup-refusal.ts';
import { SOURCE_IDS } from '../../shared/records/kind.ts';
import { issueCodeSchema, type IssueCode } from '../../shared/wire/workstations.ts';
import { startGateway, type GatewayOptions, type RunningGateway } from '../serve.ts';
import { DEFAULT_DATA_FOLDER, readFlags, readPort, type Command } from './arguments.ts';
import { STORE_FLAGS, STORE_HELP, storeOf } from './store-flags.ts';

/** Precinct of the sample department. */
const HOME_COMMAND = 113;

const HELP = `Usage: gateway serve [--data DIR] [--host ADDRESS] [--port N] [--no-sample] [--quiet]
                     [--directory FILE [--directory-secret-file FILE]] [--second-factor WHEN]
                     [--second-factor-source SOURCE]... [--department-network CIDR]...
                     [--postgres ADDRESS [--postgres-password-file FILE]]
                     [--banned-passwords FILE] [--print-enrolment-code NAME]

  --data DIR      data folder, made at the first start (${DEFAULT_DATA_FOLDER})
  --host ADDRESS  address to listen on (127.0.0.1)
  --port N        port; 0 takes a free one (8443)
  --no-sample     do not fill the records with the sample department
  --quiet         print nothing but the line that says it is ready

${STORE_HELP}
  --directory FILE               Active Directory, as the JSON file describes it; without it the embedded directory
  --directory-secret-file FILE   the service account's secret, in a file of mode 0600 (else this machine's key store)
  --second-factor WHEN           remote-only or always (remote-only)
  --second-factor-source SOURCE  searched only after a code was given; may be said again
  --department-network CIDR      where on-site workstations call from; may be said again (this machine)
  --banned-passwords FILE        the department's own list, one a line, beside the one that comes along
  --print-enrolment-code NAME    a second line with a code that enrols an on-site workstation of the sample department`;

const FLAGS = {
  data: { type: 'string', default: DEFAULT_DATA_FOLDER },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '8443' },
  'no-sample': { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  ...STORE_FLAGS,
  directory: { type: 'string' },
  'directory-secret-file': { type: 'string' },
  'second-factor': { type: 'string', default: DEFAULT_IDENTITY_POLICY.secondFactor },
  'second-factor-source': { type: 'string', multiple: true },
  'department-network': { type: 'string', multiple: true },
  'banned-passwords': { type: 'string' },
  'print-enrolment-code': { type: 'string' },
} as const;
type Values = ReturnType<typeof readFlags<typeof FLAGS>>['values'];

/** Every tenth part, so that a log of the first start stays short. */
const progress = (): ((done: number, total: number) => void) => {
  let said = -1;
  return (done, total) => {
    const tenth = Math.floor((10 * done) / Math.max(1, total));
    if (tenth <= said) return;
    said = tenth;
    console.log(`sample department: ${Math.min(100, 10 * tenth)} %`);
  };
};

const policyOf = (values: Values): IdentityPolicy => {
  const secondFactor = z.enum(['remote-only', 'always']).safeParse(values['second-factor']);
  if (!secondFactor.success) throw new StartupRefusal('--second-factor must be remote-only or always');
  const sources = z.array(z.enum(SOURCE_IDS)).safeParse(values['second-factor-source'] ?? []);
  if (!sources.success) throw new StartupRefusal(`--second-factor-source must be one of ${SOURCE_IDS.join(', ')}`);
  return {
    secondFactor: secondFactor.data,
    secondFactorSources: sources.data,
    departmentNetworks: values['department-network'] ?? DEFAULT_IDENTITY_POLICY.departmentNetworks,
  };
};

const directoryOf = (values: Values): Pick<GatewayOptions, 'directory'> => {
  const { directory: configFile, 'directory-secret-file': secretFile } = values;
  if (configFile !== undefined)
    return { directory: { configFile, ...(secretFile === undefined ? {} : { secretFile }) } };
  if (secretFile !== undefined) throw new StartupRefusal('--directory-secret-file goes with --directory');
  return {};
};

const optionsOf = (values: Values): GatewayOptions => {
  if (values.host === '') throw new StartupRefusal('--host must not be empty');
  return {
    dataFolder: values.data,
    host: values.host,
    port: readPort(values.port),
    sample: !values['no-sample'],
    identityPolicy: policyOf(values),
    ...storeOf(values),
    ...directoryOf(values),
    ...(values['banned-passwords'] === undefined ? {} : { bannedPasswordsFile: values['banned-passwords'] }),
    ...(values.quiet ? {} : { onProgress: progress() }),
  };
};

type AskedCode = Pick<IssueCode, 'name' | 'command' | 'area'>;

const enrolmentOf = (name: string): AskedCode => {
  const asked = issueCodeSchema.omit({ replaces: true }).safeParse({ name, command: HOME_COMMAND, area: 'on-site' });
  if (!asked.success) throw new StartupRefusal('--print-enrolment-code takes a name of at most 40 characters');
  return asked.data;
};

/** A workstation of that name keeps its id: whoever lost its key, as without a key store, is not another one each time. */
const enrolmentCode = async (gateway: RunningGateway, asked: AskedCode): Promise<string> => {
  const { workstations } = await gateway.workstations();
  const same = workstations.find(
    ({ name, command, state }) => name === asked.name && command === asked.command && state !== 'revoked',
  );
  return (await gateway.issueEnrolmentCode({ ...asked, ...(same ? { replaces: same.id } : {}) })).code;
};

/** Aborted by Ctrl+C or a service manager's stop; listens from the first moment, so that no signal goes unheard. */
const stopSignal = (): AbortSignal => {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  return stop.signal;
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Null when told to stop before it was ready. */
const startUnless = async (signal: AbortSignal, options: GatewayOptions): Promise<RunningGateway | null> => {
  try {
    return await startGateway({ ...options, signal });
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
};

export const serveCommand: Command = {
  help: HELP,
  run: async (flags) => {
    const { values } = readFlags(flags, FLAGS);
    const options = optionsOf(values);
    const name = values['print-enrolment-code'];
    const enrolment = name === undefined ? null : enrolmentOf(name);
    const signal = stopSignal();
    const gateway = await startUnless(signal, options);
    if (gateway === null) return 0;
    console.log(`gateway ready ${gateway.url} ca ${gateway.caFile}`);
    if (enrolment) console.log(`enrolment code ${await enrolmentCode(gateway, enrolment)}`);
    await aborted(signal);
    await gateway.close();
    return 0;
  },
};
