/** A whole gateway on a real domain: what people are told at sign-in, and how a change in the domain reaches them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Attribute, Change } from 'ldapts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import { TestGateway, type Answer } from '../gateway/gateway-harness.ts';
import { groupDn, personDn, replace } from './domain-fixtures.ts';
import { PASSWORD, SERVICE_SECRET } from './domain-people.ts';
import { withDomain } from './with-domain.ts';

const NEXT = 'Violet-Teapot-Harbour-7';
const LIVE_MS = 30_000;

withDomain('a gateway on Active Directory', 1, (domain) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = new TestGateway();
    const configFile = join(domain().folder, 'directory.json');
    const secretFile = join(domain().folder, 'directory.secret');
    writeFileSync(configFile, JSON.stringify(domain().config()));
    writeFileSync(secretFile, `${SERVICE_SECRET}\n`, { mode: 0o600 });
    await gateway.start({ directory: { configFile, secretFile } });
  });
  afterAll(() => gateway.remove());

  const signIn = (username: string, password = PASSWORD): Promise<Answer> => gateway.attempt(username, password);
  const signedIn = async (username: string): Promise<SignedIn> => {
    const answer = await signIn(username);
    if (answer.json.outcome !== 'active') throw new Error(`${username}: ${answer.text}`);
    return answer.json as unknown as SignedIn;
  };

  describe('sign-in', () => {
    it.each([
      ['PRECINCT\\ssmith van der', 'ssmith van der'],
      ['john.doe@precinct.example', 'jdoe'],
      ['jmüller-öz', 'jmüller-öz'],
    ])('S34: %s signs in as %s', async (typed, username) => {
      const { session } = await signedIn(typed);
      expect(session.person).toMatchObject({ username, command: 113 });
    });

    it.each([
      ['disabled', 'disabled'],
      ['expired', 'expired'],
      ['hours', 'logon-hours'],
      ['elsewhere', 'workstation-not-allowed'],
      ['nnorole', 'no-role'],
    ])('S41: %s is told %s and who can help, and a wrong password is told nothing', async (username, state) => {
      const right = await signIn(username);
      expect(right.json).toMatchObject({ outcome: 'account', state, help: expect.stringMatching(/\w/) as string });
      const wrong = await signIn(username, 'not the password');
      const unknown = await signIn(`${username}.not.there`, 'not the password');
      expect([wrong.status, wrong.text]).toEqual([unknown.status, unknown.text]);
    });

    it.each(['mustchange', 'oldpass'])('S44: %s sets a new password at the sign-in and is in', async (username) => {
      const pending = await signIn(username);
      expect(pending.json.outcome).toBe('challenge');
      const { attemptId } = pending.json as unknown as { attemptId: string };
      const body = { attemptId, password: PASSWORD, newPassword: NEXT };
      expect((await gateway.call('newPassword', { body })).json.outcome).toBe('active');
      expect((await signIn(username, NEXT)).json.outcome).toBe('active');
    });
  });

  describe.concurrent('changes in the domain reach a live session within thirty seconds', () => {
    /** Waits until `seen` holds of what the session is told; fails after thirty seconds. */
    const within = async (session: SignedIn, seen: (answer: Answer) => boolean): Promise<void> => {
      const look = async () => seen(await gateway.call('sessionChanges', { session }));
      await expect.poll(look, { timeout: LIVE_MS, interval: 250 }).toBe(true);
    };
    const member = (operation: 'add' | 'delete', group: string, sam: string): Promise<void> => {
      const modification = new Attribute({ type: 'member', values: [personDn(sam)] });
      return domain().modify(groupDn(group), new Change({ operation, modification }));
    };

    it('S41: disabled: the session ends', async () => {
      const session = await signedIn('mover');
      await domain().modify(personDn('mover'), replace('userAccountControl', '514'));
      await within(session, ({ json }) => json.code === 'session.revoked');
      await domain().modify(personDn('mover'), replace('userAccountControl', '512'));
    });

    it('S43: put into another group, far below the mapped one: the session gains by it', async () => {
      const session = await signedIn('never');
      await member('add', '113 Squad A', 'never');
      await within(session, ({ text }) => text.includes('source.commercial') || text.includes('investigator'));
      await member('delete', '113 Squad A', 'never');
    });

    it('S43: taken out of the only group: the session ends', async () => {
      const session = await signedIn('changer');
      await member('delete', 'PW Officers', 'changer');
      await within(session, ({ json }) => json.code === 'session.revoked');
    });

    it('S43: transferred: the session is in the new command', async () => {
      const session = await signedIn('transfer');
      await domain().modify(personDn('transfer'), replace('department', '105 Pct'));
      await within(session, ({ text }) => text.includes('105 Pct'));
    });
  });

  it('an outage lets nobody in and counts against nobody', async () => {
    await domain().dc.kill();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      expect((await signIn('avendor', 'not the password')).json.code).toBe('directory.unavailable');
    }
    expect((await gateway.call('health')).text).toContain('"directory":"down"');
    await domain().dc.restart();
    expect((await signIn('avendor')).json.outcome).toBe('active');
  });
});
