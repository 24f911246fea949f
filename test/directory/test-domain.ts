/**
 * A real Active Directory domain for one test file: provisioned once and kept under .cache, copied for each use, with
 * certificates of its own. One controller, or two that are copies of each other.
 */
import type { Change, Client } from 'ldapts';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { readLdapConfig, type LdapConfig } from '../../gateway/adapters/directory/ldap/ldap-config.ts';
import { openLdapDirectory } from '../../gateway/adapters/directory/ldap/ldap-directory.ts';
import { makeAuthority, makeServerCertificate, type Certificate } from '../../gateway/adapters/tls/certificates.ts';
import type { Directory } from '../../gateway/ports/directory.ts';
import { DomainController, NETBIOS, REALM } from './domain-controller.ts';
import { addFixtures, administrator, backdatePassword, delegateUnlocking, personDn, sidOf } from './domain-fixtures.ts';
import { ADMINISTRATOR, BASE_DN, SERVICE_DN, SERVICE_SECRET, TEST_ROLES } from './domain-people.ts';
import { reserveAddresses, type ReservedAddresses } from './reserved-addresses.ts';

const TOP = join(import.meta.dirname, '..', '..');
const CACHE = join(TOP, '.cache', 'directory');
/** Domains of older recipes are 33 MB each. */
const KEPT_MS = 86_400_000;
const RECIPE = ['domain-people.ts', 'domain-fixtures.ts', 'domain-controller.ts', 'test-domain.ts'];

const output = (program: string, args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) throw new Error(`${program}: ${stderr.slice(-2000)}`);
  return stdout;
};

async function provision(folder: string, address: string): Promise<void> {
  output('samba-tool', [
    ...['domain', 'provision', `--targetdir=${join(folder, 'ad')}`, `--realm=${REALM}`, `--domain=${NETBIOS}`],
    ...['--server-role=dc', '--host-name=dc1', `--host-ip=${address}`, '--dns-backend=NONE'],
    ...[
      `--adminpass=${ADMINISTRATOR.password}`,
      `--option=interfaces=${address}/8`,
      '--option=bind interfaces only=yes',
    ],
  ]);
  const authority = await makeAuthority(Date.now());
  const controller = new DomainController(folder, address);
  await controller.start(authority.cert, await makeServerCertificate(authority, [address], Date.now()));
  try {
    await addFixtures(address, authority.cert);
    for (const sam of ['oldpass', 'oldpass2']) backdatePassword(controller.database, sam);
    const client = await administrator(address, authority.cert);
    const serviceSid = await sidOf(client, SERVICE_DN).finally(() => client.unbind());
    delegateUnlocking(controller.configFile, controller.database, serviceSid);
  } finally {
    await controller.stop();
  }
}

/** Folder of the provisioned, stopped domain with its people; made once per recipe and version of Samba. */
async function snapshot(): Promise<string> {
  const recipe = createHash('sha256').update(output('samba', ['--version']));
  for (const file of RECIPE) recipe.update(readFileSync(join(import.meta.dirname, file)));
  const folder = join(CACHE, recipe.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  for (const other of readdirSync(CACHE)) {
    if (Date.now() - statSync(join(CACHE, other)).mtimeMs > KEPT_MS) rmSync(join(CACHE, other), { recursive: true });
  }
  const addresses = await reserveAddresses();
  const making = mkdtempSync(join(CACHE, 'making-'));
  try {
    await provision(making, addresses.pair[0]);
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  } finally {
    await addresses.release();
  }
  return folder;
}

type ConfigChanges = Readonly<Record<string, unknown>> & { readonly timeouts?: object };

interface Ground {
  readonly folder: string;
  readonly authority: Certificate;
  readonly addresses: ReservedAddresses;
}

export class TestDomain {
  readonly folder: string;
  readonly authority: Certificate;
  readonly controllers: readonly [DomainController, DomainController];
  readonly #opened: Directory[] = [];
  readonly #addresses: ReservedAddresses;
  #admin: Client | null = null;

  private constructor({ folder, authority, addresses }: Ground, controllers: TestDomain['controllers']) {
    this.folder = folder;
    this.authority = authority;
    this.#addresses = addresses;
    this.controllers = controllers;
  }

  /** With `count` controllers running. */
  static async start(count: 1 | 2): Promise<TestDomain> {
    const kept = await snapshot();
    const folder = mkdtempSync(join(tmpdir(), 'domain-'));
    const addresses = await reserveAddresses();
    const [first, second] = addresses.pair;
    const authority = await makeAuthority(Date.now() - 400 * 86_400_000);
    const at = (address: string, name: string) => new DomainController(join(folder, name), address);
    const domain = new TestDomain({ folder, authority, addresses }, [at(first, 'dc1'), at(second, 'dc2')]);
    try {
      writeFileSync(domain.caFile, authority.cert);
      for (const controller of domain.controllers.slice(0, count)) {
        output('cp', ['-a', kept, controller.folder]);
        await domain.startWith(controller, Date.now());
      }
    } catch (error) {
      await domain.remove();
      throw error;
    }
    return domain;
  }

  /** Starts a controller with a certificate made out at `issuedAt` (milliseconds since the epoch; good for 90 days). */
  async startWith(controller: DomainController, issuedAt: number): Promise<void> {
    const certificate = await makeServerCertificate(this.authority, [controller.address], issuedAt);
    await controller.start(this.authority.cert, certificate);
  }

  get caFile(): string {
    return join(this.folder, 'ca.pem');
  }

  /** The first controller. */
  get dc(): DomainController {
    return this.controllers[0];
  }

  /** A configuration as a department writes it. */
  config({ timeouts = {}, ...changes }: ConfigChanges = {}): LdapConfig {
    return readLdapConfig({
      urls: [`ldaps://${this.dc.address}`],
      caFile: this.caFile,
      baseDn: BASE_DN,
      netbiosName: NETBIOS,
      upnSuffixes: ['police.example'],
      serviceAccount: { dn: SERVICE_DN },
      groups: TEST_ROLES,
      ...changes,
      // Hundreds of refusals would each be held back.
      timeouts: { refusalMs: 0, ...timeouts },
    });
  }

  /** The product's directory on this domain; closed with the domain. */
  open(changes: ConfigChanges = {}, secret: () => Promise<string> = async () => SERVICE_SECRET): Directory {
    const directory = openLdapDirectory(this.config(changes), { clock: systemClock, secret });
    this.#opened.push(directory);
    return directory;
  }

  /** The administrator's connection to the first controller. */
  async admin(): Promise<Client> {
    // After the controller went, the library would connect again, but not as the administrator.
    if (this.#admin?.isBound === false) this.#admin = null;
    this.#admin ??= await administrator(this.dc.address, this.authority.cert);
    return this.#admin;
  }

  /** One attribute of a sample person as the first controller has it now; empty where there is none. */
  async attribute(sam: string, name: string): Promise<string> {
    const client = await this.admin();
    const { searchEntries } = await client.search(personDn(sam), { scope: 'base', attributes: [name] });
    const value = searchEntries[0]?.[name];
    return typeof value === 'string' ? value : '';
  }

  async modify(dn: string, ...changes: readonly Change[]): Promise<void> {
    await (await this.admin()).modify(dn, [...changes]);
  }

  async remove(): Promise<void> {
    for (const directory of this.#opened) await directory.close();
    await this.#admin?.unbind();
    for (const controller of this.controllers) await controller.kill();
    await this.#addresses.release();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
