/** What a workstation is started with, the same in both hosts. Every mistake is one clear line. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gatewayAddress } from './https-link.ts';

/** A mistake of whoever started it; the message is the one line shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const OPTIONS = {
  gateway: { type: 'string' },
  ca: { type: 'string' },
  state: { type: 'string' },
  'enrolment-code-file': { type: 'string' },
  browser: { type: 'string' },
  headless: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export interface WorkstationOptions {
  readonly gatewayUrl: string;
  readonly caFile: string;
  readonly stateDir: string | null;
  /** Holds an administrator's code; see {@link takeEnrolmentCode}. */
  readonly enrolmentCodeFile: string | null;
  readonly browser: string | null;
  readonly headless: boolean;
}

/** Throws {@link UsageError}; `help` when only that was asked for. */
export function readWorkstationOptions(args: readonly string[]): WorkstationOptions | 'help' {
  const { values } = parsed(args);
  if (values.help) return 'help';
  const { gateway, ca } = values;
  if (gateway === undefined || ca === undefined) throw new UsageError('--gateway and --ca are needed; see --help');
  try {
    gatewayAddress(gateway);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'bad address');
  }
  if (!existsSync(ca)) throw new UsageError('the file of --ca does not exist');
  return {
    ...{ gatewayUrl: gateway, caFile: ca, stateDir: values.state ?? null },
    enrolmentCodeFile: values['enrolment-code-file'] ?? null,
    ...{ browser: values.browser ?? null, headless: values.headless },
  };
}

/** Reads the code and removes the file, so that a code never lies about; null when there is none (any more). */
export function takeEnrolmentCode(file: string | null): string | null {
  if (file === null || !existsSync(file)) return null;
  const code = readFileSync(file, 'utf8').trim();
  rmSync(file);
  return code === '' ? null : code;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? 'bad flags') : 'bad flags');
  }
}
