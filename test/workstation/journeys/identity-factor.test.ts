/**
 * S46, IA-2, IA-5: the second factor on a remote laptop, by keyboard: set up with a release code of the desk officer, asked
 * at the next sign-in with no key beyond its six digits, and every way in which a code is not taken. The gateway's clock
 * is moved; the phone is an authenticator of its own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phoneCode } from '../harness/authenticator.ts';
import { violations } from '../harness/axe.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, humanPace, type Keys } from '../harness/keys.ts';
import { leapingClock } from '../harness/leaping-clock.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import {
  askToSignIn,
  box,
  dialog,
  field,
  focused,
  issuedCode,
  refusal,
  rooms,
  signInByKeys,
  signOutByKeys,
} from '../harness/window.ts';

const { hosts, notRun } = await hostsHere();
for (const { name, reason } of notRun) console.info(`not run on ${name}: ${reason}`);

const MINUTE = 60_000;
const CODE = 'Code from your phone';
const RECOVERY = 'Recovery code';
const ASKED = 'This workstation is not on a network of the department.';

describe.each(hosts)('the second factor on a laptop, on $name', (on) => {
  const clock = leapingClock();
  let department: Department;
  let laptop: OpenWorkstation;
  let keys: Keys;
  /** The key in the phone. */
  let key = '';
  let recoveryCodes: readonly string[] = [];
  let lastTaken = '';
  const measured: string[] = [];
  const page = (): Page => laptop.page();
  const pace = humanPace();
  const windowSize = { width: 1366, height: 768 };

  beforeAll(async () => {
    department = await startDepartment({ sample: false, clock, limits: { calls: 10_000, signIns: 1_000 } });
    const workstation = { name: 'Laptop 7', area: 'remote' } as const;
    laptop = await openWorkstation({ department, on, workstation, keyStore: memoryKeyStore(), windowSize });
    keys = countedKeys(page);
    page().context().setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    console.info([`on ${on.name}`, ...measured].join('\n  '));
    await laptop.close();
    await department.close();
  });

  const passes = async (): Promise<void> => expect(await violations(page())).toEqual([]);
  /** What the phone shows when its clock is so many steps of 30 s off. */
  const phone = (steps = 0): string => phoneCode(key, steps, clock.now());
  /** Six digits that the phone shows at no time near now. */
  const neverShown = (): string => {
    const near = new Set(Array.from({ length: 61 }, (_, at) => phone(at - 30)));
    return ['135790', '246801', '975318'].find((code) => !near.has(code))!;
  };
  const password = async (): Promise<void> => {
    await askToSignIn(page, keys, department.account('mrivera'));
    await focused(field(page(), CODE)).waitFor();
  };
  /** A code that is not taken: its words, the emptied field, the focus where it was. */
  const notTaken = async (code: string, words: string, name = CODE): Promise<void> => {
    await pace();
    await keys.type(code);
    if (name === RECOVERY) await keys.press('Enter');
    await page().getByText(words, { exact: true }).first().waitFor();
    await focused(field(page(), name)).waitFor();
    expect(await field(page(), name).inputValue()).toBe('');
    expect(await rooms(page()).count()).toBe(0);
  };

  test('S46: without a second factor a remote sign-in stops, and says who gives a release code', async () => {
    await askToSignIn(page, keys, department.account('mrivera'));
    await refusal(page(), 'A second factor is needed, and you have none yet').waitFor();
    await page()
      .getByText(
        'A second factor is needed here and none is set up. Set it up at a workstation of the department, or ask the desk officer of your command for a release code.',
      )
      .waitFor();
    await focused(field(page(), 'Release code')).waitFor();
    await passes();
    await keys.type('AAAA-AAAA');
    await keys.press('Enter');
    await page().getByText('That code is not right. 4 attempts left.').first().waitFor();
    await focused(field(page(), 'Release code')).waitFor();
    expect(await field(page(), 'Release code').inputValue()).toBe('');
  });

  test('the desk officer gives a release code at the desk; with it the phone is set up, two codes and no other key', async () => {
    const desk = await openWorkstation({ department, on, keyStore: memoryKeyStore(), windowSize });
    const deskKeys = countedKeys(() => desk.page());
    desk.page().context().setDefaultTimeout(60_000);
    await signInByKeys(() => desk.page(), deskKeys, department.account('lkowalski'));
    await deskKeys.press('F3');
    await desk.page().getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
    // The box of the search lets go of the focus when it is hidden; until then a letter is its own.
    await desk.page().waitForFunction(() => document.activeElement === document.body);
    await deskKeys.press('f');
    await focused(field(desk.page(), 'User name of the colleague')).waitFor();
    await deskKeys.type('mrivera');
    await deskKeys.press('Enter');
    await desk.page().getByRole('heading', { name: 'Release code for mrivera' }).waitFor();
    expect(await violations(desk.page())).toEqual([]);
    const release = await issuedCode(desk.page());
    expect(desk.complaints).toEqual([]);
    await desk.close();

    await keys.type(release);
    await keys.press('Enter');
    await page().getByRole('heading', { name: 'Set up your second factor' }).waitFor();
    await page().getByRole('img', { name: 'QR code with the key written beside it' }).waitFor();
    key = (await page().locator('.factor-secret').innerText()).replaceAll(/\s/g, '');
    await focused(field(page(), 'Code the phone shows now')).waitFor();
    await passes();
    const [now, next] = [phone(), phone(1)];
    keys.begin();
    await keys.type(now);
    await focused(field(page(), 'Now the next code')).waitFor();
    await keys.type(now);
    await page().getByText('That is the same code again. Wait until the phone shows the next one.').first().waitFor();
    await focused(field(page(), 'Now the next code')).waitFor();
    await keys.type(next);
    await page().getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    expect(keys.counted().keys).toBe(0);
  });

  test('IA-5: the recovery codes are shown once, on paper or in ink, and are gone from the page with the next key', async () => {
    const list = page().locator('ol.recovery-codes li');
    await list.first().waitFor();
    recoveryCodes = await list.allInnerTexts();
    expect(new Set(recoveryCodes).size).toBe(10);
    await passes();
    const kept = page().getByRole('button', { name: 'I have kept them' });
    for (let tabs = 0; tabs < 4 && (await focused(kept).count()) === 0; tabs += 1) await keys.press('Tab');
    await keys.press('Enter');
    await focused(box(page())).waitFor();
    const left = await page().content();
    for (const code of [...recoveryCodes, key]) expect(left.includes(code)).toBe(false);
  });

  test('S46: what was open on a laptop is sealed on its disk while it is locked, and nothing of it is there after signing out', async () => {
    const kept = (): string => readFileSync(join(laptop.stateDir, 'workspace.json'), 'utf8');
    /** Sealed boxes are kept under keyed hashes. */
    const boxes = (): readonly string[] =>
      Object.keys(JSON.parse(kept()) as object).filter((slot) => /^[0-9a-f]{64}$/.test(slot));
    await keys.type('a draft of the laptop');
    await keys.press('Control+l');
    await page().getByRole('heading', { name: 'Locked' }).waitFor();
    expect(boxes()).toHaveLength(1);
    expect(kept()).not.toContain('draft of the laptop');
    await keys.type(department.account('mrivera').password);
    await keys.press('Enter');
    await focused(box(page())).waitFor();
    expect(await box(page()).inputValue()).toBe('a draft of the laptop');
    await signOutByKeys(page, keys);
    expect(boxes()).toEqual([]);
  });

  test('task 2: the next sign-in asks for six digits and no key beyond them; pasted with a space they are taken as well', async () => {
    clock.leap(MINUTE);
    await askToSignIn(page, keys, department.account('mrivera'));
    await focused(field(page(), CODE)).waitFor();
    await page().getByText(`${ASKED} Type the six digits your phone’s authenticator shows now.`).waitFor();
    await passes();
    keys.begin();
    await keys.type(phone());
    await focused(box(page())).waitFor();
    const { keys: pressed, given, seconds } = keys.counted();
    measured.push(
      `2 second factor on a laptop: ${String(pressed)} keys (${String(given)} typed), ${seconds.toFixed(2)} s`,
    );
    expect([pressed, given]).toEqual([0, 6]);
    await signOutByKeys(page, keys);
    clock.leap(MINUTE);
    await password();
    lastTaken = phone();
    await page().keyboard.insertText(lastTaken.replace(/^(...)/, '$1 '));
    await focused(box(page())).waitFor();
    await signOutByKeys(page, keys);
  });

  test('IA-2(8): a code is taken once ever: the same one again is refused as used, the next one is taken', async () => {
    await password();
    await notTaken(lastTaken, 'That code was used already. Wait for the next one. 4 attempts left.');
    await passes();
    clock.leap(MINUTE);
    await keys.type(phone());
    await focused(box(page())).waitFor();
    await signOutByKeys(page, keys);
  });

  test('a wrong code keeps the focus and says how many are left; an early and a late one say that the phone’s clock is off', async () => {
    clock.leap(9 * MINUTE);
    await password();
    await notTaken(neverShown(), 'That code is not right. 4 attempts left.');
    await notTaken(
      phone(8),
      'Your phone’s clock is about 4 minutes ahead: set its time to automatic, then type a new code. 3 attempts left.',
    );
    await notTaken(
      phone(-7),
      'Your phone’s clock is about 4 minutes behind: set its time to automatic, then type a new code. 2 attempts left.',
    );
    await passes();
    await keys.type(phone());
    await focused(box(page())).waitFor();
    await signOutByKeys(page, keys);
  });

  test('without the phone a recovery code lets in, once; how many are left is said', async () => {
    clock.leap(MINUTE);
    const instead = (left: number) =>
      page().getByRole('button', { name: `No phone? Use a recovery code (${String(left)} left)` });
    await password();
    await instead(10).focus();
    await keys.press('Enter');
    await focused(field(page(), RECOVERY)).waitFor();
    await passes();
    await keys.type(recoveryCodes[3]!.toLowerCase());
    await keys.press('Enter');
    await focused(box(page())).waitFor();
    await signOutByKeys(page, keys);
    await password();
    await instead(9).focus();
    await keys.press('Enter');
    await focused(field(page(), RECOVERY)).waitFor();
    await notTaken(recoveryCodes[3]!, 'That code is not right. 4 attempts left.', RECOVERY);
    await keys.press('Escape');
    await page().getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('AC-7: the fifth wrong code ends the sign-in and locks the account; the right code opens nothing any more', async () => {
    clock.leap(16 * MINUTE);
    await password();
    for (const left of ['4 attempts left.', '3 attempts left.', '2 attempts left.', '1 attempt left.']) {
      await notTaken(neverShown(), `That code is not right. ${left}`);
    }
    await pace();
    await keys.type(neverShown());
    await refusal(page(), 'This account is locked out').waitFor();
    await page().getByRole('heading', { name: 'Sign in' }).waitFor();
    await passes();
    await askToSignIn(page, keys, department.account('mrivera'));
    await refusal(page(), 'This account is locked out').waitFor();
    expect(await field(page(), CODE).count()).toBe(0);
    expect(await dialog(page(), 'Your password again').count()).toBe(0);
  });

  test('nothing went wrong in the page all the while', () => {
    expect(laptop.complaints).toEqual([]);
  });
});
