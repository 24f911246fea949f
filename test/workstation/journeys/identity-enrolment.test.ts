/**
 * IA-3: a workstation the department does not know shows the enrolment and nothing else; with the administrator's code it
 * is let in, and withdrawn in the middle of the work it closes.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallName } from '../../../shared/bridge/calls.ts';
import { HERO } from '../../../gateway/sample/hero.ts';
import { violations } from '../harness/axe.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { enteredAt } from '../harness/entered-at.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, type Keys } from '../harness/keys.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import {
  openHeroComplaint,
  box,
  dialog,
  field,
  focused,
  issuedCode,
  refusal,
  rooms,
  signInByKeys,
} from '../harness/window.ts';

const { hosts, notRun } = await hostsHere();
for (const { name, reason } of notRun) console.info(`not run on ${name}: ${reason}`);

const CODE = 'Enrolment code';
const TITLE = 'Enrol this workstation';
/** The single-process build takes long to give up a document that was examined. */
const REDRAWN = { timeout: 60_000 };

describe.each(hosts)('enrolment, on $name', (on) => {
  let department: Department;
  /** The workstation to be enrolled, and the one the administrator works at. */
  let desk: OpenWorkstation;
  let office: OpenWorkstation;
  let keys: Keys;
  let officeKeys: Keys;
  const page = (): Page => desk.page();
  const officePage = (): Page => office.page();

  beforeAll(async () => {
    department = await startDepartment();
    const windowSize = { width: 1366, height: 768 };
    desk = await openWorkstation({ department, on, workstation: null, keyStore: memoryKeyStore(), windowSize });
    office = await openWorkstation({
      ...{ department, on, keyStore: memoryKeyStore(), windowSize },
      workstation: { name: 'IT office' },
    });
    keys = countedKeys(page);
    officeKeys = countedKeys(officePage);
    for (const each of [page(), officePage()]) each.context().setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await desk.close();
    await office.close();
    await department.close();
  });

  const passes = async (of = page): Promise<void> => expect(await violations(of())).toEqual([]);
  const refusedHere = async (name: CallName, input: never): Promise<void> => {
    expect(await desk.call(name, input)).toMatchObject({ ok: false, fault: { code: 'bridge.phase' } });
  };
  /** A code from the administration's screen. */
  const codeFromOffice = async (name: string): Promise<string> => {
    await officeKeys.press('n');
    await focused(field(officePage(), 'Name')).waitFor();
    await officeKeys.type(name);
    await officeKeys.press('Enter');
    await officePage()
      .getByRole('heading', { name: `Enrolment code for ${name}` })
      .waitFor();
    const code = await issuedCode(officePage());
    expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    return code;
  };
  const closed = (name: string): Promise<void> => dialog(officePage(), name).waitFor({ state: 'detached' });

  test('IA-3: a workstation that is not enrolled shows the enrolment alone; nobody can sign in there', async () => {
    await page().getByRole('heading', { name: TITLE }).waitFor();
    await page().getByText('The department does not know this workstation yet.').waitFor();
    await focused(field(page(), CODE)).waitFor();
    expect(await page().getByText('This workstation is not enrolled').count()).toBe(1);
    expect(await page().getByLabel('Password').count()).toBe(0);
    await passes();
    await refusedHere('session.begin', {} as never);
    await refusedHere('session.signIn', { username: 'mrivera', password: 'x' } as never);
    await refusedHere('record.open', { id: 'x' } as never);
  });

  test('a code that was never given is refused in words, and stays to be compared', async () => {
    await keys.type('ABCDEFGH23456789');
    await refusal(page(), 'This enrolment code is not valid').waitFor();
    expect(await refusal(page(), 'This enrolment code is not valid').textContent()).toContain(
      'It was mistyped, used already, or is older than its time. Compare it, or ask for a new one.',
    );
    await focused(field(page(), CODE)).waitFor();
    expect(await field(page(), CODE).inputValue()).toBe('ABCD-EFGH-2345-6789');
    await passes();
  });

  test('the administrator gives a code on the screen, and the sixteenth sign of it enrols, without another key', async () => {
    await signInByKeys(officePage, officeKeys, department.account('radmin'));
    await officeKeys.press('F8');
    await officePage().getByRole('heading', { level: 1, name: 'Administration' }).waitFor();
    await officeKeys.press('w');
    await officePage().getByRole('table', { name: 'Workstations' }).waitFor();
    const code = await codeFromOffice('Counter 2');
    await passes(officePage);
    await officeKeys.press('Enter');
    await closed('Enrol a workstation');

    await keys.press('Control+a');
    keys.begin();
    await keys.type(code.replaceAll('-', '').toLowerCase());
    await page().getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(keys.counted().keys).toBe(0);
    await page().getByText('113 Precinct · Counter 2 · on-site').waitFor();
    expect(await page().content()).not.toContain(code);
  });

  test('a code is used once: the same one does not enrol another workstation', async () => {
    const code = await department.issueEnrolmentCode({ name: 'Desk 9', command: 113, area: 'on-site' });
    const first = await openWorkstation({ department, on, workstation: null, keyStore: memoryKeyStore() });
    const second = await openWorkstation({ department, on, workstation: null, keyStore: memoryKeyStore() });
    expect(await first.call('workstation.enrol', { code })).toMatchObject({ ok: true });
    expect(await second.call('workstation.enrol', { code })).toMatchObject({
      ok: false,
      fault: { code: 'enrolment.refused' },
    });
    await first.close();
    await second.close();
  });

  test('IA-3: withdrawn while a record is open, the workstation closes within half a minute and says why', async () => {
    await signInByKeys(page, keys, department.account('mrivera'));
    await openHeroComplaint(page, keys);

    await officeKeys.press('Control+Shift+r');
    await officePage()
      .getByRole('table', { name: 'Workstations' })
      .getByRole('row')
      .filter({ hasText: 'Counter 2' })
      .waitFor();
    await officeKeys.press('Control+k');
    await focused(officePage().getByRole('combobox', { name: 'Find an action' })).waitFor();
    await officeKeys.type('withdraw counter 2');
    await officeKeys.press('Enter');
    await officePage().getByText('Withdraw Counter 2?').waitFor();
    await officeKeys.press('Enter');
    await officePage().getByText('Counter 2 is withdrawn: it is answered no more. Recorded.').waitFor();
    const withdrawnAt = Date.now();
    await refusal(page(), 'The enrolment of this workstation was withdrawn').waitFor(REDRAWN);
    expect(enteredAt(desk.stateDir, 'unenrolled') - withdrawnAt).toBeLessThan(30_000);
    expect(await refusal(page(), 'The enrolment of this workstation was withdrawn').textContent()).toContain(
      'An administrator withdrew it. If it should work again, ask the system administrator for a new code.',
    );
    expect(await rooms(page()).count()).toBe(0);
    const left = await page().content();
    for (const content of [HERO.complaint, HERO.job, 'Rivera']) expect(left).not.toContain(content);
    await refusedHere('session.begin', {} as never);
    await passes();
  });

  test('with a new code it works again, under a new key', async () => {
    const code = await codeFromOffice('Counter 2b');
    await focused(field(page(), CODE)).waitFor();
    await keys.type(code);
    await page().getByRole('heading', { name: 'Sign in' }).waitFor();
    await signInByKeys(page, keys, department.account('mrivera'));
    await focused(box(page())).waitFor();
  });

  test('nothing went wrong in the page all the while', () => {
    expect([...desk.complaints, ...office.complaints]).toEqual([]);
  });
});
