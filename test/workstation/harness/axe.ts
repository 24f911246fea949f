/** Checks what is on the screen against WCAG 2.2 A and AA, by day and by night. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THEMES = { light: 'day', dark: 'night' } as const;

/** One line a violation: theme, rule, first place. Evaluated by the driver: the page's own policy runs no foreign script. */
export async function violations(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  // What a button said while it waited stays in the live region for seconds, by the name of a button that may be gone.
  await page.locator('[data-live-announcer] [role=img]').first().waitFor({ state: 'detached' });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme=${THEMES[colorScheme]}]`).waitFor();
    // The colours of a screen that is fading in are not its colours.
    await page.evaluate(async () => {
      for (let frames = 0; frames < 2; frames += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
      await Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)));
    });
    await page.evaluate(axe.source);
    const broken = await page.evaluate(async (levels) => {
      const checker = Reflect.get(globalThis, 'axe') as typeof axe;
      const { violations: all } = await checker.run(document, {
        runOnly: { type: 'tag', values: levels },
        resultTypes: ['violations'],
      });
      return all.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
    }, LEVELS);
    found.push(...broken.map((line) => `${THEMES[colorScheme]}: ${line}`));
  }
  return found;
}
