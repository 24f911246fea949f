/** The core as a whole over real TLS: signing in, locking in the right order, losing token or link, searching. */
import { describe, expect, test } from 'vitest';
import type { Snapshot, Workspace } from '../../shared/bridge/calls.ts';
import { coreRig, memoryKeyStore, noKeyStore, type CoreRig } from '../../test/workstation/harness/core-rig.ts';
import { PRACTICE } from '../../test/workstation/harness/practice-gateway.ts';
import { until } from '../../test/workstation/harness/until.ts';
import { PROBE_EVERY_MS } from './link/link-watch.ts';

const workspace = {
  room: 'search',
  tabs: [],
  openTab: null,
  box: { text: 'plate KLR4821', request: null, selected: null, scroll: 0 },
  drafts: { 'reason.text': 'half a sentence' },
  settings: { theme: 'night', density: 'large' },
} satisfies Workspace;
const phaseOf = async (rig: CoreRig): Promise<string> => (await rig.snapshot()).phase;
const BOX = /^[0-9a-f]{64}$/;
/** What the vault wrote. */
const boxes = (rig: CoreRig): string[] => [...rig.disk].flatMap(([slot, value]) => (BOX.test(slot) ? [value] : []));
const routes = (rig: CoreRig): unknown[] => rig.gateway.asked.map((asked) => asked.route);

describe('signing in', () => {
  test('notice, credentials, active; a wrong password is a value and says what is left', async () => {
    const rig = await coreRig();
    expect(await phaseOf(rig)).toBe('signedOut');
    await rig.call('session.begin');
    expect((await rig.snapshot()).notice?.paragraphs).toEqual(['Practice only.']);
    expect(await rig.call('session.acceptNotice', { hash: 'b'.repeat(64) })).toMatchObject({
      fault: { code: 'notice.not-accepted' },
    });
    await rig.call('session.acceptNotice', { hash: 'a'.repeat(64) });
    const wrong = await rig.call('session.signIn', { username: 'mrivera', password: 'wrong' });
    expect(wrong).toEqual({ ok: true, value: { outcome: 'refused', attemptsLeft: 4 } });
    expect(await rig.call('session.signIn', PRACTICE)).toEqual({ ok: true, value: { outcome: 'active' } });
    expect((await rig.snapshot()).session?.person.name).toBe('Maria Rivera');
    const sent = rig.gateway.asked.find((asked) => asked.route === 'signIn');
    expect(rig.gateway.known).toContain(sent?.thumbprint);
    expect(sent?.body).toEqual({ username: 'mrivera', password: 'wrong', noticeHash: 'a'.repeat(64) });
    expect(sent?.headers['x-workstation']).toBeUndefined();
  });

  test('AC-7: an account locked out while unlocking ends the session and says why', async () => {
    const rig = await coreRig();
    await rig.signIn();
    await rig.call('session.lock');
    rig.gateway.instead.unlock = () => ({ outcome: 'locked', help: 'Your desk officer can release you.' });
    expect(await rig.call('session.unlock', { password: 'x' })).toMatchObject({ value: { outcome: 'locked' } });
    expect((await rig.snapshot()).expired).toEqual({ name: 'Maria Rivera', cause: 'attempts' });
  });

  test('an answer to a sign-in that was walked away from is ended again, not taken up', async () => {
    const rig = await coreRig();
    await rig.call('session.begin');
    await rig.call('session.acceptNotice', { hash: 'a'.repeat(64) });
    rig.gateway.instead.signIn = () => {
      void rig.call('session.signOut');
      return undefined;
    };
    expect(await rig.call('session.signIn', PRACTICE)).toMatchObject({ fault: { code: 'bridge.phase' } });
    expect(await phaseOf(rig)).toBe('signedOut');
    expect(routes(rig)).toContain('signOut');
  });
});

describe('locking', () => {
  test('blanks at once: the phase is left and the token forgotten before anything is awaited', async () => {
    let letGo: () => void = () => undefined;
    const rig = await coreRig({ renew: () => new Promise((resolve) => (letGo = resolve)) });
    await rig.signIn();
    rig.happened.length = 0;
    void rig.call('session.lock');
    await until(async () => (await phaseOf(rig)) === 'locked');
    expect(rig.happened).toEqual(['renew']);
    expect(await rig.call('department.get')).toMatchObject({ fault: { code: 'bridge.phase' } });
    letGo();
    await until(() => rig.happened.length === 2);
    expect(rig.happened).toEqual(['renew', 'publish:locked']);
  });

  test('the workspace is on disk, sealed, before the page is renewed, and the gateway is told last', async () => {
    const order: string[] = [];
    const disk = new (class extends Map<string, string> {
      override set(slot: string, value: string): this {
        if (BOX.test(slot)) order.push('sealed');
        return super.set(slot, value);
      }
    })();
    const rig = await coreRig({ disk, renew: async () => void order.push('renewed') });
    await rig.signIn();
    rig.gateway.instead.lock = () => void order.push('told');
    await rig.call('workspace.save', { workspace });
    await rig.call('session.lock');
    await until(() => order.length === 3);
    expect(order).toEqual(['sealed', 'renewed', 'told']);
    expect([...disk.values()].join('')).not.toContain('KLR4821');
    expect(boxes(rig)).toHaveLength(1);
    expect(Buffer.from(boxes(rig)[0]!, 'base64').toString('latin1')).not.toContain('KLR4821');
  });

  test('needs no gateway, and unlocking gives the same place back', async () => {
    const rig = await coreRig();
    await rig.signIn();
    await rig.call('workspace.save', { workspace });
    await rig.gateway.stop();
    await rig.call('session.lock');
    const locked = await rig.snapshot();
    expect(locked).toMatchObject({ phase: 'locked', session: null, locked: { cause: 'manual' } });
    await rig.gateway.resume();
    expect(await rig.call('session.unlock', { password: PRACTICE.password })).toMatchObject({ ok: true });
    expect(await rig.call('workspace.get')).toEqual({ ok: true, value: { workspace } });
  });

  test('AC-11: no activity locks, activity does not, the screen’s lock locks earlier', async () => {
    const rig = await coreRig();
    rig.core.start();
    await rig.signIn();
    rig.clock.advance(599_000);
    await rig.call('session.touch');
    rig.clock.advance(599_000);
    expect(await phaseOf(rig)).toBe('active');
    rig.clock.advance(2_000);
    expect((await rig.snapshot()).locked?.cause).toBe('idle');
    await rig.call('session.unlock', { password: PRACTICE.password });
    rig.presence('screen');
    expect((await rig.snapshot()).locked?.cause).toBe('screen');
  });

  test('IA-11: after sleeping past the absolute end there is nothing to unlock', async () => {
    const rig = await coreRig();
    await rig.signIn();
    await rig.call('session.lock');
    rig.clock.advance(13 * 3_600_000);
    rig.presence('resumed');
    expect(await rig.snapshot()).toMatchObject({ phase: 'expired', expired: { cause: 'absolute' } });
  });

  test('a token the gateway locked or ended leaves the session accordingly', async () => {
    for (const [code, expected] of [
      ['session.locked', { phase: 'locked', locked: { cause: 'policy' } }],
      ['session.revoked', { phase: 'expired', expired: { cause: 'revoked' } }],
      ['session.released', { phase: 'expired', expired: { cause: 'released' } }],
      ['session.expired', { phase: 'expired', expired: { cause: 'gateway' } }],
      ['session.other-workstation', { phase: 'expired', expired: { cause: 'gateway' } }],
    ] as const) {
      const rig = await coreRig();
      await rig.signIn();
      rig.gateway.instead.department = () => code;
      expect(await rig.call('department.get')).toMatchObject({ ok: false });
      expect(await rig.snapshot()).toMatchObject(expected);
      await rig.gateway.stop();
    }
  });
});

describe('the token', () => {
  test('is renewed before it ends; the old one is not used again', async () => {
    const rig = await coreRig();
    await rig.signIn();
    rig.clock.advance(370_000);
    await until(() => routes(rig).includes('renew'));
    rig.gateway.instead.department = (asked) => {
      expect(asked.headers.authorization).toMatch(/^Bearer [A-Za-z0-9_-]{43}$/);
      return 'capability.missing';
    };
    expect(await rig.call('department.get')).toMatchObject({ fault: { code: 'capability.missing' } });
    const sent = rig.gateway.asked.filter((asked) => asked.headers.authorization !== undefined);
    expect(sent.at(-1)?.route).toBe('department');
    expect(sent.at(-1)?.headers.authorization).not.toBe(sent[0]?.headers.authorization);
  });

  test('a request refused because its token was renewed meanwhile is sent again with the new one', async () => {
    const rig = await coreRig();
    await rig.signIn();
    rig.clock.advance(355_000);
    let first = true;
    rig.gateway.instead.reasonOptions = () => {
      if (!first) return { purposes: [], jobs: [], recent: [] };
      first = false;
      rig.clock.advance(6_000);
      return 'session.missing';
    };
    expect(await rig.call('reason.options')).toMatchObject({ ok: true });
    expect(await phaseOf(rig)).toBe('active');
  });

  test('signing out ends it at the gateway, and nothing of it is in journal or on disk', async () => {
    const rig = await coreRig();
    await rig.signIn();
    await rig.call('workspace.save', { workspace });
    await rig.call('session.signOut');
    await until(() => routes(rig).includes('signOut'));
    const token = rig.gateway.asked.find((asked) => asked.route === 'signOut')!.headers.authorization!.slice(7);
    expect(token).toHaveLength(43);
    const kept = [
      ...rig.journal,
      ...rig.disk.keys(),
      ...rig.disk.values(),
      ...rig.gateway.asked.map((one) => one.url),
    ].join('\n');
    for (const secret of [token, PRACTICE.password, PRACTICE.username, 'KLR4821']) expect(kept).not.toContain(secret);
  });
});

describe('the vault in the session', () => {
  const signOutAndIn = async (rig: CoreRig): Promise<unknown> => {
    await rig.signIn();
    await rig.call('workspace.save', { workspace });
    await rig.call('session.signOut');
    await rig.signIn();
    return rig.call('workspace.get');
  };

  test('after a crash the same person signing in anew finds the workspace', async () => {
    const disk = new Map<string, string>();
    const keyStore = memoryKeyStore();
    const before = await coreRig({ disk, keyStore });
    await before.signIn();
    await before.call('workspace.save', { workspace });
    before.clock.advance(1_000);
    const after = await coreRig({ disk, keyStore, gateway: before.gateway });
    await after.signIn();
    expect(await after.call('workspace.get')).toEqual({ ok: true, value: { workspace } });
  });

  test('a remote workstation keeps nothing of somebody who signed out', async () => {
    const rig = await coreRig({ area: 'remote' });
    expect(await signOutAndIn(rig)).toEqual({ ok: true, value: { workspace: null } });
    expect(boxes(rig)).toEqual([]);
  });

  test('without a key store nothing is written, the snapshot says so, and unlocking still restores', async () => {
    const rig = await coreRig({ keyStore: noKeyStore });
    expect(await signOutAndIn(rig)).toEqual({ ok: true, value: { workspace } });
    expect(rig.disk.size).toBe(0);
    expect((await rig.snapshot()).drafts).toBe('memory-only');
  });
});

describe('searching', () => {
  const request = { terms: [{ type: 'plate', value: 'KLR4821', match: 'exact' }] };
  const started = { event: 'started', at: '2026-11-23T10:00:00.000Z', sources: [] };
  const rows = { event: 'rows', source: 'department', rows: [] };
  const done = { event: 'done', ms: 1, auditSeq: 7 };
  const line = (value: object): string => `${JSON.stringify(value)}\n`;
  const progress = (rig: CoreRig): { key: string; step: number; events?: { event: string }[]; fault?: object }[] =>
    rig.published.filter((one) => one.topic === 'search.progress').map((one) => one.value as never);

  /** What was sent to the page so far, once what waits for company has waited. */
  const gathered = (rig: CoreRig): ReturnType<typeof progress> => {
    rig.clock.advance(30);
    return progress(rig);
  };

  test('the first rows go to the page with what came with them, later ones together, steps count up', async () => {
    const rig = await coreRig();
    await rig.signIn();
    rig.gateway.instead.search = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write(line(started) + line(rows));
      const shown = (): boolean => {
        rig.clock.advance(1); // no more than what came with them
        return progress(rig).some(({ events }) => events?.some(({ event }) => event === 'rows') === true);
      };
      void until(shown).then(() => response.end(line(rows).repeat(3) + line(done)));
      return 'handled';
    };
    expect(await rig.call('search.start', { key: 'main', request })).toEqual({ ok: true, value: {} });
    await until(() => progress(rig).length === 2);
    expect(progress(rig).map((one) => [one.key, one.step, one.events?.map((event) => event.event)])).toEqual([
      ['main', 0, ['started', 'rows']],
      ['main', 1, ['rows', 'rows', 'rows', 'done']],
    ]);
  });

  test('S26: a refusal, a fault in the middle and a cut connection all reach the page as faults', async () => {
    const rig = await coreRig();
    await rig.signIn();
    const endings = {
      refused: () => 'reason.missing',
      inTheMiddle: (_: unknown, response: { end: (text: string) => void }) => {
        response.end(line(started) + line({ event: 'fault', fault: { code: 'audit.unavailable', rule: 'AU-5' } }));
        return 'handled';
      },
      cut: (_: unknown, response: { write: (text: string) => void; destroy: () => void }) => {
        response.write(line(started));
        void until(() => gathered(rig).some((one) => one.key === 'cut')).then(() => response.destroy());
        return 'handled';
      },
    };
    for (const [key, ending] of Object.entries(endings)) {
      rig.gateway.instead.search = ending;
      await rig.call('search.start', { key, request });
      await until(() => progress(rig).some((one) => one.key === key && one.fault !== undefined));
    }
    const faults = progress(rig).flatMap((one) => (one.fault === undefined ? [] : [[one.key, one.fault]]));
    expect(faults).toEqual([
      ['refused', { code: 'reason.missing', rule: 'S26' }],
      ['inTheMiddle', { code: 'audit.unavailable', rule: 'AU-5' }],
      ['cut', { code: 'link.down' }],
    ]);
  });

  test('nothing of a search reaches the page after locking, nor of one that was replaced', async () => {
    const rig = await coreRig();
    await rig.signIn();
    const open: { end: (text: string) => void; destroyed: boolean }[] = [];
    rig.gateway.instead.search = (_, response) => {
      response.writeHead(200);
      response.write(line(started));
      open.push(response);
      return 'handled';
    };
    await rig.call('search.start', { key: 'main', request });
    await until(() => gathered(rig).length === 1);
    await rig.call('search.start', { key: 'main', request });
    await until(() => gathered(rig).length === 2 && open[0]!.destroyed);
    await rig.call('session.lock');
    for (const response of open) response.end(line(rows) + line(done));
    await until(() => open[1]!.destroyed);
    expect(progress(rig).map((one) => one.step)).toEqual([0, 0]);
  });
});

describe('the link', () => {
  const last = (rig: CoreRig): Snapshot['link'] | undefined =>
    (rig.published.filter((one) => one.topic === 'session.changed').at(-1)?.value as Snapshot | undefined)?.link;

  test('is shown down with its cause, and up again by itself', async () => {
    const rig = await coreRig();
    rig.core.start();
    await until(() => last(rig)?.state === 'up');
    await rig.gateway.stop();
    const begun = rig.call('session.begin');
    await until(() => {
      rig.clock.advance(1_000);
      return last(rig)?.state === 'down';
    });
    expect(await begun).toMatchObject({ fault: { code: 'link.down' } });
    expect(last(rig)?.fault?.code).toBe('link.down');
    await rig.gateway.resume();
    await until(() => {
      rig.clock.advance(PROBE_EVERY_MS);
      return last(rig)?.state === 'up';
    });
    await rig.core.stop();
  });

  test('reads are tried three times, writes once', async () => {
    const rig = await coreRig();
    await rig.signIn();
    const drop = (_: unknown, response: { destroy: () => void }): string => {
      response.destroy();
      return 'handled';
    };
    rig.gateway.instead = { department: drop, setReason: drop };
    const read = rig.call('department.get');
    await until(() => {
      rig.clock.advance(300);
      return routes(rig).filter((route) => route === 'department').length === 3;
    });
    expect(await read).toMatchObject({ fault: { code: 'link.down' } });
    await rig.call('reason.set', { purpose: 'criminal-investigation', text: 'x' });
    expect(routes(rig).filter((route) => route === 'setReason').length).toBeLessThanOrEqual(1);
  });

  test('an answer outside the contract is a fault, never shown', async () => {
    const rig = await coreRig();
    await rig.signIn();
    rig.gateway.instead.department = () => ({ sources: 'all of them' });
    expect(await rig.call('department.get')).toEqual({ ok: false, fault: { code: 'link.contract' } });
  });
});
