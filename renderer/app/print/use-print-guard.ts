/** Ctrl+P where there is nothing to print, dialogs too: says so, and keeps the browser's own printing closed. Prints nothing. */
import { useEffect, useEffectEvent } from 'react';
import { matchesKeys } from '../actions/action.ts';
import { useSay } from '../bottom-line.ts';

export function usePrintGuard(): void {
  const say = useSay();
  const refuse = useEffectEvent(() =>
    say('Not printed: only an open record or comparison is, and each print is logged.'),
  );
  useEffect(() => {
    // Comes only when no action of the page took the key: theirs is the listener before.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!matchesKeys('Ctrl+P', event) && !matchesKeys('Ctrl+Shift+P', event)) return;
      event.preventDefault();
      refuse();
    };
    globalThis.addEventListener('keydown', onKeyDown);
    return () => globalThis.removeEventListener('keydown', onKeyDown);
  }, []);
}
