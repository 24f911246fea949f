/** Roles from groups of a real domain, and how soon a change of an account or a group is seen. */
import { Attribute, Change } from 'ldapts';
import { describe, expect, it } from 'vitest';
import type { Directory, DirectoryAccount } from '../../gateway/ports/directory.ts';
import { groupDn, personDn, replace } from './domain-fixtures.ts';
import { PEOPLE_DN, TEST_PEOPLE } from './domain-people.ts';
import { withDomain } from './with-domain.ts';

const memberChange = (operation: 'add' | 'delete', dn: string): Change =>
  new Change({ operation, modification: new Attribute({ type: 'member', values: [dn] }) });

withDomain('groups and changes in Active Directory', 1, (domain) => {
  let opened: Directory | null = null;
  const directory = (): Directory => (opened ??= domain().open());

  describe('roles', () => {
    it('S43: groups in groups in groups count', async () => {
      expect(await directory().find('jdoe')).toMatchObject({ roles: ['investigator'] });
    });

    it('S43: the primary group counts, and the group it is in', async () => {
      // No membership lists it: the directory keeps the primary group apart.
      expect(await domain().attribute('pprimary', 'memberOf')).not.toContain('PW Clerks');
      expect(await directory().find('pprimary')).toMatchObject({ roles: ['command-clerk', 'desk-officer'] });
    });

    it('S43: a distribution group gives nothing, although it is mapped', async () => {
      expect(await domain().attribute('nnorole', 'memberOf')).toBe(groupDn('Mail ICO'));
      expect(await directory().find('nnorole')).toMatchObject({ roles: [] });
    });

    it('rank and command come from the configured attributes', async () => {
      expect(await directory().find('jdoe')).toMatchObject({ rank: 'Det', command: 113, commandLabel: '113 Squad' });
      expect(await directory().find('nnorole')).toMatchObject({ command: null, commandLabel: 'Records and FOIL Unit' });
      const other = domain().open({ attributes: { rank: 'department', commandLabel: 'title' } });
      expect(await other.find('jdoe')).toMatchObject({ rank: '113 Squad', commandLabel: 'Det', command: 113 });
    });

    it('the list tells of everybody what a look-up tells', async () => {
      const listed = await directory().list();
      const byName = new Map(listed.map((account) => [account.username, account]));
      for (const { sam } of TEST_PEOPLE) expect(byName.get(sam), sam).toEqual(await directory().find(sam));
      expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
      expect(byName.has('DC1$')).toBe(false);
    });

    it('the list follows no referral, though a search of the whole domain brings some', async () => {
      const client = await domain().admin();
      const raw = await client.search('DC=precinct,DC=example', { filter: '(objectClass=user)', attributes: ['cn'] });
      expect(raw.searchReferences.length).toBeGreaterThan(0);
      await expect(directory().list()).resolves.not.toHaveLength(0);
    });
  });

  describe('changes', () => {
    /** Makes a change; answers the account as it stands directly afterwards, having seen that the revision moved. */
    const after = async (sam: string, change: () => Promise<void>): Promise<DirectoryAccount | null> => {
      const before = await directory().revision();
      await change();
      expect(await directory().revision()).not.toBe(before);
      return directory().find(sam);
    };

    it('the revision stands still while nothing changes', async () => {
      const before = await directory().revision();
      await directory().find('mover');
      await directory().list();
      expect(await directory().revision()).toBe(before);
    });

    it('S41: disabled and enabled again', async () => {
      const control = (value: string) => () => domain().modify(personDn('mover'), replace('userAccountControl', value));
      expect(await after('mover', control('514'))).toMatchObject({ state: 'disabled' });
      expect(await after('mover', control('512'))).toMatchObject({ state: 'active' });
    });

    it('S43: a group taken, and one given', async () => {
      const dn = personDn('mover');
      const taken = () => domain().modify(groupDn('PW Officers'), memberChange('delete', dn));
      expect(await after('mover', taken)).toMatchObject({ roles: [] });
      const given = () => domain().modify(groupDn('113 Squad A'), memberChange('add', dn));
      expect(await after('mover', given)).toMatchObject({ roles: ['investigator'] });
    });

    it('S43: a group taken out of a group, far above the account', async () => {
      const change = (operation: 'add' | 'delete') => () =>
        domain().modify(groupDn('PW Detectives'), memberChange(operation, groupDn('113 Detectives')));
      expect(await after('jdoe', change('delete'))).toMatchObject({ roles: [] });
      expect(await after('jdoe', change('add'))).toMatchObject({ roles: ['investigator'] });
    });

    it('S43: transferred to another command', async () => {
      const transfer = () => domain().modify(personDn('mover'), replace('department', '105 Pct'));
      expect(await after('mover', transfer)).toMatchObject({ command: 105, commandLabel: '105 Pct' });
    });

    it('S41: locked by wrong passwords elsewhere', async () => {
      const guesses = async () => {
        for (let attempt = 0; attempt < 3; attempt += 1) await directory().verify('locked', 'not it');
      };
      expect(await after('locked', guesses)).toMatchObject({ lockedInDirectory: true });
    });

    it('IA-4: renamed and moved, it is the same account; deleted and made anew, it is another', async () => {
      const before = await directory().find('changer');
      const moved = `CN=Christine Changer,${PEOPLE_DN}`;
      const client = await domain().admin();
      await client.modifyDN(personDn('changer'), moved);
      await client.modify(moved, [replace('sAMAccountName', 'cchanger')]);
      expect(await directory().find('changer')).toBeNull();
      expect(await directory().find('cchanger')).toMatchObject({ id: before!.id });
      await client.del(moved);
      await client.add(personDn('changer'), { objectClass: 'user', sAMAccountName: 'changer' });
      const anew = await directory().find('changer');
      expect(anew).toMatchObject({ username: 'changer', state: 'disabled' });
      expect(anew!.id).not.toBe(before!.id);
    });
  });
});
