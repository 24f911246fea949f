/** Electron's entry: refuses bad switches, puts the guards up, opens the one window. It decides nothing of the product. */
import { app, protocol } from 'electron';
import { registerPageScheme } from './hosts/electron/page-scheme.ts';
import { guardContents } from './hosts/electron/security/guards.ts';
import { refusedSwitch } from './hosts/electron/security/policy.ts';
import { startElectronWorkstation } from './hosts/electron/start.ts';
import { readWorkstationOptions } from './hosts/node/workstation-options.ts';

const stop = (line: string): void => {
  process.stderr.write(`workstation: ${line}\n`);
  app.exit(1);
};
const args = process.argv.slice(app.isPackaged ? 1 : 2);

async function run(): Promise<void> {
  const options = readWorkstationOptions(args);
  if (options === 'help') {
    stop('--gateway URL --ca FILE [--state DIR] [--enrolment-code-file FILE]');
    return;
  }
  // SECURITY: row 44. A second start only brings the first window forward; its arguments are not looked at.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  await app.whenReady();
  const window = await startElectronWorkstation(options, import.meta.dirname);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
}

// SECURITY: row 26.
const refused = app.isPackaged ? refusedSwitch(process.argv) : null;
if (refused !== null) {
  stop(`--${refused} is refused`);
} else {
  // SECURITY: row 4. Before the app is ready, so that no process starts without it.
  app.enableSandbox();
  registerPageScheme(protocol);
  guardContents(app, app.isPackaged);
  app.on('window-all-closed', () => app.quit());
  run().catch((error: unknown) => stop(error instanceof Error ? error.message : 'failed'));
}
