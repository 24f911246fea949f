/** Finds the product's own read-only files (map, sample records) from wherever this code was built to. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Absolute path of a file under `assets/`. @throws when the product is incomplete. */
export function assetPath(...parts: readonly string[]): string {
  let folder = import.meta.dirname;
  for (;;) {
    const candidate = join(folder, 'assets', ...parts);
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`File of the product is missing: assets/${parts.join('/')}`);
    folder = parent;
  }
}
