/** A department whose records are in PostgreSQL, in the real window: signed in, searched, counted, opened, and what arrives is found. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test as run } from 'vitest';
import { HERO } from '../../../gateway/sample/hero.ts';
import { heroRecords } from '../../../gateway/sample/hero-records.ts';
import { noServer } from '../../postgres/server-here.ts';
import { startTestServer } from '../../postgres/server.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, type Keys } from '../harness/keys.ts';
import { complaintOf, putLate } from '../harness/late-records.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import { until } from '../harness/until.ts';
import { box, grid, recordNumber, rowOf, signInByKeys, sourceLines } from '../harness/window.ts';

const { hosts } = await hostsHere();
const test = run.skipIf(noServer !== null);
const LATE = '2026-113-990003';

describe.each(hosts)('a department on PostgreSQL, on $name', (on) => {
  const ends: (() => Promise<void>)[] = [];
  let url: string;
  let department: Department;
  let desk: OpenWorkstation;
  let keys: Keys;
  const page = (): Page => desk.page();

  beforeAll(async () => {
    if (noServer !== null) return;
    const server = await startTestServer();
    ends.push(() => server.stop());
    url = await server.database();
    department = await startDepartment({
      ...{ sample: false, postgres: { url } },
      prepare: (dataFolder) => putLate(dataFolder, heroRecords(), url),
    });
    ends.push(() => department.close());
    const windowSize = { width: 1366, height: 768 };
    desk = await openWorkstation({ department, on, keyStore: memoryKeyStore(), windowSize });
    ends.push(() => desk.close());
    keys = countedKeys(page);
    page().context().setDefaultTimeout(20_000);
  });
  afterAll(async () => {
    // What did start is ended, whatever did not.
    for (const end of ends.toReversed()) await end();
  });

  test('signed in, a plate is found in every source with its count, and a record opens with its neighbours', async () => {
    await signInByKeys(page, keys, department.account('mrivera'));
    const reference = { kind: 'complaint', value: HERO.complaint } as const;
    await desk.call('reason.set', { purpose: 'criminal-investigation', reference });
    await page().locator('.strip-reason').getByText(HERO.complaint).waitFor();
    await box(page()).focus();
    await keys.type(HERO.plate.toLowerCase());
    await keys.press('Enter');
    await rowOf(page(), HERO.complaint).waitFor();
    await until(async () => (await sourceLines(page())).filter((line) => / ms$/.test(line)).length === 4);
    const [own, warrants, stolen] = await sourceLines(page());
    const ofDepartment = Number(/^Department(\d+) /.exec(own ?? '')?.[1]);
    expect(ofDepartment).toBeGreaterThan(1);
    expect(warrants).toMatch(/^Warrants0 \d+ ms$/);
    expect(stolen).toMatch(/^Stolen property1 \d+ ms$/);
    expect(await grid(page()).locator('.grid-row').count()).toBe(ofDepartment + 1);
    await rowOf(page(), HERO.complaint).click();
    await grid(page()).focus();
    await keys.press('Enter');
    await recordNumber(page(), HERO.complaint).waitFor();
    await page().locator('[data-link]').filter({ hasText: HERO.arrest }).waitFor();
  });

  test('what arrives is found when the search is run again, and is marked as new', async () => {
    await putLate(department.dataFolder, [complaintOf(LATE, HERO.plate)], url);
    await keys.press('Alt+0');
    await page().locator('.record').waitFor({ state: 'detached' });
    await keys.press('r');
    await rowOf(page(), LATE).waitFor();
    expect(await rowOf(page(), LATE).getAttribute('data-news')).toBe('new');
    expect(await rowOf(page(), HERO.complaint).getAttribute('data-news')).toBeNull();
    expect(desk.complaints).toEqual([]);
  });
});
