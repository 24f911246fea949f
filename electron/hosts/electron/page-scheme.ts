/** Serves the page's own scheme from the closed manifest; nothing on disk is looked up by address. */
import type { Protocol, Session } from 'electron';
import type { PageFiles } from '../node/page-files.ts';
import { PAGE_ORIGIN, SCHEME, SCHEME_PRIVILEGES } from './security/policy.ts';

/** SECURITY: row 17. Before the app is ready. */
export function registerPageScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { ...SCHEME_PRIVILEGES } }]);
}

/** SECURITY: rows 7, 17, 18. */
export function servePage(session: Session, files: PageFiles): void {
  session.protocol.handle(SCHEME, (request) => {
    const path = request.url.startsWith(`${PAGE_ORIGIN}/`) ? request.url.slice(PAGE_ORIGIN.length) : '';
    const file = files.find(request.method, path);
    if (file === null) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.bytes), { status: 200, headers: { ...file.headers } });
  });
  session.protocol.handle('file', () => new Response(null, { status: 403 }));
}
