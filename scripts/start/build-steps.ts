/** The three builds and the stamp that tells whether they are stale. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';

export const TOP = join(import.meta.dirname, '..', '..');
export const RENDERER_DIR = join(TOP, 'dist', 'renderer');
const STAMP = join(TOP, 'dist', '.made-from');
const MADE_FROM = ['renderer', 'electron', 'shared', 'assets/map', 'assets/policy'];
const MADE_FROM_FILES = ['vite.config.ts', 'package.json', 'package-lock.json', 'scripts/start/build-steps.ts'];

/** SHA-256 over the names and contents of all sources; about 30 ms. */
function fingerprint(): string {
  const inFolders = MADE_FROM.flatMap((folder) =>
    readdirSync(join(TOP, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const files = [...inFolders, ...MADE_FROM_FILES.map((file) => join(TOP, file))].sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(TOP, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

export function isStale(): boolean {
  const made = ['renderer/index.html', 'electron/main.js', 'electron/preload.cjs'];
  if (!existsSync(STAMP) || made.some((file) => !existsSync(join(TOP, 'dist', file)))) return true;
  return readFileSync(STAMP, 'utf8') !== fingerprint();
}

async function buildElectron(entry: string, output: string, format: 'es' | 'cjs'): Promise<void> {
  await build({
    configFile: false,
    root: TOP,
    logLevel: 'warn',
    build: {
      ssr: join(TOP, entry),
      outDir: join(TOP, 'dist', 'electron'),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { format, entryFileNames: output } },
    },
    // The preload is one file without `require` of anything but Electron: a sandboxed preload has no other.
    ssr: { external: ['electron'] },
  });
}

/** Leaves no stamp when a step fails, so that the next call builds again. */
export async function buildAll(onStep: (step: string) => void): Promise<void> {
  rmSync(STAMP, { force: true });
  const made = fingerprint();
  onStep('the page');
  await build({ configFile: join(TOP, 'vite.config.ts'), logLevel: 'warn' });
  onStep('the desktop shell');
  await buildElectron('electron/main.ts', 'main.js', 'es');
  await buildElectron('electron/preload/preload.ts', 'preload.cjs', 'cjs');
  mkdirSync(join(TOP, 'dist'), { recursive: true });
  writeFileSync(STAMP, made);
}
