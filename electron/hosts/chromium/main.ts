/** The workstation from a command line, in an installed Chromium, Chrome or Edge. One clear line and exit 1 for what can't work. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FaultError } from '../../../shared/faults/faults.ts';
import { createHttpsLink } from '../node/https-link.ts';
import {
  readWorkstationOptions,
  takeEnrolmentCode,
  UsageError,
  type WorkstationOptions,
} from '../node/workstation-options.ts';
import { startWorkstation } from './start.ts';

const HELP = `Precinct Workstation in a Chromium window

  --gateway URL                the department's gateway, e.g. https://127.0.0.1:8443
  --ca FILE                    PEM of its certificate authority; no other is trusted
  --state DIR                  where journal and sealed workspace are kept   [~/.precinct-workstation]
  --enrolment-code-file FILE   an administrator's code, used once and removed [asked for on screen]
  --browser FILE               Chromium, Chrome or Edge                      [an installed one]
  --headless                   no window (for scripts)
  --help

What the workstation is called, its command and its area are the administrator's to say, with the code.

A gateway that can't be reached does not stop the window: it says so and goes on by itself when the link is up.
A gateway that answers with a certificate of somebody else does.
`;
const CHECK_MS = 3_000;

const say = (line: string): void => {
  process.stderr.write(`workstation: ${line}\n`);
};

/** Runs until the window closes; the answer is the exit code. `rendererDir`: the built page. */
export async function runWorkstation(args: readonly string[], rendererDir: string): Promise<number> {
  try {
    const options = readWorkstationOptions(args);
    if (options === 'help') process.stdout.write(HELP);
    else await open(options, rendererDir);
    return 0;
  } catch (error) {
    say(error instanceof Error ? (error.message.split('\n')[0] ?? 'failed') : 'failed');
    return 1;
  }
}

async function open(options: WorkstationOptions, rendererDir: string): Promise<void> {
  const { gatewayUrl, caFile, headless, browser } = options;
  await check(gatewayUrl, caFile);
  const stateDir = options.stateDir ?? join(homedir(), '.precinct-workstation');
  const enrolmentCode = takeEnrolmentCode(options.enrolmentCodeFile);
  const started = await startWorkstation({
    ...{ gatewayUrl, caFile, stateDir, rendererDir, headless },
    ...(enrolmentCode === null ? {} : { enrolmentCode }),
    ...(browser === null ? {} : { executablePath: browser }),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void started.close());
  say(`open on ${gatewayUrl}`);
  await started.closed;
}

/** A wrong certificate is an attack or a mistake: nobody shall type a password then. An absent gateway is an outage. */
async function check(gatewayUrl: string, caFile: string): Promise<void> {
  const link = createHttpsLink({ url: gatewayUrl, ca: readFileSync(caFile, 'utf8') });
  try {
    const headers = { accept: 'application/json' };
    await link.request({ method: 'GET', path: '/v1/health', headers, body: null, signal: null, timeoutMs: CHECK_MS });
  } catch (error) {
    const code = error instanceof FaultError ? error.fault.code : null;
    if (code === 'link.certificate')
      throw new UsageError(`${gatewayUrl} does not prove itself by the authority of --ca`);
    say(`${gatewayUrl} does not answer yet; the window opens and waits for it`);
  } finally {
    link.close();
  }
}

if (import.meta.main) {
  const rendererDir = join(import.meta.dirname, '..', '..', '..', 'dist', 'renderer');
  process.exitCode = await runWorkstation(process.argv.slice(2), rendererDir);
}
