/** A whole gateway whose directory is the test domain, and what its administrator does there: for tests of both together. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attribute, Change } from 'ldapts';
import type { DirectoryOptions } from '../../gateway/open-directory.ts';
import type { GatewayOptions } from '../../gateway/serve.ts';
import type { SignedIn } from '../../shared/wire/identity-routes.ts';
import type { RouteOutput } from '../../shared/wire/routes.ts';
import { workstation, type TestWorkstation } from '../gateway/gateway-harness.ts';
import { DESK, IdentityRig } from '../security/gateway/identity-rig.ts';
import { groupDn, personDn } from './domain-fixtures.ts';
import { PASSWORD, SERVICE_SECRET, TEST_ROLES } from './domain-people.ts';
import type { TestDomain } from './test-domain.ts';

/** Groups that the domain's own fixtures do not have, with their roles. */
export const MORE_GROUPS = [
  { group: 'PW Integrity', role: 'ico' },
  { group: 'PW Auditors', role: 'it-auditor' },
  { group: 'PW Administrators', role: 'system-administrator' },
] as const;
export const GROUPS = [...TEST_ROLES, ...MORE_GROUPS];

/** A workstation of its own for each person, by name. */
export const deskOf = (username: string): TestWorkstation =>
  workstation(`ws-of-${username}`, { name: `Desk of ${username}`.slice(0, 40) });

const membership = (operation: 'add' | 'delete', sam: string): Change =>
  new Change({ operation, modification: new Attribute({ type: 'member', values: [personDn(sam)] }) });

export const joinGroup = (domain: TestDomain, group: string, sam: string): Promise<void> =>
  domain.modify(groupDn(group), membership('add', sam));
export const leaveGroup = (domain: TestDomain, group: string, sam: string): Promise<void> =>
  domain.modify(groupDn(group), membership('delete', sam));

/** Makes the further groups and puts people into them. */
export async function addGroups(
  domain: TestDomain,
  members: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const client = await domain.admin();
  for (const { group } of MORE_GROUPS) {
    await client.add(groupDn(group), { objectClass: 'group', sAMAccountName: group, groupType: '-2147483646' });
  }
  for (const [group, people] of Object.entries(members)) for (const sam of people) await joinGroup(domain, group, sam);
}

export class DomainGateway extends IdentityRig {
  /** Configuration and the service account's secret: not in the gateway's own folder. */
  readonly place = mkdtempSync(join(tmpdir(), 'gateway-directory-'));

  /** Written as a department writes them. */
  files(
    domain: TestDomain,
    changes: Parameters<TestDomain['config']>[0] = {},
    secret = SERVICE_SECRET,
  ): Required<DirectoryOptions> {
    mkdirSync(this.place, { recursive: true });
    const [configFile, secretFile] = [join(this.place, 'directory.json'), join(this.place, 'secret')];
    writeFileSync(configFile, JSON.stringify(domain.config({ groups: GROUPS, ...changes })));
    writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 });
    return { configFile, secretFile };
  }

  async on(
    domain: TestDomain,
    changes: Parameters<TestDomain['config']>[0] = {},
    options: Partial<GatewayOptions> = {},
  ): Promise<this> {
    return this.start({ directory: this.files(domain, changes), ...options });
  }

  async remove(): Promise<void> {
    await this.gateway.remove();
    rmSync(this.place, { recursive: true, force: true });
  }

  /** Time goes by in the gateway; the wall clocks of both go on agreeing. */
  elapse(milliseconds: number): void {
    this.clock.advance(milliseconds);
    this.clock.setWall(-milliseconds);
  }

  try(username: string, password: string = PASSWORD, from: TestWorkstation = DESK): Promise<RouteOutput<'signIn'>> {
    return this.begin(username, from, password);
  }

  /** Signed in at a workstation of their own. */
  at(username: string, password: string = PASSWORD): Promise<SignedIn> {
    return this.active(username, deskOf(username), password);
  }

  /** What the audit log says, read by an auditor in a session that is open already. */
  async rowsFor(auditor: SignedIn, action: string): Promise<RouteOutput<'auditRows'>['rows']> {
    const from = deskOf(auditor.session.person.username);
    const reason = { purpose: 'audit-or-inspection', reference: { kind: 'audit', value: 'AUD-2026-0042' } };
    const { session } = await this.answered('sessionChanges', { session: auditor, from });
    if (session.reason === null) await this.answered('setReason', { session: auditor, from, body: reason });
    return (await this.answered('auditRows', { session: auditor, from, body: { limit: 200, action } })).rows;
  }
}
