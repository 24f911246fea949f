/** Sealed values by slot through electron-store: atomic, mode 0600. Its own encryption is no protection and is not used; ours comes before. */
import Store from 'electron-store';
import type { StateFile } from '../../ports/state-file.ts';

export function createStoreStateFile(folder: string): StateFile {
  const store = new Store<Record<string, string>>({
    cwd: folder,
    name: 'workspace',
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  });
  return {
    read: (slot) => {
      const value: unknown = store.get(slot);
      return typeof value === 'string' ? value : null;
    },
    write: (slot, value) => store.set(slot, value),
    remove: (slot) => store.delete(slot),
    slots: () => Object.keys(store.store),
  };
}
