/** The security checklist as constants (docs/security-checklist.md). Data only: a change here is a change of policy. */
import type { WebPreferences } from 'electron';

export const SCHEME = 'app';
/** Chromium's origin of the page; the only one calls are taken from. */
export const PAGE_ORIGIN = `${SCHEME}://workstation`;
/** SECURITY: row 30. In memory only: no `persist:`. */
export const PARTITION = 'workstation';

/** SECURITY: rows 2 to 11, 29, 33, 34. The effective preferences of the one window. */
export function webPreferences(packaged: boolean): Readonly<Omit<WebPreferences, 'preload' | 'session'>> {
  return {
    allowRunningInsecureContent: false,
    backgroundThrottling: true,
    contextIsolation: true,
    devTools: !packaged,
    disableBlinkFeatures: 'Auxclick',
    disableDialogs: true,
    experimentalFeatures: false,
    javascript: true,
    navigateOnDragDrop: false,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    plugins: false,
    safeDialogs: true,
    sandbox: true,
    spellcheck: false,
    webSecurity: true,
    webviewTag: false,
  };
}

/** SECURITY: row 17. What the page's scheme may be; all else (CSP bypass, service workers, extensions) stays off. */
export const SCHEME_PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true, codeCache: true } as const;

/** SECURITY: row 26. Switches that open the workstation to whoever starts it; there is no fuse for them. */
export const REFUSED_SWITCHES: readonly string[] = [
  'allow-running-insecure-content',
  'auth-server-allowlist',
  'disable-features',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-logging',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'load-extension',
  'log-net-log',
  'no-sandbox',
  'proxy-bypass-list',
  'proxy-pac-url',
  'proxy-server',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'renderer-cmd-prefix',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
  'user-data-dir',
  'wait-for-debugger-children',
];

/** The first refused switch among the arguments, in any spelling Chromium takes (`--x`, `-x`, `/x` on Windows, `=value`), or null. */
export function refusedSwitch(args: readonly string[]): string | null {
  for (const arg of args) {
    const name = /^(?:--?|\/)([a-z][a-z-]*)/i.exec(arg)?.[1]?.toLowerCase();
    if (name !== undefined && REFUSED_SWITCHES.includes(name)) return name;
  }
  return null;
}

/** SECURITY: row 18. Only the page's own scheme, and the inspector's while developing. */
export function mayLoad(address: string, packaged: boolean): boolean {
  if (address.startsWith(`${PAGE_ORIGIN}/`)) return true;
  return !packaged && address.startsWith('devtools://');
}
