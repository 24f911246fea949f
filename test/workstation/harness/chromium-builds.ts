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

export async function headlessBuild(): Promise<ChromiumBuild> {
  const executablePath = await chromium.executablePath();
  return { name: 'headless from npm', executablePath, args: chromium.args, processes: false };
}

/** null where no Chromium, Chrome or Edge is installed: what needs processes is then reported as not run. */
export function installedBuild(): ChromiumBuild | null {
  const executablePath = findBrowser();
  return executablePath === null ? null : { name: 'installed', executablePath, args: [], processes: true };
}
