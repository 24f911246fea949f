/** What the directory changes reaches live sessions within seconds, also those that make no call (S41). */
import { describe, expect, it } from 'vitest';
import { WATCH_MS } from '../../gateway/core/identity/access-watch.ts';
import { DESK, faultOf, identityDesk, type IdentityDesk, MINUTES, place } from './identity-desk.ts';

const resolved = (desk: IdentityDesk, token: string, at = DESK) =>
  desk.sessions.resolve(token, at, at.address, { quiet: true });

describe('S41: changes in the directory', () => {
  it('the watch looks every few seconds: well inside the thirty that a change may take', () => {
    expect(WATCH_MS).toBeLessThanOrEqual(10_000);
  });

  it.each([
    ['disabled', (desk: IdentityDesk) => desk.directory.change('officer', { state: 'disabled' })],
    ['expired', (desk: IdentityDesk) => desk.directory.change('officer', { state: 'expired' })],
    ['without a role', (desk: IdentityDesk) => desk.directory.change('officer', { roles: [] })],
    ['gone', (desk: IdentityDesk) => desk.directory.remove('officer')],
  ] as const)(
    '%s: the session ends at the next look, its holder is told why, and it is recorded',
    async (_name, change) => {
      const desk = identityDesk();
      const { live, token } = await desk.active('officer');
      const other = await desk.active('colleague', place('ws-desk-0002'));
      await desk.watch.look();
      change(desk);
      await desk.watch.look();
      expect(desk.sessions.find(live.id)).toBeNull();
      expect(desk.sessions.find(other.live.id)).not.toBeNull();
      await expect(resolved(desk, token)).rejects.toMatchObject({
        fault: { code: 'session.revoked', help: expect.stringContaining('The directory') as unknown },
      });
      expect(desk.rows('session.end').at(-1)).toMatchObject({
        object: `session ${live.id} (revoked)`,
        username: 'officer',
      });
    },
  );

  it('a locked session ends as well', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    desk.sessions.lock(live);
    await desk.watch.look();
    desk.directory.change('officer', { state: 'disabled' });
    await desk.watch.look();
    expect(desk.sessions.find(live.id)).toBeNull();
  });

  it('the acting role is taken: the next call has the lesser one, the person is told, the ICO sees it', async () => {
    const desk = identityDesk();
    const { live, token } = await desk.active('desk');
    await desk.watch.look();
    desk.directory.change('desk', { roles: ['police-officer'] });
    await desk.watch.look();
    const asker = await resolved(desk, token);
    expect([asker.roleId, asker.capabilities.has('lockout.release')]).toEqual(['police-officer', false]);
    expect(live.changes).toMatchObject([
      { what: 'narrowed', lost: expect.arrayContaining(['Role: Desk officer']) as unknown },
    ]);
    expect(desk.rows('access.change')).toMatchObject([
      { username: 'desk', roleLabel: 'Desk officer', rule: 'S41', command: 113 },
    ]);
  });

  it('a role given is offered and not taken', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    desk.directory.change('officer', { roles: ['police-officer', 'investigator'] });
    await desk.watch.look();
    const view = desk.identity.views.viewOf(live);
    expect([view.role, view.roles.map(({ role }) => role)]).toEqual([
      'police-officer',
      ['police-officer', 'investigator'],
    ]);
    expect(live.changes).toMatchObject([{ what: 'widened', gained: ['Role: Detective'] }]);
  });

  it('a transfer changes the command the person works for at once', async () => {
    const desk = identityDesk();
    const { token } = await desk.active('desk');
    await desk.watch.look();
    desk.directory.change('desk', { command: 105, commandLabel: '105 Pct' });
    await desk.watch.look();
    const asker = await resolved(desk, token);
    expect(asker.person).toMatchObject({ command: 105, commandLabel: '105 Pct' });
    expect(await faultOf(desk.people.release(asker, 'officer'))).toBe('account.unknown');
  });

  it('a password that is to be changed locks: it is asked for at the lock', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    await desk.watch.look();
    desk.directory.change('officer', { state: 'must-change' });
    await desk.watch.look();
    expect(live.state).toBe('locked');
  });

  it('a change is told once, and the last twenty are kept', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    await desk.watch.look();
    await desk.watch.look();
    expect(live.changes).toHaveLength(0);
    for (let n = 0; n < 23; n += 1) {
      desk.directory.change(
        'officer',
        n % 2 ? { command: 113, commandLabel: '113 Pct' } : { command: 105, commandLabel: '105 Pct' },
      );
      await desk.watch.look();
    }
    expect(live.changes).toHaveLength(20);
    expect(live.changes[0]).toMatchObject({ because: 'The directory moved you from 113 Pct to 105 Pct.' });
  });

  it('AU-5: a change that cannot be recorded takes away what it takes, and locks', async () => {
    const desk = identityDesk();
    const { live, token } = await desk.active('desk');
    await desk.watch.look();
    desk.directory.change('desk', { roles: ['police-officer'] });
    desk.audit.isDown = true;
    await desk.watch.look();
    expect([live.roleId, live.state]).toEqual(['police-officer', 'locked']);
    expect(desk.failures).toHaveLength(1);
    desk.audit.isDown = false;
    expect(await faultOf(resolved(desk, token))).toBe('session.locked');
  });

  it('an answer of the directory that was overtaken by a later one gives nothing back', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('desk');
    const before = live.account;
    const askedAt = desk.clock.monotonic();
    desk.advance(1000);
    await desk.sessions.accept(live, { ...before, roles: ['police-officer'] });
    await desk.sessions.accept(live, before, askedAt);
    expect(live.account.roles).toEqual(['police-officer']);
    expect(live.changes).toHaveLength(1);
  });

  it('a session that makes calls is confirmed by them as well, within ten seconds', async () => {
    const desk = identityDesk();
    const { token } = await desk.active('officer');
    desk.directory.change('officer', { state: 'disabled' });
    desk.advance(10_000);
    expect(await faultOf(resolved(desk, token))).toBe('session.revoked');
  });
});

describe('while the directory cannot be asked', () => {
  const away = async (desk: IdentityDesk, minutes: number) => {
    for (let n = 0; n < minutes * 12; n += 1) {
      desk.advance(5000);
      await desk.watch.look();
    }
  };

  it('sessions go on for fifteen minutes without it, then they lock; nobody is signed out', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('officer');
    await desk.watch.look();
    desk.directory.isDown = true;
    await away(desk, 14);
    expect(live.state).toBe('active');
    await away(desk, 1);
    expect(live.state).toBe('locked');
    expect(desk.sessions.find(live.id)).toBe(live);
    expect(desk.rows('lock').at(-1)).toMatchObject({ rule: 'S41' });
  });

  it('calls are answered meanwhile', async () => {
    const desk = identityDesk();
    const { token } = await desk.active('officer');
    desk.directory.isDown = true;
    desk.advance(5 * MINUTES);
    expect((await resolved(desk, token)).person.username).toBe('officer');
  });

  it('heard again in time, the fifteen minutes begin anew, and what changed meanwhile is taken up', async () => {
    const desk = identityDesk();
    const { live } = await desk.active('desk');
    await desk.watch.look();
    desk.directory.isDown = true;
    await away(desk, 14);
    desk.directory.isDown = false;
    await desk.watch.look();
    desk.directory.isDown = true;
    await away(desk, 14);
    expect(live.state).toBe('active');
    desk.directory.change('desk', { roles: ['police-officer'] });
    desk.directory.isDown = false;
    await desk.watch.look();
    expect(live.roleId).toBe('police-officer');
  });

  it('an outage is told of once, not at every look', async () => {
    const desk = identityDesk();
    await desk.active('officer');
    desk.directory.isDown = true;
    await away(desk, 2);
    expect(desk.failures).toHaveLength(1);
  });
});
