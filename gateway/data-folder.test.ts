/** The lock of a data folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

it('one gateway holds a data folder at a time, and the next has it at once when released', () => {
  const path = mkdtempSync(join(tmpdir(), 'data-folder-'));
  try {
    for (let n = 0; n < 50; n += 1) {
      const folder = openDataFolder(path);
      if (n % 25 === 0) expect(() => openDataFolder(path)).toThrow(/Another gateway/);
      folder.release();
    }
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
});
