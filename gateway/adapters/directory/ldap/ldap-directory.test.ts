/** What keeps the adapter from starting. What it does with a controller is tried in test/directory. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const MODULE = join(import.meta.dirname, 'ldap-directory.ts');
const START = `import { openLdapDirectory } from ${JSON.stringify(MODULE)};
try { openLdapDirectory({ caFile: 'none' }, {}); } catch (error) { console.log(error.name, error.message); }`;

const started = (debug: string): string =>
  spawnSync(process.execPath, ['--input-type=module', '--eval', START], {
    encoding: 'utf8',
    env: { ...process.env, NODE_DEBUG: debug },
  }).stdout;

it.each(['ldapts', 'ldap*', 'http,LDAPTS'])(
  'IA-5: with NODE_DEBUG=%s the library would print passwords, so it does not start',
  { timeout: 30_000 },
  (debug) => {
    expect(started(debug)).toContain('StartupRefusal NODE_DEBUG must not name ldapts');
  },
);

it('without the authority of the controllers it does not start', { timeout: 30_000 }, () => {
  expect(started('')).toContain('missing or not a certificate');
});
