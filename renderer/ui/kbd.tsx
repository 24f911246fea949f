/** A key, drawn as one: `Ctrl+R` becomes "Ctrl R". Shows only; keys are bound by actions, never here. */
const SHOWN: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};
const SPOKEN: Readonly<Record<string, string>> = {
  ArrowUp: 'up arrow',
  ArrowDown: 'down arrow',
  ArrowLeft: 'left arrow',
  ArrowRight: 'right arrow',
  '?': 'question mark',
  '/': 'slash',
};
const parts = (keys: string): readonly string[] => keys.split('+');

/** What a person reads on the key. */
const keyText = (keys: string): string =>
  parts(keys)
    .map((part) => SHOWN[part] ?? part)
    .join(' ');

interface KbdProps {
  readonly keys: string;
  /** Inside a button: not part of its name. The key list (`?`) reads it out. */
  readonly isSilent?: boolean;
}
export function Kbd({ keys, isSilent = false }: KbdProps) {
  if (isSilent) return <kbd aria-hidden="true">{keyText(keys)}</kbd>;
  const spoken = parts(keys)
    .map((part) => SPOKEN[part] ?? part)
    .join(' ');
  return <kbd aria-label={spoken}>{keyText(keys)}</kbd>;
}
