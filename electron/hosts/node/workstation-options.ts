/** What a workstation is started with, the same in both hosts. Every mistake is one clear line. */
import { existsSync } from 'node:fs';
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
  name: { type: 'string', default: 'Desk 1' },
  command: { type: 'string', default: '113' },
  area: { type: 'string', default: 'on-site' },
  browser: { type: 'string' },
  headless: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;
const AREAS = ['on-site', 'in-car', 'remote'] as const;

export interface WorkstationOptions {
  readonly gatewayUrl: string;
  readonly caFile: string;
  readonly stateDir: string | null;
  readonly name: string;
  readonly command: number;
  readonly area: (typeof AREAS)[number];
  readonly browser: string | null;
  readonly headless: boolean;
}

/** Throws {@link UsageError}; `help` when only that was asked for. */
export function readWorkstationOptions(args: readonly string[]): WorkstationOptions | 'help' {
  const { values } = parsed(args);
  if (values.help) return 'help';
  const { gateway, ca, name } = values;
  if (gateway === undefined || ca === undefined) throw new UsageError('--gateway and --ca are needed; see --help');
  try {
    gatewayAddress(gateway);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'bad address');
  }
  if (!existsSync(ca)) throw new UsageError('the file of --ca does not exist');
  const area = AREAS.find((one) => one === values.area);
  const command = Number(values.command);
  if (area === undefined) throw new UsageError(`--area is one of ${AREAS.join(', ')}`);
  if (!Number.isInteger(command) || command < 1 || command > 123) throw new UsageError('--command is 1 to 123');
  if (name.length < 1 || name.length > 40) throw new UsageError('--name has 1 to 40 characters');
  return {
    ...{ gatewayUrl: gateway, caFile: ca, stateDir: values.state ?? null, name, command, area },
    ...{ browser: values.browser ?? null, headless: values.headless },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? 'bad flags') : 'bad flags');
  }
}
