/**
 * AC-11, S48, S51: one workstation and several officers: locked, handed over, taken up again with the first person's draft;
 * a session left behind is ended by the desk officer from another workstation; nobody there, it warns and locks; the tour
 * ends with a question. Keys and seconds of the hand-over are printed and stand in docs/experience.md.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERO } from '../../../gateway/sample/hero.ts';
import { violations } from '../harness/axe.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, type Keys } from '../harness/keys.ts';
import { leapingClock } from '../harness/leaping-clock.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import {
  openHeroComplaint,
  box,
  dialog,
  focused,
  passwordField,
  refusal,
  rooms,
  signInByKeys,
  signOutByKeys,
} from '../harness/window.ts';

const { hosts, notRun } = await hostsHere();
const DRAFT = 'Canvass of 134-10 for video, second visit';
const LOCKED = 'Locked';

describe.each(hosts)('one workstation, several officers, on $name', (on) => {
  const clock = leapingClock();
  let department: Department;
  let desk: OpenWorkstation;
  let keys: Keys;
  const measured: string[] = [];
  const windowSize = { width: 1366, height: 768 };
  const page = (): Page => desk.page();

  beforeAll(async () => {
    department = await startDepartment({ limits: { calls: 10_000, signIns: 1_000 } });
    desk = await openWorkstation({ department, on, clock, keyStore: memoryKeyStore(), windowSize });
    keys = countedKeys(page);
    page().context().setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    const elsewhere = notRun.map(({ name, reason }) => `not run on ${name}: ${reason}`);
    console.info([`on ${on.name}`, ...measured, ...elsewhere].join('\n  '));
    await desk.close();
    await department.close();
  });

  const passes = async (): Promise<void> => expect(await violations(page())).toEqual([]);
  /** Notes what the task took, and that it took no more keys than it may. */
  const within = (task: string, most: number): void => {
    const { keys: pressed, given, seconds } = keys.counted();
    measured.push(`${task}: ${String(pressed)} keys (${String(given)} typed), ${seconds.toFixed(2)} s`);
    expect(pressed).toBeLessThanOrEqual(most);
  };
  const words = () => dialog(page(), 'State your reason').getByRole('textbox', { name: 'In your words' });
  const locked = async (): Promise<void> => {
    await page().getByRole('heading', { name: LOCKED, exact: true }).waitFor();
    await focused(passwordField(page())).waitFor();
  };

  test('Ctrl+L: whose session it is, until when, and the two other ways; nothing of the work', async () => {
    await signInByKeys(page, keys, department.account('mrivera'));
    await openHeroComplaint(page, keys);
    await keys.press('Control+r');
    await words().fill(DRAFT);
    keys.begin();
    await keys.press('Control+l');
    await locked();
    expect(await page().locator('.lock-name').textContent()).toBe('PO Maria Rivera 113 Pct');
    await page().getByText('Locked by you').waitFor();
    await page()
      .getByText('Not PO Maria Rivera? Their session stays locked and their drafts stay sealed for them.')
      .waitFor();
    const left = await page().content();
    for (const content of [HERO.complaint, HERO.job, DRAFT]) expect(left).not.toContain(content);
    await passes();
  });

  test('S48: a wrong password at the lock opens nothing, empties the field and keeps the focus', async () => {
    await keys.type('Not-The-Password-1');
    await keys.press('Enter');
    await refusal(page(), 'User name or password is not right').waitFor();
    await locked();
    expect(await passwordField(page()).inputValue()).toBe('');
    expect(await rooms(page()).count()).toBe(0);
  });

  test('hand-over: someone else is at the box with one key and their own sign-in, and sees nothing of the first', async () => {
    keys.begin();
    await keys.press('Alt+n');
    await signInByKeys(page, keys, department.account('tchen'));
    await focused(box(page())).waitFor();
    within('7 hand the workstation over', 5);
    expect(await box(page()).inputValue()).toBe('');
    expect(await page().getByText('No reason stated').count()).toBe(1);
    const seen = await page().content();
    for (const content of ['Rivera', HERO.complaint, HERO.job, DRAFT]) expect(seen).not.toContain(content);
    await keys.type('a search of the clerk');
    await signOutByKeys(page, keys);
  });

  test('the first person signs in again and finds record and draft as they were left', async () => {
    keys.begin();
    await signInByKeys(page, keys, department.account('mrivera'));
    await page().getByRole('tab', { name: HERO.complaint }).or(page().getByText(HERO.complaint)).first().waitFor();
    within('7 take it up again after a hand-over', 4);
    expect(await page().content()).not.toContain('a search of the clerk');
    await keys.press('Control+r');
    await words().waitFor();
    expect(await words().inputValue()).toBe(DRAFT);
    await keys.press('Escape');
    await words().waitFor({ state: 'detached' });
  });

  test('S51: the desk officer ends what was left locked, from another workstation; the lock then says who did it', async () => {
    await keys.press('Control+l');
    await locked();
    const other = await openWorkstation({
      ...{ department, on, keyStore: memoryKeyStore(), windowSize },
      workstation: { name: 'Desk 2' },
    });
    const otherKeys = countedKeys(() => other.page());
    other.page().context().setDefaultTimeout(60_000);
    await signInByKeys(() => other.page(), otherKeys, department.account('lkowalski'));
    otherKeys.begin();
    await otherKeys.press('F3');
    await other.page().getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
    // The box of the search lets go of the focus when it is hidden; until then a letter is its own.
    await other.page().waitForFunction(() => document.activeElement === document.body);
    await otherKeys.press('s');
    await other.page().getByRole('tab', { name: 'Sessions', selected: true }).waitFor();
    const row = other.page().getByRole('row').filter({ hasText: 'Maria Rivera' });
    await row.getByText('Desk 1').waitFor();
    await row.getByText('Locked').first().waitFor();
    expect(await other.page().getByRole('row').filter({ hasText: 'Laura Kowalski' }).getByRole('button').count()).toBe(
      0,
    );
    await otherKeys.press('1');
    await other.page().getByText('End the session of PO Maria Rivera?').waitFor();
    expect(await violations(other.page())).toEqual([]);
    await otherKeys.press('Enter');
    await other.page().getByText('The session of PO Maria Rivera is ended.').first().waitFor();
    const { keys: pressed, seconds } = otherKeys.counted();
    measured.push(`end an abandoned session: ${String(pressed)} keys, ${seconds.toFixed(2)} s`);
    expect(other.complaints).toEqual([]);
    await other.close();

    await keys.type(department.account('mrivera').password);
    await keys.press('Enter');
    await page().getByRole('heading', { name: 'Signed out' }).waitFor();
    await page().getByText('Lt Laura Kowalski ended the session at Desk 1.').waitFor();
    await passes();
    expect(await rooms(page()).count()).toBe(0);
    await keys.press('Enter');
    await signInByKeys(page, keys, department.account('mrivera'));
    await keys.press('Control+r');
    await words().waitFor();
    expect(await words().inputValue()).toBe(DRAFT);
    await keys.press('Escape');
    await words().waitFor({ state: 'detached' });
  });

  test.runIf(on.host === 'chromium')(
    'AC-11: the last minute before the idle lock is said with its seconds; any key stays; without one it locks',
    async () => {
      await page().clock.install();
      await signOutByKeys(page, keys);
      await signInByKeys(page, keys, department.account('mrivera'));
      const warning = page().getByText(/^Locks in \d+ s/);
      await page().clock.fastForward(570_000);
      await warning.waitFor();
      await passes();
      // A sign of life counts at most every five seconds.
      while ((await warning.count()) > 0) await keys.press('Shift');
      expect(await rooms(page()).count()).toBe(1);
      await page().clock.fastForward(570_000);
      await warning.waitFor();
      clock.leap(600_000);
      await locked();
      await page().getByText('Locked because nobody used it').waitFor();
      await passes();
    },
  );

  test('the end of the tour asks once whether to stay or to sign out, and one key stays', async () => {
    await page().clock.install();
    await keys.type(department.account('mrivera').password);
    await keys.press('Enter');
    await rooms(page()).waitFor();
    const { session } = await desk.snapshot();
    const ends = Date.parse(session!.tour.endsAt);
    const toEnd = async (): Promise<void> => page().clock.setSystemTime(ends + 1_000);
    await toEnd();
    await page().clock.runFor(10_000);
    const asked = dialog(page(), 'Your tour has ended');
    await asked.waitFor();
    await passes();
    await focused(asked.getByRole('button', { name: 'Stay signed in' })).waitFor();
    await keys.press('Enter');
    await asked.waitFor({ state: 'detached' });
    await page().clock.runFor(20_000);
    expect(await asked.count()).toBe(0);
    await focused(box(page())).or(rooms(page())).first().waitFor();
  });

  test('nothing went wrong in the page all the while', () => {
    expect(desk.complaints).toEqual([]);
  });
});
