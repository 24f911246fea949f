/** Rows 7 and 17: nothing but the files of the built page is served, and every one with headers that forbid. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { originOf, splitAddress } from '../chromium/page-origin.ts';
import { readPageFiles } from './page-files.ts';
import { CONTENT_SECURITY_POLICY } from './page-headers.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'page-files-'));
  mkdirSync(join(made, 'page', 'assets'), { recursive: true });
  writeFileSync(join(made, 'secret.js'), 'secret');
  writeFileSync(join(made, 'page', 'index.html'), '<!doctype html>');
  writeFileSync(join(made, 'page', 'assets', 'main-1a2b.js'), '1');
  writeFileSync(join(made, 'page', 'assets', 'main-1a2b.js.map'), 'source');
  symlinkSync(join(made, 'secret.js'), join(made, 'page', 'link.js'));
  return join(made, 'page');
}

test('row 17: traversal in every spelling finds nothing', () => {
  const files = readPageFiles(folder());
  expect([...files.paths].sort()).toEqual(['/', '/assets/main-1a2b.js', '/index.html']);
  for (const path of [
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/..%5csecret.js',
    '/assets/../../secret.js',
    '/assets/..%2f..%2fsecret.js',
    '/assets/%252e%252e/secret.js',
    '/....//secret.js',
    '\\..\\secret.js',
    '/assets',
    '/assets/',
    '/link.js',
    '/assets/main-1a2b.js.map',
    '/assets/main-1a2b.js%00',
    '/ASSETS/main-1a2b.js',
    '//index.html',
    '/index.html/',
    '/index.html?x',
    'file:///etc/passwd',
    '/etc/passwd',
    '/__proto__',
    '/constructor',
    '',
  ]) {
    expect([path, files.find('GET', path)]).toEqual([path, null]);
  }
});

test('row 17: only GET is answered', () => {
  const files = readPageFiles(folder());
  for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'get']) expect(files.find(method, '/')).toBeNull();
  expect(files.find('GET', '/')?.bytes.toString()).toBe('<!doctype html>');
});

test('row 7: the policy in the header parses to what the checklist says, on every file', () => {
  const files = readPageFiles(folder());
  for (const path of files.paths) {
    const headers = files.find('GET', path)!.headers;
    const policy = headers['content-security-policy']!.split(';').map((part) =>
      part.trim().split(/ (.*)/s).slice(0, 2),
    );
    expect(Object.fromEntries(policy)).toEqual(CONTENT_SECURITY_POLICY);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
  expect(CONTENT_SECURITY_POLICY).toMatchObject({
    'default-src': "'none'",
    'connect-src': "'none'",
    'script-src': "'self'",
    'media-src': 'blob:',
  });
  expect(JSON.stringify(CONTENT_SECURITY_POLICY)).not.toMatch(/unsafe|data:|https?:|\*/);
});

test('an address with a query, a fragment, credentials or another scheme is no file of ours', () => {
  for (const address of [
    'https://a.invalid/?x',
    'https://a.invalid/#x',
    'https://u@a.invalid/',
    'http://a.invalid/',
    'about:blank',
    'https://a.invalid:1/',
  ]) {
    expect(splitAddress(address)).toBeNull();
  }
  for (const address of [
    'about:blank',
    'data:text/html,x',
    'blob:https://a.invalid/1',
    'file:///x',
    'https://a.invalid:1/',
    'https://u@a.invalid/',
    'chrome-error://x/',
  ]) {
    expect(originOf(address)).toBeNull();
  }
  expect(originOf('https://a.invalid/#x')).toBe('https://a.invalid');
});
