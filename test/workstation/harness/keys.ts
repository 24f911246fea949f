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

/** A little more than the bridge asks between two secrets of one kind once five were sent at once (ms). */
const BETWEEN_SECRETS_MS = 1_050;

/** Resolves as soon as a person could have typed another password or code: faster ones the bridge refuses. */
export function humanPace(): () => Promise<void> {
  let next = 0;
  return async () => {
    const wait = next - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    next = performance.now() + BETWEEN_SECRETS_MS;
  };
}
