/** Every action there is on the screen now. The newest registration of a key wins; leaving components take theirs along. */
import { keysOf, matchesKeys, typesText, type Action } from './action.ts';

const face = (action: Action): string =>
  [action.id, action.label, action.group, keysOf(action).join(), action.unavailable?.because, action.hint].join('\n');

interface Situation {
  readonly inField: boolean;
  readonly inDialog: boolean;
}

export class ActionRegistry {
  readonly #actions = new Map<symbol, Action>();
  readonly #listeners = new Set<() => void>();
  #list: readonly Action[] = [];

  /** Adds or renews; those listening hear of it only when what is shown changed. */
  put(token: symbol, action: Action): void {
    const before = this.#actions.get(token);
    this.#actions.set(token, action);
    if (!before || face(before) !== face(action)) this.#changed();
  }

  drop(token: symbol): void {
    if (this.#actions.delete(token)) this.#changed();
  }

  /** In order of registration. The same array until something shown changes. */
  readonly list = (): readonly Action[] => this.#list;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The newest function of an action, by its id. */
  run(id: string): void {
    const found = [...this.#actions.values()].findLast((action) => action.id === id);
    if (found && !found.unavailable) found.run();
  }

  /** The action a pressed key means in this situation; unavailable ones too, so that the person is told why. */
  find(pressed: Parameters<typeof matchesKeys>[1], { inField, inDialog }: Situation): Action | undefined {
    const bound = [...this.#actions.values()].filter(
      (action) =>
        action.byWidget !== true &&
        (!inDialog || action.inDialog === true) &&
        keysOf(action).some((keys) => matchesKeys(keys, pressed) && !(inField && typesText(keys))),
    );
    return bound.findLast((action) => !action.unavailable) ?? bound.at(-1);
  }

  #changed(): void {
    this.#list = [...this.#actions.values()];
    for (const listener of this.#listeners) listener();
  }
}
