/** `gateway source` as a department runs it: a process of its own from a file, a client let in, the check, a kill. */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sourceCommand } from '../../gateway/cli/source-command.ts';
import { StartupRefusal } from '../../gateway/core/startup-refusal.ts';
import { temporary } from './sources-bench.ts';

const MAIN = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
const folder = temporary();
const at = (name: string): string => join(folder, name);
const children: ChildProcess[] = [];

const start = (...flags: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [MAIN, 'source', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
};
const run = (...flags: readonly string[]): Promise<{ readonly code: number | null; readonly text: string }> =>
  new Promise((resolve) => {
    const child = start(...flags);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', (code) => {
      resolve({ code, text });
    });
  });
/** The address of a service once it answers. */
const serving = (...flags: readonly string[]): Promise<{ readonly child: ChildProcess; readonly url: string }> =>
  new Promise((resolve, reject) => {
    const child = start(...flags);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const url = /source ready (\S+)/.exec(text)?.[1];
        if (url !== undefined) resolve({ child, url });
      });
    child.on('close', () => {
      reject(new Error(text));
    });
  });

const MAP = {
  ...{ kind: 'warrant', number: 'NO', title: 'Bench warrant' },
  state: { column: 'STATUS', values: { A: { label: 'Active', tone: 'danger' } } },
  ...{ sections: { persons: { name: 'SUBJECT' } }, mentions: [{ type: 'person', column: 'SUBJECT' }] },
};
const FILE = ['--file', at('w.csv'), '--map', at('map.json')];
const SERVE = ['--kind', 'warrants', '--data', at('data'), '--port', '0', ...FILE];

beforeAll(() => {
  writeFileSync(at('map.json'), JSON.stringify(MAP));
  writeFileSync(at('w.csv'), 'NO,SUBJECT,STATUS\nW-1,"SAMPLE, ALAN",A\nW-2,"SAMPLE, BETTY",A\nW-3,"SAMPLE, CARL",Q\n');
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('serves a file to a client that was let in, keeps every clause, and does so again after it was killed', async () => {
  expect(await run('--issue-client', 'precinct', '--out', at('client'), '--data', at('data'))).toMatchObject({
    code: 0,
  });
  const pems = ['--ca', at('client/ca.pem'), '--cert', at('client/client.pem'), '--key', at('client/client.key')];
  const { child, url } = await serving(...SERVE);
  const checked = await run('check', '--kind', 'warrants', '--url', url, ...pems, '--ask-confirmation');
  expect(checked.text).toContain('15 of 15 clauses passed');
  expect(checked.code).toBe(0);
  child.kill('SIGKILL');
  await new Promise((closed) => child.once('close', closed));
  const again = await serving(...SERVE);
  // Another kind than it keeps: found out, and the exit code says so.
  const other = await run('check', '--kind', 'stolen', '--url', again.url, ...pems);
  expect(other.code).toBe(1);
  expect(other.text).toContain('FAILED  health says whose records it keeps');
  const requests = await run('requests', '--data', at('data'));
  const ticket = /^(\S+) {2}open +warrant W-[12]/m.exec(requests.text)?.[1] ?? '';
  expect(await run('confirm', ticket, '--data', at('data'))).toMatchObject({ code: 0 });
});

it.each([
  [['--kind', 'everything'], '--kind must be'],
  [['--kind', 'warrants', '--file', 'x.csv'], '--file and --map go together'],
  [['--issue-client', 'no spaces', '--out', at('x'), '--data', at('y')], 'name is 1 to 40'],
  [['confirm', 'no-such-ticket', '--data', at('nowhere')], 'no data folder of a source service'],
  [['check', '--kind', 'warrants', '--url', 'http://localhost'], '--ca is missing'],
  [['launch'], 'is no part of source'],
])('says in one line what cannot be done: %j', async (flags, line) => {
  const refused = await sourceCommand.run(flags).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StartupRefusal);
  expect((refused as StartupRefusal).message).toContain(line);
  expect((refused as StartupRefusal).message).not.toContain('\n');
});
