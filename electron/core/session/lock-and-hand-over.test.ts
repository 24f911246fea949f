/** Unlocking with a code, handing the desk over, ending a locked session, and changes of access in a live one. */
import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../../shared/bridge/calls.ts';
import type { AccessChange } from '../../../shared/session/view.ts';
import { coreRig, type CoreRig } from '../../../test/workstation/harness/core-rig.ts';
import { NOTICE_HASH, PRACTICE, practiceAttempt } from '../../../test/workstation/harness/practice-gateway.ts';
import { until } from '../../../test/workstation/harness/until.ts';
import { POLL_EVERY_MS } from './access-poll.ts';

const workspace = {
  ...{ room: 'search', tabs: [], openTab: null, drafts: { 'reason.text': 'half a sentence' } },
  box: { text: 'KLR4821', request: null, selected: null, scroll: 0 },
  settings: { theme: 'night', density: 'large' },
} satisfies Workspace;
const challenge = () => ({
  ...{ outcome: 'second-factor', attemptsLeft: 5, recoveryLeft: 10, because: 'Twelve hours passed.' },
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
});
const routes = (rig: CoreRig): (string | null)[] => rig.gateway.asked.map((asked) => asked.route);

async function lockedRig(options: Parameters<typeof coreRig>[0] = {}): Promise<CoreRig> {
  const rig = await coreRig(options);
  await rig.signIn();
  await rig.call('workspace.save', { workspace });
  await rig.call('session.lock');
  return rig;
}

describe('S46: a code within the lock', () => {
  const asking = async (): Promise<CoreRig> => {
    const rig = await lockedRig();
    rig.gateway.instead.unlock = () => ({ outcome: 'challenge', attemptId: practiceAttempt(), challenge: challenge() });
    expect(await rig.call('session.unlock', { password: PRACTICE.password })).toMatchObject({
      value: { outcome: 'challenge' },
    });
    return rig;
  };

  test('the screen stays locked until the code is right; then the same place comes back', async () => {
    const rig = await asking();
    const seen = await rig.snapshot();
    expect(seen).toMatchObject({ phase: 'locked', session: null, challenge: { outcome: 'second-factor' } });
    expect(await rig.call('workspace.get')).toMatchObject({ fault: { code: 'bridge.phase' } });
    rig.gateway.instead.enterCode = () => rig.gateway.opened();
    await rig.call('session.enterCode', { method: 'recovery', code: 'REC0V-ERY01' });
    expect(await rig.call('workspace.get')).toEqual({ ok: true, value: { workspace } });
  });

  test('given up, run out or late, it is the password again, and nothing opens', async () => {
    const given = await asking();
    await given.call('session.cancelChallenge');
    expect(await given.snapshot()).toMatchObject({ phase: 'locked', challenge: null });
    expect(await given.call('session.enterCode', { method: 'totp', code: '123456' })).toMatchObject({
      fault: { code: 'attempt.ended' },
    });
    const over = await asking();
    over.clock.advance(601_000);
    expect(await over.snapshot()).toMatchObject({ phase: 'locked', challenge: null });
    const late = await asking();
    late.gateway.instead.enterCode = async () => {
      await late.call('session.cancelChallenge');
      return late.gateway.opened();
    };
    expect(await late.call('session.enterCode', { method: 'totp', code: '123456' })).toMatchObject({ ok: false });
    expect(await late.snapshot()).toMatchObject({ phase: 'locked', session: null });
  });
});

describe('S46: a code for a session that is gone', () => {
  test('ends the lock instead of asking for ever', async () => {
    const rig = await lockedRig();
    rig.gateway.instead.unlock = () => ({ outcome: 'challenge', attemptId: practiceAttempt(), challenge: challenge() });
    await rig.call('session.unlock', { password: PRACTICE.password });
    rig.gateway.instead.enterCode = () => 'session.expired';
    await rig.call('session.enterCode', { method: 'totp', code: '123456' });
    expect(await rig.snapshot()).toMatchObject({ phase: 'expired', expired: { cause: 'gateway' }, challenge: null });
  });
});

describe('hand-over', () => {
  for (const area of ['on-site', 'remote'] as const) {
    test(`${area}: the first session stays locked at the gateway, and its draft is given back to its owner alone`, async () => {
      const rig = await lockedRig({ area });
      const first = rig.gateway.session!;
      await until(() => routes(rig).includes('lock'));
      expect(await rig.call('session.someoneElse')).toEqual({ ok: true, value: {} });
      expect(await rig.snapshot()).toMatchObject({ phase: 'notice', locked: null });
      for (const route of ['signOut', 'leaveLocked', 'endSession']) expect(routes(rig)).not.toContain(route);
      const second = {
        ...first,
        sessionId: 'second',
        person: { ...first.person, username: 'jokafor', name: 'J Okafor' },
      };
      rig.gateway.session = second;
      await rig.call('session.acceptNotice', { hash: NOTICE_HASH });
      await rig.call('session.signIn', { ...PRACTICE, username: 'jokafor' });
      expect(await rig.call('workspace.get')).toEqual({ ok: true, value: { workspace: null } });
      await rig.call('workspace.save', { workspace: { ...workspace, room: 'desk' } });
      await rig.call('session.signOut');
      await until(() => routes(rig).includes('signOut'));
      rig.gateway.session = first;
      await rig.signIn();
      expect(await rig.call('workspace.get')).toEqual({ ok: true, value: { workspace } });
    });
  }

  test('without a gateway the lock stays: nobody is let past it by an outage', async () => {
    const rig = await lockedRig();
    await rig.gateway.stop();
    let reply: unknown = null;
    void rig.call('session.someoneElse').then((answer) => (reply = answer));
    await until(() => {
      rig.clock.advance(1000);
      return reply !== null;
    });
    expect(reply).toMatchObject({ fault: { code: 'link.down' } });
    expect((await rig.snapshot()).phase).toBe('locked');
  });

  test('an unlock that is answered after the hand-over opens nothing and is locked again, not ended', async () => {
    const rig = await lockedRig();
    await until(() => routes(rig).includes('lock'));
    rig.gateway.instead.unlock = async () => {
      await rig.call('session.someoneElse');
      return rig.gateway.opened();
    };
    expect(await rig.call('session.unlock', { password: PRACTICE.password })).toMatchObject({
      fault: { code: 'bridge.phase' },
    });
    expect(await rig.snapshot()).toMatchObject({ phase: 'notice', session: null });
    expect(routes(rig).filter((route) => route === 'lock')).toHaveLength(2);
    expect(routes(rig)).not.toContain('signOut');
  });
});

describe('a locked session', () => {
  test('that is signed out is ended at the gateway, without a token', async () => {
    const rig = await lockedRig();
    const { sessionId } = rig.gateway.session!;
    await rig.call('session.signOut');
    await until(() => routes(rig).includes('leaveLocked'));
    const sent = rig.gateway.asked.find((asked) => asked.route === 'leaveLocked');
    expect([sent?.body, sent?.headers.authorization]).toEqual([{ sessionId }, undefined]);
  });

  test('on a remote laptop, signing out of it removes its draft', async () => {
    const rig = await lockedRig({ area: 'remote' });
    await rig.call('session.signOut');
    await rig.signIn();
    expect(await rig.call('workspace.get')).toEqual({ ok: true, value: { workspace: null } });
  });

  test('ended by a supervisor says by whom, as the gateway told it', async () => {
    for (const help of ['Lt Kowalski ended this session.', undefined]) {
      const rig = await lockedRig();
      rig.gateway.instead.unlock = (_, response) => {
        const problem = { type: 'about:blank', title: 'x', status: 401, code: 'session.released', help };
        response.writeHead(401, { 'content-type': 'application/problem+json' });
        response.end(JSON.stringify(problem));
        return 'handled';
      };
      await rig.call('session.unlock', { password: PRACTICE.password });
      const said = help === undefined ? {} : { help };
      expect((await rig.snapshot()).expired).toEqual({ name: 'Maria Rivera', cause: 'released', ...said });
    }
  });
});

describe('S41: changes of access', () => {
  const change: AccessChange = {
    ...{ id: 'c-1', at: new Date().toISOString(), what: 'narrowed', lost: ['Search commercial sources'], gained: [] },
    because: 'The directory no longer lists you in the group for Detective.',
  };
  const polls = (rig: CoreRig): number => routes(rig).filter((route) => route === 'sessionChanges').length;
  const announced = (rig: CoreRig): number => rig.happened.filter((one) => one.startsWith('publish')).length;

  test('reach the page within a poll, and only when something changed', async () => {
    const rig = await coreRig();
    await rig.signIn();
    rig.clock.advance(POLL_EVERY_MS);
    await until(() => polls(rig) === 1);
    const before = announced(rig);
    rig.clock.advance(POLL_EVERY_MS);
    await until(() => {
      rig.clock.advance(POLL_EVERY_MS);
      return polls(rig) >= 3;
    });
    expect(announced(rig)).toBe(before);
    rig.gateway.changes = [change];
    rig.gateway.session = { ...rig.gateway.session!, capabilities: ['record.search'] };
    await until(async () => {
      rig.clock.advance(POLL_EVERY_MS);
      return (await rig.snapshot()).accessChanges.length === 1;
    });
    expect((await rig.snapshot()).session?.capabilities).toEqual(['record.search']);
    expect(announced(rig)).toBe(before + 1);
  });

  test('are not asked for while locked, and an answer that comes after the lock shows nothing', async () => {
    const rig = await coreRig();
    await rig.signIn();
    rig.gateway.instead.sessionChanges = async () => {
      await rig.call('session.lock');
      return { session: rig.gateway.session, changes: [change] };
    };
    rig.clock.advance(POLL_EVERY_MS);
    await until(async () => (await rig.snapshot()).phase === 'locked');
    expect(await rig.snapshot()).toMatchObject({ session: null, accessChanges: [] });
    rig.clock.advance(10 * POLL_EVERY_MS);
    await rig.call('session.get');
    expect(polls(rig)).toBe(1);
    rig.gateway.instead = {};
    await rig.call('session.unlock', { password: PRACTICE.password });
    expect((await rig.snapshot()).accessChanges).toEqual([]);
    rig.clock.advance(POLL_EVERY_MS);
    await until(() => polls(rig) === 2);
  });

  test('a session that was taken away ends at the next poll', async () => {
    const rig = await coreRig();
    await rig.signIn();
    rig.gateway.instead.sessionChanges = () => 'session.revoked';
    rig.clock.advance(POLL_EVERY_MS);
    await until(async () => (await rig.snapshot()).phase === 'expired');
    expect((await rig.snapshot()).expired?.cause).toBe('revoked');
  });

  test('another role is acted in at once; an answer after the lock is not taken', async () => {
    const rig = await coreRig();
    await rig.signIn();
    rig.gateway.instead.switchRole = () => ({
      ...rig.gateway.session!,
      role: 'desk-officer',
      roleLabel: 'Desk officer',
    });
    await rig.call('session.switchRole', { role: 'desk-officer' });
    expect((await rig.snapshot()).session?.role).toBe('desk-officer');
    rig.gateway.instead.switchRole = async () => {
      await rig.call('session.lock');
      return rig.gateway.session;
    };
    expect(await rig.call('session.switchRole', { role: 'police-officer' })).toMatchObject({ ok: false });
    expect(await rig.snapshot()).toMatchObject({ phase: 'locked', session: null });
  });
});
