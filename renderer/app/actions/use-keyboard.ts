/** The one key listener of the page. Fields keep their characters, dialogs keep the keyboard, widgets keep their own keys. */
import { useEffect, useEffectEvent } from 'react';
import type { Action } from './action.ts';
import { useActionRegistry } from './use-action.ts';

const isField = (element: Element | null): boolean =>
  element instanceof HTMLElement &&
  (element.isContentEditable ||
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(element.type)) ||
    element.getAttribute('role') === 'textbox');

/** @param onUnavailable Told of a key whose action is there but not allowed now. */
export function useKeyboard(onUnavailable: (action: Action) => void): void {
  const registry = useActionRegistry();
  const refused = useEffectEvent(onUnavailable);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      // An open list or menu finds its items by their first letters.
      const inList = document.querySelector('.popover') !== null;
      const inDialog = inList || document.querySelector('[role="dialog"]') !== null;
      const action = registry.find(event, { inField: inList || isField(target), inDialog });
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat && event.key.length === 1) return;
      if (action.unavailable) refused(action);
      else action.run();
    };
    globalThis.addEventListener('keydown', onKeyDown, true);
    return () => globalThis.removeEventListener('keydown', onKeyDown, true);
  }, [registry]);
}
