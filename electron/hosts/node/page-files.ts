/**
 * The closed manifest of the page's files, read once at start. A request is answered only if its path is a key,
 * letter by letter: nothing is decoded, joined or looked up on disk, so no path leads out.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { PAGE_HEADERS } from './page-headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
};

export interface PageFile {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}
export interface PageFiles {
  /** `path` as it stands in the request; null: there is no such file, or the method may not ask for it. */
  find(method: string, path: string): PageFile | null;
  readonly paths: readonly string[];
}

/** Reads the built page. Throws when there is no `index.html`; files of other types (source maps) are left out. */
export function readPageFiles(folder: string): PageFiles {
  const files = new Map<string, PageFile>();
  if (!existsSync(folder)) throw new Error(`no built page in ${folder}`);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const full = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, full).split(sep).join('/')}`;
    files.set(path, { bytes: readFileSync(full), headers: { ...PAGE_HEADERS, 'content-type': type } });
  }
  const index = files.get('/index.html');
  if (index === undefined) throw new Error(`no built page in ${folder}`);
  files.set('/', index);
  return {
    find: (method, path) => (method === 'GET' ? (files.get(path) ?? null) : null),
    paths: [...files.keys()],
  };
}
