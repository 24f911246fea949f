/**
 * The gateway killed in the middle of enrolments: afterwards each code is used and its workstation enrolled, or it is
 * still good and nobody is. Never both, never neither, and the audit chain is whole.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestGateway, workstation } from '../../gateway/gateway-harness.ts';
import { enrolment, newKeys } from '../../gateway/workstation-keys.ts';

const MAIN = fileURLToPath(new URL('../../../gateway/main.ts', import.meta.url));
const ENROLMENTS = 30;
/** The gateway is killed when so many have been answered and the others are at work. */
const KILLS = [1, 8, 16] as const;

let folder = '';
const children: ChildProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-killed-enrolment-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const serve = async (): Promise<{ readonly url: string; readonly child: ChildProcess }> => {
  const flags = ['serve', '--data', folder, '--port', '0', '--no-sample', '--quiet'];
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: /https:\S+/.exec(line.toString())![0], child };
};

/** Codes are made beforehand, in this process. */
const codesFor = async (round: number): Promise<readonly string[]> => {
  const gateway = await new TestGateway(folder).start();
  const names = Array.from({ length: ENROLMENTS }, (_, at) => `Round ${String(round)} no ${String(at)}`);
  const codes: string[] = [];
  for (const name of names) codes.push((await gateway.issueCode(workstation(name, { name }))).code);
  await gateway.stop();
  return codes;
};

const enrolledNames = (text: string): readonly string[] =>
  (JSON.parse(text) as { workstations: { name: string }[] }).workstations.map(({ name }) => name);

it.each(KILLS.map((after, round) => [after, round] as const))(
  'IA-3, AU-9: killed after %i answers to thirty enrolments, each code is used or good, never both',
  async (after, round) => {
    const codes = await codesFor(round);
    const { url, child } = await serve();
    const killed = new TestGateway(folder).attach(url, () => Promise.reject(new Error('no codes here')));
    let answers = 0;
    const enrol = async (code: string): Promise<void> => {
      const answer = await killed.call('enrol', { from: null, body: enrolment(code, newKeys()) }).catch(() => null);
      answers += answer?.status === 200 ? 1 : 0;
      if (answers === after) child.kill('SIGKILL');
    };
    const closed = once(child, 'close');
    await Promise.all(codes.map(enrol));
    await closed;

    const gateway = await new TestGateway(folder).start();
    const listed = async (): Promise<readonly string[]> => {
      const session = await gateway.signIn('radmin', workstation('ws-admin'));
      const names = enrolledNames((await gateway.call('workstations', { session })).text);
      return names.filter((name) => name.startsWith(`Round ${String(round)} `));
    };
    const before = await listed();
    expect(before.length).toBeGreaterThanOrEqual(after);
    for (const [at, code] of codes.entries()) {
      const isEnrolled = before.includes(`Round ${String(round)} no ${String(at)}`);
      const answer = await gateway.call('enrol', { from: null, body: enrolment(code, newKeys()) });
      expect([answer.status, at]).toEqual([isEnrolled ? 403 : 200, at]);
      // Used codes count as wrong ones.
      if (isEnrolled) gateway.clock.advance(2 * 60_000);
    }
    const names = await listed();
    expect([names.length, new Set(names).size]).toEqual([ENROLMENTS, ENROLMENTS]);
    await gateway.stop();
    const verify = spawn(process.execPath, [MAIN, 'audit', 'verify', '--data', folder], { stdio: 'ignore' });
    expect(await once(verify, 'close')).toEqual([0, null]);
  },
);
