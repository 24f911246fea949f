/** Who is found by a name, with a controller that compares as Windows does: without case, accents and width. */
import { describe, expect, it } from 'vitest';
import { accountName } from './account-names.ts';
import { locate } from './ldap-accounts.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { ldapEntry } from './ldap-entry.ts';

const BASE = 'DC=precinct,DC=example';
const domain = { netbiosName: 'PRECINCT', dnsDomain: 'precinct.example', upnSuffixes: [] };

/** Answers every question about one of the two name attributes with the entries given for it, whatever was asked. */
const answering = (found: {
  readonly sAMAccountName?: readonly string[];
  readonly userPrincipalName?: readonly string[];
}): LdapConnection => ({
  bind: async () => 'refused',
  changePassword: async () => 'wrong-old',
  replace: async () => {},
  alive: () => true,
  close: () => {},
  search: async ({ filter }) => {
    const attribute = String(filter).includes('userPrincipalName') ? 'userPrincipalName' : 'sAMAccountName';
    return (found[attribute] ?? []).map((name) => ldapEntry({ dn: `CN=${name},${BASE}`, [attribute]: name }));
  },
});
const located = (typed: string, connection: LdapConnection) => locate(connection, BASE, accountName(typed, domain));

describe('finding an account', () => {
  it('S34: another account that compares alike is nobody', async () => {
    expect(await located('muller', answering({ sAMAccountName: ['Müller'] }))).toBeNull();
    expect(await located('MÜLLER', answering({ sAMAccountName: ['Müller'] }))).toBe(`CN=Müller,${BASE}`);
  });

  it('S34: two accounts for one name are nobody', async () => {
    expect(await located('jdoe', answering({ sAMAccountName: ['jdoe', 'JDOE'] }))).toBeNull();
  });

  it('S34: an account’s own principal name goes before the one another’s short name would make', async () => {
    const both = answering({ userPrincipalName: ['jdoe@precinct.example'], sAMAccountName: ['jdoe'] });
    expect(await located('jdoe@precinct.example', both)).toBe(`CN=jdoe@precinct.example,${BASE}`);
    expect(await located('jdoe@precinct.example', answering({ sAMAccountName: ['jdoe'] }))).toBe(`CN=jdoe,${BASE}`);
  });
});
