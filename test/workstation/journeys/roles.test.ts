/** Each role sees its own rooms in the real window and nothing of the others; what it has not, the gateway refuses too. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HERO } from '../../../gateway/sample/hero.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, type Keys } from '../harness/keys.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import {
  bottomLine,
  box,
  dialog,
  focused,
  recordNumber,
  rooms,
  rowOf,
  signInByKeys,
  signOutByKeys,
  sourceLines,
} from '../harness/window.ts';

const { hosts } = await hostsHere();

describe.each(hosts)('what each role sees, on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  let keys: Keys;
  /** Id of the complaint of the scenario, as an officer's result names it. */
  let complaintId = '';
  const page = (): Page => desk.page();

  beforeAll(async () => {
    department = await startDepartment();
    const windowSize = { width: 1366, height: 768 };
    desk = await openWorkstation({ department, on, keyStore: memoryKeyStore(), windowSize });
    keys = countedKeys(page);
    page().context().setDefaultTimeout(20_000);
  });
  afterAll(async () => {
    await desk.close();
    await department.close();
  });

  /** Signs in, looks, signs out again. */
  const as = async (username: string, look: () => Promise<void>): Promise<void> => {
    await signInByKeys(page, keys, department.account(username));
    await look();
    await signOutByKeys(page, keys);
  };
  const roomNames = async (): Promise<readonly string[]> =>
    (await rooms(page()).getByRole('button').allTextContents()).filter((name) => name !== 'Help');
  const notAuthorised = async (): Promise<readonly string[]> =>
    (await sourceLines(page()))
      .filter((line) => line.endsWith('not authorised'))
      .map((line) => line.replace('not authorised', ''));
  const searched = async (text: string): Promise<void> => {
    await keys.press('Control+f');
    await keys.type(text);
    await keys.press('Enter');
  };
  const states = async (reference: string): Promise<void> => {
    await keys.press('Control+r');
    const number = dialog(page(), 'State your reason').getByRole('textbox', { name: 'Number of what you work on' });
    await number.fill(reference);
    await keys.press('Enter');
    await dialog(page(), 'State your reason').waitFor({ state: 'detached' });
  };
  /** No box, no records room, and the gateway refuses what the window does not offer. */
  const hasNoRecords = async (): Promise<void> => {
    expect(await box(page()).count()).toBe(0);
    await keys.press('F2');
    expect(await bottomLine(page())).toMatch(/^Go to Search: your role may not/);
    const opened = await desk.call('record.open', { id: complaintId });
    expect(opened).toMatchObject({ ok: false, fault: { code: 'capability.missing' } });
    const seen = await page().locator('body').textContent();
    for (const content of [HERO.complaint, HERO.subject, HERO.complainant, HERO.plate]) {
      expect(seen).not.toContain(content);
    }
  };

  test('an officer: search alone, no commercial source, the victim’s name withheld in the match', () =>
    as('mrivera', async () => {
      expect(await roomNames()).toEqual(['Search']);
      expect(await notAuthorised()).toEqual(['Public records']);
      await states(HERO.complaint);
      await searched('gallagher, siobhan');
      await rowOf(page(), HERO.complaint).waitFor();
      expect(await rowOf(page(), HERO.complaint).textContent()).toContain('withheld');
      complaintId = ((await rowOf(page(), HERO.complaint).getAttribute('id')) ?? '').replace('result-', '');
      expect(complaintId).not.toBe('');
    }));

  test('a detective: every source, and the victim’s name for a criminal investigation', () =>
    as('jokafor', async () => {
      expect(await roomNames()).toEqual(['Search']);
      expect(await notAuthorised()).toEqual([]);
      await states(HERO.complaint);
      await searched('gallagher, siobhan');
      await rowOf(page(), HERO.publicRecord).waitFor();
      await rowOf(page(), HERO.complaint).getByText('GALLAGHER').first().waitFor();
    }));

  test('a command clerk: the department’s own records, no government source, nothing to reveal', () =>
    as('tchen', async () => {
      expect(await roomNames()).toEqual(['Search']);
      const closed = ['Warrants', 'Stolen property', 'Orders of protection', 'Public records'];
      expect(await notAuthorised()).toEqual(closed);
      const reference = { kind: 'invoice', value: HERO.invoice } as const;
      expect(await desk.call('reason.set', { purpose: 'property', reference })).toMatchObject({ ok: true });
      await page().locator('.strip-reason').getByText(HERO.invoice).waitFor();
      await searched(HERO.complaint);
      await rowOf(page(), HERO.complaint).waitFor();
      expect(await rowOf(page(), HERO.stolen).count()).toBe(0);
      expect(await rowOf(page(), HERO.arrest).count()).toBe(0);
      await rowOf(page(), HERO.complaint).click();
      await keys.press('Enter');
      await recordNumber(page(), HERO.complaint).waitFor();
      expect(await page().locator('[data-reveal]').count()).toBe(0);
      expect(await page().locator('.record').textContent()).toContain('Withheld: victim identity');
    }));

  test('a desk officer: search and desk', () =>
    as('lkowalski', async () => {
      expect(await roomNames()).toEqual(['Search', 'Desk']);
      await keys.press('F3');
      await page().locator('.room h1').waitFor();
      expect(await rooms(page()).locator('[aria-current=page]').textContent()).toBe('Desk');
    }));

  test('S88: an administrator: accounts and sources, no record and no audit log', () =>
    as('radmin', async () => {
      expect(await roomNames()).toEqual(['Desk', 'Administration']);
      await keys.press('F8');
      await page().getByText('mrivera').first().waitFor();
      await hasNoRecords();
      expect(await desk.call('audit.page', {})).toMatchObject({ ok: false, fault: { code: 'capability.missing' } });
    }));

  test('S106: an IT auditor: audit rows for a stated audit, no record', () =>
    as('nvolkov', async () => {
      expect(await roomNames()).toEqual(['Oversight']);
      await page().getByText('State the audit or inspection first').waitFor();
      await hasNoRecords();
      await keys.press('Control+r');
      await focused(dialog(page(), 'State your reason').getByRole('textbox')).waitFor();
      await keys.type('AUD-2026-0042');
      await keys.press('Enter');
      const log = page().getByRole('grid', { name: 'Audit rows, newest first' });
      await log.getByText('Access denied').first().waitFor();
      expect(await log.textContent()).toContain('radmin');
    }));

  test('nothing went wrong in the page all the while', () => {
    expect(desk.complaints).toEqual([]);
  });
});
