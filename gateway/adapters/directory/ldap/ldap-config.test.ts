/** What a department may write about its directory, and what is refused at the start. */
import { describe, expect, it } from 'vitest';
import { StartupRefusal } from '../../../core/startup-refusal.ts';
import { dnsDomain, readLdapConfig } from './ldap-config.ts';

const good = {
  urls: ['ldaps://dc1.precinct.example', 'ldaps://dc2.precinct.example:3269'],
  caFile: '/etc/precinct/domain-ca.pem',
  baseDn: 'DC=precinct,DC=example',
  netbiosName: 'PRECINCT',
  serviceAccount: { dn: 'CN=svc-precinct,OU=Service,DC=precinct,DC=example' },
  groups: [{ group: 'PW Officers', role: 'police-officer' }],
};

describe('the directory’s configuration', () => {
  it('has usual figures for what is left out', () => {
    expect(readLdapConfig(good)).toMatchObject({
      startTls: false,
      attributes: { rank: 'title', command: 'department', commandLabel: 'department' },
      timeouts: { connectMs: 3_000, operationMs: 5_000, backOffMs: 30_000, refusalMs: 250 },
      pool: { size: 4 },
    });
  });

  it.each([
    ['no encryption', { urls: ['ldap://dc1.precinct.example'] }],
    ['one of two without encryption', { urls: ['ldaps://dc1.precinct.example', 'LDAP://dc2.precinct.example'] }],
    ['StartTLS over TLS', { startTls: true }],
    ['no controller', { urls: [] }],
    ['another protocol', { urls: ['https://dc1.precinct.example'] }],
    ['a password in the address', { urls: ['ldaps://user:word@dc1.precinct.example'] }],
    ['a search in the address', { urls: ['ldaps://dc1.precinct.example/DC=x??sub'] }],
    ['a base that is no domain', { baseDn: 'OU=People' }],
    ['a role that there is not', { groups: [{ group: 'x', role: 'chief' }] }],
    ['a secret', { serviceAccount: { dn: 'CN=x', secret: 'Sample-Word' } }],
    ['an unknown key', { insecure: true }],
    ['an attribute with a filter in it', { attributes: { rank: 'title)(cn=*' } }],
    ['no time limit', { timeouts: { connectMs: 0 } }],
  ])('S34: %s is refused at the start', (_what, change) => {
    expect(() => readLdapConfig({ ...good, ...change })).toThrow(StartupRefusal);
  });

  it('the refusal names the place, never the value', () => {
    const read = () => readLdapConfig({ ...good, serviceAccount: { dn: 'CN=x', secret: 'Sample-Word' } });
    expect(read).toThrow(/serviceAccount/);
    expect(read).not.toThrow(/Sample-Word/);
  });

  it('the DNS name of the domain comes from its base', () => {
    expect(dnsDomain('OU=x, dc=Precinct , DC=example')).toBe('precinct.example');
  });
});
