/** Puts the checklist into force on a session and on every web contents. Each guard only ever refuses. */
import type { App, Session, WebContents } from 'electron';
import { mayLoad } from './policy.ts';

/** SECURITY: rows 5, 18, 31, 32. */
export function guardSession(session: Session, packaged: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.allowNTLMCredentialsForDomains('');
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !mayLoad(url, packaged) }));
  session.on('will-download', (event) => event.preventDefault());
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault();
    answer('');
  });
  session.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault();
    answer(null);
  });
}

/** SECURITY: rows 11, 12, 13, 32. The net under everything, for contents nobody foresaw as well. */
export function guardContents(app: App, packaged: boolean): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, packaged));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('login', (event) => event.preventDefault());
  app.on('select-client-certificate', (event) => event.preventDefault());
}

function guard(contents: WebContents, packaged: boolean): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    answer('');
  });
  if (packaged) contents.on('devtools-opened', () => contents.closeDevTools());
}
