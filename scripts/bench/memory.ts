/** What a thousand searches leave behind in the gateway's memory. Reads what the system says of the process; null where it says nothing. */
import { existsSync, readFileSync } from 'node:fs';

/** MiB that the process holds in memory now. */
export function residentMiB(pid: number): number | null {
  const file = `/proc/${String(pid)}/status`;
  if (!existsSync(file)) return null;
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'));
  return found ? Number(found[1]) / 1024 : null;
}
