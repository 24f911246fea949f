/** What a real domain controller needs of this machine. Installs nothing. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAMS = ['samba', 'samba-tool', 'ldbmodify'] as const;

const isOnPath = (program: string): boolean =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'].some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** One line saying what is missing for a domain controller here; null: nothing is. */
export function missingForDomain(): string | null {
  if (process.platform !== 'linux') return 'a Samba domain controller runs on Linux alone';
  if (process.getuid?.() !== 0) return 'a domain controller listens on ports below 1024, which takes root';
  const missing = PROGRAMS.filter((program) => !isOnPath(program));
  if (missing.length > 0) {
    return `${missing.join(', ')} missing (Debian: apt-get install samba-ad-dc samba-ad-provision ldb-tools)`;
  }
  if (!existsSync('/usr/share/samba/setup'))
    return 'Samba’s schema missing (Debian: apt-get install samba-ad-provision)';
  return null;
}
