/**
 * Work with many results in the real window, by keyboard: sorts, marks, comparisons, copies, what is kept for later, what is
 * new, the way between open records, and that a lock gives all of it back.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERO } from '../../../gateway/sample/hero.ts';
import { violations } from '../harness/axe.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, type Keys } from '../harness/keys.ts';
import { complaintOf, putLate } from '../harness/late-records.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import { paperOf } from '../harness/paper.ts';
import { printedPages } from '../harness/printed-pages.ts';
import { until } from '../harness/until.ts';
import {
  bottomLine,
  box,
  dialog,
  focused,
  grid,
  recordNumber,
  recordPane,
  rowOf,
  scrollOf,
  selectedRow,
  signInByKeys,
  sourceLines,
} from '../harness/window.ts';

const { hosts } = await hostsHere();
const LATE_PLATE = 'ZZQ9177';
const FIRST = '2026-113-990001';
const SECOND = '2026-113-990002';

describe.each(hosts)('many results, on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  let keys: Keys;
  const page = (): Page => desk.page();

  beforeAll(async () => {
    department = await startDepartment({ alertTimes: { lookMs: 200, restMs: 200 } });
    desk = await openWorkstation({
      ...{ department, on, keyStore: memoryKeyStore() },
      windowSize: { width: 1366, height: 768 },
    });
    keys = countedKeys(page);
    page().context().setDefaultTimeout(20_000);
    await signInByKeys(page, keys, department.account('mrivera'));
    await keys.press('Control+r');
    await dialog(page(), 'State your reason').getByRole('button', { name: HERO.job }).waitFor();
    await keys.press('1');
    await dialog(page(), 'State your reason').waitFor({ state: 'detached' });
  });
  afterAll(async () => {
    await desk.close();
    await department.close();
  });

  const said = (text: string | RegExp): Promise<void> =>
    until(async () => (await bottomLine(page())).match(text) !== null);
  const notes = (text: string | RegExp): Locator => page().locator('.notes').getByText(text);
  const head = (name: string): Locator => page().getByRole('columnheader', { name });
  const cells = (column: number): Promise<string[]> =>
    grid(page())
      .locator(`.grid-row > :nth-child(${String(column)})`)
      .allTextContents();
  /** From wherever to the box; a record that is still open would take the keys. */
  const toResults = async (): Promise<void> => {
    await keys.press('Alt+0');
    await page().locator('.record').waitFor({ state: 'detached' });
    await box(page()).focus();
  };
  /** Over once every source has answered. */
  const searched = async (text: string): Promise<void> => {
    await toResults();
    await keys.press('Control+a');
    await keys.type(text);
    await keys.press('Enter');
    await until(async () => (await sourceLines(page())).some((line) => / ms$/.test(line)));
    await until(async () => !(await sourceLines(page())).some((line) => line.includes('searching')));
  };
  /** To the place before a search: what is kept stands there. */
  const toStart = async (): Promise<void> => {
    await toResults();
    await keys.press('Escape');
    await page().getByRole('heading', { name: 'Saved searches' }).waitFor();
  };

  test('a header sorts by its column, Shift adds another, and both are said', async () => {
    await searched(HERO.partialPlate);
    await rowOf(page(), HERO.complaint).waitFor();
    await keys.press('ArrowDown', 'h');
    await focused(head('Kind').getByRole('button')).waitFor();
    await keys.press('Enter');
    await until(async () => (await head('Kind').getAttribute('aria-sort')) === 'ascending');
    await keys.press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await focused(head('When').getByRole('button')).waitFor();
    await keys.press('Shift+Enter');
    await until(async () => (await head('When').getAttribute('aria-sort')) === 'descending');
    expect(await head('Kind').getAttribute('aria-sort')).toBe('ascending');
    await said(/shown/);
    const kinds = await cells(1);
    expect(kinds.length).toBeGreaterThan(4);
    // Each kind stands together.
    const runs = kinds.filter((kind, at) => kind !== kinds[at - 1]);
    expect(new Set(runs).size).toBe(runs.length);
    await keys.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Enter');
    await until(async () => (await head('When').getAttribute('aria-sort')) === 'none');
    await keys.press('Enter');
    await until(async () => (await head('Kind').getAttribute('aria-sort')) === 'descending');
    await until(async () => (await cells(1)).filter((kind, at, all) => kind !== all[at - 1])[0] === runs.at(-1));
  });

  test('columns are chosen by key and kept for the role', async () => {
    await keys.press('ArrowDown', 'Shift+C');
    const columns = dialog(page(), 'Columns');
    await columns.waitFor();
    expect(await violations(page())).toEqual([]);
    await columns.getByRole('checkbox', { name: 'Source' }).focus();
    await keys.press('Space', 'Escape');
    await columns.waitFor({ state: 'detached' });
    await desk.call('workspace.get', {});
    await until(async () => {
      const kept = await desk.call('workspace.get', {});
      return kept.ok && kept.value.workspace?.columns?.['police-officer']?.includes('source') === true;
    });
  });

  test('S6: two marked records are compared side by side, each opened and logged; what differs is marked', async () => {
    await grid(page()).focus();
    await keys.press('Home', 'Space', 'ArrowDown', 'Space');
    await notes('2 rows marked.').waitFor();
    const marked = await grid(page()).locator('[role=row][aria-selected=true] .mono.cut').allTextContents();
    expect(marked).toHaveLength(2);
    await keys.press('c');
    await page()
      .getByRole('heading', { name: marked.join(' beside ') })
      .waitFor();
    await said('each opening is logged');
    expect(await page().locator('tr[data-verdict=differs]').count()).toBeGreaterThan(0);
    expect(await violations(page())).toEqual([]);
    // S39: on one sheet, with leave for both.
    const { text, sheet } = await paperOf(page(), keys);
    const seq = /audit row (\d+)/.exec(await bottomLine(page()))?.[1] ?? '–';
    expect(text).toContain(`Recorded in audit row ${seq}.`);
    for (const number of marked) expect(text).toContain(number);
    const pages = await printedPages(sheet);
    expect(pages.length).toBeGreaterThan(1);
    for (const one of pages) expect(one).toMatch(new RegExp(`${marked.join('.*')}.*Printed.*,auditrow${seq}\\.`));
    const searches = await desk.call('tour.searches', {});
    expect(searches.ok && searches.value.searches.length).toBeGreaterThan(0);
    await keys.press('Escape');
    await focused(grid(page())).waitFor();
    await keys.press('Escape');
    await until(async () => (await selectedRow(page()).count()) === 1);
  });

  test('S39: one shown cell is copied by the gateway and logged; a selection over more, or a masked cell, is not', async () => {
    await rowOf(page(), HERO.complaint).click();
    await grid(page()).focus();
    await keys.press('Control+c');
    await said(/Copied the number; logged as audit row \d+/);
    await keys.press('Control+f', 'Control+v');
    expect(await box(page()).inputValue()).toBe(HERO.complaint);
    await rowOf(page(), HERO.complaint).click();
    await grid(page()).focus();
    await keys.press('Enter');
    await recordNumber(page(), HERO.complaint).waitFor();
    await keys.press('x');
    const cell = page().locator('[data-copy]:focus');
    const text = (await cell.textContent())?.trim() ?? '';
    expect(text).not.toBe('');
    await keys.press('Control+c');
    await said(/Copied; logged as audit row \d+/);
    await keys.press('Alt+0', 'Control+f', 'Control+v');
    expect(await box(page()).inputValue()).toBe(text);
    await keys.press('Alt+1');
    await recordNumber(page(), HERO.complaint).waitFor();
    await page().evaluate(() => {
      const title = document.querySelector('.record h1');
      if (title !== null) document.getSelection()?.selectAllChildren(title);
    });
    await keys.press('Control+c');
    await said(/Not copied. S39/);
    await page().evaluate(() => document.getSelection()?.removeAllRanges());
    await page().locator('[data-reveal]').first().focus();
    await keys.press('Control+c');
    await said(/Not copied. S39/);
  });

  test('between open records Alt+← goes back and Alt+→ forth, each where it was left', async () => {
    await searched(HERO.partialPlate);
    await rowOf(page(), HERO.arrest).click();
    await grid(page()).focus();
    await keys.press('Enter');
    await recordNumber(page(), HERO.arrest).waitFor();
    await keys.press('PageDown');
    // At rest: the same at five looks in a row.
    let [stood, looks] = [0, 0];
    await until(async () => {
      const before = stood;
      stood = await scrollOf(page().locator('#record-pane'));
      looks = stood > 0 && stood === before ? looks + 1 : 0;
      return looks === 5;
    });
    await keys.press('Alt+ArrowLeft');
    await focused(grid(page())).waitFor();
    expect(await selectedRow(page()).textContent()).toContain(HERO.arrest);
    await keys.press('Alt+ArrowRight');
    await recordNumber(page(), HERO.arrest).waitFor();
    await until(async () => (await scrollOf(page().locator('#record-pane'))) === stood);
    await keys.press('Control+Shift+Tab');
    await recordNumber(page(), HERO.complaint).waitFor();
    await keys.press('Alt+0');
    await focused(grid(page())).waitFor();
  });

  test('a record is pinned for the tour, and opened from the list', async () => {
    await rowOf(page(), HERO.arrest).click();
    await grid(page()).focus();
    await keys.press('p');
    await said(`${HERO.arrest} is pinned`);
    await toStart();
    const pins = page().getByRole('list', { name: 'Pinned for this tour' });
    const pin = pins.getByRole('button', { name: HERO.arrest, exact: true });
    await pin.waitFor();
    expect(await violations(page())).toEqual([]);
    await pin.click();
    await recordNumber(page(), HERO.arrest).waitFor();
    await keys.press('p');
    await said(`${HERO.arrest} is unpinned`);
    await keys.press('Alt+0');
  });

  test('a saved search tells of a row that arrived, and opens with that row', async () => {
    await searched(LATE_PLATE);
    await page().getByRole('heading', { name: 'No record' }).waitFor();
    await keys.press('Control+s');
    const save = dialog(page(), 'Save this search');
    await save.waitFor();
    await keys.press('Enter');
    await said('Saved as');
    await putLate(department.dataFolder, [complaintOf(FIRST, LATE_PLATE)]);
    await until(async () => {
      const saved = await desk.call('saved.list', {});
      return saved.ok && saved.value.searches[0]?.news === 1;
    });
    await toStart();
    const list = page().getByRole('list', { name: 'Saved searches' });
    await list.getByText('1 new').waitFor();
    await list.getByRole('button', { name: LATE_PLATE, exact: true }).click();
    await rowOf(page(), FIRST).waitFor();
    await notes('1 new since this was last looked at').waitFor();
    await until(async () => {
      const saved = await desk.call('saved.list', {});
      return saved.ok && saved.value.searches[0]?.news === 0;
    });
  });

  test('run again, what arrived since is new, what is different is changed, and N goes to the difference', async () => {
    const first = complaintOf(FIRST, LATE_PLATE);
    const opened = async (): Promise<void> => {
      await rowOf(page(), FIRST).click();
      await grid(page()).focus();
      await keys.press('Enter');
      await recordNumber(page(), FIRST).waitFor();
    };
    await searched(LATE_PLATE);
    await rowOf(page(), FIRST).waitFor();
    await opened();
    await keys.press('Alt+0');
    await page().locator('.record').waitFor({ state: 'detached' });
    await putLate(department.dataFolder, [
      complaintOf(SECOND, LATE_PLATE),
      { ...first, body: { vehicles: [{ ...first.body['vehicles']?.[0], make: 'ACURA' }] } },
    ]);
    await keys.press('r');
    await rowOf(page(), SECOND).waitFor();
    await notes(/^1 new, 1 changed since \d\d:\d\d/).waitFor();
    expect(await rowOf(page(), SECOND).getAttribute('data-news')).toBe('new');
    expect(await rowOf(page(), FIRST).getAttribute('data-news')).toBe('changed');
    await opened();
    await page().locator('.changed-line').getByText('1 field changed since you last looked').waitFor();
    await keys.press('n');
    expect(await focused(page().locator('[data-change]')).textContent()).toBe('changed: Make');
    await page().locator('[data-section=vehicles]').getByText('ACURA').waitFor();
    await keys.press('Alt+0');
    await page().locator('.record').waitFor({ state: 'detached' });
  });

  test('a lock gives back rows, selection, tabs and columns, the comparison and the way forth', async () => {
    await searched('113 pct since 1 nov');
    await until(async () => (await selectedRow(page()).count()) === 1);
    await keys.press('ArrowDown', 'PageDown', 'PageDown', 'ArrowDown');
    await until(async () => (await scrollOf(grid(page()))) > 300);
    const activeRow = (): Promise<string | null> => grid(page()).getAttribute('aria-activedescendant');
    // One record seen and left again; then this one beside the next.
    await keys.press('Enter');
    await recordPane(page()).waitFor();
    const seen = (await page().locator('.record-sub b').first().textContent()) ?? '–';
    await keys.press('Alt+ArrowLeft');
    await focused(grid(page())).waitFor();
    await keys.press('Space', 'ArrowDown', 'Space');
    const [stood, row] = [await scrollOf(grid(page())), await activeRow()];
    await keys.press('c');
    const comparison = page().getByRole('heading', { level: 1, name: / beside / });
    const compared = await comparison.textContent();
    const only = page().locator('tr[data-verdict=same]');
    await page().locator('tr[data-verdict]').first().waitFor();
    await keys.press('d');
    await until(async () => (await only.count()) === 0);
    const tabs = await page().getByRole('navigation', { name: 'Open records' }).textContent();
    await until(async () => {
      const kept = await desk.call('workspace.get', {});
      return (
        kept.ok &&
        kept.value.workspace?.box.scroll === stood &&
        kept.value.workspace.compared?.onlyDiffering === true &&
        `result-${kept.value.workspace.box.selected ?? ''}` === row
      );
    });
    await keys.press('Control+l');
    await focused(page().getByLabel('Password', { exact: true })).waitFor();
    expect(await page().locator('body').textContent()).not.toContain(HERO.complaint);
    await keys.type(department.account('mrivera').password);
    await keys.press('Enter');
    await comparison.waitFor();
    expect(await comparison.textContent()).toBe(compared);
    await page().locator('tr[data-verdict]').first().waitFor();
    expect(await only.count()).toBe(0);
    await keys.press('Escape');
    await focused(grid(page())).waitFor();
    await until(async () => (await scrollOf(grid(page()))) === stood);
    await until(async () => (await activeRow()) === row);
    expect(await page().getByRole('navigation', { name: 'Open records' }).textContent()).toBe(tabs);
    await head('Source').waitFor();
    await keys.press('Alt+ArrowRight');
    await recordNumber(page(), seen).waitFor();
    await keys.press('Alt+ArrowLeft');
    await focused(grid(page())).waitFor();
  });

  test('nothing went wrong in the page all the while', () => {
    expect(desk.complaints).toEqual([]);
  });
});
