/** Starts the workstation in Electron: one window, one session in memory, the core behind it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, powerMonitor, session as sessions } from 'electron';
import { createWorkstation } from '../../core/workstation.ts';
import { createHttpsLink } from '../node/https-link.ts';
import { installationId } from '../node/installation-id.ts';
import { createJournalFile } from '../node/journal-file.ts';
import { createOsKeyStore } from '../node/os-key-store.ts';
import { readPageFiles } from '../node/page-files.ts';
import { systemClock } from '../node/system-clock.ts';
import { takeEnrolmentCode, type WorkstationOptions } from '../node/workstation-options.ts';
import { createElectronPage } from './electron-page.ts';
import { servePage } from './page-scheme.ts';
import { powerPresence } from './power-presence.ts';
import { guardSession } from './security/guards.ts';
import { PARTITION, webPreferences } from './security/policy.ts';
import { createStoreStateFile } from './store-state-file.ts';

/** Folder of the built main file; preload and page lie beside it. */
export async function startElectronWorkstation(options: WorkstationOptions, folder: string): Promise<BrowserWindow> {
  const stateDir = options.stateDir ?? app.getPath('userData');
  const files = readPageFiles(join(folder, '..', 'renderer'));
  // SECURITY: row 30.
  const session = sessions.fromPartition(PARTITION, { cache: false });
  guardSession(session, app.isPackaged);
  servePage(session, files);
  const window = openWindow(join(folder, 'preload.cjs'), session);
  const link = createHttpsLink({ url: options.gatewayUrl, ca: readFileSync(options.caFile, 'utf8') });
  const page = createElectronPage(window, (where, error) => void core.journal.failure(where, error));
  const enrolmentCode = takeEnrolmentCode(options.enrolmentCodeFile);
  const core = await createWorkstation({
    facts: { host: 'electron', version: app.getVersion(), gateway: link.name },
    link,
    page,
    keyStore: createOsKeyStore(installationId(stateDir)),
    stateFile: createStoreStateFile(stateDir),
    journalSink: createJournalFile(stateDir),
    clock: systemClock,
    presence: powerPresence(powerMonitor),
    chance: Math.random,
    ...(enrolmentCode === null ? {} : { enrolmentCode }),
  });
  let stopped = false;
  window.on('close', (event) => {
    if (stopped) return;
    event.preventDefault();
    window.hide();
    const done = async (): Promise<void> => {
      await core.stop();
      await session.clearData();
      stopped = true;
      window.close();
    };
    done().catch(() => app.exit(1));
  });
  await page.open(core.answer);
  core.start();
  window.show();
  return window;
}

function openWindow(preload: string, session: Electron.Session): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'Precinct Workstation',
    webPreferences: { ...webPreferences(app.isPackaged), preload, session },
  });
  window.removeMenu();
  // SECURITY: row 37. No effect on Linux, and newer macOS capture may still see the window.
  window.setContentProtection(true);
  return window;
}
