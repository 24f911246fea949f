/** One real Samba domain controller on an address of its own; started, ended, killed. Writes only below its folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, openSync, closeSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Certificate } from '../../gateway/adapters/tls/certificates.ts';

export const REALM = 'PRECINCT.EXAMPLE';
export const NETBIOS = 'PRECINCT';
/** A controller that nobody ended, ends itself after this many seconds. */
const LONGEST_RUN_S = 600;
const START_MS = 30_000;

/** Whether something accepts connections there. */
export const listens = (address: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const configuration = (folder: string, address: string): string => {
  const ad = join(folder, 'ad');
  return `[global]
  netbios name = DC1
  realm = ${REALM}
  workgroup = ${NETBIOS}
  server role = active directory domain controller
  server services = ldap
  interfaces = ${address}/8
  bind interfaces only = yes
  private dir = ${ad}/private
  lock directory = ${ad}
  state directory = ${ad}/state
  cache directory = ${ad}/cache
  pid directory = ${ad}/pid
  ncalrpc dir = ${ad}/run/ncalrpc
  ntp signd socket directory = ${ad}/run/ntp
  winbindd socket directory = ${ad}/run/winbindd
  binddns dir = ${ad}/bind-dns
  log file = ${ad}/log/log.samba
  disable netbios = yes
  rpc start on demand helpers = no
  tls enabled = yes
  tls keyfile = ${folder}/tls/dc.key
  tls certfile = ${folder}/tls/dc.pem
  tls cafile = ${folder}/tls/ca.pem
  tls priority = NORMAL:-VERS-TLS1.0:-VERS-TLS1.1
  ldap server require strong auth = yes
[sysvol]
  path = ${ad}/state/sysvol
[netlogon]
  path = ${ad}/state/sysvol/precinct.example/scripts
`;
};

export class DomainController {
  readonly folder: string;
  readonly address: string;
  #process: ChildProcess | null = null;

  /** `folder` holds a provisioned domain under `ad`. */
  constructor(folder: string, address: string) {
    this.folder = folder;
    this.address = address;
  }

  get configFile(): string {
    return join(this.folder, 'ad', 'etc', 'smb.conf');
  }

  get database(): string {
    return join(this.folder, 'ad', 'private', 'sam.ldb');
  }

  /** Answers when LDAPS and LDAP are listening. */
  async start(authority: string, certificate: Certificate): Promise<void> {
    for (const part of ['ad/log', 'ad/run', 'ad/cache', 'ad/pid', 'ad/etc', 'tls']) {
      mkdirSync(join(this.folder, part), { recursive: true });
    }
    writeFileSync(join(this.folder, 'tls', 'ca.pem'), authority);
    writeFileSync(join(this.folder, 'tls', 'dc.pem'), certificate.cert);
    // With a key that others may read Samba does not listen, and does not say why.
    writeFileSync(join(this.folder, 'tls', 'dc.key'), certificate.key, { mode: 0o600 });
    chmodSync(join(this.folder, 'tls', 'dc.key'), 0o600);
    writeFileSync(this.configFile, configuration(this.folder, this.address));
    await this.restart();
  }

  /** Starts it again as it is. */
  async restart(): Promise<void> {
    const log = openSync(join(this.folder, 'output.log'), 'a');
    const options = ['--foreground', '--no-process-group', '--model=single', `--maximum-runtime=${LONGEST_RUN_S}`];
    const child = spawn('samba', [`--configfile=${this.configFile}`, ...options], { stdio: ['ignore', log, log] });
    closeSync(log);
    child.once('error', () => {});
    this.#process = child;
    process.once('exit', () => child.kill('SIGKILL'));
    const deadline = Date.now() + START_MS;
    while (!((await listens(this.address, 636)) && (await listens(this.address, 389)))) {
      if (child.exitCode !== null || child.pid === undefined || Date.now() > deadline) {
        throw new Error(`Samba did not come up: ${readFileSync(join(this.folder, 'output.log'), 'utf8').slice(-2000)}`);
      }
      await pause(50);
    }
  }

  /** Ends it as an administrator would. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** As a power cut does. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}
