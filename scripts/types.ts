/** Checks the types of every side, each with its own tsconfig; exits 1 when one fails. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const top = join(import.meta.dirname, '..');
const SIDES = ['shared', 'electron', 'gateway', 'renderer', 'scripts', 'test'] as const;

function check(side: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(top, 'node_modules/typescript/bin/tsc'), '-p', join(top, side)], {
      stdio: 'inherit',
    });
    child.on('exit', (code) => {
      resolve(code === 0);
    });
  });
}

const queue: string[] = [...SIDES];
let failed = 0;
async function worker(): Promise<void> {
  for (let side = queue.shift(); side !== undefined; side = queue.shift()) {
    if (!(await check(side))) {
      failed += 1;
      console.error(`types: ${side} failed`);
    }
  }
}
await Promise.all([worker(), worker()]);
console.log(failed === 0 ? `types: ${SIDES.length} sides checked` : `types: ${failed} of ${SIDES.length} sides failed`);
process.exitCode = failed === 0 ? 0 : 1;
