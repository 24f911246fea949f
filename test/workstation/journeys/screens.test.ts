/** Every screen in the real window keeps WCAG 2.2 A and AA, by day and by night, as axe sees it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERO } from '../../../gateway/sample/hero.ts';
import { violations } from '../harness/axe.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, type Keys } from '../harness/keys.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import { box, dialog, focused, recordNumber, rowOf, signInByKeys, signOutByKeys } from '../harness/window.ts';

const { hosts } = await hostsHere();

describe.each(hosts)('WCAG 2.2 A and AA, on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  let keys: Keys;
  const page = (): Page => desk.page();

  beforeAll(async () => {
    department = await startDepartment();
    const windowSize = { width: 1366, height: 768 };
    desk = await openWorkstation({ department, on, keyStore: memoryKeyStore(), windowSize });
    keys = countedKeys(page);
    page().context().setDefaultTimeout(30_000);
  });
  afterAll(async () => {
    await desk.close();
    await department.close();
  });

  const passes = async (): Promise<void> => expect(await violations(page())).toEqual([]);
  /** Opens a dialog by its key, checks it, closes it. */
  const passesOpen = async (key: string, name: string, ready: string): Promise<void> => {
    await keys.press(key);
    await dialog(page(), name).getByText(ready).first().waitFor();
    await passes();
    await keys.press('Escape');
    await dialog(page(), name).waitFor({ state: 'detached' });
  };
  const searched = async (text: string): Promise<void> => {
    await keys.press('Control+f');
    await keys.type(text);
    await keys.press('Enter');
  };

  test('sign-in', async () => {
    await page().getByRole('button', { name: 'Accept and sign in' }).and(page().locator(':enabled')).waitFor();
    await passes();
  });

  test('policy', async () => {
    await keys.press('F1');
    await page().getByRole('dialog').waitFor();
    await passes();
    await keys.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('refused sign-in', async () => {
    const account = department.account('mrivera');
    await page().getByRole('textbox', { name: 'Department user name' }).focus();
    await keys.type(account.username);
    await keys.press('Tab');
    await keys.type('not the password');
    await keys.press('Enter', 'Enter');
    await page().getByText('User name or password is not right').waitFor();
    await passes();
    await focused(page().getByLabel('Password', { exact: true })).waitFor();
    await keys.type(account.password);
    await keys.press('Enter');
    await focused(box(page())).waitFor();
  });

  test('search before a reason', () => passes());

  test('reason', async () => {
    await keys.press('Control+r');
    await dialog(page(), 'State your reason').getByRole('button', { name: HERO.job }).waitFor();
    await passes();
    await keys.press('1');
    await dialog(page(), 'State your reason').waitFor({ state: 'detached' });
  });

  test('search without and with results', async () => {
    await searched('zzq9177');
    await page().getByRole('heading', { name: 'No record' }).waitFor();
    await passes();
    await searched(HERO.plate);
    await rowOf(page(), HERO.complaint).waitFor();
    await passes();
  });

  test('record, and why a field of it is held back', async () => {
    await searched(HERO.complaint);
    await rowOf(page(), HERO.complaint).click();
    await keys.press('Enter');
    await recordNumber(page(), HERO.complaint).waitFor();
    await page().getByText('Drawing the precinct…').waitFor({ state: 'detached' });
    await passes();
    await passesOpen('w', 'Why can’t I?', 'Rule victim-identity');
  });

  test('all actions, and the keys of the screen', async () => {
    await passesOpen('Control+k', 'All actions', 'Sign out');
    await passesOpen('?', 'Keys of this screen', 'Reveal the masked field');
  });

  test('my second factor, and the menu under my name', async () => {
    await passesOpen('Control+Shift+f', 'Second factor', 'You have no second factor yet.');
    await page().getByRole('button', { name: 'roles, settings and sign-out' }).focus();
    await keys.press('Enter');
    await page().getByRole('menu').waitFor();
    await passes();
    await keys.press('Escape');
    await page().getByRole('menu').waitFor({ state: 'detached' });
  });

  test('lock', async () => {
    await keys.press('Control+l');
    await focused(page().getByLabel('Password', { exact: true })).waitFor();
    await passes();
    await keys.press('Control+Shift+x');
    // The single-process build takes seconds to give up a document that was examined this often.
    await page().getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 60_000 });
  });

  test('desk, and administration', async () => {
    await signInByKeys(page, keys, department.account('radmin'));
    await keys.press('F3');
    await page().getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
    await page().getByText('is locked out').first().waitFor();
    await passes();
    await keys.press('s');
    await page().getByRole('table', { name: 'Sessions at the workstations' }).waitFor();
    await passes();
    await keys.press('f');
    await page().getByRole('textbox', { name: 'User name of the colleague' }).waitFor();
    await passes();
    await keys.press('F8');
    await page().getByRole('heading', { level: 1, name: 'Administration' }).waitFor();
    await page().getByText('mrivera').first().waitFor();
    await passes();
    await keys.press('w');
    await page().getByRole('table', { name: 'Workstations' }).waitFor();
    await passes();
    await passesOpen('n', 'Enrol a workstation', 'Precinct');
    await signOutByKeys(page, keys);
  });

  test('oversight', async () => {
    await signInByKeys(page, keys, department.account('nvolkov'));
    await passes();
    await keys.press('Control+r');
    await focused(dialog(page(), 'State your reason').getByRole('textbox')).waitFor();
    await keys.type('AUD-2026-0042');
    await keys.press('Enter');
    await page().getByRole('grid', { name: 'Audit rows, newest first' }).getByText('Record viewed').first().waitFor();
    await passes();
  });
});
