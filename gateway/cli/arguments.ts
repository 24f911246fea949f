/** Reads a command's flags; a flag it does not know is refused in one line that names the help. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { StartupRefusal } from '../core/startup-refusal.ts';

export const DEFAULT_DATA_FOLDER = 'data/gateway';

export interface Command {
  readonly help: string;
  /** Resolves to the exit code. */
  run(flags: readonly string[]): Promise<number>;
}

export const readFlags = <const T extends NonNullable<ParseArgsConfig['options']>>(
  flags: readonly string[],
  options: T,
  positionals = false,
): ReturnType<typeof parseArgs<{ options: T; allowPositionals: boolean }>> => {
  try {
    return parseArgs({ args: [...flags], options, allowPositionals: positionals, strict: true });
  } catch (error) {
    const line = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'Bad flags';
    throw new StartupRefusal(`${line.replace(/\. To specify.*$/u, '')} (see --help)`);
  }
};

/** 0 to 65535. */
export const readPort = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new StartupRefusal(`--port must be a number from 0 to 65535, not "${text}"`);
  return port;
};
