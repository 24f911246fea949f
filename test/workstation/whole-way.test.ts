/** The whole way with every real part: window, bridge, core, TLS, gateway, encrypted records, audit, and back. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workspaceSchema, type CallInput, type CallName, type CallOutput } from '../../shared/bridge/calls.ts';
import type { SearchEvent } from '../../shared/records/search.ts';
import { phoneCode } from './harness/authenticator.ts';
import { memoryKeyStore } from './harness/core-rig.ts';
import { startDepartment, type Department } from './harness/department.ts';
import { hostsHere } from './harness/hosts.ts';
import { openWorkstation, type OpenWorkstation } from './harness/open-workstation.ts';
import { until } from './harness/until.ts';

const { hosts } = await hostsHere();
const PLATE = { type: 'plate', value: 'KLR4821', match: 'exact' } as const;

describe.each(hosts)('on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  const heard: SearchEvent[] = [];

  beforeAll(async () => {
    department = await startDepartment();
    desk = await openWorkstation({ department, on, keyStore: memoryKeyStore() });
  });
  afterAll(async () => {
    await desk.close();
    await department.close();
  });

  /** Rows and states of one search, as the page is told of them. */
  const search = async (): Promise<SearchEvent[]> => {
    const events = await desk.page().evaluate(async (term) => {
      const { precinct } = globalThis as unknown as {
        precinct: {
          calls: Record<string, (input: unknown) => Promise<unknown>>;
          subscribe: (
            topic: string,
            listener: (value: { events?: SearchEvent[]; fault?: object }) => void,
          ) => () => void;
        };
      };
      const all: SearchEvent[] = [];
      let stop = (): void => undefined;
      const done = new Promise<void>((resolve) => {
        stop = precinct.subscribe('search.progress', ({ events: some = [], fault }) => {
          all.push(...some);
          if (fault !== undefined || some.some((event) => event.event === 'done')) resolve();
        });
      });
      await precinct.calls['search.start']!({ key: 'whole-way', request: { terms: [term] } });
      await done;
      stop();
      return all;
    }, PLATE);
    heard.push(...events);
    return events;
  };

  test('S26: without a reason nothing is found, with one the plate is', async () => {
    await desk.signIn(department.account('mrivera'));
    expect(await search()).toEqual([]);
    const options = await desk.call('reason.options', {});
    const job = options.ok ? options.value.jobs[0]!.reference : '';
    const stated = { purpose: 'job-in-progress', reference: { kind: 'job', value: job } } as const;
    expect(await desk.call('reason.set', stated)).toMatchObject({ ok: true });
    expect((await desk.snapshot()).session?.reason?.reference?.value).toBe(job);
    const rows = (await search()).flatMap((event) => (event.event === 'rows' ? event.rows : []));
    expect(rows.map((row) => row.matched.text)).toContain('KLR4821');
    const view = await desk.call('record.open', { id: rows[0]!.id });
    expect(view).toMatchObject({ ok: true, value: { id: rows[0]!.id, number: rows[0]!.number } });
  });

  test('locking ends the token at the gateway; the right password goes on with the same session and reason', async () => {
    const before = (await desk.snapshot()).session?.sessionId;
    void desk.call('session.lock', {}).catch(() => undefined);
    await desk.phase('locked');
    expect(await desk.call('session.unlock', { password: 'not the password' })).toMatchObject({
      value: { outcome: 'refused', attemptsLeft: 4 },
    });
    const { password } = department.account('mrivera');
    await until(async () => (await desk.call('session.unlock', { password })).ok);
    const after = (await desk.snapshot()).session;
    expect([after?.sessionId, after?.reason?.purpose]).toEqual([before, 'job-in-progress']);
  });

  test('a gateway that went away and came back ends the session honestly', async () => {
    await department.stop();
    await until(async () => !(await desk.call('reason.options', {})).ok);
    expect((await desk.snapshot()).link).toMatchObject({ state: 'down', fault: { code: 'link.down' } });
    await department.resume();
    await desk.call('reason.options', {});
    expect(await desk.snapshot()).toMatchObject({
      phase: 'expired',
      expired: { cause: 'gateway' },
      link: { state: 'up' },
    });
  });

  test('neither password nor token nor record text is left under the client’s folder', () => {
    const kept = readdirSync(desk.stateDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
    expect(kept).toContain('"event":"phase"');
    const titles = heard.flatMap((event) => (event.event === 'rows' ? event.rows.map((row) => row.title) : []));
    const { username, password, name } = department.account('mrivera');
    for (const secret of [username, password, name, 'KLR4821', ...titles]) expect(kept).not.toContain(secret);
    const journal = readFileSync(join(desk.stateDir, 'journal.log'), 'utf8');
    expect(journal).not.toMatch(/Bearer|(?<![\w-])[\w-]{43}(?![\w-])/);
  });
});

describe.each(hosts)('identity on $name', (on) => {
  let department: Department;
  let desk: OpenWorkstation;
  let laptop: OpenWorkstation;
  let key = '';
  let recoveryCodes: readonly string[] = [];

  beforeAll(async () => {
    department = await startDepartment({ sample: false });
    desk = await openWorkstation({ department, on, keyStore: memoryKeyStore() });
    const workstation = { name: 'Laptop 7', area: 'remote' } as const;
    laptop = await openWorkstation({ department, on, keyStore: memoryKeyStore(), workstation });
  });
  afterAll(async () => {
    await Promise.all([desk.close(), laptop.close()]);
    await department.close();
  });

  const value = async <N extends CallName>(
    at: OpenWorkstation,
    name: N,
    input: CallInput<N>,
  ): Promise<CallOutput<N>> => {
    const reply = await at.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.fault.code}`);
    return reply.value;
  };
  /** As far as the password. */
  const password = async (at: OpenWorkstation, username: string): Promise<string> => {
    await value(at, 'session.begin', {});
    const { notice } = await at.snapshot();
    await value(at, 'session.acceptNotice', { hash: notice?.hash ?? '' });
    const { password: typed } = department.account(username);
    return (await value(at, 'session.signIn', { username, password: typed })).outcome;
  };
  const dueAt = async (at: OpenWorkstation): Promise<string | undefined> => (await at.snapshot()).challenge?.outcome;
  const leave = async (at: OpenWorkstation, by: 'session.lock' | 'session.signOut'): Promise<void> => {
    // The page that asks may be gone before it is answered.
    void at.call(by, {}).catch(() => undefined);
    await at.phase(by === 'session.lock' ? 'locked' : 'signedOut');
  };

  test('S46: from a laptop a second factor is due, and set up only with a release of a supervisor', async () => {
    expect(await password(laptop, 'mrivera')).toBe('challenge');
    expect(await dueAt(laptop)).toBe('factor-release');
    expect(await laptop.call('session.beginFactor', {})).toMatchObject({ ok: false });
    expect(await password(desk, 'lkowalski')).toBe('active');
    const { code } = await value(desk, 'factor.release', { username: 'mrivera' });
    expect(await value(laptop, 'session.useRelease', { code })).toEqual({ outcome: 'challenge' });
    // The window asks for a key by itself; the one asked for last is in force.
    await laptop.page().locator('.factor-secret').waitFor();
    ({ secret: key } = await value(laptop, 'session.beginFactor', {}));
    const given = { first: phoneCode(key), second: phoneCode(key, 1) };
    const confirmed = await value(laptop, 'session.confirmFactor', given);
    if (confirmed.outcome !== 'confirmed') throw new Error(confirmed.because);
    ({ recoveryCodes } = confirmed);
    expect(await dueAt(laptop)).toBe('ready');
    expect(await value(laptop, 'session.finish', {})).toEqual({ outcome: 'active' });
    const { session } = await laptop.snapshot();
    expect([session?.remote, session?.secondFactor.verified, session?.workstation.name]).toEqual([
      true,
      true,
      'Laptop 7',
    ]);
  });

  test('S46: a used code is refused, a recovery code lets in once', async () => {
    await leave(laptop, 'session.signOut');
    expect(await password(laptop, 'mrivera')).toBe('challenge');
    const used = { method: 'totp', code: phoneCode(key, 1) } as const;
    expect(await value(laptop, 'session.enterCode', used)).toMatchObject({ outcome: 'code-refused' });
    const recovery = { method: 'recovery', code: recoveryCodes[0]! } as const;
    expect(await value(laptop, 'session.enterCode', recovery)).toEqual({ outcome: 'active' });
    await leave(laptop, 'session.signOut');
    await password(laptop, 'mrivera');
    expect(await value(laptop, 'session.enterCode', recovery)).toMatchObject({ outcome: 'code-refused' });
    await value(laptop, 'session.cancelChallenge', {});
    expect((await laptop.snapshot()).phase).toBe('credentials');
    await leave(laptop, 'session.signOut');
  });

  test('S48: at a hand-over the first session stays locked, and the desk is given back with its draft', async () => {
    const box = { text: 'half a plate', request: null, selected: null, scroll: 0 };
    const workspace = workspaceSchema.parse({ room: 'search', box });
    await value(desk, 'workspace.save', { workspace });
    await leave(desk, 'session.lock');
    await value(desk, 'session.someoneElse', {});
    await desk.phase('notice');
    expect(await password(desk, 'ssantos')).toBe('active');
    expect((await value(desk, 'workspace.get', {})).workspace).toBeNull();
    await leave(desk, 'session.signOut');
    expect(await password(desk, 'lkowalski')).toBe('active');
    expect((await value(desk, 'workspace.get', {})).workspace?.box.text).toBe('half a plate');
    await leave(desk, 'session.signOut');
  });

  test('IA-3: a workstation that an administrator withdraws is left at once, in the middle of a session', async () => {
    await password(laptop, 'mrivera');
    await value(laptop, 'session.enterCode', { method: 'recovery', code: recoveryCodes[1]! });
    await password(desk, 'radmin');
    const { workstations } = await value(desk, 'workstation.list', {});
    const lost = workstations.find((one) => one.name === 'Laptop 7');
    await value(desk, 'workstation.revoke', { workstationId: lost?.id ?? '' });
    // The page that asks is renewed before it is answered.
    void laptop.call('reason.options', {}).catch(() => undefined);
    await laptop.phase('unenrolled');
    expect(await laptop.snapshot()).toMatchObject({ phase: 'unenrolled', unenrolled: 'revoked', session: null });
    const code = await department.issueEnrolmentCode({ name: 'Laptop 7', command: 113, area: 'remote' });
    await value(laptop, 'workstation.enrol', { code });
    expect(await password(laptop, 'mrivera')).toBe('challenge');
  });
});
