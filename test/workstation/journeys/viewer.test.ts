/**
 * An open record in the real window, by keyboard alone: its sections, its neighbours, what it holds of images and
 * recordings, a hit that needs its custodian's word, and what is printed of it.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HERO } from '../../../gateway/sample/hero.ts';
import { violations } from '../harness/axe.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, type Keys } from '../harness/keys.ts';
import { paperNow, paperOf } from '../harness/paper.ts';
import { printedPages } from '../harness/printed-pages.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import { until } from '../harness/until.ts';
import {
  bottomLine,
  box,
  dialog,
  focused,
  openHeroComplaint,
  passwordField,
  recordNumber,
  recordPane,
  rowOf,
  signInByKeys,
} from '../harness/window.ts';

const { hosts } = await hostsHere();
const AROUND = 'Linked records, two steps';
const MEDIA = 'Media of this record';
/** Of the published complaints of the first day of 2010; the sample department archives after ten years. */
const OLD_COMPLAINT = '692499668';

describe.each(hosts)('the record page, on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  let keys: Keys;
  const page = (): Page => desk.page();

  beforeAll(async () => {
    department = await startDepartment({ custodian: true });
    const windowSize = { width: 1366, height: 768 };
    desk = await openWorkstation({ department, on, keyStore: memoryKeyStore(), windowSize });
    keys = countedKeys(page);
    page().context().setDefaultTimeout(20_000);
    await signInByKeys(page, keys, department.account('mrivera'));
    await focused(box(page())).waitFor();
    await openHeroComplaint(page, keys);
  });
  afterAll(async () => {
    await desk.close();
    await department.close();
  });

  // What one test left open must not hide why another fails.
  beforeEach(async () => {
    const open = page().getByRole('dialog');
    for (let tries = 0; tries < 3 && (await open.count()) > 0; tries += 1) {
      await page().keyboard.press('Escape');
      await page().waitForTimeout(200);
    }
  });

  const opened = async (number: string): Promise<void> => {
    await keys.press('Alt+0', 'Control+f');
    await focused(box(page())).waitFor();
    await keys.type(number);
    await keys.press('Enter');
    await rowOf(page(), number).click();
    await keys.press('Enter');
    await recordNumber(page(), number).waitFor();
  };
  /** Goes to the file at that place of the record, and takes the step that opens it. */
  const openFile = async (place: number): Promise<void> => {
    await recordPane(page()).focus();
    for (let at = 0; at <= place; at += 1) await keys.press('v');
    await keys.press('Enter');
    await dialog(page(), MEDIA).getByText('Opening this is logged.').waitFor();
  };
  const closeFile = async (): Promise<void> => {
    await keys.press('Escape');
    await dialog(page(), MEDIA).waitFor({ state: 'detached' });
  };
  const seconds = async (): Promise<number> =>
    Number(await dialog(page(), MEDIA).getByRole('slider', { name: 'Position' }).inputValue());

  test('J and a number go to a section; elsewhere the number opens a linked record', async () => {
    await keys.press('j', '3');
    const third = await page().locator('.jump').nth(2).textContent();
    const heading = page().locator('#record-pane h2:focus');
    await heading.waitFor();
    expect(third).toContain((await heading.textContent()) ?? '–');
    await keys.press(']');
    await until(async () => !third?.includes((await heading.textContent()) ?? ''));
    expect(await recordNumber(page(), HERO.complaint).count()).toBe(1);
    expect(await violations(page())).toEqual([]);
  });

  test('two steps of linked records by key: arrows along the links, Enter opens, the list says the same', async () => {
    await keys.press('g');
    const nodes = dialog(page(), AROUND).locator('[data-node]');
    await nodes.first().waitFor();
    const drawn = await nodes.count();
    expect(drawn).toBeGreaterThan(3);
    expect(await dialog(page(), AROUND).locator('.days .link').count()).toBe(drawn);
    expect(await violations(page())).toEqual([]);
    await nodes.first().focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
      await keys.press(key);
      if ((await nodes.first().and(page().locator(':focus')).count()) === 0) break;
    }
    const name = (await dialog(page(), AROUND).locator('[data-node]:focus').getAttribute('aria-label')) ?? '';
    expect(name).toContain(HERO.complaint);
    await keys.press('Enter');
    await dialog(page(), AROUND).waitFor({ state: 'detached' });
    const number = (await page().locator('.record-sub b').first().textContent()) ?? '–';
    expect(name).toContain(number);
    expect(number).not.toBe(HERO.complaint);
    await keys.press('Alt+ArrowLeft');
    await recordNumber(page(), HERO.complaint).waitFor();
  });

  test('M goes through the places on the map, and from there to the record that lies there', async () => {
    await keys.press('m');
    const place = page().locator('[data-place] summary').first();
    await focused(place).waitFor();
    expect(await place.textContent()).toMatch(/^\d+ linked records? /);
    await keys.press('Enter', 'Tab');
    const link = page().locator('[data-place] button:focus');
    const number = (await link.locator('b').textContent()) ?? '–';
    await keys.press('Enter');
    await page().locator('.record-sub b').first().waitFor();
    await until(async () => number.includes((await page().locator('.record-sub b').first().textContent()) ?? '–'));
    await keys.press('Alt+ArrowLeft');
    await recordNumber(page(), HERO.complaint).waitFor();
  });

  test('S6: an image is opened only by the step that says it is logged; zoom and turn by key', async () => {
    await openFile(0);
    expect(await dialog(page(), MEDIA).locator('canvas, video').count()).toBe(0);
    await keys.press('Enter');
    const image = dialog(page(), MEDIA).locator('canvas');
    await image.waitFor();
    await dialog(page(), MEDIA).getByText('opening logged in audit row').waitFor();
    await keys.press('r', '=', 'ArrowLeft');
    await until(async () => (await image.getAttribute('data-frame')) === '1.25 1 60 0');
    expect(await violations(page())).toEqual([]);
    await closeFile();
  });

  test('S6: a video plays from memory: no request leaves the page for it', async () => {
    const requests: string[] = [];
    page().on('request', (request) => requests.push(request.url()));
    await page().evaluate(() => {
      const live = new Set<string>();
      Object.assign(globalThis, { live });
      const [make, drop] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)];
      URL.createObjectURL = (of) => {
        const handle = make(of);
        live.add(handle);
        return handle;
      };
      URL.revokeObjectURL = (handle) => {
        live.delete(handle);
        drop(handle);
      };
    });
    const handles = (): Promise<number> =>
      page().evaluate(() => (globalThis as typeof globalThis & { live: Set<string> }).live.size);
    await openFile(1);
    await keys.press('Enter');
    await until(async () => Number(await dialog(page(), MEDIA).getByRole('slider').getAttribute('max')) > 1);
    await keys.press('.', 'k');
    await until(async () => (await seconds()) > 0.3);
    await keys.press('k');
    expect(await dialog(page(), MEDIA).getByText('1.25×').count()).toBe(1);
    expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
    expect(await handles()).toBe(1);
    await closeFile();
    expect(await handles()).toBe(0);
  });

  test('S6: a recording shows its waveform and plays by key', async () => {
    await opened(HERO.job);
    await openFile(0);
    await keys.press('Enter');
    await dialog(page(), MEDIA).getByRole('img', { name: 'Loudness of the recording over time' }).waitFor();
    await keys.press('ArrowRight');
    await until(async () => (await seconds()) >= 5);
    await keys.press('.', 'k');
    const from = await seconds();
    await until(async () => (await seconds()) > from);
    await keys.press('k');
    expect(await dialog(page(), MEDIA).getByText('1.25×').count()).toBe(1);
    expect(await violations(page())).toEqual([]);
    await closeFile();
  });

  test('the lines of an invoice by key: which of how many, . and , go on and back; ? lists the keys of the page', async () => {
    await opened(HERO.invoice);
    const line = page().locator('[data-line]:focus');
    await keys.press('.');
    expect(await line.getAttribute('aria-label')).toMatch(/^Line 1 of \d+/);
    await keys.press('.');
    expect(await line.getAttribute('aria-label')).toMatch(/^Line 2 of \d+/);
    await keys.press(',');
    expect(await line.getAttribute('aria-label')).toMatch(/^Line 1 of \d+/);
    await keys.press('?');
    const help = dialog(page(), 'Keys of this screen');
    for (const name of ['Next line', 'Line before', 'Places of linked records on the map']) {
      await help.getByText(name).waitFor();
    }
    await keys.press('Escape');
    await help.waitFor({ state: 'detached' });
  });

  test('S4: the sample department’s old records say that they are archived: in the row, on the page, on paper', async () => {
    await opened(OLD_COMPLAINT);
    const SINCE = 'Archived since 01 JAN 2020';
    await page().locator('.record-notices').getByText(SINCE).waitFor();
    expect(await violations(page())).toEqual([]);
    expect((await paperOf(page(), keys)).text).toContain(SINCE);
    await keys.press('Alt+0');
    expect(await rowOf(page(), OLD_COMPLAINT).textContent()).toContain(SINCE);
    expect(await page().locator('.preview-not-live').textContent()).toBe(SINCE);
  });

  test('S14: a hit is NOT CONFIRMED on screen and on paper until its custodian said so', async () => {
    await opened(HERO.stolen);
    const band = page().locator('.confirmation');
    await band.getByText('NOT CONFIRMED: the custodian has not been asked').waitFor();
    const { text: before, sheet } = await paperOf(page(), keys);
    expect(before).toContain('NOT CONFIRMED. Do not act on this hit.');
    const pages = await printedPages(sheet);
    expect(pages.length).toBeGreaterThan(1);
    for (const one of pages) expect(one).toContain(`${HERO.stolen}NOTCONFIRMED`);
    expect(before.replaceAll(/not\s+confirmed/gi, '')).not.toMatch(/\bconfirmed by\b/i);
    expect(await violations(page())).toEqual([]);
    await keys.press('u');
    await band.getByText(/NOT CONFIRMED: asked/).waitFor();
    expect(await bottomLine(page())).toMatch(/Confirmation asked, urgent · audit row \d+/);
    expect(await band.getByText(/Answer due in \d+/).count()).toBeGreaterThan(0);
    await band.getByText(/Confirmed by the custodian/).waitFor({ timeout: 30_000 });
    const after = (await paperOf(page(), keys)).text;
    expect(after).toContain(HERO.stolen);
    expect(after).not.toContain('NOT CONFIRMED. Do not act');
    expect(after).not.toContain(`${HERO.stolen} NOT CONFIRMED`);
  });

  test('a record is printed on white with its handling, who, when, where and what for, and masked stays masked', async () => {
    await opened(HERO.complaint);
    await keys.press('r');
    await page().locator('[data-section=victims]').getByText(HERO.complainant).waitFor();
    // Nothing of it without leave, whatever asks the window to print.
    expect(await paperNow(page())).toBe('');
    const { text, colours, sheet } = await paperOf(page(), keys, 'dark');
    const seq = /Printing is logged as audit row (\d+)\./.exec(await bottomLine(page()))?.[1];
    expect(seq).toBeDefined();
    expect(text).toContain(`Recorded in audit row ${String(seq)}.`);
    expect(text).toMatch(/printed .* by PO .*\(mrivera\), Desk 1 for Job in progress.*, J26-113-001873/i);
    expect(text).toContain('Masked: victim identity');
    expect(text).not.toContain(HERO.complainant);
    expect(text).not.toContain('Sign out');
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    // A page torn from the rest says whose it is, how it is to be handled, who printed it, and that others are missing.
    const pages = await printedPages(sheet);
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, one] of pages.entries()) {
      expect(one).toContain(`Page${String(at + 1)}of${String(pages.length)}`);
      expect(one).toMatch(
        new RegExp(`${HERO.complaint}.*Forthereasonstatedonly\\.Printed.*\\(mrivera\\),auditrow${String(seq)}\\.`),
      );
      expect(one).not.toContain('NOTCONFIRMED');
    }
  });

  test('S6: a lock ends what was open: nothing of it comes back', async () => {
    await openFile(0);
    await keys.press('Enter');
    await dialog(page(), MEDIA).locator('canvas').waitFor();
    await keys.press('Control+l');
    await focused(passwordField(page())).waitFor();
    await keys.type(department.account('mrivera').password);
    await keys.press('Enter');
    await recordNumber(page(), HERO.complaint).waitFor();
    expect(await dialog(page(), MEDIA).count()).toBe(0);
    expect(await page().locator('canvas').count()).toBe(0);
  });

  test('nothing went wrong in the page all the while', () => {
    expect(desk.complaints).toEqual([]);
  });
});
