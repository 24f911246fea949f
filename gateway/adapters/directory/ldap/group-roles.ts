/**
 * From groups to roles: nested groups counted by the directory itself, the primary group too, which no membership lists.
 * Only security groups count. A group that is not in the configuration gives nothing.
 */
import { AndFilter, EqualityFilter, ExtensibleFilter, OrFilter, type Filter } from 'ldapts';
import { ROLE_IDS, type RoleId } from '../../../../shared/policy/roles.ts';
import { nameKey } from './account-names.ts';
import type { LdapConfig } from './ldap-config.ts';
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapEntry } from './ldap-entry.ts';

type Groups = LdapConfig['groups'];

/** LDAP_MATCHING_RULE_TRANSITIVE_EVAL and LDAP_MATCHING_RULE_BIT_AND ([MS-ADTS] 3.1.1.3.4.4). */
const TRANSITIVE = '1.2.840.113556.1.4.1941';
const BIT_AND = '1.2.840.113556.1.4.803';
/** GROUP_TYPE_SECURITY_ENABLED, as the decimal the rule wants. */
const SECURITY_ENABLED = '2147483648';

const GROUP_ATTRIBUTES = ['sAMAccountName', 'objectSid'] as const;

const transitive = (matchType: 'member' | 'memberOf', value: string): Filter =>
  new ExtensibleFilter({ matchType, rule: TRANSITIVE, value });

const securityGroup = (which: Filter): Filter =>
  new AndFilter({
    filters: [
      new EqualityFilter({ attribute: 'objectCategory', value: 'group' }),
      new ExtensibleFilter({ matchType: 'groupType', rule: BIT_AND, value: SECURITY_ENABLED }),
      which,
    ],
  });

/** Distinguished names as one key: without case, and without spaces around commas and equal signs. */
const dnKey = (dn: string): string => nameKey(dn).replace(/\s*(?<!\\)([,=])\s*/g, '$1');

const isNamed = (group: LdapEntry, name: string): boolean =>
  nameKey(group.text('sAMAccountName')) === nameKey(name) || dnKey(group.dn) === dnKey(name);

/** In the order of the role table. */
const inOrder = (granted: ReadonlySet<RoleId>): readonly RoleId[] => ROLE_IDS.filter((id) => granted.has(id));

/** The primary group's SID: the account's own with another last part (a 32-bit number, little-endian). */
export const primaryGroupSid = (accountSid: Buffer, primaryGroupId: bigint): Buffer => {
  const sid = Buffer.from(accountSid);
  sid.writeUInt32LE(Number(primaryGroupId & 0xffff_ffffn), sid.length - 4);
  return sid;
};

const groupsBy = (connection: LdapConnection, base: string, which: Filter): Promise<readonly LdapEntry[]> =>
  connection.search({
    base,
    scope: 'sub',
    filter: securityGroup(which),
    attributes: GROUP_ATTRIBUTES,
    asBytes: ['objectSid'],
  });

/** The account's `dn`, `objectSid` (bytes) and `primaryGroupID`; made-up ones cost the same and give nothing. */
export const rolesOf = async (
  connection: LdapConnection,
  { baseDn, groups }: Pick<LdapConfig, 'baseDn' | 'groups'>,
  account: { readonly dn: string; readonly sid: Buffer; readonly primaryGroupId: bigint },
): Promise<readonly RoleId[]> => {
  const primarySid = primaryGroupSid(account.sid, account.primaryGroupId);
  const direct = await groupsBy(
    connection,
    baseDn,
    new OrFilter({
      filters: [transitive('member', account.dn), new EqualityFilter({ attribute: 'objectSid', value: primarySid })],
    }),
  );
  const primary = direct.find((group) => group.bytes('objectSid')?.equals(primarySid));
  const above = await groupsBy(connection, baseDn, transitive('member', primary?.dn ?? account.dn));
  const held = [...direct, ...above];
  return inOrder(
    new Set(groups.filter(({ group }) => held.some((entry) => isNamed(entry, group))).map(({ role }) => role)),
  );
};

/** Who holds which role, for many accounts at once: one question per mapped group instead of two per account. */
export interface RoleTable {
  rolesOf(account: LdapEntry): readonly RoleId[];
}

interface Holders {
  readonly role: RoleId;
  readonly dns: ReadonlySet<string>;
  /** Last parts of the groups' SIDs, as an account's primaryGroupID names them. */
  readonly ids: ReadonlySet<bigint>;
}

const lastPart = (sid: Buffer | null): bigint | null =>
  sid === null ? null : BigInt(sid.readUInt32LE(sid.length - 4));

const holdersOf = async (connection: LdapConnection, baseDn: string, mapped: Groups[number]): Promise<Holders> => {
  const isDn = mapped.group.includes('=');
  const named = new EqualityFilter({
    attribute: isDn ? 'distinguishedName' : 'sAMAccountName',
    value: mapped.group,
  });
  const own = await groupsBy(connection, baseDn, named);
  const below = await Promise.all(own.map(({ dn }) => groupsBy(connection, baseDn, transitive('memberOf', dn))));
  const all = [...own, ...below.flat()];
  return {
    role: mapped.role,
    dns: new Set(all.map(({ dn }) => dnKey(dn))),
    ids: new Set(all.map((group) => lastPart(group.bytes('objectSid'))).filter((id) => id !== null)),
  };
};

export const roleTable = async (
  connection: LdapConnection,
  { baseDn, groups }: Pick<LdapConfig, 'baseDn' | 'groups'>,
): Promise<RoleTable> => {
  const holders: Holders[] = [];
  for (const mapped of groups) holders.push(await holdersOf(connection, baseDn, mapped));
  return {
    rolesOf: (account) => {
      const memberOf = account.texts('memberOf').map(dnKey);
      const primary = account.integer('primaryGroupID');
      const held = holders.filter(
        ({ dns, ids }) => memberOf.some((dn) => dns.has(dn)) || (primary !== null && ids.has(primary)),
      );
      return inOrder(new Set(held.map(({ role }) => role)));
    },
  };
};
