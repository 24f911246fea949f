/** Proving a password against a real domain controller: names, account states, and the ways to be let in by mistake. */
import { Client } from 'ldapts';
import { describe, expect, it } from 'vitest';
import type { Directory } from '../../gateway/ports/directory.ts';
import { personDn, replace } from './domain-fixtures.ts';
import { PASSWORD, PEOPLE_DN } from './domain-people.ts';
import { withDomain } from './with-domain.ts';

withDomain('signing in against Active Directory', 1, (domain) => {
  let opened: Directory | null = null;
  const directory = (): Directory => (opened ??= domain().open());
  const verify = (username: string, password = PASSWORD) => directory().verify(username, password);

  describe('names', () => {
    it.each([
      ['jdoe', 'jdoe'],
      ['JDOE', 'jdoe'],
      ['  jdoe ', 'jdoe'],
      ['PRECINCT\\jdoe', 'jdoe'],
      ['precinct\\JDoe', 'jdoe'],
      ['precinct.example\\jdoe', 'jdoe'],
      ['john.doe@precinct.example', 'jdoe'],
      ['John.Doe@PRECINCT.EXAMPLE', 'jdoe'],
      ['jdoe@precinct.example', 'jdoe'],
      ['jdoe@PRECINCT', 'jdoe'],
      ['a.vendor@police.example', 'avendor'],
      ['ssmith van der', 'ssmith van der'],
      ['PRECINCT\\ssmith van der', 'ssmith van der'],
      ['jmüller-öz', 'jmüller-öz'],
      ['jmüller-öz'.normalize('NFD'), 'jmüller-öz'],
      ['JMÜLLER-ÖZ', 'jmüller-öz'],
      ["p.o'neil", "p.o'neil"],
      ['#hash', '#hash'],
    ])('S34: %s is %s', async (typed, username) => {
      expect(await verify(typed)).toMatchObject({ result: 'ok', account: { username, state: 'active' } });
      expect(await directory().find(typed)).toMatchObject({ username });
    });

    it.each([
      ['a name nobody has', 'nobody.at.all'],
      ['another domain', 'OTHER\\jdoe'],
      ['a suffix that is not configured', 'jdoe@elsewhere.example'],
      ['a local name under a suffix that is not the domain’s', 'jdoe@police.example'],
      ['a distinguished name', `CN=John Doe,${PEOPLE_DN}`],
      ['a name without its accents', 'jmuller-oz'],
      ['nothing', '   '],
      ['a name with a NUL behind it', 'jdoe\0'],
      ['a SASL mechanism', 'EXTERNAL'],
      ['another SASL mechanism', 'PLAIN'],
      ['a computer', 'DC1$'],
      ['a group', 'PW Officers'],
    ])('S34: %s is refused like a wrong password', async (_what, typed) => {
      expect(await verify(typed)).toEqual({ result: 'refused' });
      expect(await directory().find(typed)).toBeNull();
    });

    it('a common name with every special character is told as it is', async () => {
      expect(await directory().find("p.o'neil")).toMatchObject({
        name: 'Pat "Paddy", O\'Neil (Sgt) #1 \\ <x> + y = z; *',
        roles: ['police-officer'],
      });
    });
  });

  describe('account states', () => {
    it.each([
      ['disabled', 'disabled'],
      ['expired', 'expired'],
      ['oldpass', 'password-expired'],
      ['mustchange', 'must-change'],
      ['hours', 'logon-hours'],
      ['elsewhere', 'workstation-not-allowed'],
    ])('S41: %s is told as %s with the right password, and as nothing with a wrong one', async (username, state) => {
      expect(await verify(username)).toMatchObject({ result: 'account', account: { username, state } });
      expect(await verify(username, `${PASSWORD}x`)).toEqual({ result: 'refused' });
    });

    it('a wrong password of an active account is refused without a word on it', async () => {
      expect(await verify('never', 'not it')).toEqual({ result: 'refused' });
      expect(await verify('never')).toMatchObject({ result: 'ok' });
    });

    it('S41: a smart card account is refused: the controller does not let a password in', async () => {
      expect(await verify('smartcard')).toEqual({ result: 'refused' });
    });

    it('S41: locked by wrong passwords, it answers so to any password, until it is unlocked', async () => {
      for (let attempt = 0; attempt < 3; attempt += 1)
        expect(await verify('locked', 'not it')).toEqual({ result: 'refused' });
      const locked = { result: 'refused', lockedInDirectory: true };
      expect(await verify('locked', 'not it')).toEqual(locked);
      expect(await verify('locked')).toEqual(locked);
      expect(await directory().find('locked')).toMatchObject({ lockedInDirectory: true, state: 'active' });
      await directory().unlock('PRECINCT\\locked');
      expect(await directory().find('locked')).not.toHaveProperty('lockedInDirectory');
      expect(await verify('locked')).toMatchObject({ result: 'ok' });
    });

    it('what attributes say agrees with what the controller answered', async () => {
      const states = await Promise.all(
        ['disabled', 'expired', 'oldpass', 'mustchange', 'never'].map((name) => directory().find(name)),
      );
      expect(states.map((account) => account?.state)).toEqual([
        'disabled',
        'expired',
        'password-expired',
        'must-change',
        'active',
      ]);
    });
  });

  describe('being let in by mistake', () => {
    it('an empty password is refused before anything is sent: a Windows controller would let it in', async () => {
      const before = await domain().attribute('changer', 'badPwdCount');
      expect(await verify('changer', '')).toEqual({ result: 'refused' });
      expect(await verify('changer', '\0')).toEqual({ result: 'refused' });
      expect(await domain().attribute('changer', 'badPwdCount')).toBe(before);
    });

    it('a connection bound before the account was disabled is still answered, so none is ever proof', async () => {
      const { dc, authority } = domain();
      const old = new Client({ url: `ldaps://${dc.address}`, tlsOptions: { ca: authority.cert } });
      await old.bind('PRECINCT\\mover', PASSWORD);
      expect(await verify('mover')).toMatchObject({ result: 'ok' });
      await domain().modify(personDn('mover'), replace('userAccountControl', '514'));
      const { searchEntries } = await old.search(personDn('mover'), { scope: 'base' });
      expect(searchEntries).toHaveLength(1);
      await old.unbind();
      expect(await verify('mover')).toMatchObject({ result: 'account', account: { state: 'disabled' } });
      expect(await directory().find('mover')).toMatchObject({ state: 'disabled' });
      await domain().modify(personDn('mover'), replace('userAccountControl', '512'));
    });

    it('without the service account nobody is let in, and nobody is told that a password was wrong', async () => {
      const blind = domain().open({}, async () => 'not the secret');
      await expect(blind.verify('jdoe', PASSWORD)).rejects.toMatchObject({ fault: { code: 'directory.unavailable' } });
      expect(await blind.health()).toMatchObject({ state: 'down', controllers: [{ state: 'service-account' }] });
    });

    it('a key store that does not answer, or has no secret, lets nobody in', async () => {
      const locked = domain().open({}, () => Promise.reject(new Error('the key store is locked')));
      await expect(locked.verify('jdoe', PASSWORD)).rejects.toMatchObject({ fault: { code: 'directory.unavailable' } });
      const empty = domain().open({}, async () => '');
      await expect(empty.verify('jdoe', PASSWORD)).rejects.toMatchObject({ fault: { code: 'directory.unavailable' } });
      expect(await empty.health()).toMatchObject({ state: 'down', controllers: [{ state: 'service-account' }] });
    });

    it('no error carries a name, a password or the server’s words', async () => {
      const secret = 'Sample-Unseen-Word-9!';
      const blind = domain().open({}, async () => secret);
      const error = await blind.verify('jdoe', PASSWORD).catch((caught: unknown) => caught as Error);
      const text = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).stack);
      for (const word of [secret, PASSWORD, 'jdoe', 'svc-precinct', 'AcceptSecurityContext']) {
        expect(text).not.toContain(word);
      }
    });
  });
});
