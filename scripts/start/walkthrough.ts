/**
 * A scripted officer, then three colleagues, at work in a real window that nobody sees: each step is printed, and the
 * screens are kept as pictures. Every step waits for what a person would wait for; a step that fails ends it with an error.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { startWorkstation, type StartedWorkstation } from '../../electron/hosts/chromium/start.ts';
import { SAMPLE_ACCOUNTS } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import { HERO } from '../../gateway/sample/hero.ts';
import { RENDERER_DIR } from './build-steps.ts';

export interface WalkthroughOptions {
  readonly department: { readonly url: string; readonly caFile: string; readonly enrolmentCode: string };
  /** Folder of the pictures (PNG, 1366 × 768). */
  readonly pictures: string;
  readonly say: (line: string) => void;
}

interface Walk {
  readonly page: () => Page;
  readonly step: (words: string) => void;
  readonly picture: (name: string) => Promise<void>;
}

const STEP_TIMEOUT_MS = 20_000;

const DESK: Room = {
  key: 'F3',
  title: 'Desk',
  picture: 'desk-day',
  parts: [
    ['s', 'Sessions', 'desk-sessions-day'],
    ['f', 'Second factor', 'desk-factor-day'],
  ],
};
const ADMINISTRATION: Room = {
  key: 'F8',
  title: 'Administration',
  picture: 'administration-day',
  parts: [
    ['w', 'Workstations', 'workstations-day'],
    ['d', 'Directory', 'directory-day'],
  ],
};

async function signIn({ page, step }: Walk, username: string): Promise<void> {
  const account = SAMPLE_ACCOUNTS.find((one) => one.username === username);
  if (!account) throw new Error(`no sample account ${username}`);
  step(`${account.rank} ${account.name} signs in: ${account.shows.toLowerCase()}`);
  const user = page().getByRole('textbox', { name: 'Department user name' });
  // A window that was left shows how it ended first; from there one key leads to the notice.
  const again = page().getByRole('button', { name: 'Sign in again' });
  await user.or(again).first().waitFor();
  if (await again.isVisible()) await again.click();
  await page().getByText('I have read the notice and accept its terms').click();
  await user.fill(username);
  await page().getByRole('textbox', { name: 'Password' }).fill(account.password);
  await page().getByRole('textbox', { name: 'Password' }).press('Enter');
  await page().getByRole('navigation', { name: 'Rooms' }).waitFor();
}

async function signOut({ page }: Walk): Promise<void> {
  await page().keyboard.press('Control+Shift+X');
  await page().getByRole('textbox', { name: 'Department user name' }).waitFor();
}

async function search({ page }: Walk, text: string, found: string): Promise<void> {
  await page().keyboard.press('Control+F');
  const box = page().getByRole('combobox').or(page().getByRole('searchbox')).or(page().getByRole('textbox')).first();
  await box.fill(text);
  await box.press('Enter');
  await page().getByRole('grid').getByText(found).first().waitFor();
}

/** What an administrator would read out: the workstation makes its key, and is known from then on. */
async function enrolment({ page, step, picture }: Walk, code: string): Promise<void> {
  step('The workstation is new: only enrolling it is possible, with an administrator’s code');
  const field = page().getByRole('textbox', { name: 'Enrolment code' });
  await field.waitFor();
  await picture('enrolment-day');
  await field.fill(code);
  await page().getByRole('textbox', { name: 'Department user name' }).waitFor();
}

async function officer(walk: Walk): Promise<void> {
  const { page, step, picture } = walk;
  await page().getByRole('textbox', { name: 'Department user name' }).waitFor();
  await picture('signin-day');
  await signIn(walk, 'mrivera');
  step('She states the reason: her current job, with one key');
  await page().keyboard.press('Control+R');
  await page().getByRole('dialog').getByText(HERO.job).waitFor();
  await picture('reason-day');
  await page().keyboard.press('1');
  await page().getByRole('dialog').waitFor({ state: 'hidden' });
  step(`She runs a partial plate, “${HERO.partialPlate.toLowerCase()}”: every source answers for itself`);
  await search(walk, HERO.partialPlate.toLowerCase(), HERO.stolen);
  await picture('search-day');
  step(`She opens complaint ${HERO.complaint}; what she may not see names its rule`);
  await page().getByRole('grid').getByText(HERO.complaint).first().dblclick();
  await page().getByRole('heading', { level: 1 }).waitFor();
  await picture('record-day');
  step('She reveals one masked field; the revealing is logged');
  await page().keyboard.press('r');
  await page()
    .getByText(/logged · audit row/)
    .first()
    .waitFor();
  await picture('record-revealed-day');
  step('One key to its arrest, one to the property invoice, and back');
  await page().keyboard.press('1');
  await page()
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /unauthorized use/i })
    .waitFor();
  await picture('arrest-day');
  await page().keyboard.press('1');
  await page().locator('main').getByText(HERO.invoice).first().waitFor();
  await picture('invoice-day');
  await page().keyboard.press('Alt+ArrowLeft');
  await page().keyboard.press('Alt+ArrowLeft');
  await page()
    .getByRole('heading', { level: 1, name: /grand larceny/i })
    .waitFor();
  await picture('back-day');
}

async function lockAndReturn(walk: Walk): Promise<void> {
  const { page, step, picture } = walk;
  step('She locks and leaves: the content is gone from the screen and from the page');
  await page().keyboard.press('Control+L');
  const password = page().getByRole('textbox', { name: 'Password' });
  await password.waitFor();
  await picture('lock-day');
  step('She comes back: the same record, the same place');
  await password.fill(SAMPLE_ACCOUNTS.find((one) => one.username === 'mrivera')?.password ?? '');
  await password.press('Enter');
  await page().getByRole('navigation', { name: 'Rooms' }).waitFor();
  await page().getByRole('heading', { level: 1 }).waitFor();
  await picture('unlocked-day');
}

/** Two codes of her phone, one after the other, without waiting: the earlier is still good. */
async function secondFactor(walk: Walk): Promise<void> {
  const { page, step, picture } = walk;
  step(
    'She sets up the second factor that working off-site asks for: a key for her phone, two codes, ten recovery codes',
  );
  await page().keyboard.press('Control+Shift+F');
  const setUp = page().getByRole('dialog').getByRole('button', { name: 'Set up', exact: true });
  const another = page().getByRole('dialog').getByRole('button', { name: 'Set up another phone' });
  await setUp.or(another).waitFor();
  if (await another.isVisible()) {
    step('Her phone is known from an earlier walk; replacing it would ask for one of its codes');
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'hidden' });
    return;
  }
  await setUp.click();
  const key = page().locator('.factor-secret');
  await key.waitFor();
  await picture('factor-day');
  const secret = ((await key.textContent()) ?? '').replaceAll(/\s/g, '');
  const now = Math.floor(Date.now() / 1000);
  for (const epoch of [now - 30, now]) {
    await page().getByRole('dialog').getByRole('textbox').fill(generateSync({ secret, epoch }));
  }
  const kept = page().getByRole('button', { name: 'I have kept them' });
  await kept.waitFor();
  await picture('recovery-codes-day');
  await kept.click();
  await page().getByRole('dialog').waitFor({ state: 'hidden' });
}

/** The desk is needed while she is away: her session stays locked, her drafts stay sealed. */
async function handOver(walk: Walk): Promise<void> {
  const { page, step, picture } = walk;
  step('She locks; a colleague signs in on top, and out again');
  await page().keyboard.press('Control+L');
  await page().getByRole('textbox', { name: 'Password' }).waitFor();
  await picture('hand-over-day');
  await page().keyboard.press('Alt+N');
  await signIn(walk, 'tchen');
  await signOut(walk);
  await signIn(walk, 'mrivera');
  step('What she had open is there again; with the new session the reason is stated anew');
  await page().getByRole('button', { name: 'State the reason' }).waitFor();
  await picture('handed-back-day');
  await page().keyboard.press('Control+R');
  await page().getByRole('dialog').getByText(HERO.job).waitFor();
  await page().keyboard.press('1');
  await page().getByRole('heading', { level: 1 }).waitFor();
}

async function helpAndNight(walk: Walk): Promise<void> {
  const { page, step, picture } = walk;
  step('Every action has a key: the palette, the keys of this screen');
  await page().keyboard.press('Control+K');
  await page().getByRole('dialog', { name: 'All actions' }).waitFor();
  await picture('palette-day');
  await page().keyboard.type('night');
  await page().keyboard.press('Enter');
  await page().keyboard.press('?');
  await page().getByRole('dialog', { name: 'Keys of this screen' }).waitFor();
  await picture('keys-night');
  await page().keyboard.press('Escape');
  await picture('record-night');
  step('A misspelt name finds the right person, and says why it matched');
  await page().keyboard.press('Alt+0');
  await search(walk, 'shivon galager', HERO.complaint).catch(async () => {
    // The words are read as a name; the second reading is “sounds like”.
    await page().keyboard.press('Control+F');
    await page().keyboard.press('Tab');
    await page().keyboard.press('Enter');
    await page()
      .getByRole('grid')
      .getByText(/sounds like/)
      .first()
      .waitFor();
  });
  await picture('search-night');
  await signOut(walk);
}

interface Room {
  readonly key: string;
  readonly title: string;
  readonly picture: string;
  /** Parts of it beside the first: key, name of its tab, name of the picture. */
  readonly parts: readonly (readonly [key: string, tab: string, picture: string])[];
}

async function colleague(walk: Walk, username: string, room: Room): Promise<void> {
  await signIn(walk, username);
  walk.step(`The room of this role: ${room.title.toLowerCase()}`);
  await walk.page().keyboard.press(room.key);
  await walk.page().getByRole('heading', { level: 1, name: room.title }).waitFor();
  await walk.picture(room.picture);
  for (const [key, tab, picture] of room.parts) {
    await walk.page().keyboard.press(key);
    await walk.page().getByRole('tab', { name: tab, selected: true }).waitFor();
    await walk.page().getByRole('tabpanel').locator('table, form, p, h2, h3').first().waitFor();
    await walk.picture(picture);
  }
  await signOut(walk);
}

/** The auditor states an audit number first, then sees rows and opens one query text: no record content. */
async function auditor(walk: Walk): Promise<void> {
  const { page, step, picture } = walk;
  await signIn(walk, 'nvolkov');
  step('She states the audit, sees who looked and why, and opens one query text');
  await page().keyboard.press('Control+R');
  await page().getByRole('dialog').getByRole('textbox').first().fill('AUD-2026-0042');
  await page().keyboard.press('Enter');
  await page().getByRole('dialog').waitFor({ state: 'hidden' });
  await page().keyboard.press('F4');
  await page().getByRole('grid').getByText('Search', { exact: true }).first().click();
  await page().getByRole('button', { name: 'Open query text' }).waitFor();
  await page().keyboard.press('q');
  await page().getByText('Query text, opened and recorded').waitFor();
  await picture('oversight-day');
  await signOut(walk);
}

/** Throws when a step does not come to pass within 20 s. */
export async function runWalkthrough({ department, pictures, say }: WalkthroughOptions): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const stateDir = mkdtempSync(join(tmpdir(), 'walkthrough-'));
  const window: StartedWorkstation = await startWorkstation({
    ...{ gatewayUrl: department.url, caFile: department.caFile, stateDir, rendererDir: RENDERER_DIR, headless: true },
    executablePath: await chromium.executablePath(),
    args: chromium.args,
  });
  let steps = 0;
  const walk: Walk = {
    page: () => {
      const page = window.page();
      page.setDefaultTimeout(STEP_TIMEOUT_MS);
      return page;
    },
    step: (words) => say(`${String((steps += 1)).padStart(2)}  ${words}`),
    picture: async (name) => {
      await window.page().screenshot({ path: join(pictures, `${name}.png`) });
    },
  };
  try {
    await enrolment(walk, department.enrolmentCode);
    await officer(walk);
    await lockAndReturn(walk);
    await secondFactor(walk);
    await handOver(walk);
    await helpAndNight(walk);
    await colleague(walk, 'lkowalski', DESK);
    await auditor(walk);
    await colleague(walk, 'radmin', ADMINISTRATION);
    say(`Walked through; the pictures are in ${pictures}`);
  } finally {
    await window.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
}
