/** What a person sees and does in the window, by the names read on it. Asks nothing of the bridge. */
import type { Locator, Page } from 'playwright-core';
import type { SampleAccount } from '../../../gateway/adapters/directory/embedded/sample-accounts.ts';
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
