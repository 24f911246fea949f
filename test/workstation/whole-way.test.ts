/** The whole way with every real part: window, bridge, core, TLS, gateway, encrypted records, audit, and back. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchEvent } from '../../shared/records/search.ts';
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
