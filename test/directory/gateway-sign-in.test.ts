/** The whole gateway on a real domain: who gets in by which name, and what everybody else is told. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import type { RouteName } from '../../shared/wire/routes.ts';
import { DESK, DESK_2, MINUTE, WRONG, wordsOf } from '../security/gateway/identity-rig.ts';
import { personDn, replace } from './domain-fixtures.ts';
import { PASSWORD } from './domain-people.ts';
import { addGroups, deskOf, DomainGateway } from './gateway-on-domain.ts';
import { withDomain } from './with-domain.ts';

const NEXT = 'Violet-Teapot-Harbour-7';
const LATER = 'Copper-Lantern-Meadow-8';

withDomain('a gateway on Active Directory', 1, (domain) => {
  const rig = new DomainGateway();
  beforeAll(async () => {
    await addGroups(domain(), { 'PW Administrators': ['never'], 'PW Auditors': ['avendor'], 'PW Desk': ['changer'] });
    await rig.on(domain());
  });
  afterAll(() => rig.remove());

  it.each([
    ['jdoe', 'sAMAccountName'],
    ['JDoe', 'written otherwise'],
    ['john.doe@precinct.example', 'user principal name'],
    ['jdoe@precinct.example', 'implicit principal name'],
    ['PRECINCT\\jdoe', 'DOMAIN\\user'],
  ])('S34, S43: %s (%s) is the detective whose role comes by a group in a group in a group', async (username) => {
    const { session } = await rig.active(username, DESK, PASSWORD);
    expect(session).toMatchObject({
      role: 'investigator',
      person: { username: 'jdoe', name: 'John Doe (sample)', rank: 'Det', command: 113, commandLabel: '113 Squad' },
    });
  });

  it.each(['ssmith van der', 'jmüller-öz', "p.o'neil", 'smith.not.here'])(
    'a name with odd letters: %s',
    async (username) => {
      const answer = await rig.try(username);
      expect(answer.outcome).toBe(username === 'smith.not.here' ? 'refused' : 'active');
    },
  );

  it('S43: the primary group and the group around it count', async () => {
    const { session } = await rig.active('pprimary', DESK, PASSWORD);
    expect(session.roles.map(({ role }) => role).sort()).toEqual(['command-clerk', 'desk-officer']);
  });

  it.each([
    ['disabled', /enables it/],
    ['expired', /extends it/],
    ['hours', /hours changed/],
    ['elsewhere', /Use one of your command/],
    ['nnorole', /gives one/],
  ])('S41: %s is told the state and who can help, and only after the right password', async (username, help) => {
    const state =
      { hours: 'logon-hours', elsewhere: 'workstation-not-allowed', nnorole: 'no-role' }[username] ?? username;
    const wrong = await rig.gateway.attempt(username, WRONG);
    const nobody = await rig.gateway.attempt(`nobody.${username}`, WRONG);
    expect([wrong.status, wrong.text]).toEqual([nobody.status, nobody.text]);
    const answer = await rig.try(username);
    expect(answer).toMatchObject({ outcome: 'account', state, help: expect.stringMatching(help) as unknown });
  });

  it('S34: a smart card account, an empty password and a blank name are refused like any wrong password', async () => {
    expect(await rig.try('smartcard')).toEqual({ outcome: 'refused', attemptsLeft: 4 });
    expect(await rig.try('mover', '')).toEqual({ outcome: 'refused', attemptsLeft: 4 });
    expect(Number(await domain().attribute('mover', 'badPwdCount'))).toBe(0);
    await expect(rig.try(' ')).rejects.toThrow('request.malformed');
  });

  it('the directory’s clock and ours apart by more than five minutes: nobody gets in, and it is said why', async () => {
    rig.clock.setWall(-7 * MINUTE);
    rig.clock.advance(MINUTE);
    try {
      expect(await rig.try('jdoe')).toMatchObject({ outcome: 'account', state: 'clock' });
      expect(await rig.answered('health', { from: null })).toMatchObject({ status: 'degraded', clock: 'skewed' });
    } finally {
      rig.clock.setWall(5 * MINUTE);
      rig.clock.advance(MINUTE);
    }
    expect(await rig.try('jdoe')).toMatchObject({ outcome: 'active' });
  });

  it('S44: a password that must be changed is changed here, by the rules of both, and opens the session', async () => {
    const first = await rig.try('mustchange', PASSWORD, DESK_2);
    if (first.outcome !== 'challenge') throw new Error(first.outcome);
    expect(first.challenge).toMatchObject({ outcome: 'new-password', why: 'must-change' });
    const { attemptId } = first;
    const change = async (newPassword: string, password = PASSWORD) =>
      rig.answered('newPassword', { from: DESK_2, body: { attemptId, password, newPassword } });
    expect(await change(PASSWORD)).toMatchObject({ because: 'same' });
    expect(await change('Password2026!')).toMatchObject({ because: 'banned-list' });
    expect(await change('mustchange-Violet-7')).toMatchObject({ because: 'contains-name' });
    expect(await change('violetteapotharbour')).toMatchObject({ because: 'complexity' });
    expect(await change('Vt-1x')).toMatchObject({ because: 'too-short' });
    expect(await change(NEXT, WRONG)).toMatchObject({ because: 'wrong-old', attemptsLeft: 4 });
    expect(await change(NEXT)).toMatchObject({ outcome: 'active', session: { person: { username: 'mustchange' } } });
    expect(await rig.try('mustchange', NEXT)).toMatchObject({ outcome: 'active' });
  });

  it('S44: an expired password likewise, and the one before the last is refused at once', async () => {
    const first = await rig.try('oldpass', PASSWORD, DESK_2);
    if (first.outcome !== 'challenge') throw new Error(first.outcome);
    expect(first.challenge).toMatchObject({ why: 'password-expired' });
    const body = { attemptId: first.attemptId, password: PASSWORD, newPassword: NEXT };
    expect(await rig.answered('newPassword', { from: DESK_2, body })).toMatchObject({ outcome: 'active' });
    // The directory takes the password before the present one for up to an hour from any client (ADR 0011), and says
    // so of an account that is in order: what it let in is nobody but the person.
    expect(await rig.try('oldpass', PASSWORD)).toMatchObject({ outcome: 'active' });
    await domain().modify(personDn('oldpass'), replace('pwdLastSet', '0'));
    const again = await rig.try('oldpass', NEXT, DESK_2);
    if (again.outcome !== 'challenge') throw new Error(again.outcome);
    const later = { attemptId: again.attemptId, password: NEXT, newPassword: LATER };
    expect(await rig.answered('newPassword', { from: DESK_2, body: later })).toMatchObject({ outcome: 'active' });
    expect(await rig.try('oldpass', PASSWORD)).toMatchObject({ outcome: 'refused' });
    expect(await rig.try('oldpass', LATER)).toMatchObject({ outcome: 'active' });
  });

  it('AC-7: five wrong ones lock here and in the directory; the desk releases both with one call', async () => {
    const told: string[] = [];
    for (let n = 0; n < 6; n += 1) told.push((await rig.try('locked', n < 4 ? WRONG : PASSWORD)).outcome);
    // From the third on the directory answers no to the right one as well: the person hears the same sentence.
    expect(told).toEqual(['refused', 'refused', 'refused', 'refused', 'locked', 'locked']);
    expect(await domain().attribute('locked', 'lockoutTime')).not.toMatch(/^0?$/);
    const auditor = await rig.at('avendor');
    expect(auditor.session.role).toBe('police-officer');
    const desk = await rig.at('changer');
    const answer = (name: RouteName, session: SignedIn, body: object) =>
      rig.told(name, { session, from: deskOf(session.session.person.username), body });
    await rig.answered('switchRole', { session: desk, from: deskOf('changer'), body: { role: 'desk-officer' } });
    expect(await answer('releaseLockout', desk, { username: 'locked' })).toBe('200 ok');
    expect(await domain().attribute('locked', 'lockoutTime')).toMatch(/^0?$/);
    expect(await rig.try('locked')).toMatchObject({ outcome: 'active' });
    await rig.answered('switchRole', { session: auditor, from: deskOf('avendor'), body: { role: 'it-auditor' } });
    const rows = (await rig.rowsFor(auditor, 'sign-in')).filter(({ username }) => username === 'locked');
    expect(rows.some(({ object }) => object === 'locked out in the directory')).toBe(true);
  });

  it('AC-7: who is locked out in the directory alone is released from the desk as well', async () => {
    const direct = domain().open();
    for (let n = 0; n < 3; n += 1) await direct.verify('locked2', WRONG);
    expect(await rig.try('locked2')).toMatchObject({ outcome: 'refused' });
    const desk = await rig.at('changer');
    const options = { session: desk, from: deskOf('changer') };
    await rig.answered('switchRole', { ...options, body: { role: 'desk-officer' } });
    const shown = async () =>
      (await rig.answered('lockouts', options)).lockouts.find(({ username }) => username === 'locked2');
    // One attempt through the gateway, which counts towards its own lock-out too; the lock itself is the directory's.
    expect(await shown()).toMatchObject({ lockedAt: null, attempts: [] });
    expect(await rig.told('releaseLockout', { ...options, body: { username: 'locked2' } })).toBe('200 ok');
    expect(await shown()).toBeUndefined();
    expect(await rig.told('releaseLockout', { ...options, body: { username: 'locked2' } })).toBe(
      '409 account.not-locked',
    );
    expect(await rig.try('locked2')).toMatchObject({ outcome: 'active' });
  });

  it('SC-28: the list of accounts shows names and states, and nothing that opens anything', async () => {
    const admin = await rig.at('never');
    const options = { session: admin, from: deskOf('never') };
    await rig.answered('switchRole', { ...options, body: { role: 'system-administrator' } });
    const { text, status } = await rig.gateway.call('accounts', options);
    expect([status, text.includes('John Doe (sample)')]).toEqual([200, true]);
    for (const hidden of [PASSWORD, NEXT, LATER, 'unicodePwd', 'pwdLastSet', 'objectGUID', 'DC=precinct', 'S-1-5-']) {
      expect(text).not.toContain(hidden);
    }
  });

  const CLASSICS = [
    ...['*', 'jdoe*', '*)(sAMAccountName=jdoe', 'jdoe)(&)', 'jdoe)(|(objectClass=*))', '*)(|(userPassword=*', '\\2a'],
    ...[
      'jd\\6fe',
      'PRECINCT\\*',
      '*@precinct.example',
      'jdoe,OU=People,DC=precinct,DC=example',
      'jdoe\u0000',
      '(',
      ')',
    ],
  ];
  const hostile = fc
    .array(
      fc.constantFrom(...'*()\\\0&|!=<>~,;#+"/@ :\u202e\ud800é'.split(''), 'jdoe', 'cn', 'PRECINCT', 'DC=example'),
      {
        minLength: 2,
        maxLength: 12,
      },
    )
    .map((parts) => parts.join(''))
    .filter((text) => text.trim() !== '' && !/^(?:.*\\)?jdoe(?:@.*)?$/i.test(text.trim()));

  it('S34: whatever is typed into any field that reaches the directory finds nobody, and is no error', async () => {
    const desk = await rig.at('changer');
    const mine = { session: desk, from: deskOf('changer') };
    await rig.answered('switchRole', { ...mine, body: { role: 'desk-officer' } });
    await rig.answered('stepUp', { ...mine, body: { password: PASSWORD } });
    const fields = async (text: string): Promise<void> => {
      const { hash } = await rig.answered('notice', { from: DESK });
      const bodies: readonly (readonly [RouteName, object, object, RegExp])[] = [
        ['signIn', { username: text, password: PASSWORD, noticeHash: hash }, { from: DESK }, /^200 refused$/],
        ['signIn', { username: 'never', password: text, noticeHash: hash }, { from: DESK }, /^200 (refused|locked)$/],
        [
          'unlock',
          { sessionId: 'A'.repeat(22), username: text, password: text },
          { from: DESK },
          /^401 session.expired$/,
        ],
        ['releaseLockout', { username: text }, mine, /^404 account.unknown$/],
        ['releaseFactor', { username: text }, mine, /^404 account.unknown$/],
        ['removeFactor', { username: text }, mine, /^404 account.unknown$/],
      ];
      const tried = bodies.map(async ([name, body, options, told]) => {
        const answer = wordsOf(await rig.gateway.call(name, { ...options, body }));
        expect(answer, `${name} ${JSON.stringify(text)}`).toMatch(told);
      });
      await Promise.all(tried);
    };
    for (const text of CLASSICS) await fields(text);
    await fc.assert(fc.asyncProperty(hostile, fields), { numRuns: 6 });
  });

  it('and nobody else’s account was touched by any of that', async () => {
    const accounts = await domain().open().list();
    const locked = accounts.filter(({ lockedInDirectory }) => lockedInDirectory).map(({ username }) => username);
    expect(locked.filter((username) => username !== 'never')).toEqual([]);
    expect(await rig.try('jdoe')).toMatchObject({ outcome: 'active' });
  });
});
