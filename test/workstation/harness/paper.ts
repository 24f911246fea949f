/** What the printer would be given, read as text: on demand of a key with leave, or whatever asks for it. Prints nothing. */
import type { Page } from 'playwright-core';
import type { Keys } from './keys.ts';
import { until } from './until.ts';

/** What is given to the printer, as the page stands at that moment. */
export interface Sheet {
  readonly html: string;
  readonly css: string;
}
interface Paper {
  readonly text: string;
  readonly colours: readonly string[];
  readonly sheet: Sheet;
}
type Papers = typeof globalThis & { paper?: Paper };

/** What would be on paper if the window were printed now, without asking. */
export async function paperNow(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  await page.emulateMedia({ media: 'screen' });
  return text;
}

/** What Ctrl+P puts on paper, and the colours of the sheet. @param colorScheme What the window is set to. */
export async function paperOf(page: Page, keys: Keys, colorScheme: 'light' | 'dark' = 'light'): Promise<Paper> {
  await page.evaluate(() => {
    globalThis.print = () => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
      const css = rules.map(({ cssText }) => cssText).join('\n');
      (globalThis as Papers).paper = {
        text: document.body.innerText,
        colours: [backgroundColor, color],
        sheet: { html: document.documentElement.outerHTML, css },
      };
    };
  });
  await page.emulateMedia({ media: 'print', colorScheme });
  await keys.press('Control+p');
  let paper: Paper | undefined;
  await until(async () => {
    paper = await page.evaluate(() => (globalThis as Papers).paper);
    return paper !== undefined;
  });
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.evaluate(() => Reflect.deleteProperty(globalThis, 'paper'));
  return paper!;
}
