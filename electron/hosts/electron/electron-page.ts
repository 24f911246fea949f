/** The workstation's page in an Electron window: calls over its own ipc, topics by message, a new renderer at every lock. */
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import type { Reply } from '../../../shared/faults/faults.ts';
import type { Caller, Page } from '../../ports/page.ts';
import { CALL_CHANNEL, TOPIC_CHANNEL } from '../../preload/channels.ts';
import { PAGE_ORIGIN } from './security/policy.ts';

export interface ElectronPage extends Page {
  open(answer: (caller: Caller, name: unknown, input: unknown) => Promise<Reply<unknown>>): Promise<void>;
}

export function createElectronPage(
  window: BrowserWindow,
  failed: (where: string, error: unknown) => void,
): ElectronPage {
  const contents = window.webContents;
  let renewing = false;

  const load = (): Promise<void> => contents.loadURL(`${PAGE_ORIGIN}/`);
  /** SECURITY: row 16. Read before anything is awaited: a frame may be gone or be another document's a moment later. */
  const callerOf = (event: IpcMainInvokeEvent): Caller => {
    const frame = event.senderFrame;
    if (frame === null || contents.isDestroyed()) return { mainFrame: false, origin: null };
    return { mainFrame: frame === contents.mainFrame && frame.parent === null, origin: frame.origin };
  };
  contents.on('render-process-gone', () => {
    // The phase lives here, not in the page: a page that crashed comes back to the same phase.
    if (!renewing && !contents.isDestroyed()) load().catch((error: unknown) => failed('page-crash', error));
  });

  return {
    origin: () => PAGE_ORIGIN,
    publish: (topic, value) => {
      if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(TOPIC_CHANNEL, topic, value);
    },
    open: async (answer) => {
      contents.ipc.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) => answer(callerOf(event), name, input));
      await load();
    },
    renew: async () => {
      if (contents.isDestroyed()) return;
      renewing = true;
      try {
        // SECURITY: row 38. Ends the process with everything it remembers; then a new one begins.
        contents.forcefullyCrashRenderer();
        contents.navigationHistory.clear();
        await load();
      } finally {
        renewing = false;
      }
    },
  };
}
