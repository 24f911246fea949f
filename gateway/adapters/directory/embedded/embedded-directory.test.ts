/** The embedded directory on a real file: password changes by its policy, two writers at once, what it says of itself. */
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Directory } from '../../../ports/directory.ts';
import { ensureDirectoryFile, openEmbeddedDirectory } from './embedded-directory.ts';
import { SAMPLE_ACCOUNTS } from './sample-accounts.ts';

const PEOPLE = SAMPLE_ACCOUNTS.filter(({ username }) =>
  ['mrivera', 'tchen', 'oldpass.user', 'mustchange.user', 'disabled.user'].includes(username),
);
const passwordOf = (username: string): string => PEOPLE.find((person) => person.username === username)!.password;
const NEXT = 'Sample-Next-Word-1';

let folder = '';
let file = '';
let directory: Directory;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'directory-'));
  file = join(folder, 'directory.json');
  await ensureDirectoryFile(file, PEOPLE);
  directory = openEmbeddedDirectory(file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const change = (username: string, next = NEXT, old = passwordOf(username)) =>
  directory.changePassword(username, old, next);

describe('changing a password', { timeout: 30_000 }, () => {
  it('IA-5: the new password signs in, the old one no longer does, and neither is in the file', async () => {
    expect(await change('mrivera')).toEqual({ result: 'changed' });
    expect(await directory.verify('mrivera', NEXT)).toMatchObject({ result: 'ok' });
    expect(await directory.verify('mrivera', passwordOf('mrivera'))).toEqual({ result: 'refused' });
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(NEXT);
    expect(text).not.toContain(passwordOf('mrivera'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['oldpass.user', 'mustchange.user'])('S41: %s becomes active by the change', async (username) => {
    expect(await directory.verify(username, passwordOf(username))).toMatchObject({ result: 'account' });
    expect(await change(username)).toEqual({ result: 'changed' });
    expect(await directory.verify(username, NEXT)).toMatchObject({ result: 'ok', account: { state: 'active' } });
  });

  it('S41: a disabled account stays disabled and keeps its password', async () => {
    expect(await change('disabled.user')).toEqual({ result: 'policy' });
    expect(await directory.verify('disabled.user', NEXT)).toEqual({ result: 'refused' });
  });

  it('an unknown user and a wrong old password are answered alike', async () => {
    expect(await change('mrivera', NEXT, 'Not-The-Password')).toEqual({ result: 'wrong-old' });
    expect(await change('nobody', NEXT, 'Not-The-Password')).toEqual({ result: 'wrong-old' });
  });

  it('IA-5(1)(a): seven characters are refused, eight are taken, however many bytes', async () => {
    expect(await change('mrivera', 'äöü-12x')).toEqual({ result: 'too-short' });
    expect(await change('mrivera', 'äöü-12xy')).toEqual({ result: 'changed' });
  });

  it('neither the present password nor one of the five before it is taken, the sixth is', async () => {
    const passwords = [passwordOf('mrivera'), ...[1, 2, 3, 4, 5, 6].map((number) => `Sample-Turn-${number}-Word`)];
    for (const [index, next] of passwords.slice(1).entries()) {
      expect(await change('mrivera', next, passwords[index])).toEqual({ result: 'changed' });
    }
    const present = passwords.at(-1)!;
    expect(await change('mrivera', present, present)).toEqual({ result: 'history' });
    expect(await change('mrivera', passwords[1], present)).toEqual({ result: 'history' });
    expect(await change('mrivera', passwords[0], present)).toEqual({ result: 'changed' });
  });

  it('two writers at once lose no change', async () => {
    const other = openEmbeddedDirectory(file);
    const changes = await Promise.all([
      directory.changePassword('mrivera', passwordOf('mrivera'), NEXT),
      other.changePassword('tchen', passwordOf('tchen'), NEXT),
      other.changePassword('oldpass.user', passwordOf('oldpass.user'), NEXT),
    ]);
    expect(changes).toEqual([{ result: 'changed' }, { result: 'changed' }, { result: 'changed' }]);
    for (const username of ['mrivera', 'tchen', 'oldpass.user']) {
      expect(await directory.verify(username, NEXT), username).toMatchObject({ result: 'ok' });
    }
  });

  it('of two changes of the same password at once, one is taken', async () => {
    const other = openEmbeddedDirectory(file);
    const changes = await Promise.all([
      directory.changePassword('mrivera', passwordOf('mrivera'), `${NEXT}-a`),
      other.changePassword('mrivera', passwordOf('mrivera'), `${NEXT}-b`),
    ]);
    expect(changes.map(({ result }) => result).sort()).toEqual(['changed', 'wrong-old']);
  });

  it('a lock left behind by a process that died is cleared; a held one makes the directory unavailable', async () => {
    const lock = `${file}.lock`;
    writeFileSync(lock, '');
    await expect(change('mrivera')).rejects.toMatchObject({ fault: { code: 'directory.unavailable' } });
    utimesSync(lock, 0, 0);
    expect(await change('mrivera')).toEqual({ result: 'changed' });
  });
});

describe('what it says of itself', { timeout: 30_000 }, () => {
  it('the revision changes with the file and only then', async () => {
    const before = await directory.revision();
    expect(await directory.revision()).toBe(before);
    await change('mrivera');
    expect(await directory.revision()).not.toBe(before);
  });

  it('a missing file is told as down, and lets nobody in', async () => {
    expect(await directory.health()).toMatchObject({ state: 'up', controllers: [{ state: 'up' }] });
    rmSync(file);
    expect(await directory.health()).toMatchObject({ state: 'down', controllers: [{ state: 'unreadable' }] });
    const unavailable = { fault: { code: 'directory.unavailable' } };
    await expect(directory.verify('mrivera', passwordOf('mrivera'))).rejects.toMatchObject(unavailable);
    await expect(directory.revision()).rejects.toMatchObject(unavailable);
  });

  it('S41: logon hours and workstation restrictions are told of an account, with the right password only', async () => {
    for (const state of ['logon-hours', 'workstation-not-allowed']) {
      const stored = JSON.parse(readFileSync(file, 'utf8')) as { accounts: { username: string; state: string }[] };
      stored.accounts.find(({ username }) => username === 'mrivera')!.state = state;
      writeFileSync(file, JSON.stringify(stored), { mode: 0o600 });
      expect(await directory.verify('mrivera', passwordOf('mrivera'))).toMatchObject({
        result: 'account',
        account: { state },
      });
      expect(await directory.verify('mrivera', 'wrong')).toEqual({ result: 'refused' });
    }
  });
});
