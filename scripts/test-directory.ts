/**
 * `npm run test:directory`: the tests of the Active Directory adapter against real Samba domain controllers, which they
 * start themselves. Where this machine lacks what that takes, one line says what, and nothing counts as failed.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { missingForDomain } from '../test/directory/domain-prerequisites.ts';
import { TOP } from './start/build-steps.ts';

const missing = missingForDomain();
if (missing === null) {
  const vitest = join(TOP, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', 'directory', ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: TOP, stdio: 'inherit' });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  console.log(`not run: the directory tests — ${missing}`);
}
