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
export const keyText = (keys: string): string =>
  parts(keys)
    .map((part) => SHOWN[part] ?? part)
    .join(' ');

export function Kbd({ keys }: { readonly keys: string }) {
  const spoken = parts(keys)
    .map((part) => SPOKEN[part] ?? part)
    .join(' ');
  return <kbd aria-label={spoken}>{keyText(keys)}</kbd>;
}
