/**
 * The tasks of an officer's tour in the real window, by keyboard alone, each with the keys it may take at most. Every key
 * is a real key press; the measured keys are printed at the end and stand in docs/experience.md.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERO } from '../../../gateway/sample/hero.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, type Keys } from '../harness/keys.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import { until } from '../harness/until.ts';
import {
  bottomLine,
  box,
  dialog,
  focused,
  grid,
  keyOfLink,
  recordNumber,
  recordPane,
  rooms,
  rowOf,
  scrollOf,
  selectedRow,
  signInByKeys,
  signOutByKeys,
  sourceLines,
} from '../harness/window.ts';

const { hosts, notRun } = await hostsHere();
const MISSPELT = 'shivon galager';
const DRAFT = 'Canvass of 134-10 for video, second visit';

describe.each(hosts)('the tasks of a tour, on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  let keys: Keys;
  const measured: string[] = [];
  const page = (): Page => desk.page();

  beforeAll(async () => {
    department = await startDepartment();
    const windowSize = { width: 1366, height: 768 };
    desk = await openWorkstation({ department, on, keyStore: memoryKeyStore(), windowSize });
    keys = countedKeys(page);
    page().context().setDefaultTimeout(20_000);
  });
  afterAll(async () => {
    const elsewhere = notRun.map(({ name, reason }) => `not run on ${name}: ${reason}`);
    console.info([`on ${on.name}`, ...measured, ...elsewhere].join('\n  '));
    await desk.close();
    await department.close();
  });

  /** Notes what the task took, and that it took no more keys than it may. */
  const within = (task: string, most: number): void => {
    const { keys: pressed, given, seconds } = keys.counted();
    measured.push(`${task}: ${String(pressed)} keys (${String(given)} typed), ${seconds.toFixed(2)} s`);
    expect(pressed).toBeLessThanOrEqual(most);
  };
  /** Where the open record stands, once the page has remembered it. */
  const rested = async (): Promise<number> => {
    const remembered = async (): Promise<number | undefined> => {
      const kept = await desk.call('workspace.get', {});
      const workspace = kept.ok ? kept.value.workspace : null;
      return workspace?.tabs.find(({ id }) => id === workspace.openTab)?.scroll;
    };
    await until(async () => (await remembered()) === (await scrollOf(recordPane(page()))));
    return scrollOf(recordPane(page()));
  };
  const searched = async (text: string): Promise<void> => {
    await keys.press('Control+f');
    await keys.type(text);
    await keys.press('Enter');
  };

  test('task 1: from the notice to the box in 4 keys beyond the credentials', async () => {
    keys.begin();
    await signInByKeys(page, keys, department.account('mrivera'));
    await focused(box(page())).waitFor();
    within('1 sign in at the desk', 4);
  });

  test('task 3: a plate for the job just dispatched, hit or clear by source with its time, reason with 1 key', async () => {
    keys.begin();
    await keys.type(HERO.plate.toLowerCase());
    await keys.press('Enter');
    await dialog(page(), 'State your reason').getByRole('button', { name: HERO.job }).waitFor();
    await keys.press('1');
    await rowOf(page(), HERO.stolen).waitFor();
    within('3 run a plate for the job', 2);
    await until(async () => !(await sourceLines(page())).some((line) => line.includes('searching')));
    const [departmental, warrants, stolen, orders, commercial] = await sourceLines(page());
    expect(departmental).toMatch(/^Department[1-9]\d* \d+ ms$/);
    expect(warrants).toMatch(/^Warrants0 \d+ ms$/);
    expect(stolen).toMatch(/^Stolen property[1-9]\d* \d+ ms$/);
    expect(orders).toMatch(/^Orders of protection0 \d+ ms$/);
    expect(commercial).toBe('Public recordsnot authorised');
    expect(await rowOf(page(), HERO.stolen).textContent()).toMatch(/not confirmed/i);
    expect(await page().locator('.strip-reason').textContent()).toContain(HERO.job);
  });

  test('task 3: a plate nobody knows is clear only in the sources that answered', async () => {
    keys.begin();
    await searched('zzq9177');
    await page().getByRole('heading', { name: 'No record' }).waitFor();
    within('3 run a second plate', 2);
    const lines = await sourceLines(page());
    expect(lines.filter((line) => /0 \d+ ms$/.test(line))).toHaveLength(4);
    expect(await page().getByText('Public records not searched: not authorised for you.').count()).toBe(1);
  });

  test('task 4: the right record by a misspelt name in 12 keys beyond the name, and why it matched', async () => {
    keys.begin();
    await keys.press('Control+f');
    await keys.type(MISSPELT);
    await keys.press('Tab', 'Enter');
    await rowOf(page(), HERO.complaint).waitFor();
    expect(await rowOf(page(), HERO.complaint).textContent()).toContain('sounds like');
    await keys.press('ArrowDown');
    await focused(grid(page())).waitFor();
    for (let tries = 0; tries < 5; tries += 1) {
      if ((await selectedRow(page()).textContent())?.includes(HERO.complaint) === true) break;
      await keys.press('ArrowDown');
    }
    const preview = page().getByRole('complementary', { name: 'Preview' });
    expect(await preview.textContent()).toContain('sounds like the name typed');
    await keys.press('Enter');
    await recordNumber(page(), HERO.complaint).waitFor();
    within('4 open the right record by a misspelt name', 12);
  });

  test('task 5: complaint, arrest, invoice by 1 key each; the way back restores scroll and selection', async () => {
    await keys.press('PageDown');
    await until(async () => (await scrollOf(recordPane(page()))) > 200);
    const stood = await rested();
    keys.begin();
    await keys.press(await keyOfLink(page(), HERO.arrest));
    await recordNumber(page(), HERO.arrest).waitFor();
    await keys.press(await keyOfLink(page(), HERO.invoice));
    await recordNumber(page(), HERO.invoice).waitFor();
    within('5 complaint to arrest to invoice', 2);
    keys.begin();
    await keys.press('Alt+ArrowLeft');
    await recordNumber(page(), HERO.arrest).waitFor();
    await keys.press('Alt+ArrowLeft');
    await recordNumber(page(), HERO.complaint).waitFor();
    await until(async () => (await scrollOf(recordPane(page()))) === stood);
    await keys.press('Alt+ArrowLeft');
    await focused(grid(page())).waitFor();
    within('5 the way back to the results', 3);
    expect(await selectedRow(page()).textContent()).toContain(HERO.complaint);
  });

  test('task 5: a long list of results comes back where it stood', async () => {
    await searched('113 pct');
    await rowOf(page(), HERO.complaint).or(grid(page()).locator('.grid-row')).first().waitFor();
    await until(async () => (await selectedRow(page()).count()) === 1);
    await keys.press('ArrowDown', 'PageDown', 'PageDown', 'PageDown', 'ArrowDown');
    await until(async () => (await scrollOf(grid(page()))) > 500);
    const [stood, row] = [await scrollOf(grid(page())), await selectedRow(page()).getAttribute('id')];
    await keys.press('Enter');
    await recordPane(page()).waitFor();
    await keys.press('Alt+ArrowLeft');
    await focused(grid(page())).waitFor();
    expect([await scrollOf(grid(page())), await selectedRow(page()).getAttribute('id')]).toEqual([stood, row]);
  });

  test('task 6: what is masked names its rule; W says why, R reveals, and the log says so', async () => {
    await searched(HERO.complaint);
    await until(async () => (await selectedRow(page()).textContent())?.includes(HERO.complaint) === true);
    await keys.press('ArrowDown', 'Enter');
    await recordNumber(page(), HERO.complaint).waitFor();
    const victim = page().locator('[data-section=victims]');
    expect(await victim.textContent()).toContain('Masked: victim identity');
    expect(await page().locator('.record').textContent()).not.toContain(HERO.complainant);
    keys.begin();
    await keys.press('w');
    await dialog(page(), 'Why can’t I?').getByText('Rule victim-identity').waitFor();
    within('6 why a field is masked', 1);
    await keys.press('Escape');
    await dialog(page(), 'Why can’t I?').waitFor({ state: 'detached' });
    keys.begin();
    await keys.press('r');
    await victim.getByText(HERO.complainant).waitFor();
    within('6 reveal one field', 2);
    expect(await bottomLine(page())).toMatch(/logged|recorded|audit/i);
    expect(await victim.textContent()).toContain('Masked: victim identity');
  });

  test('task 7: Ctrl+L blanks the screen in the same key press; record, scroll and draft are back after unlocking', async () => {
    const before = await scrollOf(recordPane(page()));
    await keys.press('PageDown');
    await until(async () => (await scrollOf(recordPane(page()))) > before);
    const stood = await rested();
    await keys.press('Control+r');
    await dialog(page(), 'State your reason').getByRole('textbox', { name: 'In your words' }).fill(DRAFT);
    const left = new Promise<string>((resolve) => {
      page().on('console', (message) => {
        if (message.text().startsWith('left: ')) resolve(message.text());
      });
    });
    await page().evaluate(() => {
      Reflect.set(globalThis, 'before', true);
      globalThis.addEventListener(
        'keydown',
        ({ key }) => {
          if (key === 'l') console.info(`left: ${document.body.innerText}`);
        },
        true,
      );
    });
    const origin = new URL(page().url()).origin;
    keys.begin();
    await keys.press('Control+l');
    expect((await left).trim()).toBe('left:');
    await focused(page().getByLabel('Password', { exact: true })).waitFor();
    within('7 lock', 1);
    expect(await page().evaluate(() => Reflect.has(globalThis, 'before'))).toBe(false);
    expect(new URL(page().url()).origin).not.toBe(origin);
    expect(await page().locator('body').textContent()).not.toContain(HERO.complaint);
    keys.begin();
    await keys.type(department.account('mrivera').password);
    await keys.press('Enter');
    await recordNumber(page(), HERO.complaint).waitFor();
    await until(async () => (await scrollOf(recordPane(page()))) === stood);
    within('7 unlock and go on', 1);
    await keys.press('Control+r');
    const words = dialog(page(), 'State your reason').getByRole('textbox', { name: 'In your words' });
    await words.waitFor();
    expect(await words.inputValue()).toBe(DRAFT);
    await keys.press('Escape');
    await words.waitFor({ state: 'detached' });
  });

  test('task 6: the auditor reads that the field was revealed, by whom and for which reason', async () => {
    await signOutByKeys(page, keys);
    await signInByKeys(page, keys, department.account('nvolkov'));
    await keys.press('Control+r');
    await focused(dialog(page(), 'State your reason').getByRole('textbox')).waitFor();
    await keys.type('AUD-2026-0042');
    await keys.press('Enter');
    await page().getByRole('grid', { name: 'Audit rows, newest first' }).waitFor();
    const log = await desk.call('audit.page', { action: 'field.reveal' });
    const row = log.ok ? log.value.rows[0] : undefined;
    expect(row).toMatchObject({ action: 'field.reveal', username: 'mrivera', outcome: 'ok' });
    expect(row?.object).toContain(HERO.complaint);
    expect(row?.reason).toContain(HERO.job);
    const shown = page().getByRole('row').filter({ hasText: 'Field revealed' });
    expect(await shown.first().textContent()).toContain(HERO.complaint);
    await signOutByKeys(page, keys);
    expect(await rooms(page()).count()).toBe(0);
  });

  test('nothing went wrong in the page all the while', () => {
    expect(desk.complaints).toEqual([]);
  });
});
