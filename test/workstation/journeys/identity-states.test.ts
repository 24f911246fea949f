/**
 * S41, S44: every state of an account on the screen, in its exact words and only after the right password; and a password
 * that has to be changed, through its refusals to the box.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeAccount } from '../../../gateway/adapters/directory/embedded/directory-file.ts';
import { violations } from '../harness/axe.ts';
import { memoryKeyStore } from '../harness/core-rig.ts';
import { startDepartment, type Department } from '../harness/department.ts';
import { hostsHere } from '../harness/hosts.ts';
import { countedKeys, humanPace, type Keys } from '../harness/keys.ts';
import { openWorkstation, type OpenWorkstation } from '../harness/open-workstation.ts';
import { askToSignIn, box, field, focused, passwordField, refusal, rooms, signOutByKeys } from '../harness/window.ts';

const { hosts, notRun } = await hostsHere();
for (const { name, reason } of notRun) console.info(`not run on ${name}: ${reason}`);

const NEW_PASSWORD = 'Lantern-Quay-Orchid-58';
const CHANGE = 'Choose a new password';
const OLD = 'Password you signed in with';
const NEW = 'New password';
const AGAIN = 'New password once more';
const RELEASES = 'The desk officer of your command, or a system administrator, releases it.';

/** User name → title, what it means, who can help. */
const STATES: readonly (readonly [string, string, string, string])[] = [
  [
    'disabled.user',
    'This account is disabled',
    'It cannot be used until it is enabled again.',
    'The system administrator enables it on your commanding officer’s word.',
  ],
  [
    'expired.user',
    'This account has expired',
    'Its end date is past; it has to be renewed.',
    'The system administrator extends it on your commanding officer’s word.',
  ],
  [
    'nighthours.user',
    'Outside the hours of your account',
    'The directory lets this account sign in at certain hours only, and this is not one of them.',
    'Your commanding officer has the hours changed by the system administrator.',
  ],
  [
    'elsewhere.user',
    'Your account may not use this workstation',
    'The directory names the workstations of this account, and this one is not among them.',
    'Use one of your command, or ask the system administrator.',
  ],
  [
    'pgomez',
    'Your account has no role here',
    'The password is right, but no role opens this system to you.',
    'The system administrator gives one on your commanding officer’s word.',
  ],
];

describe.each(hosts)('the states of an account, on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  let keys: Keys;
  const page = (): Page => desk.page();
  const pace = humanPace();

  beforeAll(async () => {
    department = await startDepartment({ sample: false, limits: { calls: 10_000, signIns: 1_000 } });
    await changeAccount(join(department.dataFolder, 'directory.json'), 'pgomez', (one) => ({ ...one, roles: [] }));
    const windowSize = { width: 1366, height: 768 };
    desk = await openWorkstation({ department, on, keyStore: memoryKeyStore(), windowSize });
    keys = countedKeys(page);
    page().context().setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await desk.close();
    await department.close();
  });

  const passes = async (): Promise<void> => expect(await violations(page())).toEqual([]);
  /** What the screen says of a try; the password is gone from the field, and the field has the focus. */
  const said = async (username: string, password: string, title: string): Promise<string> => {
    await pace();
    await askToSignIn(page, keys, { username, password });
    await refusal(page(), title).waitFor();
    await focused(passwordField(page())).waitFor();
    expect(await passwordField(page()).inputValue()).toBe('');
    expect(await rooms(page()).count()).toBe(0);
    return (await refusal(page(), title).textContent()) ?? '';
  };
  const wrong = (username: string): Promise<string> =>
    said(username, 'Not-The-Password-1', 'User name or password is not right');

  test('S41: a wrong password and an unknown user read the same, letter for letter', async () => {
    const known = await wrong('mrivera');
    await passes();
    expect(known).toBe('User name or password is not right4 attempts left.');
    expect(await wrong('nobody.here')).toBe(known);
  });

  test.each(STATES)('S41: %s reads “%s”, and only with the right password', async (username, title, what, who) => {
    expect(await wrong(username)).toBe('User name or password is not right4 attempts left.');
    const { password } = department.account(username);
    expect(await said(username, password, title)).toBe(`${title}${what}Who can help: ${who}`);
    await passes();
  });

  test('AC-7: five wrong passwords lock the account, the last try is announced, and then the right one does not help', async () => {
    const tries: string[] = [];
    for (let n = 0; n < 4; n += 1) tries.push(await wrong('bnguyen'));
    expect(tries.map((text) => text.replace('User name or password is not right', ''))).toEqual([
      '4 attempts left.',
      '3 attempts left.',
      '2 attempts left.',
      '1 attempt left, then the account is locked until somebody releases it.',
    ]);
    const title = 'This account is locked out';
    const words = `${title}Five wrong passwords or codes in 15 minutes. Trying again does not help; it has to be released.Who can help: ${RELEASES}`;
    expect(await said('bnguyen', 'Not-The-Password-1', title)).toBe(words);
    await passes();
    expect(await said('bnguyen', department.account('bnguyen').password, title)).toBe(words);
  });

  /** Types all three fields of the change and sends them. */
  const change = async (old: string, fresh: string, again = fresh): Promise<void> => {
    await pace();
    await field(page(), OLD).focus();
    await keys.press('Control+a');
    await keys.type(old);
    await field(page(), NEW).focus();
    await keys.type(fresh);
    await field(page(), AGAIN).focus();
    await keys.type(again);
    await keys.press('Enter');
  };
  /** A refused change: said beside the field it belongs to, which has the focus; nothing typed is left. */
  const refused = async (at: string, words: string): Promise<void> => {
    await page().getByText(words, { exact: true }).first().waitFor();
    await focused(field(page(), at)).waitFor();
    for (const name of [OLD, NEW, AGAIN]) expect(await field(page(), name).inputValue()).toBe('');
  };

  test('S44: an expired password leads to a new one: the refusals in plain words, then the box', async () => {
    const { username, password } = department.account('oldpass.user');
    await askToSignIn(page, keys, { username, password });
    await page().getByRole('heading', { name: CHANGE }).waitFor();
    await page().getByText('Your password was right, but its time is over. Choose a new one to go on.').waitFor();
    await focused(field(page(), OLD)).waitFor();
    await passes();

    await change(password, NEW_PASSWORD, 'Lantern-Quay-Orchid-59');
    await page().getByText('The two new passwords are not the same. Type them again.', { exact: true }).waitFor();
    await focused(field(page(), AGAIN)).waitFor();
    expect(await field(page(), AGAIN).inputValue()).toBe('');

    await field(page(), NEW).fill('');
    await change('Not-The-Old-One-1', NEW_PASSWORD);
    await refused(OLD, 'That is not the password you signed in with. 4 attempts left, then the account is locked.');
    await change(password, password);
    await refused(NEW, 'That is the password you have. Take another one.');
    await change(password, 'Oldpass-User-2026!');
    await refused(NEW, 'Your name or user name is in it. Take other words.');
    await change(password, 'Password123!');
    await refused(NEW, 'It is on the list of passwords that are guessed first. Take other words.');
    await change(password, 'xq7-Ztk');
    await refused(NEW, 'Too short for the directory. Take a longer one.');
    await passes();

    await change(password, NEW_PASSWORD);
    await focused(box(page())).waitFor();
    await signOutByKeys(page, keys);
  });

  test('S44: the old password no longer signs in, the new one does and is not asked to be changed again', async () => {
    const { username, password } = department.account('oldpass.user');
    expect(await said(username, password, 'User name or password is not right')).toContain('4 attempts left.');
    await askToSignIn(page, keys, { username, password: NEW_PASSWORD });
    await focused(box(page())).waitFor();
    await signOutByKeys(page, keys);
  });

  test('S44: a password set by somebody else must be changed before anything opens; Esc goes back, not on', async () => {
    const { username, password } = department.account('mustchange.user');
    const WHY = 'Your password was right, but it was set for you and is good for this one change only.';
    await askToSignIn(page, keys, { username, password });
    await page().getByText(WHY).waitFor();
    await keys.press('Escape');
    await page().getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await rooms(page()).count()).toBe(0);
    await askToSignIn(page, keys, { username, password });
    await page().getByText(WHY).waitFor();
    await change(password, NEW_PASSWORD);
    await focused(box(page())).waitFor();
    await signOutByKeys(page, keys);
  });

  test('nothing went wrong in the page all the while', () => {
    expect(desk.complaints).toEqual([]);
  });
});
