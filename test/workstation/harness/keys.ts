/**
 * The keyboard of a journey: presses real keys in the window and counts them. Text that the task gives (a password, a
 * name, a plate) is typed key by key too, and counted apart.
 */
import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';

export interface Keys {
  /** Presses keys in order: `Enter`, `Control+l`, `1`. */
  press(...keys: readonly string[]): Promise<void>;
  /** Types what the task gives. */
  type(text: string): Promise<void>;
  /** Keys pressed and seconds passed since this was last begun. Text that was given is not in `keys`. */
  begin(): void;
  counted(): { readonly keys: number; readonly given: number; readonly seconds: number };
}

/** @param page The page that is current at each key: a lock brings another document. */
export function countedKeys(page: () => Page): Keys {
  let keys = 0;
  let given = 0;
  let since = performance.now();
  return {
    press: async (...all) => {
      for (const key of all) {
        keys += 1;
        await page().keyboard.press(key);
      }
    },
    type: async (text) => {
      given += text.length;
      await page().keyboard.type(text);
    },
    begin: () => {
      keys = 0;
      given = 0;
      since = performance.now();
    },
    counted: () => ({ keys, given, seconds: (performance.now() - since) / 1000 }),
  };
}
