/** Registers what a component can do, for the keyboard, the palette and the key list at once. */
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Action } from './action.ts';
import { ActionRegistry } from './registry.ts';

export const ActionsContext = createContext<ActionRegistry>(new ActionRegistry());

export const useActionRegistry = (): ActionRegistry => useContext(ActionsContext);

/** Registers the actions while the component is there. The list may change from render to render. */
export function useActions(actions: readonly Action[]): void {
  const registry = useActionRegistry();
  const tokens = useRef<Map<string, symbol>>(new Map());
  useEffect(() => {
    const known = tokens.current;
    const ids = new Set(actions.map((action) => action.id));
    for (const action of actions) {
      const token = known.get(action.id) ?? Symbol(action.id);
      known.set(action.id, token);
      registry.put(token, action);
    }
    for (const [id, token] of known) {
      if (ids.has(id)) continue;
      known.delete(id);
      registry.drop(token);
    }
  });
  useEffect(() => {
    const known = tokens.current;
    return () => {
      for (const token of known.values()) registry.drop(token);
      known.clear();
    };
  }, [registry]);
}

export const useAction = (action: Action): void => useActions([action]);

/** Everything that can be done now, as the palette and the key list show it. */
export function useActionList(): readonly Action[] {
  const registry = useActionRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}
