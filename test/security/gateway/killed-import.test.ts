/**
 * The command-line import killed again and again in the middle: in the end every row is stored once, and the audit
 * chain is whole. (Kills while sign-ins are recorded: test/gateway/cli.test.ts; of the importer alone: import.test.ts.)
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assetPath } from '../../../gateway/adapters/import/asset-path.ts';
import { systemClock } from '../../../gateway/adapters/clock/system-clock.ts';
import { openDepartment } from '../../../gateway/department.ts';
import { TestGateway } from '../../gateway/gateway-harness.ts';

const MAIN = fileURLToPath(new URL('../../../gateway/main.ts', import.meta.url));
const FILE = assetPath('records', 'nypd-arrests-2021-queens.csv.gz');
const ROWS = 4000;
const KILLS = 2;

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-killed-'));
  const gateway = await new TestGateway(folder).start();
  await gateway.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gatewayCommand = (...flags: readonly string[]) =>
  spawn(process.execPath, [MAIN, ...flags, '--data', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
const ended = async (child: ReturnType<typeof gatewayCommand>): Promise<{ code: number | null; out: string }> => {
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
};
/** Bytes of the records and their write-ahead log. */
const size = (): number =>
  ['records.db', 'records.db-wal']
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((a, b) => a + b);

async function killedImport(): Promise<string | null> {
  const before = size();
  const child = gatewayCommand('import', FILE);
  const closed = once(child, 'close');
  const watch = setInterval(() => {
    if (size() > before + 100_000) child.kill('SIGKILL');
  }, 2);
  const [, signal] = (await closed) as [number | null, string | null];
  clearInterval(watch);
  return signal;
}

it('AU-9, D1: nothing is lost, nothing is doubled, and the chain is intact after every kill', async () => {
  for (let at = 0; at < KILLS; at += 1) {
    const signal = await killedImport();
    // A slow machine may let a later one slip through to its end; the first has all the rows before it.
    if (at === 0) expect(signal).toBe('SIGKILL');
    const verified = await ended(gatewayCommand('audit', 'verify'));
    expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(/^audit chain intact/)]);
  }
  const finished = await ended(gatewayCommand('import', FILE));
  expect(finished.code).toBe(0);
  expect(finished.out).toMatch(
    new RegExp(`${String(ROWS)} rows, ${String(ROWS)} stored, 0 repeated, 0 refused|imported before`),
  );
  expect((await ended(gatewayCommand('import', FILE))).out).toContain('imported before, nothing to do');
  const department = await openDepartment({ dataFolder: folder, clock: systemClock, keyStore: 'file' });
  expect((await department.store.counts()).department).toBe(ROWS);
  const { rows } = await department.audit.page({ limit: 200, action: 'import' }, null);
  // Recorded before it began, killed or not: nobody imports unseen.
  expect(rows.map(({ outcome }) => outcome)).toEqual(Array.from({ length: KILLS + 2 }, () => 'ok'));
  await department.close();
  expect((await ended(gatewayCommand('audit', 'verify'))).code).toBe(0);
});
