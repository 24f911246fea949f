/** The Chromium builds journeys run on: the headless one from npm always, a full one where it is installed. */
import chromium from '@sparticuz/chromium';
import { findBrowser } from '../../../electron/hosts/chromium/find-browser.ts';

export interface ChromiumBuild {
  readonly name: 'headless from npm' | 'installed';
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Whether pages have processes of their own; the headless one runs as a single process. */
  readonly processes: boolean;
}

/**
 * Drawn by the processor, as a desk without a graphics processor draws. Its default is a graphics processor in emulation, which
 * after some hundred screens of rows stops for 0.7 s at a time.
 */
export async function headlessBuild(): Promise<ChromiumBuild> {
  chromium.setGraphicsMode = false;
  const executablePath = await chromium.executablePath();
  return { name: 'headless from npm', executablePath, args: [...chromium.args, '--disable-gpu'], processes: false };
}

/** null where no Chromium, Chrome or Edge is installed: what needs processes is then reported as not run. */
export function installedBuild(): ChromiumBuild | null {
  const executablePath = findBrowser();
  return executablePath === null ? null : { name: 'installed', executablePath, args: [], processes: true };
}
