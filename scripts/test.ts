/**
 * `npm test`: everything that decides whether a change may land, one step after the other, with one closing line. A
 * step that fails does not hide the others; what could not be run on this machine is named with its reason.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hostsHere } from '../test/workstation/harness/hosts.ts';
import { buildAll, isStale, TOP } from './start/build-steps.ts';

const REPORT = join(TOP, 'out', 'test-report.json');
const bin = (path: string): string => join(TOP, 'node_modules', path);

interface Step {
  readonly name: string;
  readonly args: readonly string[];
}

const CHECKS: readonly Step[] = [
  { name: 'types', args: [join(TOP, 'scripts', 'types.ts')] },
  {
    name: 'lint',
    // The types of six programs at once are more than Node's usual heap.
    args: [
      ...['--max-old-space-size=8192', bin('eslint/bin/eslint.js'), '.'],
      ...['--max-warnings=0', '--cache', '--cache-location', '.cache/eslint'],
    ],
  },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', args: [bin('knip/bin/knip.js'), '--no-progress'] },
];

const run = ({ args }: Step, environment: NodeJS.ProcessEnv = {}): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], {
      cwd: TOP,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.once('exit', (code) => resolve(code === 0));
  });

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

async function checks(count: Count): Promise<void> {
  for (const step of CHECKS) {
    const passed = await run(step);
    console.log(`${passed ? '✓' : '✗'} ${step.name}`);
    count[passed ? 'passed' : 'failed'] += 1;
  }
}

/** Vitest over all projects; its JSON report is counted, so that a run that broke off counts as failed. */
async function tests(count: Count, filters: readonly string[]): Promise<void> {
  rmSync(REPORT, { force: true });
  mkdirSync(join(TOP, 'out'), { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  // Building sets NODE_ENV for the whole process; tests need the libraries' own checks.
  const environment = { NODE_ENV: 'test' };
  const passed = await run(
    { name: 'tests', args: [bin('vitest/vitest.mjs'), 'run', ...reporters, ...filters] },
    environment,
  );
  let report: Report | null = null;
  try {
    report = JSON.parse(readFileSync(REPORT, 'utf8')) as Report;
  } catch {
    count.failed += 1;
  }
  if (report === null) return;
  count.passed += report.numPassedTests;
  count.failed += report.numFailedTests;
  count.skipped += report.numPendingTests + report.numTodoTests;
  // Files that could not be loaded, or errors outside any test, fail the run without a failed test.
  if (!passed && report.numFailedTests === 0) count.failed += 1;
}

if (process.argv.includes('--help')) {
  console.log('npm test [-- --only-tests] [-- FILTER …]   types, lint, format, unused code, and all tests');
  process.exit(0);
}
const flags = process.argv.slice(2);
const onlyTests = flags.includes('--only-tests');
const count: Count = { passed: 0, failed: 0, skipped: 0 };
if (isStale()) await buildAll((step) => console.log(`Building ${step} …`));
if (!onlyTests) await checks(count);
await tests(
  count,
  flags.filter((flag) => flag !== '--only-tests'),
);
for (const { name, reason } of (await hostsHere(true)).notRun) console.log(`not run: ${name} — ${reason}`);
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed === 0 ? 0 : 1;
