/**
 * Other agencies' services beside the real window: each answers for itself, one is killed and comes back, one is a file, one
 * asks a price, and a hit is not confirmed before the agency's own person said so.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERO } from '../../../gateway/sample/hero.ts';
import { ORDER, REGISTRATION, startAgencies, type Agencies } from '../harness/agencies.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, type Keys } from '../harness/keys.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import { paperOf } from '../harness/paper.ts';
import { until } from '../harness/until.ts';
import { bottomLine, box, grid, recordNumber, rowOf, signInByKeys, sourceLines } from '../harness/window.ts';

const { hosts } = await hostsHere();

describe.each(hosts)('other agencies’ services, on $name', (on) => {
  let agencies: Agencies;
  let desk: OpenWorkstation;
  let keys: Keys;
  const page = (): Page => desk.page();

  beforeAll(async () => {
    agencies = await startAgencies();
    const windowSize = { width: 1366, height: 768 };
    desk = await openWorkstation({ department: agencies.department, on, keyStore: memoryKeyStore(), windowSize });
    keys = countedKeys(page);
    page().context().setDefaultTimeout(20_000);
    await signInByKeys(page, keys, agencies.department.account('jokafor'));
    const reference = { kind: 'complaint', value: HERO.complaint } as const;
    const stated = await desk.call('reason.set', { purpose: 'criminal-investigation', reference });
    expect(stated.ok).toBe(true);
    await page().locator('.strip-reason').getByText(HERO.complaint).waitFor();
  });
  afterAll(async () => {
    await desk.close();
    await agencies.close();
  });

  const news = (number: string): Promise<string | null> => rowOf(page(), number).getAttribute('data-news');
  const notes = (text: string | RegExp): Locator => page().locator('.notes').getByText(text);
  const settled = async (): Promise<readonly string[]> => {
    await until(async () => {
      const lines = await sourceLines(page());
      return lines.length >= 5 && !lines.some((line) => line.includes('searching'));
    });
    return sourceLines(page());
  };
  const searched = async (text: string): Promise<readonly string[]> => {
    await keys.press('Alt+0');
    await page().locator('.record').waitFor({ state: 'detached' });
    await box(page()).focus();
    await keys.press('Control+a');
    await keys.type(text);
    await keys.press('Enter');
    await until(async () => (await sourceLines(page())).some((line) => line.includes('searching') || / ms/.test(line)));
    return settled();
  };
  const opened = async (number: string): Promise<void> => {
    await rowOf(page(), number).click();
    await grid(page()).focus();
    await keys.press('Enter');
    await recordNumber(page(), number).waitFor();
  };

  test('S3, S4, S17: each source answers for itself: its rows and time, of what time its copy is, what it cost', async () => {
    const [department, warrants, stolen, orders, commercial] = await searched('okonjo, daniel');
    expect(department).toMatch(/^Department[1-9]\d* \d+ ms$/);
    expect(warrants).toMatch(/^Warrants1 \d+ ms$/);
    expect(stolen).toMatch(/^Stolen property0 \d+ ms$/);
    expect(orders).toMatch(/^Orders of protection1 \d+ msas of .*\d\d:\d\d/);
    expect(commercial).toMatch(/^Public records1 \d+ ms\$0\.25, 4 left this tour$/);
    for (const number of [HERO.arrest, HERO.warrant, ORDER, REGISTRATION]) await rowOf(page(), number).waitFor();
    expect(await rowOf(page(), ORDER).textContent()).toContain('From a copy as of');
    expect(await rowOf(page(), HERO.warrant).textContent()).not.toContain('From a copy');
  });

  test('S14, S15: a hit is not confirmed, on screen and on paper, until the agency’s own person said so', async () => {
    await opened(HERO.warrant);
    const band = page().locator('.confirmation');
    await band.getByText('NOT CONFIRMED: the custodian has not been asked').waitFor();
    await keys.press('u');
    await band.getByText(/NOT CONFIRMED: asked/).waitFor();
    expect(await band.getByText(/Answer due in (9|10)/).count()).toBeGreaterThan(0);
    expect((await paperOf(page(), keys)).text).toContain('NOT CONFIRMED. Do not act on this hit.');
    expect(await agencies.confirmed()).toMatchObject([
      { number: HERO.warrant, username: 'jokafor', priority: 'urgent', word: null },
    ]);
    await band.getByText(/Confirmed by the custodian/).waitFor();
  });

  test('S10: a killed service is said and never spoken for; the others are not hurt', async () => {
    await agencies.warrants.kill();
    const lines = await searched(HERO.warrant);
    expect(lines[1]).toMatch(/^Warrantscannot be reached/);
    expect(lines[0]).toMatch(/^Department\d+ \d+ ms/);
    expect(lines[3]).toMatch(/^Orders of protection0 \d+ ms/);
    expect(lines[4]).toMatch(/^Public records0 \d+ ms/);
    await page().getByRole('heading', { name: 'No record in the sources that answered' }).waitFor();
    await page().getByText('Warrants did not answer: a record there would not be seen.').waitFor();
    const without = await searched('okonjo, daniel');
    expect(without[1]).toMatch(/^Warrantscannot be reached/);
    await rowOf(page(), HERO.arrest).waitFor();
    expect(await rowOf(page(), HERO.warrant).count()).toBe(0);
  });

  test('back again, one key runs the search once more and only the rows of that source are new', async () => {
    await agencies.warrants.start();
    // Nobody asked: the search in sight says so by itself.
    await until(async () => (await sourceLines(page()))[1] === 'Warrantsanswers again');
    expect(await bottomLine(page())).toBe('Warrants answers again: R runs the search once more.');
    await keys.press('ArrowDown', 'r');
    await rowOf(page(), HERO.warrant).waitFor();
    const lines = await settled();
    expect(lines[1]).toMatch(/^Warrants1 \d+ ms/);
    await notes(/^1 new since \d\d:\d\d/).waitFor();
    expect(await news(HERO.warrant)).toBe('new');
    for (const number of [HERO.arrest, ORDER, REGISTRATION]) expect(await news(number)).toBeNull();
  });

  test('S17: an opened record is counted too; a quota that is used up is said with its rule, and no more', async () => {
    expect((await settled())[4]).toMatch(/\$0\.25, 1 left this tour$/);
    await opened(REGISTRATION);
    const lines = await searched('okonjo, daniel');
    expect(lines[4]).toMatch(/^Public recordsthe quota of this tour is used up \(S17\)$/);
    expect(lines.slice(5)).toEqual(['Usual times']); // running it again is not offered: it would not help
    await rowOf(page(), HERO.warrant).waitFor();
    expect(await rowOf(page(), REGISTRATION).count()).toBe(0);
  });

  test('nothing went wrong in the page all the while', () => {
    expect(desk.complaints).toEqual([]);
  });
});
