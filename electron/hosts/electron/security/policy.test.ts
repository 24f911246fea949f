/** The policy of the Electron host as one readable table: a change shows as a diff of the committed file. */
import { expect, test } from 'vitest';
import { mayLoad, PAGE_ORIGIN, refusedSwitch, SCHEME_PRIVILEGES, webPreferences } from './policy.ts';

test('rows 2 to 11: the effective web preferences are those of the committed table', async () => {
  const table = (packaged: boolean): string =>
    Object.entries(webPreferences(packaged))
      .map(([name, value]) => `${name.padEnd(30)} ${JSON.stringify(value)}`)
      .join('\n');
  await expect(`packaged\n${table(true)}\n\ndeveloping\n${table(false)}\n`).toMatchFileSnapshot(
    './web-preferences.txt',
  );
});

test('row 17: the scheme has no privilege beyond the four', () => {
  expect(SCHEME_PRIVILEGES).toEqual({ standard: true, secure: true, supportFetchAPI: true, codeCache: true });
});

test('row 26: dangerous switches are found in every spelling', () => {
  for (const arg of [
    '--remote-debugging-port=9222',
    '--remote-debugging-port',
    '-remote-debugging-pipe',
    '/remote-debugging-port=1',
    '--Inspect-Brk',
    '--inspect=0.0.0.0:1',
    '--JS-FLAGS=--expose-gc',
    '--no-sandbox',
    '--ignore-certificate-errors',
    '--proxy-server=http://x',
    '--host-resolver-rules=MAP * 1.2.3.4',
  ]) {
    expect([arg, refusedSwitch(['--gateway', 'https://g', arg])]).not.toEqual([arg, null]);
  }
  expect(refusedSwitch(['--gateway', 'https://g:1', '--ca', '/tmp/inspect', '--name', 'Desk 2'])).toBeNull();
});

test('row 18: nothing loads but the page’s own files', () => {
  expect(mayLoad(`${PAGE_ORIGIN}/index.html`, true)).toBe(true);
  for (const address of [
    'https://example.org/',
    'app://workstation.evil/x',
    'app://workstationx/',
    'app://other/',
    'file:///etc/passwd',
    'data:text/html,x',
    'blob:app://workstation/1',
    'devtools://devtools/x',
    'ws://127.0.0.1/',
  ]) {
    expect([address, mayLoad(address, true)]).toEqual([address, false]);
  }
});
