/**
 * IA-5, SC-28: a whole sign-in in the real window, with a new password and a second factor set up on the way. When each
 * step is over, none of what it asked for is left: not in the page's memory, not in any file, not in a log.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phoneCode } from '../../workstation/harness/authenticator.ts';
import { memoryKeyStore } from '../../workstation/harness/core-rig.ts';
import { startDepartment, type Department } from '../../workstation/harness/department.ts';
import { heapStrings } from '../../workstation/harness/heap-strings.ts';
import { hostsHere } from '../../workstation/harness/hosts.ts';
import { openWorkstation, type OpenWorkstation } from '../../workstation/harness/open-workstation.ts';

const everywhere = await hostsHere(true);
const hosts = everywhere.hosts.filter((one) => one.host === 'chromium');
for (const { name, reason } of everywhere.notRun) console.log(`not run: ${name} — ${reason}`);
const NEW_PASSWORD = 'Lantern-Quay-Orchid-58';

/** Which files hold which secret, as UTF-8 or as UTF-16. */
const leaks = (folder: string, secrets: readonly string[]): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      const found = secrets.filter((one) => bytes.includes(one) || bytes.includes(Buffer.from(one, 'utf16le')));
      return found.map((secret) => `${entry.name} holds ${secret}`);
    });

describe.each(hosts)('on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  let clientFolder: string;
  const outerTemp = process.env['TMPDIR'];
  const tokens = new Set<string>();
  const noteToken = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest };
    const header = request.getHeader('authorization');
    if (typeof header === 'string') tokens.add(header.replace('Bearer ', ''));
  };
  const secrets: string[] = [];
  let key = '';
  let recoveryCodes: readonly string[] = [];
  let codes: readonly string[] = [];

  beforeAll(async () => {
    const identityPolicy = {
      secondFactor: 'always',
      secondFactorSources: [],
      departmentNetworks: ['127.0.0.0/8'],
    } as const;
    department = await startDepartment({ sample: false, identityPolicy });
    subscribe('http.client.request.start', noteToken);
    clientFolder = mkdtempSync(join(tmpdir(), 'client-'));
    process.env['TMPDIR'] = clientFolder;
    desk = await openWorkstation({
      ...{ department, on, keyStore: memoryKeyStore(), stateDir: join(clientFolder, 'state') },
    });
    desk.page().context().setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await desk.close();
    if (outerTemp === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = outerTemp;
    unsubscribe('http.client.request.start', noteToken);
    await department.close();
    rmSync(clientFolder, { recursive: true, force: true });
  });

  const page = (): Page => desk.page();
  const field = (name: string): Locator => page().getByRole('textbox', { name, exact: true });
  /** By real keys: a driver that puts a value in leaves a copy of it in the page. */
  const type = async (into: Locator, text: string): Promise<void> => {
    await into.focus();
    await page().keyboard.type(text);
  };
  /** Codes are digits: found as a whole number only, which is not the snapshot's own number of an object (`@119377`). */
  const left = async (of: readonly string[]): Promise<readonly string[]> => {
    const strings = await heapStrings(page());
    const holds = (one: string): boolean => {
      const whole = /^\d+$/.test(one) ? new RegExp(`(?<![\\d@])${one}(?!\\d)`) : null;
      return strings.some((text) => (whole ? whole.test(text) : text.includes(one)));
    };
    return of.filter(holds);
  };

  test('the password it is begun with, and the new one, are gone when the new one is taken', async () => {
    const { username, password } = department.account('mustchange.user');
    await type(field('Department user name'), username);
    await type(field('Password'), password);
    await page().getByRole('checkbox').focus();
    await page().keyboard.press('Space');
    await page().getByRole('button', { name: 'Accept and sign in' }).click();
    await desk.phase('newPassword');
    await type(field('Password you signed in with'), password);
    await type(field('New password'), NEW_PASSWORD);
    await type(field('New password once more'), NEW_PASSWORD);
    // While it is typed it is there: the search finds what there is to find.
    expect(await left([NEW_PASSWORD])).toEqual([NEW_PASSWORD]);
    await page().keyboard.press('Enter');
    await desk.phase('secondFactor');
    await page().locator('.factor-secret').waitFor();
    secrets.push(password, NEW_PASSWORD);
    expect(await left(secrets)).toEqual([]);
  });

  test('the key of the second factor and its codes are gone when it is confirmed, the recovery codes when they were kept', async () => {
    key = (await page().locator('.factor-secret').innerText()).replaceAll(/\s/g, '');
    expect(await left([key])).toEqual([key]);
    codes = [phoneCode(key), phoneCode(key, 1)];
    await page().keyboard.type(codes[0]!);
    await field('Now the next code').waitFor();
    await page().keyboard.type(codes[1]!);
    const list = page().locator('ol.recovery-codes li');
    await list.first().waitFor();
    recoveryCodes = await list.allInnerTexts();
    expect(recoveryCodes).toHaveLength(10);
    expect(await left(recoveryCodes)).toEqual(recoveryCodes);
    secrets.push(key);
    expect(await left(secrets)).toEqual([]);
    await page().getByRole('button', { name: 'I have kept them' }).click();
    await desk.phase('active');
    secrets.push(...codes, ...recoveryCodes);
    expect(await left([...secrets, ...tokens])).toEqual([]);
  });

  test('unlocking with the password leaves it nowhere either', async () => {
    await page().keyboard.press('Control+l');
    await desk.phase('locked');
    await type(field('Password'), NEW_PASSWORD);
    await page().keyboard.press('Enter');
    await desk.phase('active');
    expect(await left([...secrets, ...tokens])).toEqual([]);
  });

  test('nothing of it is in any file of the client or the gateway, while open and after', async () => {
    expect(tokens.size).toBeGreaterThan(0);
    const all = [...secrets, ...tokens];
    const long = all.filter((one) => one.length > 6);
    expect(leaks(clientFolder, long)).toEqual([]);
    expect(leaks(department.dataFolder, long)).toEqual([]);
    void desk.call('session.signOut', {}).catch(() => undefined);
    await desk.phase('signedOut');
    expect(leaks(clientFolder, long)).toEqual([]);
    expect(leaks(department.dataFolder, long)).toEqual([]);
    const logs = [desk.stateDir, department.dataFolder].flatMap((folder) =>
      readdirSync(folder).flatMap((name) => (name.endsWith('.log') ? [readFileSync(join(folder, name), 'utf8')] : [])),
    );
    expect(logs.join('')).toContain('"to":"secondFactor"');
    for (const one of all) {
      const whole = new RegExp(`(?<![\\w.])${one.replaceAll(/\W/g, '\\$&')}(?!\\w)`);
      expect(logs.filter((words) => whole.test(words))).toEqual([]);
    }
  });
});
