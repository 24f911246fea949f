/** The gateway's command line as a person meets it: one clear line and an exit code for whatever cannot be done. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_ACCOUNTS } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import { crashesCsv, personsCsv } from './collision-files.ts';
import { TestGateway, workstation } from './gateway-harness.ts';
import { enrolment, newKeys } from './workstation-keys.ts';

const MAIN = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
type Child = ChildProcessByStdio<null, Readable, Readable>;
interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folder = '';
let children: Child[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-cli-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

const start = (...flags: readonly string[]): Child => {
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
};
const ended = (child: Child): Promise<Ended> =>
  new Promise((resolve) => {
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => resolve({ code, out, err }));
  });
const run = (...flags: readonly string[]): Promise<Ended> => ended(start(...flags));
const ready = (child: Child): Promise<string> =>
  new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const line = /^gateway ready (.*)$/m.exec(out);
      if (line) resolve(line[0]);
    });
    child.on('close', () => reject(new Error('it did not start')));
  });
const serve = (...flags: readonly string[]): Child =>
  start('serve', '--data', folder, '--port', '0', '--no-sample', '--quiet', ...flags);
const seeded = async (): Promise<void> => {
  const gateway = await new TestGateway(folder).start();
  await gateway.stop();
};
/** One line on stderr, nothing else, and a code that is not 0. */
const expectRefusal = ({ code, out, err }: Ended, words: RegExp): void => {
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toMatch(words);
};

describe('help', () => {
  it.each([
    ['--help'],
    ['serve', '--help'],
    ['import', '--help'],
    ['audit', '--help'],
    ['accounts', '--help'],
    ['workstations', '--help'],
    ['directory', '--help'],
  ])('%s %s says what it does', async (...flags) => {
    const { code, out } = await run(...flags);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: gateway/);
  });

  it('accounts prints every sample account with its password', async () => {
    const { out } = await run('accounts');
    for (const { username, password } of SAMPLE_ACCOUNTS)
      expect(out).toMatch(new RegExp(`^${username} +${password}`, 'm'));
  });
});

describe('refusals', () => {
  it.each([
    [['sevre'], /no command "sevre"/],
    [['serve', '--colour'], /--colour/],
    [['serve', '--port', 'http'], /--port must be a number/],
    [['serve', '--port', '70000'], /--port must be a number/],
    [['serve', 'extra'], /extra/],
    [['import'], /at least one file/],
    [['audit'], /audit verify/],
    [['audit', 'verify', '--data', '/nonexistent-folder'], /no audit log/],
    [['serve', '--second-factor', 'never'], /--second-factor must be/],
    [['serve', '--second-factor-source', 'everything'], /--second-factor-source must be one of/],
    [['serve', '--directory-secret-file', 'secret'], /goes with --directory/],
    [['serve', '--print-enrolment-code', 'x'.repeat(41)], /at most 40/],
    [['workstations'], /workstations code/],
    [['workstations', 'revoke'], /workstations revoke ID/],
    [['workstations', 'code', '--name', 'Desk 2'], /--command/],
    [['workstations', 'code', '--name', 'Desk 2', '--command', '113', '--area', 'moon'], /--area/],
    [['workstations', 'list', '--data', '/nonexistent-folder'], /no gateway's data/],
    [['directory'], /directory check/],
    [['directory', 'check'], /--directory is missing/],
    [['directory', 'check', '--directory', '/nonexistent-file'], /missing or not JSON/],
  ])('%j', async (flags, words) => {
    expectRefusal(await run(...flags), words);
  });

  it('a port in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    expectRefusal(await run('serve', '--data', folder, '--no-sample', '--port', String(port)), /in use/);
    other.close();
  });

  it('a second gateway on the same folder, until the first is gone, even killed', async () => {
    const first = serve();
    await ready(first);
    expectRefusal(await ended(serve()), /Another gateway/);
    first.kill('SIGKILL');
    await new Promise((resolve) => first.on('close', resolve));
    await ready(serve());
  });

  it('a wrong key, a missing key, a key others may read', async () => {
    await seeded();
    const key = readFileSync(join(folder, 'gateway.key'));
    writeFileSync(join(folder, 'gateway.key'), 'ab'.repeat(32));
    expectRefusal(await ended(serve()), /Wrong key/);
    rmSync(join(folder, 'gateway.key'));
    expectRefusal(await ended(serve()), /is missing/);
    expect(existsSync(join(folder, 'gateway.key'))).toBe(false);
    writeFileSync(join(folder, 'gateway.key'), key);
    chmodSync(join(folder, 'gateway.key'), 0o644);
    expectRefusal(await ended(serve()), /read by others/);
    chmodSync(join(folder, 'gateway.key'), 0o600);
    await ready(serve());
  });

  it.each([
    'gateway.json',
    'directory.json',
    'audit.head',
    'audit.db',
    'records.db',
    'server.pem',
    'lockouts.sealed',
    'workstations.sealed',
  ])('a damaged %s', async (name) => {
    const gateway = await new TestGateway(folder).start();
    await gateway.attempt('mrivera', 'Wrong-Password-1!');
    await gateway.stop();
    for (const rest of ['-wal', '-shm']) rmSync(join(folder, `${name}${rest}`), { force: true });
    writeFileSync(join(folder, name), 'damaged '.repeat(1000), { mode: 0o600 });
    expectRefusal(await ended(serve()), /damaged|wrong key|tampered/i);
  });

  it('a network that is none, a directory without configuration, and one without its secret', async () => {
    expectRefusal(await ended(serve('--department-network', '10.0.0.0/40')), /is not a network/);
    expectRefusal(await ended(serve('--banned-passwords', join(folder, 'no-list'))), /cannot be read/);
    const config = join(folder, 'directory-config.json');
    expectRefusal(await ended(serve('--directory', config)), /missing or not JSON/);
    writeFileSync(config, JSON.stringify({ urls: ['ldap://dc1.example'] }));
    expectRefusal(await ended(serve('--directory', config)), /configuration is refused/);
    const ca = join(folder, 'ca.pem');
    const dn = { baseDn: 'DC=precinct,DC=example', serviceAccount: { dn: 'CN=gateway,DC=precinct,DC=example' } };
    writeFileSync(
      config,
      JSON.stringify({ urls: ['ldaps://dc1.example'], caFile: ca, netbiosName: 'PRECINCT', groups: [], ...dn }),
    );
    const secret = join(folder, 'secret');
    expectRefusal(await ended(serve('--directory', config, '--directory-secret-file', secret)), /missing or empty/);
    writeFileSync(secret, 'Fictional-Secret-1!\n', { mode: 0o644 });
    expectRefusal(await ended(serve('--directory', config, '--directory-secret-file', secret)), /read by others/);
    chmodSync(secret, 0o600);
    await ready(serve('--directory', config, '--directory-secret-file', secret));
  });

  it('a file in place of the folder', async () => {
    writeFileSync(join(folder, 'file'), '');
    expectRefusal(await run('serve', '--data', join(folder, 'file'), '--no-sample'), /not a folder/);
  });
});

describe('serve', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('says where it is in one line, and %s stops it cleanly', async (signal) => {
    const child = serve();
    const end = ended(child);
    const line = await ready(child);
    expect(line.replace(/:\d+ /, ':PORT ')).toBe(`gateway ready https://127.0.0.1:PORT ca ${join(folder, 'ca.pem')}`);
    child.kill(signal);
    expect((await end).code).toBe(0);
  });
});

/** A code of the folder's, from the command line. */
const codeOf = async (name: string, ...more: readonly string[]): Promise<{ code: string; expiresAt: string }> => {
  const flags = ['--name', name, '--command', '113', '--area', 'on-site', '--data', folder, ...more];
  const { out } = await run('workstations', 'code', ...flags);
  const [, code = '', expiresAt = ''] = /^enrolment code (\S+) until (\S+)$/m.exec(out) ?? [];
  return { code, expiresAt };
};
const attached = async (child: Child): Promise<TestGateway> => {
  const url = /https:\S+/.exec(await ready(child))![0];
  return new TestGateway(folder).attach(url, ({ name, replaces }) =>
    codeOf(name, ...(replaces === undefined ? [] : ['--replaces', replaces])),
  );
};

describe('workstations', () => {
  it('IA-3: a code made while no gateway runs enrols once one does, and one made while it runs does at once', async () => {
    await seeded();
    const { code } = await codeOf('Desk 7');
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const gateway = await attached(serve());
    const keys = newKeys();
    const offline = await gateway.call('enrol', { from: null, body: enrolment(code, keys) });
    expect(offline.json.workstation.name).toBe('Desk 7');
    const again = await gateway.call('enrol', { from: null, body: enrolment(code, newKeys()) });
    expect(again.json.code).toBe('enrolment.refused');
    const online = await gateway.enrolled(workstation('ws-from-the-console'));
    expect((await gateway.call('self', { from: online })).json.workstation).toEqual(online.workstation);
    // Nothing of what was asked and answered stays in the folder.
    expect(readdirSync(join(folder, 'console'))).toEqual([]);
  });

  it('IA-3: listed and withdrawn at the console, with and without a running gateway', async () => {
    const child = serve();
    const gateway = await attached(child);
    const [kept, lost] = [await gateway.enrolled(workstation()), await gateway.enrolled(workstation('ws-lost'))];
    const revoked = await run('workstations', 'revoke', lost.workstation.id, '--data', folder);
    expect(revoked.out).toMatch(/^revoked /);
    expect((await gateway.call('self', { from: lost })).json.code).toBe('workstation.revoked');
    expect((await gateway.call('self', { from: kept })).status).toBe(200);
    expectRefusal(await run('workstations', 'revoke', 'ws-000000000000', '--data', folder), /No such workstation/);
    child.kill('SIGTERM');
    await new Promise((resolve) => child.on('close', resolve));
    expect((await run('workstations', 'revoke', kept.workstation.id, '--data', folder)).code).toBe(0);
    const { out } = await run('workstations', 'list', '--data', folder);
    expect(out.match(/^ws-[0-9a-f]{12} {2}revoked/gm)).toHaveLength(2);
    expect((await run('audit', 'verify', '--data', folder)).code).toBe(0);
  });

  it('serve prints a code when it is asked to, after the line that says it is ready', async () => {
    const child = serve('--print-enrolment-code', 'Desk 1');
    const lines = await new Promise<readonly string[]>((resolve) => {
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        if (/^enrolment code .*\n/m.test(out)) resolve(out.trimEnd().split('\n'));
      });
    });
    expect(lines).toEqual([
      expect.stringMatching(/^gateway ready /),
      expect.stringMatching(/^enrolment code ([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/),
    ]);
  });
});

describe('audit verify', () => {
  it('tells an intact chain from a broken one by its exit code, also while the gateway runs', async () => {
    const child = serve();
    await ready(child);
    const intact = await run('audit', 'verify', '--data', folder);
    expect([intact.code, intact.out]).toEqual([0, expect.stringMatching(/^audit chain intact: \d+ rows/)]);
    child.kill('SIGTERM');
    await new Promise((resolve) => child.on('close', resolve));
    rmSync(join(folder, 'audit.head'));
    const broken = await run('audit', 'verify', '--data', folder);
    expect([broken.code, broken.err]).toEqual([
      2,
      expect.stringMatching(/^audit chain broken: row 3 and later cut off/),
    ]);
  });

  it('AU-9: a gateway killed while it writes leaves a chain that is intact', async () => {
    const child = serve();
    const gateway = await attached(child);
    await gateway.enrolled();
    const calls = Array.from({ length: 40 }, () => gateway.attempt('nobody', 'Wrong-Password-1!').catch(() => null));
    await gateway.attempt('somebody', 'Wrong-Password-1!');
    child.kill('SIGKILL');
    await Promise.all(calls);
    expect((await run('audit', 'verify', '--data', folder)).code).toBe(0);
  });
});

describe('import', () => {
  it('refuses a file that is no data set, and records the attempt', async () => {
    await seeded();
    const file = join(folder, 'notes.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    const { code, err } = await run('import', file, '--data', folder);
    expect(code).toBe(1);
    expect(err).toMatch(/^notes\.csv: /);
    const gateway = await new TestGateway(folder).start();
    expect((await gateway.auditRows('import')).map(({ outcome }) => outcome)).toEqual(['failed', 'ok']);
    await gateway.stop();
  });

  it('S11: files in any order: persons named before their crashes are joined at the end, each try recorded', async () => {
    await seeded();
    const [persons, crashes] = [join(folder, 'persons.csv'), join(folder, 'crashes.csv')];
    writeFileSync(persons, personsCsv([{}]));
    writeFileSync(crashes, crashesCsv([{}]));
    const { code, out } = await run('import', persons, crashes, '--data', folder);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => line.replace(/ \(see .*/, '')),
    ).toEqual([
      'persons.csv: NYPD collisions, persons, 1 rows, 0 stored, 0 repeated, 1 refused',
      'crashes.csv: NYPD collisions, 1 rows, 1 stored, 0 repeated, 0 refused',
      'persons.csv: NYPD collisions, persons, 1 rows, 1 stored, 0 repeated, 0 refused',
    ]);
    expect(code).toBe(0);
    const gateway = await new TestGateway(folder).start();
    expect((await gateway.auditRows('import')).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
    await gateway.stop();
  });
});
