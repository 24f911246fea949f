/** Sealed values by slot in one JSON file through conf: written atomically, mode 0600. It sees nothing readable but public certificates. */
import { chmodSync, existsSync } from 'node:fs';
import Conf from 'conf';
import type { StateFile } from '../../ports/state-file.ts';

const FILE_NAME = 'workspace';

export function createConfStateFile(folder: string): StateFile {
  const open = (): Conf<Record<string, string>> =>
    new Conf<Record<string, string>>({
      cwd: folder,
      configName: FILE_NAME,
      clearInvalidConfig: true,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
      projectName: 'precinct-workstation',
    });
  const conf = open();
  if (existsSync(conf.path)) chmodSync(conf.path, 0o600);
  return {
    read: (slot) => {
      const value: unknown = conf.get(slot);
      return typeof value === 'string' ? value : null;
    },
    write: (slot, value) => conf.set(slot, value),
    remove: (slot) => conf.delete(slot),
    slots: () => Object.keys(conf.store),
  };
}
