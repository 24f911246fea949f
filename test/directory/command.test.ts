/** The `directory` command as an administrator runs it: by process, on a real domain. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SERVICE_SECRET } from './domain-people.ts';
import { withDomain } from './with-domain.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'gateway', 'main.ts');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const run = (...flags: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, 'directory', ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('close', (code) => resolve({ code, out, err }));
  });

withDomain('the directory command', 1, (domain) => {
  let folder: string;
  let given: readonly string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'directory-command-'));
    const [config, secret] = [join(folder, 'directory.json'), join(folder, 'secret')];
    writeFileSync(config, JSON.stringify(domain().config()));
    writeFileSync(secret, `${SERVICE_SECRET}\n`, { mode: 0o600 });
    given = ['--directory', config, '--directory-secret-file', secret];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('S43: check says how each controller is, whether the clocks agree, and an account’s command and roles', async () => {
    const { code, out, err } = await run('check', ...given, '--user', 'PRECINCT\\jdoe');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/: up$/m);
    expect(out).toMatch(/^directory up, its clock agrees$/m);
    expect(out).toMatch(/^jdoe: .*precinct 113.*active$/m);
    expect(out).toMatch(/^roles: Detective$/m);
    expect(out).not.toContain(SERVICE_SECRET);
  });

  it('an unknown account is said to be none, a wrong secret and a stopped controller fail with one line', async () => {
    expect((await run('check', ...given, '--user', 'nobody.at.all')).out).toContain('no such account');
    const wrong = join(folder, 'wrong');
    writeFileSync(wrong, 'Not-The-Secret-1!\n', { mode: 0o600 });
    const refused = await run('check', given[0]!, given[1]!, '--directory-secret-file', wrong, '--user', 'jdoe');
    expect(refused.code).toBe(1);
    expect(`${refused.out}${refused.err}`).not.toContain('Not-The-Secret-1!');
    await domain().dc.kill();
    const { code, out } = await run('check', ...given);
    expect([code, out.includes('directory down')]).toEqual([1, true]);
    await domain().dc.restart();
  });
});
