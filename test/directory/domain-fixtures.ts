/** Puts the sample people and groups into a running, freshly provisioned domain, over LDAPS as its administrator. */
import { Attribute, Change, Client, DN } from 'ldapts';
import { spawnSync } from 'node:child_process';
import {
  ADMINISTRATOR,
  BASE_DN,
  GROUPS_DN,
  PASSWORD,
  PEOPLE_DN,
  SERVICE_DN,
  SERVICE_SECRET,
  TEST_GROUPS,
  TEST_PEOPLE,
  type TestPerson,
} from './domain-people.ts';

/** As the directory wants a password: in quotes, UTF-16LE. */
export const quoted = (password: string): Buffer => Buffer.from(`"${password}"`, 'utf16le');

export const replace = (type: string, ...values: (string | Buffer)[]): Change =>
  new Change({ operation: 'replace', modification: new Attribute({ type, values: values as string[] }) });

export const dnIn = (cn: string, parent: string): string => `${new DN().addPairRDN('CN', cn).toString()},${parent}`;
export const groupDn = (cn: string): string => dnIn(cn, GROUPS_DN);
export const personDn = (sam: string): string => {
  const person = TEST_PEOPLE.find((candidate) => candidate.sam === sam);
  if (!person) throw new Error(`no sample person ${sam}`);
  return dnIn(person.cn, PEOPLE_DN);
};

/** The administrator's own connection; to be unbound by the caller. */
export async function administrator(address: string, ca: string): Promise<Client> {
  const client = new Client({ url: `ldaps://${address}`, tlsOptions: { ca }, timeout: 20_000, connectTimeout: 5_000 });
  await client.bind(ADMINISTRATOR.name, ADMINISTRATOR.password);
  return client;
}

async function addUser(client: Client, dn: string, person: Omit<TestPerson, 'cn'>, password: string): Promise<void> {
  const { userAccountControl = '512', ...attributes } = person.attributes ?? {};
  await client.add(dn, {
    objectClass: 'user',
    sAMAccountName: person.sam,
    ...(person.upn === undefined ? {} : { userPrincipalName: person.upn }),
    ...attributes,
  });
  await client.modify(dn, [replace('unicodePwd', quoted(password)), replace('userAccountControl', userAccountControl)]);
}

const member = (dn: string): Change =>
  new Change({ operation: 'add', modification: new Attribute({ type: 'member', values: [dn] }) });

async function addGroups(client: Client): Promise<void> {
  for (const { cn, within = [], groupType = '-2147483646' } of TEST_GROUPS) {
    await client.add(groupDn(cn), { objectClass: 'group', sAMAccountName: cn, groupType });
    for (const above of within) await client.modify(groupDn(above), member(groupDn(cn)));
  }
}

const DAY_TICKS = 864_000_000_000n;

/** No shortest age, ten years at most, locked out after three: states come by what a test does, not by the calendar. */
async function setPolicy(client: Client): Promise<void> {
  await client.modify(BASE_DN, [
    replace('minPwdAge', '0'),
    replace('maxPwdAge', String(-3650n * DAY_TICKS)),
    replace('lockoutThreshold', '3'),
    replace('lockoutDuration', String(-DAY_TICKS)),
    replace('lockOutObservationWindow', String(-DAY_TICKS)),
  ]);
}

async function setPrimaryGroup(client: Client): Promise<void> {
  const { searchEntries } = await client.search(groupDn('PW Clerks'), {
    scope: 'base',
    attributes: ['objectSid'],
    explicitBufferAttributes: ['objectSid'],
  });
  const sid = searchEntries[0]?.['objectSid'];
  if (!Buffer.isBuffer(sid)) throw new Error('the group has no SID');
  await client.modify(personDn('pprimary'), replace('primaryGroupID', String(sid.readUInt32LE(sid.length - 4))));
}

export async function addFixtures(address: string, ca: string): Promise<void> {
  const client = await administrator(address, ca);
  try {
    for (const unit of ['People', 'Groups', 'Service']) {
      await client.add(`OU=${unit},${BASE_DN}`, { objectClass: 'organizationalUnit' });
    }
    await setPolicy(client);
    await addGroups(client);
    await addUser(client, SERVICE_DN, { sam: 'svc-precinct' }, SERVICE_SECRET);
    for (const person of TEST_PEOPLE) {
      const dn = personDn(person.sam);
      await addUser(client, dn, person, PASSWORD);
      for (const group of person.groups ?? []) await client.modify(groupDn(group), member(dn));
    }
    await setPrimaryGroup(client);
    for (const sam of ['mustchange', 'mustchange2']) await client.modify(personDn(sam), replace('pwdLastSet', '0'));
    await client.modify(personDn('hours'), replace('logonHours', Buffer.alloc(21)));
  } finally {
    await client.unbind();
  }
}

const run = (program: string, args: readonly string[], input = ''): void => {
  const { status, stderr } = spawnSync(program, args, { input, encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`${program}: ${stderr.slice(-2000)}`);
};

/** Sets the day a password was set back to 2001 in the database itself: no policy lets LDAP do that. */
export function backdatePassword(database: string, sam: string): void {
  const ldif = [`dn: ${personDn(sam)}`, 'changetype: modify', 'replace: pwdLastSet', 'pwdLastSet: 126227808000000000'];
  const asSystem = '--controls=local_oid:1.3.6.1.4.1.7165.4.3.20:0';
  run('ldbmodify', ['-H', database, asSystem], `${ldif.join('\n')}\n`);
}

const LOCKOUT_TIME = '28630ebf-41d5-11d1-a9c1-0000f80367c1';
const USER_CLASS = 'bf967aba-0de6-11d0-a285-00aa003049e2';

/** The one right that the service account is given: to write lockoutTime of people. */
export function delegateUnlocking(configFile: string, database: string, serviceSid: string): void {
  const sddl = `(OA;CIIO;WP;${LOCKOUT_TIME};${USER_CLASS};${serviceSid})`;
  const where = ['-H', database, `--objectdn=${PEOPLE_DN}`, `--sddl=${sddl}`];
  run('samba-tool', ['dsacl', 'set', `--configfile=${configFile}`, ...where]);
}

/** `S-1-5-21-…` of an account. */
export async function sidOf(client: Client, dn: string): Promise<string> {
  const { searchEntries } = await client.search(dn, {
    scope: 'base',
    attributes: ['objectSid'],
    explicitBufferAttributes: ['objectSid'],
  });
  const sid = searchEntries[0]?.['objectSid'];
  if (!Buffer.isBuffer(sid)) throw new Error(`no SID of ${dn}`);
  const parts = Array.from({ length: sid.readUInt8(1) }, (_, index) => sid.readUInt32LE(8 + 4 * index));
  return ['S', sid.readUInt8(0), sid.readUIntBE(2, 6), ...parts].join('-');
}
