/** Starts Chromium so that it can reach nothing: no resolver, a proxy that is not there, a profile of its own that goes away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

export interface BrowserOptions {
  readonly executablePath: string;
  /** Flags of that build (e.g. of @sparticuz/chromium); ours come after and win. */
  readonly args: readonly string[];
  readonly headless: boolean;
  readonly windowSize: { readonly width: number; readonly height: number };
}

export interface StartedBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** SECURITY: rows 5, 10, 18. */
const CLOSED_FLAGS = [
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--deny-permission-prompts',
  '--disable-background-networking',
  '--disable-blink-features=Auxclick',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--disk-cache-size=1',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
] as const;

/** A second lock on the same door; a visible window would carry a warning bar over it for as long as it is open. */
const NO_RESOLVER = '--host-resolver-rules=MAP * ~NOTFOUND';
/** An address makes a window without tabs and address bar; dark and empty until our page replaces it (no white flash). */
const APP_WINDOW = '--app=data:text/html,<title>Precinct Workstation</title><body bgcolor=%230b0e13>';

/** Chromium refuses its sandbox to root; anybody else gets it. */
const isRoot = (): boolean => process.getuid?.() === 0;

export async function startBrowser(options: BrowserOptions): Promise<StartedBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'precinct-'));
  const { width, height } = options.windowSize;
  const ours = [...CLOSED_FLAGS, `--window-size=${width},${height}`];
  const removeProfile = (): void => rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: options.executablePath,
      headless: options.headless,
      chromiumSandbox: !isRoot() && !options.args.includes('--no-sandbox'),
      args: [...options.args, ...ours, options.headless ? NO_RESOLVER : APP_WINDOW],
      ignoreDefaultArgs: options.headless ? [] : ['--enable-automation'],
      viewport: options.headless ? { width, height } : null,
      acceptDownloads: false,
      serviceWorkers: 'block',
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const close = async (): Promise<void> => {
      await context.close().catch(() => undefined);
      removeProfile();
    };
    return { context, close };
  } catch (error) {
    removeProfile();
    throw error;
  }
}
