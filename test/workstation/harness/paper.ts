/** What the printer would be given, read as text: on demand of a key with leave, or whatever asks for it. Prints nothing. */
import type { Page } from 'playwright-core';
import type { Keys } from './keys.ts';
import { until } from './until.ts';

type Papers = typeof globalThis & { papers?: string[] };

/** What would be on paper if the window were printed now, without asking. */
export async function paperNow(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  await page.emulateMedia({ media: 'screen' });
  return text;
}

/** What Ctrl+P puts on paper, and the colours of the sheet. @param colorScheme What the window is set to. */
export async function paperOf(
  page: Page,
  keys: Keys,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ readonly text: string; readonly colours: readonly string[] }> {
  await page.evaluate(() => {
    const papers: string[] = [];
    (globalThis as Papers).papers = papers;
    globalThis.print = () => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      papers.push(document.body.innerText, backgroundColor, color);
    };
  });
  await page.emulateMedia({ media: 'print', colorScheme });
  await keys.press('Control+p');
  const papers = (): Promise<readonly string[]> => page.evaluate(() => (globalThis as Papers).papers ?? []);
  await until(async () => (await papers()).length > 0);
  const [text = '', ...colours] = await papers();
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.evaluate(() => Reflect.deleteProperty(globalThis, 'papers'));
  return { text, colours };
}
