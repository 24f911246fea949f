/** Puts theme and density on the document. Follows the system until the person chose. */
import { useEffect, useSyncExternalStore } from 'react';
import type { WorkspaceSettings } from './workspace/workspace-model.ts';

const DARK = '(prefers-color-scheme: dark)';
const onScheme = (listener: () => void): (() => void) => {
  const query = globalThis.matchMedia(DARK);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};
const isDark = (): boolean => globalThis.matchMedia(DARK).matches;

/** @param settings null outside a session: the system's theme, the compact density. */
export function useAppearance(settings: WorkspaceSettings | null): void {
  const dark = useSyncExternalStore(onScheme, isDark);
  const wanted = settings?.theme ?? 'system';
  const theme = wanted === 'system' ? (dark ? 'night' : 'day') : wanted;
  const density = settings?.density ?? 'compact';
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['density'] = density;
  }, [theme, density]);
}

/** Pixels of a row at each density; the same as `--row`. */
export const ROW_HEIGHTS: Readonly<Record<WorkspaceSettings['density'], number>> = {
  compact: 30,
  comfortable: 35,
  large: 42,
};
