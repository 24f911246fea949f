/** The workstation from a command line, in an installed Chromium, Chrome or Edge. One clear line and exit 1 for what can't work. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FaultError } from '../../../shared/faults/faults.ts';
import { createHttpsLink } from '../node/https-link.ts';
import { NoBrowserError, startWorkstation } from './start.ts';
import { workstationIdentity } from './workstation-identity.ts';

const HELP = `Precinct Workstation in a Chromium window

  --gateway URL     the department's gateway, e.g. https://127.0.0.1:8443
  --ca FILE         PEM of its certificate authority; no other is trusted
  --state DIR       where journal and sealed workspace are kept   [~/.precinct-workstation]
  --name NAME       what this workstation is called               [Desk 1]
  --command N       precinct of its command                       [113]
  --area AREA       on-site, in-car or remote                     [on-site]
  --browser FILE    Chromium, Chrome or Edge                      [an installed one]
  --headless        no window (for scripts)
  --help

A gateway that can't be reached does not stop the window: it says so and goes on by itself when the link is up.
A gateway that answers with a certificate of somebody else does.
`;

const OPTIONS = {
  gateway: { type: 'string' },
  ca: { type: 'string' },
  state: { type: 'string' },
  name: { type: 'string', default: 'Desk 1' },
  command: { type: 'string', default: '113' },
  area: { type: 'string', default: 'on-site' },
  browser: { type: 'string' },
  headless: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** A mistake of whoever started it; its message is the one line shown. */
class UsageError extends Error {}

/** Runs until the window closes. Answers the exit code. `rendererDir`: the built page. */
export async function runWorkstation(args: readonly string[], rendererDir: string): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`workstation: ${line}\n`);
  try {
    const given = read(args);
    if (given.help) {
      process.stdout.write(HELP);
      return 0;
    }
    await open(given, rendererDir, say);
    return 0;
  } catch (error) {
    say(explain(error));
    return 1;
  }
}

type Given = ReturnType<typeof read>;

function read(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
}

async function open(given: Given, rendererDir: string, say: (line: string) => void): Promise<void> {
  const { gateway, ca } = given;
  if (gateway === undefined || ca === undefined) throw new UsageError('--gateway and --ca are needed; see --help');
  if (!existsSync(ca)) throw new UsageError('the file of --ca does not exist');
  const area = (['on-site', 'in-car', 'remote'] as const).find((one) => one === given.area);
  const command = Number(given.command);
  if (area === undefined) throw new UsageError('--area is on-site, in-car or remote');
  if (!Number.isInteger(command) || command < 1 || command > 123) throw new UsageError('--command is 1 to 123');
  if (given.name.length < 1 || given.name.length > 40) throw new UsageError('--name has 1 to 40 characters');
  await check(gateway, ca, say);
  const stateDir = given.state ?? join(homedir(), '.precinct-workstation');
  const started = await startWorkstation({
    ...{ gatewayUrl: gateway, caFile: ca, stateDir, rendererDir, headless: given.headless },
    workstation: workstationIdentity(stateDir, { name: given.name, command, area }),
    ...(given.browser === undefined ? {} : { executablePath: given.browser }),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void started.close());
  say(`open on ${gateway}`);
  await started.closed;
}

/** A wrong certificate is an attack or a mistake: nobody types a password then. An absent gateway is an outage. */
async function check(gateway: string, ca: string, say: (line: string) => void): Promise<void> {
  const link = createHttpsLink({ url: gateway, ca: readFileSync(ca, 'utf8') });
  try {
    const headers = { accept: 'application/json' };
    await link.request({ method: 'GET', path: '/v1/health', headers, body: null, signal: null, timeoutMs: 3000 });
  } catch (error) {
    const code = error instanceof FaultError ? error.fault.code : null;
    if (code === 'link.certificate') throw new UsageError(`${gateway} does not prove itself by the authority of --ca`);
    say(`${gateway} does not answer yet; the window opens and waits for it`);
  } finally {
    link.close();
  }
}

function explain(error: unknown): string {
  if (error instanceof UsageError || error instanceof NoBrowserError || error instanceof TypeError)
    return error.message;
  if (error instanceof Error) return error.message.split('\n')[0] ?? 'failed';
  return 'failed';
}

if (import.meta.main) {
  const rendererDir = join(import.meta.dirname, '..', '..', '..', 'dist', 'renderer');
  process.exitCode = await runWorkstation(process.argv.slice(2), rendererDir);
}
