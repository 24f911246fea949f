/** What an action is, and how its keys are read. An action is data plus one function; it draws nothing. */
import type { CallInput } from '../../../shared/bridge/calls.ts';

export type ExplainAbout = CallInput<'access.explain'>['about'];

interface Unavailable {
  /** Why not, in a few plain words. */
  readonly because: string;
  /** What `access.explain` is asked when the person wants to know more. */
  readonly about?: ExplainAbout;
}

export interface Action {
  /** Unique while registered, e.g. `record.reveal`. */
  readonly id: string;
  readonly label: string;
  /** Heading in the key list: "Search", "This record" … */
  readonly group?: string;
  /** e.g. `Ctrl+R`, `F`, `Alt+ArrowLeft`, `?`. Single characters are off while typing in a field. */
  readonly keys?: string | readonly string[];
  readonly run: () => void;
  /** Present: listed with the reason, and not run. */
  readonly unavailable?: Unavailable | undefined;
  /** Works inside an open dialog (all others are off there). */
  readonly inDialog?: boolean;
  /** The widget with the focus answers the key itself; listed in the key list, not bound. */
  readonly byWidget?: boolean;
  /** Not in the palette (e.g. moving by arrow keys). */
  readonly keysOnly?: boolean;
  /** Shown in the bottom line; lower comes first. */
  readonly hint?: number;
}

export const keysOf = (action: Action): readonly string[] =>
  action.keys === undefined ? [] : typeof action.keys === 'string' ? [action.keys] : action.keys;

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether the pressed key is the one described. ⌘ counts as Ctrl. Shift counts only for letters and named keys. */
export function matchesKeys(keys: string, pressed: Pressed): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name);
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  return (
    pressed.key.toLowerCase() === key.toLowerCase() &&
    wants('Ctrl') === (pressed.ctrlKey || pressed.metaKey) &&
    wants('Alt') === pressed.altKey &&
    (isSign || wants('Shift') === pressed.shiftKey)
  );
}

/** Keys that type a character: off while the focus is in a field. */
export const typesText = (keys: string): boolean => {
  const parts = keys.split('+');
  return !parts.includes('Ctrl') && !parts.includes('Alt') && (parts.at(-1) ?? '').length === 1;
};

const LAST_GROUPS: readonly string[] = ['Open records', 'Workstation', 'Look', 'Help'];
/** What belongs to the screen comes first, what is always there comes last. */
export const groupRank = (group: string | undefined): number => LAST_GROUPS.indexOf(group ?? '') + 1;
