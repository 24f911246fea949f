/** Starts the workstation in a Chromium window: the whole core, with Chromium in the place of Electron. */
import { mkdirSync, readFileSync } from 'node:fs';
import type { Page as BrowserPage } from 'playwright-core';
import packageJson from '../../../package.json' with { type: 'json' };
import { createWorkstation } from '../../core/workstation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GatewayLink } from '../../ports/gateway-link.ts';
import type { KeyStore } from '../../ports/key-store.ts';
import { createConfStateFile } from '../node/conf-state-file.ts';
import { createHttpsLink } from '../node/https-link.ts';
import { installationId } from '../node/installation-id.ts';
import { createJournalFile } from '../node/journal-file.ts';
import { createOsKeyStore } from '../node/os-key-store.ts';
import { readPageFiles, type PageFiles } from '../node/page-files.ts';
import { systemClock } from '../node/system-clock.ts';
import { startBrowser, type StartedBrowser } from './browser.ts';
import { createChromiumPage } from './chromium-page.ts';
import { findBrowser } from './find-browser.ts';

export interface StartOptions {
  readonly gatewayUrl: string;
  /** PEM of the department's certificate authority: the only one trusted. */
  readonly caFile: string;
  /** Journal and sealed workspace; made when missing, mode 0700. */
  readonly stateDir: string;
  /** The built page. */
  readonly rendererDir: string;
  /** An administrator's code, used once at the start when the workstation is not enrolled. */
  readonly enrolmentCode?: string;
  readonly headless: boolean;
  /** Default: an installed Chromium, Chrome or Edge. */
  readonly executablePath?: string;
  /** Flags of that build. */
  readonly args?: readonly string[];
  /** Pixels; default 1366 × 768. */
  readonly windowSize?: { readonly width: number; readonly height: number };
  /** Default: the operating system's. */
  readonly keyStore?: KeyStore;
  /** Default: the machine's. */
  readonly clock?: Clock;
}

export interface StartedWorkstation {
  /** The browser's page that is current now; another one after a crash. */
  page(): BrowserPage;
  /** Resolves when the window is closed, by the person or by {@link close}. */
  readonly closed: Promise<unknown>;
  close(): Promise<void>;
}

/** No browser to show the workstation in. */
export class NoBrowserError extends Error {
  override readonly name = 'NoBrowserError';
}

/**
 * An unreachable gateway is no error here: the window opens and says so, and goes on by itself when the link is up.
 * Throws {@link NoBrowserError}, or an Error for a missing page, an unreadable CA file or a bad address.
 */
export async function startWorkstation(options: StartOptions): Promise<StartedWorkstation> {
  const executablePath = options.executablePath ?? findBrowser();
  if (executablePath === null) throw new NoBrowserError('no Chromium, Chrome or Edge is installed');
  mkdirSync(options.stateDir, { recursive: true, mode: 0o700 });
  const files = readPageFiles(options.rendererDir);
  const link = createHttpsLink({ url: options.gatewayUrl, ca: readFileSync(options.caFile, 'utf8') });
  const browser = await startBrowser({
    executablePath,
    args: options.args ?? [],
    headless: options.headless,
    windowSize: options.windowSize ?? { width: 1366, height: 768 },
  });
  try {
    return await assemble(options, { files, link, browser });
  } catch (error) {
    await browser.close();
    throw error;
  }
}

interface Started {
  readonly files: PageFiles;
  readonly link: GatewayLink;
  readonly browser: StartedBrowser;
}

async function assemble(options: StartOptions, { files, link, browser }: Started): Promise<StartedWorkstation> {
  const closing = Promise.withResolvers<undefined>();
  const page = await createChromiumPage({
    context: browser.context,
    files,
    closed: () => void close(),
    failed: (where, error) => void core.journal.failure(where, error),
  });
  const core = await createWorkstation({
    facts: { host: 'chromium', version: packageJson.version, gateway: link.name },
    link,
    page,
    keyStore: options.keyStore ?? createOsKeyStore(installationId(options.stateDir)),
    stateFile: createConfStateFile(options.stateDir),
    journalSink: createJournalFile(options.stateDir),
    clock: options.clock ?? systemClock,
    // A browser is told nothing of the screen's lock or of sleep: the idle timer alone locks here.
    presence: { watch: () => () => undefined },
    chance: Math.random,
    ...(options.enrolmentCode === undefined ? {} : { enrolmentCode: options.enrolmentCode }),
  });
  let ended: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    await core.stop();
    await browser.close();
    closing.resolve(undefined);
  };
  const close = (): Promise<void> => (ended ??= end());
  browser.context.on('close', () => void close());
  await page.open(core.answer);
  core.start();
  return { page: () => page.browserPage(), closed: closing.promise, close };
}
