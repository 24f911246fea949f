/** What a person sees and does in the window, by the names read on it. Asks nothing of the bridge. */
import type { Locator, Page } from 'playwright-core';
import type { SampleAccount } from '../../../gateway/adapters/directory/embedded/sample-accounts.ts';
import { HERO } from '../../../gateway/sample/hero.ts';
import type { Keys } from './keys.ts';

/** Signs in by keyboard, from the notice to a session. */
export async function signInByKeys(page: () => Page, keys: Keys, account: SampleAccount): Promise<void> {
  await focused(page().getByRole('textbox', { name: 'Department user name' })).waitFor();
  await page().getByRole('button', { name: 'Accept and sign in' }).and(page().locator(':enabled')).waitFor();
  await keys.type(account.username);
  await keys.press('Tab');
  await keys.type(account.password);
  await keys.press('Enter', 'Enter');
  await rooms(page()).waitFor();
}

/** Signs out and waits for the next person's sign-in. */
export async function signOutByKeys(page: () => Page, keys: Keys): Promise<void> {
  await keys.press('Control+Shift+x');
  await page().getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** Asks to be signed in, wherever the screen stands between the notice and the password; what comes of it is the caller's. */
export async function askToSignIn(
  page: () => Page,
  keys: Keys,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<void> {
  const name = page().getByRole('textbox', { name: 'Department user name' });
  await name.waitFor();
  await page()
    .getByRole('button', { name: /^(Accept and sign|Sign) in/ })
    .and(page().locator(':enabled'))
    .waitFor();
  const isNew = (await page().getByRole('checkbox').count()) > 0;
  await name.focus();
  await keys.press('Control+a');
  await keys.type(username);
  await keys.press('Tab');
  await keys.type(password);
  await keys.press('Enter');
  if (isNew) await keys.press('Enter');
}

export const passwordField = (page: Page): Locator => page.getByLabel('Password', { exact: true });
/** The field with that name, whole. */
export const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
/** What was said as a refusal, by its title. */
export const refusal = (page: Page, title: string): Locator =>
  page.locator('.alert').filter({ has: page.getByText(title, { exact: true }) });
/** The code as it is given to be read out. */
export const issuedCode = async (page: Page): Promise<string> => {
  const text = await page.locator('.issued-code .big-code').textContent();
  return text?.trim() ?? '';
};

/** The rail of rooms: there in a session and nowhere else. */
export const rooms = (page: Page): Locator => page.getByRole('navigation', { name: 'Rooms' });
export const box = (page: Page): Locator => page.getByRole('textbox', { name: 'Search all sources' });
export const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
/** The same place once it has the focus. */
export const focused = (place: Locator): Locator => place.and(place.page().locator(':focus'));
/** The number in the head of the open record. */
export const recordNumber = (page: Page, number: string): Locator =>
  page.locator('.record-sub').getByText(number, { exact: true });
export const recordPane = (page: Page): Locator => page.locator('#record-pane');
export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Results' });
export const rowOf = (page: Page, number: string): Locator =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.locator('.mono.cut').and(page.getByText(number, { exact: true })) });
export const selectedRow = (page: Page): Locator => grid(page).locator('[role=row][aria-selected=true]');
/** The key that opens a linked record of the open one. */
export const keyOfLink = async (page: Page, number: string): Promise<string> =>
  (await page.locator('[data-link]').filter({ hasText: number }).locator('kbd').textContent()) ?? '';
export const bottomLine = async (page: Page): Promise<string> =>
  (await page.locator('.bottom-text').textContent()) ?? '';
/** What each source says of itself, in order. */
export const sourceLines = (page: Page): Promise<string[]> =>
  page.getByRole('list', { name: 'Sources' }).getByRole('listitem').allTextContents();
export const scrollOf = (place: Locator): Promise<number> => place.evaluate((element) => element.scrollTop);
/** States the first job as the reason and opens the complaint of it, as an officer on that job does. */
export async function openHeroComplaint(page: () => Page, keys: Keys): Promise<void> {
  await keys.press('Control+r');
  await dialog(page(), 'State your reason').getByRole('button', { name: HERO.job }).waitFor();
  await keys.press('1');
  await dialog(page(), 'State your reason').waitFor({ state: 'detached' });
  await box(page()).focus();
  await keys.type(HERO.complaint);
  await keys.press('Enter');
  await rowOf(page(), HERO.complaint).click();
  await keys.press('Enter');
  await recordNumber(page(), HERO.complaint).waitFor();
}
