/**
 * A working day in the real window, then everything the computer kept of it; and a window that is fed hostile records, a
 * hostile clipboard, and is itself in an attacker's hands.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../gateway/adapters/clock/system-clock.ts';
import { openDepartment } from '../../../gateway/department.ts';
import { HERO } from '../../../gateway/sample/hero.ts';
import { mention, record } from '../../gateway/store-records.ts';
import { memoryKeyStore } from '../../workstation/harness/core-rig.ts';
import { startDepartment, type Department } from '../../workstation/harness/department.ts';
import { hostsHere } from '../../workstation/harness/hosts.ts';
import { openWorkstation, type OpenWorkstation } from '../../workstation/harness/open-workstation.ts';

const { hosts, notRun } = await hostsHere();
for (const { name, reason } of notRun) console.log(`not run: ${name} — ${reason}`);

const HOSTILE = record({
  kind: 'complaint',
  number: '2026-113-009999',
  title: 'Petit larceny \u202Eelif\u202C \u0007<img src=x onerror=alert(1)>',
  offence: 'PETIT LARCENY',
  body: { narrative: [{ text: 'Seen \u202Etxet desrever\u202C\u2066 <script>alert(1)</script> \u0000\u001B[31mred' }] },
  mentions: [mention('plate', 'HST1LE9', ['identifying'], { state: 'NY' })],
});
/** Control characters and whatever reorders or hides the text around it. */
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

const filesUnder = (folder: string): readonly (readonly [string, Buffer])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      try {
        return [[path, readFileSync(path)] as const];
      } catch {
        return []; // gone meanwhile
      }
    });
/** Which file holds which secret, as UTF-8 or as UTF-16. */
const leaks = (folder: string, secrets: readonly string[]): readonly string[] =>
  filesUnder(folder).flatMap(([path, bytes]) =>
    secrets
      .filter((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')))
      .map((secret) => `${path.slice(folder.length)} holds ${secret}`),
  );

describe.each(hosts)('on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  /** Everything the client writes, the browser's profile among it, is under here. */
  let clientFolder: string;
  const outerTemp = process.env['TMPDIR'];
  const tokens = new Set<string>();
  const noteToken = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest };
    const header = request.getHeader('authorization');
    if (typeof header === 'string') tokens.add(header.replace('Bearer ', ''));
  };

  beforeAll(async () => {
    department = await startDepartment();
    await department.stop();
    const open = await openDepartment({ dataFolder: department.dataFolder, clock: systemClock, keyStore: 'file' });
    await open.store.put([HOSTILE]);
    await open.close();
    await department.resume();
    subscribe('http.client.request.start', noteToken);
    clientFolder = mkdtempSync(join(tmpdir(), 'client-'));
    process.env['TMPDIR'] = clientFolder;
    desk = await openWorkstation({
      ...{ department, on, keyStore: memoryKeyStore(), stateDir: join(clientFolder, 'state') },
    });
    desk.page().context().setDefaultTimeout(8000);
  });
  afterAll(async () => {
    await desk.close();
    if (outerTemp === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = outerTemp;
    unsubscribe('http.client.request.start', noteToken);
    await department.close();
    rmSync(clientFolder, { recursive: true, force: true });
  });

  const box = () => desk.page().getByLabel('Search all sources');
  const signIn = async (): Promise<void> => {
    const { username, password } = department.account('mrivera');
    await desk.page().getByLabel('Department user name').fill(username);
    await desk.page().getByLabel('Password', { exact: true }).fill(password);
    await desk.page().getByRole('checkbox').focus();
    await desk.page().keyboard.press('Space');
    await desk.page().getByRole('button', { name: 'Accept and sign in' }).click();
    await desk.phase('active');
    await box().waitFor();
  };
  /** Finds the record and opens it from the results, by keys; returns the words of the page then. */
  const openRecord = async (number: string): Promise<string> => {
    if (!(await box().isVisible())) await desk.page().keyboard.press('Alt+0');
    await box().fill(number);
    await desk.page().keyboard.press('Enter');
    const row = desk.page().getByRole('row').filter({ hasText: number }).first();
    await row.waitFor();
    await row.dblclick();
    await desk.page().getByRole('heading', { name: 'Narrative' }).waitFor();
    return desk.page().evaluate(() => document.body.innerText);
  };
  const shown: string[] = [];

  test('a working day: sign in, reason, search, open, reveal, lock, unlock', async () => {
    await signIn();
    await desk.page().keyboard.press('Control+r');
    await desk
      .page()
      .getByRole('dialog', { name: 'State your reason' })
      .getByRole('button', { name: HERO.job })
      .click();
    await desk.page().getByRole('dialog').waitFor({ state: 'detached' });
    shown.push(await openRecord(HERO.complaint));
    await desk.page().keyboard.press('r');
    await desk.page().getByText(HERO.complainant).first().waitFor();
    shown.push(await openRecord(HOSTILE.number));
    await desk.page().keyboard.press('Control+l');
    await desk.phase('locked');
    await desk.page().getByLabel('Password', { exact: true }).fill(department.account('mrivera').password);
    await desk.page().getByRole('button', { name: 'Unlock' }).click();
    await desk.phase('active');
    expect((await desk.call('reason.options', {})).ok).toBe(true);
    // One before the lock, another after it.
    expect(tokens.size).toBeGreaterThan(1);
  });

  test('names and texts with control characters and bidirectional overrides are shown without them, as text', async () => {
    const hostile = shown[1] ?? '';
    expect(hostile).toContain('<img src=x onerror=alert(1)>');
    expect(hostile).toContain('<script>alert(1)</script>');
    expect(hostile).toContain('\uFFFDtxet desrever\uFFFD');
    expect(UNSAFE.exec(hostile)).toBeNull();
  });

  test('a 10 kB paste is cut in the box, said so, and searched without complaint', async () => {
    if (!(await box().isVisible())) await desk.page().keyboard.press('Alt+0');
    await box().fill('');
    await box().focus();
    await desk.page().keyboard.insertText('honda \u202Eredro\u0007 '.repeat(700));
    expect((await box().inputValue()).length).toBeLessThanOrEqual(400);
    await desk.page().keyboard.press('Enter');
    await desk.page().getByRole('list', { name: 'Sources' }).waitFor();
    expect((await desk.call('session.get', {})).ok).toBe(true);
  });

  test('row 16: a page in an attacker’s hands gets nothing by unknown names, prototypes, weight or the wrong phase', async () => {
    const codes = await desk.page().evaluate(async () => {
      interface Reply {
        readonly ok: boolean;
        readonly fault?: { readonly code: string };
      }
      const held = globalThis as unknown as {
        precinct: { calls: Record<string, (input: unknown) => Promise<Reply>> };
        __precinctInvoke?: (name: unknown, input: unknown) => Promise<Reply>;
        __playwright__binding__controller__: { callBinding(...all: unknown[]): Promise<Reply> };
      };
      // Past the frozen bridge, straight at the host: what a page that owns its own process can do.
      const raw = (name: unknown, input: unknown): Promise<Reply> =>
        held.__playwright__binding__controller__.callBinding('__precinctInvoke', name, input);
      const tries: readonly (readonly [string, unknown, unknown])[] = [
        ...[
          '__proto__',
          'constructor',
          'toString',
          'hasOwnProperty',
          'session.get ',
          'SESSION.GET',
          '',
          'gateway.call',
        ].map((name) => [`name ${name}`, name, {}] as const),
        ...[null, 7, {}, ['session.get']].map((name) => [`name ${JSON.stringify(name)}`, name, {}] as const),
        ['weight', 'search.start', { key: 'x'.repeat(10_000_000) }],
        ['prototype key', 'record.open', JSON.parse('{"__proto__":{"id":1},"id":"AAAAAAAAAAAAAAAAAAAAAA","x":1}')],
        ['constructor key', 'reason.end', { constructor: { prototype: {} } }],
        ['extra key', 'session.lock', { admin: true }],
        ['path as id', 'record.open', { id: '../../v1/accounts' }],
        ['sign-in while active', 'session.signIn', { username: 'radmin', password: 'x' }],
        ['unlock while active', 'session.unlock', { password: 'x' }],
      ];
      const answers: Record<string, string> = {};
      for (const [what, name, input] of tries) {
        const reply = await raw(name, input).catch((error: unknown) => ({ ok: false, fault: { code: String(error) } }));
        answers[what] = reply.ok ? 'answered' : (reply.fault?.code ?? 'no code');
      }
      return { answers, polluted: ({} as Record<string, unknown>)['id'] ?? null };
    });
    const { answers } = codes;
    for (const [what, code] of Object.entries(answers)) {
      const expected = what.startsWith('name ')
        ? 'bridge.unknown-call'
        : what.endsWith('while active')
          ? 'bridge.phase'
          : what === 'weight'
            ? 'bridge.too-large'
            : 'bridge.input';
      expect([what, code]).toEqual([what, expected]);
    }
    expect(codes.polluted).toBeNull();
    expect((await desk.snapshot()).phase).toBe('active');
  });

  test('S37: a page that calls for rooms it does not have is refused by the gateway', async () => {
    for (const [name, input] of [
      ['audit.page', { limit: 10 }],
      ['account.list', {}],
      ['department.get', {}],
      ['lockout.release', { username: 'mrivera' }],
    ] as const) {
      expect(await desk.call(name, input), name).toMatchObject({ ok: false, fault: { code: 'capability.missing' } });
    }
  });

  test('S44, S47: the day leaves neither password, token nor record text in any file of the client, nor secrets in the gateway’s', async () => {
    const secrets = [department.account('mrivera').password, ...tokens];
    const words = [
      ...[HERO.plate, HERO.complaint, HERO.complainant, HERO.address, HERO.subject, 'GALLAGHER', HOSTILE.number],
      ...['<script>alert(1)</script>', 'Maria Rivera'],
    ];
    for (const word of [HERO.plate, HERO.complaint, HERO.address, HERO.subject]) expect(shown[0]).toContain(word);
    // While the window is open its profile is there too; then again when everything has been written.
    expect(filesUnder(clientFolder).some(([path]) => path.includes('precinct-'))).toBe(on.host === 'chromium');
    expect(leaks(clientFolder, [...secrets, ...words])).toEqual([]);
    await desk.call('session.signOut', {}).catch(() => undefined);
    await desk.phase('signedOut');
    expect(leaks(clientFolder, [...secrets, ...words])).toEqual([]);
    expect(leaks(department.dataFolder, secrets)).toEqual([]);
    const journal = readFileSync(join(desk.stateDir, 'journal.log'), 'utf8');
    expect(journal).toContain('"event":"phase"');
    expect(desk.complaints).toEqual([]);
  });
});
