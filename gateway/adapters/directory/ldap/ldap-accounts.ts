/**
 * Finds accounts over a connection of the service account and gives them the form of the port. A name that nobody has
 * costs the same questions as one that somebody has.
 */
import { randomBytes } from 'node:crypto';
import { AndFilter, EqualityFilter } from 'ldapts';
import type { RoleId } from '../../../../shared/policy/roles.ts';
import type { DirectoryAccount } from '../../../ports/directory.ts';
import { nameKey, type AccountName } from './account-names.ts';
import { accountState, isLockedOut, STATE_ATTRIBUTES } from './account-state.ts';
import { rolesOf, roleTable } from './group-roles.ts';
import type { LdapConfig } from './ldap-config.ts';
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapEntry } from './ldap-entry.ts';

const NAME_ATTRIBUTES = ['sAMAccountName', 'userPrincipalName'] as const;
const PERSON_ATTRIBUTES = [
  ...NAME_ATTRIBUTES,
  ...STATE_ATTRIBUTES,
  'objectGUID',
  'objectSid',
  'primaryGroupID',
  'displayName',
  'givenName',
  'sn',
  'cn',
  'memberOf',
] as const;
const BYTES = ['objectGUID', 'objectSid'] as const;

const isPerson = [
  new EqualityFilter({ attribute: 'objectCategory', value: 'person' }),
  new EqualityFilter({ attribute: 'objectClass', value: 'user' }),
];

/** A distinguished name that nobody has, to ask about in place of somebody. */
export const nobodyDn = (baseDn: string): string => `CN=${randomBytes(12).toString('hex')},${baseDn}`;
const NOBODY_SID = Buffer.from('010500000000000515000000000000000000000000000000ffffffff', 'hex');

/** Text of the directory as it may be shown: one line, bounded, nothing that hides or reorders. */
const shown = (text: string, longest: number): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, longest);

const PRECINCT =
  /^(?:(?:pct|precinct)\.?\s*)?0*(\d{1,3})(?:st|nd|rd|th)?(?:\s*(?:pct|precinct|squad|pdu|detective squad)\.?)?$/i;

/** `113 Pct`, `Precinct 113`, `113th Precinct`, `113 Squad` → 113; everything else, and numbers beyond 123, a bureau. */
export const precinctNumber = (text: string): number | null => {
  const found = Number(PRECINCT.exec(text.trim())?.[1] ?? Number.NaN);
  return found >= 1 && found <= 123 ? found : null;
};

const nameOf = (entry: LdapEntry): string => {
  const both = `${entry.text('givenName')} ${entry.text('sn')}`.trim();
  return entry.text('displayName') || both || entry.text('cn') || entry.text('sAMAccountName');
};

const accountFrom = (
  entry: LdapEntry,
  roles: readonly RoleId[],
  { attributes }: Pick<LdapConfig, 'attributes'>,
  now: number,
): DirectoryAccount | null => {
  const guid = entry.bytes('objectGUID');
  const username = entry.text('sAMAccountName');
  if (guid === null || username === '') return null;
  return {
    id: guid.toString('hex'),
    username,
    name: shown(nameOf(entry), 80),
    rank: shown(entry.text(attributes.rank), 20),
    command: precinctNumber(entry.text(attributes.command)),
    commandLabel: shown(entry.text(attributes.commandLabel), 60),
    roles,
    state: accountState(entry, now),
    ...(isLockedOut(entry) ? { lockedInDirectory: true } : {}),
  };
};

const byAttribute = async (
  connection: LdapConnection,
  baseDn: string,
  attribute: (typeof NAME_ATTRIBUTES)[number],
  value: string,
): Promise<string | null> => {
  const filter = new AndFilter({ filters: [...isPerson, new EqualityFilter({ attribute, value })] });
  const found = await connection.search({ base: baseDn, scope: 'sub', filter, attributes: NAME_ATTRIBUTES, atMost: 2 });
  const [only] = found;
  // Windows compares without accents too: what was found must be the name that was asked for, and one alone.
  return only && found.length === 1 && nameKey(only.text(attribute)) === nameKey(value) ? only.dn : null;
};

/**
 * The distinguished name of the one account with that name; null for nobody. An account's own principal name goes before
 * another's implicit one, as it does for the controller.
 */
export const locate = async (
  connection: LdapConnection,
  baseDn: string,
  name: AccountName | null,
): Promise<string | null> => {
  if (name?.form === 'upn') {
    const explicit = await byAttribute(connection, baseDn, 'userPrincipalName', name.upn);
    if (explicit !== null || name.implicit === null) return explicit;
    return byAttribute(connection, baseDn, 'sAMAccountName', name.implicit);
  }
  // A name that nobody can have is looked for all the same, as one that nobody has.
  const sam = name?.sam ?? randomBytes(8).toString('hex');
  const found = await byAttribute(connection, baseDn, 'sAMAccountName', sam);
  return name === null ? null : found;
};

const personAttributes = ({ attributes }: Pick<LdapConfig, 'attributes'>): readonly string[] => [
  ...new Set([...PERSON_ATTRIBUTES, attributes.rank, attributes.command, attributes.commandLabel]),
];

/** `now` in milliseconds since the epoch. Null where there is no such entry. */
export const readAccount = async (
  connection: LdapConnection,
  config: LdapConfig,
  dn: string | null,
  now: number,
): Promise<DirectoryAccount | null> => {
  const base = dn ?? nobodyDn(config.baseDn);
  const filter = new AndFilter({ filters: isPerson });
  const wanted = { attributes: personAttributes(config), asBytes: BYTES };
  const [entry] = await connection.search({ base, scope: 'base', filter, atMost: 1, ...wanted });
  const roles = await rolesOf(connection, config, {
    dn: entry?.dn ?? base,
    sid: entry?.bytes('objectSid') ?? NOBODY_SID,
    primaryGroupId: entry?.integer('primaryGroupID') ?? 0n,
  });
  return entry ? accountFrom(entry, roles, config, now) : null;
};

/** Everybody below the base, page by page. */
export const readAccounts = async (
  connection: LdapConnection,
  config: LdapConfig,
  now: number,
): Promise<readonly DirectoryAccount[]> => {
  const table = await roleTable(connection, config);
  const people = await connection.search({
    base: config.baseDn,
    scope: 'sub',
    filter: new AndFilter({ filters: isPerson }),
    attributes: personAttributes(config),
    asBytes: BYTES,
  });
  return people
    .map((entry) => accountFrom(entry, table.rolesOf(entry), config, now))
    .filter((account) => account !== null);
};
