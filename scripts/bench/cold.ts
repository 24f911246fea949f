/** Makes the machine forget what it has read from disk, where it may. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** False where only the administrator may, or the system has no such switch: a first question is then not cold. */
export function dropPageCache(): boolean {
  try {
    spawnSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}
