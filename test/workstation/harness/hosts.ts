/** The hosts a journey can run on here, and why not on the others: nothing is left out silently. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { headlessBuild, installedBuild, type ChromiumBuild } from './chromium-builds.ts';

const TOP = join(import.meta.dirname, '..', '..', '..');

export type JourneyHost =
  | { readonly name: string; readonly host: 'chromium'; readonly build: ChromiumBuild }
  | { readonly name: string; readonly host: 'electron'; readonly executablePath: string; readonly main: string };

export interface HostsHere {
  readonly hosts: readonly JourneyHost[];
  readonly notRun: readonly { readonly name: string; readonly reason: string }[];
}

/** Electron's binary, if one is here: it is never downloaded by a test. */
function electronBinary(): string | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(TOP, 'node_modules', 'electron', 'dist');
  const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as string];
  const path = join(folder, name ?? 'electron');
  return existsSync(path) ? path : null;
}

/** `everyBuild`: also on an installed Chromium, for journeys about processes. */
export async function hostsHere(everyBuild = false): Promise<HostsHere> {
  const headless = await headlessBuild();
  const hosts: JourneyHost[] = [{ name: 'Chromium (headless from npm)', host: 'chromium', build: headless }];
  const notRun: { name: string; reason: string }[] = [];
  const installed = everyBuild ? installedBuild() : null;
  if (installed !== null) hosts.push({ name: 'Chromium (installed)', host: 'chromium', build: installed });
  else if (everyBuild)
    notRun.push({ name: 'Chromium (installed)', reason: 'no Chromium, Chrome or Edge is installed' });
  const executablePath = electronBinary();
  const main = join(TOP, 'dist', 'electron', 'main.js');
  if (executablePath === null) notRun.push({ name: 'Electron', reason: 'no Electron binary on this machine' });
  else if (!existsSync(main)) notRun.push({ name: 'Electron', reason: 'dist/electron is not built' });
  else hosts.push({ name: 'Electron', host: 'electron', executablePath, main });
  return { hosts, notRun };
}
