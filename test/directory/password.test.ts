/** Changing one's own password against a real domain controller, and each reason it is not taken. */
import { Client } from 'ldapts';
import { expect, it } from 'vitest';
import type { Directory } from '../../gateway/ports/directory.ts';
import { personDn, quoted, replace } from './domain-fixtures.ts';
import { BASE_DN, PASSWORD, SERVICE_DN, SERVICE_SECRET } from './domain-people.ts';
import { withDomain } from './with-domain.ts';

const NEXT = 'Sample-Next-Word-1!';
const LATER = 'Sample-Later-Word-2!';

withDomain('changing a password in Active Directory', 1, (domain) => {
  let opened: Directory | null = null;
  const directory = (): Directory => (opened ??= domain().open());

  it.each([
    ['oldpass', 'password-expired'],
    ['mustchange', 'must-change'],
  ])('S41: %s (%s) changes the password and is active', async (username, state) => {
    expect(await directory().verify(username, PASSWORD)).toMatchObject({ result: 'account', account: { state } });
    expect(await directory().changePassword(username, PASSWORD, NEXT)).toEqual({ result: 'changed' });
    expect(await directory().verify(username, NEXT)).toMatchObject({ result: 'ok', account: { state: 'active' } });
  });

  it('a principal name and an odd name change theirs too', async () => {
    expect(await directory().changePassword('john.doe@precinct.example', PASSWORD, NEXT)).toEqual({
      result: 'changed',
    });
    expect(await directory().changePassword("p.o'neil", PASSWORD, 'Ümläut-"quoted"-1!')).toEqual({ result: 'changed' });
    expect(await directory().verify("p.o'neil", 'Ümläut-"quoted"-1!')).toMatchObject({ result: 'ok' });
  });

  it('the password before still binds for a while, the one before that does not', async () => {
    expect(await directory().changePassword('changer', PASSWORD, NEXT)).toEqual({ result: 'changed' });
    expect(await directory().verify('changer', PASSWORD)).toMatchObject({ result: 'ok' });
    expect(await directory().changePassword('changer', NEXT, LATER)).toEqual({ result: 'changed' });
    expect(await directory().verify('changer', PASSWORD)).toEqual({ result: 'refused' });
  });

  it.each([
    ['wrong-old', 'not the password', NEXT],
    ['wrong-old', '', NEXT],
    ['too-short', PASSWORD, 'Aa1!x'],
    ['too-short', PASSWORD, ''],
    ['complexity', PASSWORD, 'allsmallletters'],
    ['history', PASSWORD, PASSWORD],
    ['policy', PASSWORD, 'Sample-Nul-\0-Word-1!'],
  ])('S41: %s', async (result, old, next) => {
    expect(await directory().changePassword('hours', old, next)).toEqual({ result });
    await directory().unlock('hours');
  });

  it('S41: too-young', async () => {
    await domain().modify(BASE_DN, replace('minPwdAge', '-864000000000'));
    try {
      expect(await directory().changePassword('never', PASSWORD, NEXT)).toEqual({ result: 'too-young' });
    } finally {
      await domain().modify(BASE_DN, replace('minPwdAge', '0'));
    }
  });

  it('an unknown user is answered as a wrong old password is', async () => {
    expect(await directory().changePassword('nobody.at.all', PASSWORD, NEXT)).toEqual({ result: 'wrong-old' });
  });

  it('wrong old passwords count towards the lock-out, which refuses the right one too', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await directory().changePassword('locked', 'not it', NEXT)).toEqual({ result: 'wrong-old' });
    }
    expect(await directory().changePassword('locked', PASSWORD, NEXT)).toEqual({ result: 'locked' });
    await directory().unlock('locked');
    expect(await directory().changePassword('locked', PASSWORD, NEXT)).toEqual({ result: 'changed' });
  });

  it('the service account proves nothing by itself: it may set nobody’s password', async () => {
    const { dc, authority } = domain();
    const service = new Client({ url: `ldaps://${dc.address}`, tlsOptions: { ca: authority.cert } });
    await service.bind(SERVICE_DN, SERVICE_SECRET);
    try {
      const set = service.modify(personDn('locked2'), [replace('unicodePwd', quoted(NEXT))]);
      await expect(set).rejects.toMatchObject({ name: 'InsufficientAccessError' });
    } finally {
      await service.unbind();
    }
    expect(await directory().verify('locked2', PASSWORD)).toMatchObject({ result: 'ok' });
  });

  it('unlocking somebody over whom the service account has no right is no success, and the controller stays in use', async () => {
    const unlocking = directory().unlock('svc-precinct');
    await expect(unlocking).rejects.toMatchObject({ fault: { code: 'directory.unavailable' } });
    expect(await directory().find('jdoe')).toMatchObject({ state: 'active' });
  });

  it('unlocking somebody who is not locked, or not there, does nothing', async () => {
    await directory().unlock('nobody.at.all');
    await directory().unlock('jdoe');
    expect(await directory().find('jdoe')).toMatchObject({ state: 'active' });
  });
});
