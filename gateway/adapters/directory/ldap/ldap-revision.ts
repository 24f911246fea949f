/**
 * One line that differs whenever anything in a controller's copy of the directory was written: its highest update
 * sequence number, and which copy that number counts (a restored or another controller counts anew).
 */
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapEntry } from './ldap-entry.ts';
import { LdapFailure } from './ldap-failure.ts';

const base = (connection: LdapConnection, dn: string, attributes: readonly string[], asBytes: readonly string[] = []) =>
  connection.search({ base: dn, scope: 'base', filter: '(objectClass=*)', attributes, asBytes });

const needed = ([entry]: readonly LdapEntry[]): LdapEntry => {
  if (!entry) throw new LdapFailure('answer');
  return entry;
};

/** Throws {@link LdapFailure}. Two base searches, no scan. */
export const readRevision = async (connection: LdapConnection): Promise<string> => {
  const root = needed(await base(connection, '', ['highestCommittedUSN', 'dsServiceName']));
  const usn = root.text('highestCommittedUSN');
  const service = root.text('dsServiceName');
  if (!/^\d+$/.test(usn) || service === '') throw new LdapFailure('answer');
  const settings = needed(await base(connection, service, ['invocationId'], ['invocationId']));
  return `${settings.bytes('invocationId')?.toString('hex') ?? 'unknown'}/${usn}`;
};
