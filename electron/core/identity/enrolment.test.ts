/** Who the workstation is, over real mutual TLS: enrolling, proving itself, renewing, and every way of not being known any more. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { coreRig, memoryKeyStore, noKeyStore, type CoreRig } from '../../../test/workstation/harness/core-rig.ts';
import { PRACTICE_CODE, startPracticeGateway } from '../../../test/workstation/harness/practice-gateway.ts';
import { movedClock } from '../../../test/workstation/harness/moved-clock.ts';
import { until } from '../../../test/workstation/harness/until.ts';

const DAY_MS = 86_400_000;
const DESK = { id: 'desk-0001', name: 'Desk 1', command: 113, area: 'on-site' };
const computer = (): { disk: Map<string, string>; keys: Map<string, Uint8Array> } => ({
  disk: new Map(),
  keys: new Map(),
});
type Computer = ReturnType<typeof computer>;
type Options = NonNullable<Parameters<typeof coreRig>[0]>;

/** The same computer, started (again). */
const start = ({ disk, keys }: Computer, more: Options = {}): Promise<CoreRig> =>
  coreRig({ disk, keyStore: memoryKeyStore(keys), ...more });
const identityOn = ({ disk }: Computer): { current: { key: string; certificate: string }; next: object | null } =>
  JSON.parse(disk.get('workstation')!) as never;
const told = async (rig: CoreRig): Promise<unknown[]> => {
  const { phase, unenrolled, workstation, workstationKey } = await rig.snapshot();
  return [phase, unenrolled, workstation?.id ?? null, workstationKey];
};
const keyNames = ({ keys }: Computer): string[] =>
  [...keys.keys()].filter((name) => name.startsWith('workstation-key'));
const lastThumbprint = (rig: CoreRig): string | null => rig.gateway.asked.at(-1)?.thumbprint ?? null;

describe('enrolling', () => {
  test('IA-3: a workstation that is not enrolled answers nothing but enrolment, and proves nobody', async () => {
    const rig = await start(computer(), { enrol: false });
    expect(await told(rig)).toEqual(['unenrolled', 'new', null, 'key-store']);
    for (const name of ['session.begin', 'session.signOut', 'department.get'])
      expect(await rig.call(name)).toMatchObject({ fault: { code: 'bridge.phase' } });
    expect(rig.gateway.asked).toEqual([]);
  });

  test('IA-3: the key is made here and kept in the key store alone; the description is the gateway’s', async () => {
    const desk = computer();
    const rig = await start(desk);
    expect(await told(rig)).toEqual(['signedOut', null, 'desk-0001', 'key-store']);
    expect((await rig.snapshot()).workstation).toEqual(DESK);
    const sent = JSON.stringify(rig.gateway.asked);
    const key = Buffer.from(desk.keys.get(identityOn(desk).current.key)!);
    for (const text of [sent, [...desk.disk].flat().join('\n'), rig.journal.join('\n')]) {
      expect(text).not.toContain('PRIVATE KEY');
      expect(text).not.toContain(key.toString('base64').slice(48, 88));
    }
    expect(rig.journal.join('\n')).not.toContain(PRACTICE_CODE);
    await rig.call('session.begin');
    expect(rig.gateway.known).toContain(lastThumbprint(rig));
  });

  test('a code that is refused leaves no key, no file and the same screen', async () => {
    const desk = computer();
    const rig = await start(desk, { enrol: false });
    for (const code of ['WR0N-GC0D-E000-0000', '-----------------'])
      expect(await rig.call('workstation.enrol', { code })).toMatchObject({ fault: { code: 'enrolment.refused' } });
    expect(await told(rig)).toEqual(['unenrolled', 'new', null, 'key-store']);
    expect([keyNames(desk), desk.disk.has('workstation')]).toEqual([[], false]);
  });

  test('IA-3: a certificate of another key is refused', async () => {
    const desk = computer();
    const rig = await start(desk, { enrol: false });
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const foreign = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const notAfter = new Date(Date.now() + DAY_MS);
    const certificate = await rig.gateway.certificates.issue(foreign, 'desk-0001', notAfter);
    rig.gateway.instead.enrol = () => ({ workstation: DESK, certificate, notAfter: notAfter.toISOString() });
    expect(await rig.call('workstation.enrol', { code: PRACTICE_CODE })).toMatchObject({
      fault: { code: 'link.contract' },
    });
    expect([await told(rig), keyNames(desk)]).toEqual([['unenrolled', 'new', null, 'key-store'], []]);
  });

  test('the code given at the start is used once, and again only after an outage', async () => {
    const desk = computer();
    const gateway = await startPracticeGateway();
    await gateway.stop();
    const rig = await start(desk, { gateway, enrol: false, enrolmentCode: PRACTICE_CODE });
    rig.core.start();
    await gateway.resume();
    await until(async () => {
      rig.clock.advance(60_000);
      return (await rig.snapshot()).phase === 'signedOut';
    });
    await rig.core.stop();
    const again = await start(desk, { gateway, enrolmentCode: 'WR0N-GC0D-E000-0000' });
    again.core.start();
    await until(() => gateway.asked.some((asked) => asked.route === 'self'));
    expect(gateway.asked.filter((asked) => asked.route === 'enrol')).toHaveLength(1);
  });
});

describe('after a restart', () => {
  test('the same key is proven, and the gateway’s word on the description taken', async () => {
    const desk = computer();
    const first = await start(desk);
    first.gateway.workstation = { ...first.gateway.workstation, name: 'Desk 9' };
    const second = await start(desk, { gateway: first.gateway, enrol: false });
    expect(await told(second)).toEqual(['signedOut', null, 'desk-0001', 'key-store']);
    second.core.start();
    await until(async () => (await second.snapshot()).workstation?.name === 'Desk 9');
    expect(desk.disk.get('workstation')).toContain('Desk 9');
    await second.core.stop();
  });

  test('without a key store the enrolment is in memory only, said, and gone', async () => {
    const desk = computer();
    const first = await start(desk, { keyStore: noKeyStore });
    expect(await told(first)).toEqual(['signedOut', null, 'desk-0001', 'memory-only']);
    await first.signIn();
    expect(desk.disk.size).toBe(0);
    expect(await told(await start(desk, { keyStore: noKeyStore, enrol: false }))).toEqual([
      ...['unenrolled', 'new', null, 'memory-only'],
    ]);
  });

  test('a key store that is emptied, swapped or locked has lost the key: nobody signs in, and it is said', async () => {
    const desk = computer();
    const { gateway } = await start(desk);
    const other = computer();
    await start(other);
    const gone = [memoryKeyStore(), memoryKeyStore(other.keys), noKeyStore];
    for (const keyStore of gone) {
      const rig = await start(desk, { gateway, keyStore, enrol: false });
      expect((await told(rig)).slice(0, 3)).toEqual(['unenrolled', 'key-lost', null]);
      expect(await rig.call('session.begin')).toMatchObject({ fault: { code: 'bridge.phase' } });
    }
    // Unlocked again, it is the same workstation.
    expect((await told(await start(desk, { gateway, enrol: false })))[0]).toBe('signedOut');
  });
});

describe('not known any more', () => {
  test('IA-3: withdrawn in the middle of a session, everything is left at once and the key removed', async () => {
    const desk = computer();
    const rig = await start(desk);
    await rig.signIn();
    rig.happened.length = 0;
    rig.gateway.instead.department = () => 'workstation.revoked';
    expect(await rig.call('department.get')).toMatchObject({ ok: false });
    expect(await told(rig)).toEqual(['unenrolled', 'revoked', null, 'key-store']);
    await until(() => rig.happened.includes('publish:unenrolled') && keyNames(desk).length === 0);
    expect(rig.happened[0]).toBe('renew');
    expect((await rig.snapshot()).session).toBeNull();
    expect(desk.disk.has('workstation')).toBe(false);
    expect(await rig.call('workstation.enrol', { code: PRACTICE_CODE })).toMatchObject({ ok: true });
    expect((await told(rig))[0]).toBe('signedOut');
  });

  test('unknown to the gateway, only enrolment is left; a gateway that knows it again is believed at the next start', async () => {
    const desk = computer();
    const rig = await start(desk);
    const known = [...rig.gateway.known];
    rig.gateway.known.clear();
    await rig.call('session.begin');
    expect(await told(rig)).toEqual(['unenrolled', 'new', null, 'key-store']);
    for (const thumbprint of known) rig.gateway.known.add(thumbprint);
    const again = await start(desk, { gateway: rig.gateway, enrol: false });
    await again.call('session.begin');
    expect((await told(again))[0]).toBe('notice');
  });

  test('past its end it is expired, not withdrawn', async () => {
    const rig = await start(computer());
    rig.clock.advance(91 * DAY_MS);
    rig.gateway.known.clear();
    await rig.call('session.begin');
    expect((await told(rig))[1]).toBe('expired');
  });
});

describe('renewing', () => {
  const due = async (desk: Computer): Promise<CoreRig> => {
    const gateway = await startPracticeGateway();
    gateway.certificateDays = 20;
    const rig = await start(desk, { gateway });
    gateway.certificateDays = 90;
    return rig;
  };

  test('with thirty days left: a new key, used once, then the old one is gone', async () => {
    const desk = computer();
    const rig = await due(desk);
    await rig.call('session.begin');
    const before = lastThumbprint(rig);
    await rig.call('session.signOut');
    const old = identityOn(desk).current;
    rig.core.start();
    await until(() => identityOn(desk).current.certificate !== old.certificate);
    await until(() => keyNames(desk).length === 1);
    expect(identityOn(desk)).toMatchObject({ next: null });
    expect(keyNames(desk)).toEqual([identityOn(desk).current.key]);
    await rig.call('session.begin');
    expect(lastThumbprint(rig)).not.toBe(before);
    expect(rig.gateway.known).toEqual(new Set([lastThumbprint(rig)]));
    await rig.core.stop();
  });

  test('not while somebody is signed in, and not with more than thirty days left', async () => {
    const desk = computer();
    const rig = await due(desk);
    const asked = (route: string): number => rig.gateway.asked.filter((one) => one.route === route).length;
    const looks = async (more: number, by: number): Promise<void> => {
      const enough = asked('self') + more;
      await until(() => {
        rig.clock.advance(by);
        return asked('self') >= enough;
      });
    };
    await rig.signIn();
    rig.core.start();
    await looks(3, 60_000);
    expect(asked('renewWorkstation')).toBe(0);
    await rig.call('session.signOut');
    await until(() => {
      rig.clock.advance(60_000);
      return asked('renewWorkstation') === 1;
    });
    await until(() => identityOn(desk).next === null && keyNames(desk).length === 1);
    await looks(2, DAY_MS / 12);
    expect(asked('renewWorkstation')).toBe(1);
    await rig.core.stop();
  });

  test('killed before the new certificate arrived: the old pair works', async () => {
    const desk = computer();
    const rig = await due(desk);
    rig.gateway.instead.renewWorkstation = (_, response) => {
      response.destroy();
      return 'handled';
    };
    rig.core.start();
    await until(() => rig.gateway.asked.some((one) => one.route === 'renewWorkstation'));
    const after = await start(desk, { gateway: rig.gateway, enrol: false });
    expect(await after.call('session.begin')).toMatchObject({ ok: true });
  });

  test('killed before the new pair was used: both are kept, and the new one is used; one that is not known falls back', async () => {
    for (const lost of [false, true]) {
      const desk = computer();
      const rig = await due(desk);
      rig.gateway.instead.self = (_, response) => {
        if (!rig.gateway.asked.some((one) => one.route === 'renewWorkstation')) return undefined;
        response.destroy();
        return 'handled';
      };
      rig.core.start();
      await until(() => desk.disk.get('workstation')!.includes('"next":{'));
      expect(keyNames(desk)).toHaveLength(2);
      if (lost) rig.gateway.renewed = null;
      rig.gateway.instead = {};
      const clock = movedClock();
      const after = await start(desk, { gateway: rig.gateway, enrol: false, clock });
      after.core.start();
      await until(() => {
        clock.advance(60_000);
        return identityOn(desk).next === null && keyNames(desk).length === 1;
      });
      expect((await told(after))[0]).toBe('signedOut');
      expect(await after.call('session.begin')).toMatchObject({ ok: true });
      await after.core.stop();
    }
  });
});
