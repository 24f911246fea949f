/** A gateway in a process of its own, so that everything it says and writes can be searched for what must not be there. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IdentityRig } from './identity-rig.ts';

const MAIN = fileURLToPath(new URL('../../../gateway/main.ts', import.meta.url));

export class GatewayProcess {
  readonly rig = new IdentityRig();
  /** Everything it has said, to both. */
  output = '';
  #child: ChildProcess | null = null;

  async start(...flags: readonly string[]): Promise<this> {
    const given = ['--data', this.rig.gateway.folder, '--port', '0', '--no-sample'];
    const child = spawn(process.execPath, [MAIN, 'serve', ...given, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    const before = this.output.length;
    const url = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        this.output += chunk.toString();
        const address = /^gateway ready .*?(https:\S+)/m.exec(this.output.slice(before))?.[1];
        if (address !== undefined) resolve(address);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('close', () => reject(new Error(`the gateway did not start: ${this.output}`)));
    });
    this.rig.gateway.attach(url, ({ name, command, area }) => {
      const asked = ['--name', name, '--command', String(command), '--area', area];
      const told = this.#run('workstations', 'code', ...asked);
      const code = /\b([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})\b/.exec(told)?.[1];
      return code === undefined ? Promise.reject(new Error(told)) : Promise.resolve({ code, expiresAt: '' });
    });
    return this;
  }

  /** A command beside the running gateway. What it says is for whoever typed it, and not among the gateway's words. */
  #run(...words: readonly string[]): string {
    const { stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words, '--data', this.rig.gateway.folder], {
      encoding: 'utf8',
    });
    return stdout + stderr;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill(signal);
    await closed;
  }

  /** Where each of the secrets stands: files of the data folder, or the output. Empty: nowhere. */
  places(secrets: readonly string[]): readonly string[] {
    const { folder } = this.rig.gateway;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const texts = [
      ...files.map((one) => ({ name: one.name, bytes: readFileSync(join(one.parentPath, one.name)) })),
      { name: 'output', bytes: Buffer.from(this.output) },
    ];
    return texts.flatMap(({ name, bytes }) =>
      secrets.flatMap((secret, at) =>
        spellings(secret).some((spelling) => bytes.includes(spelling)) ? [`secret ${String(at)} in ${name}`] : [],
      ),
    );
  }
}

/** As it is, as Windows writes it, and as it would stand in a log of bytes. */
const spellings = (secret: string): readonly Buffer[] => {
  const bytes = Buffer.from(secret);
  return [
    bytes,
    Buffer.from(secret, 'utf16le'),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('base64').replace(/=+$/, '')),
    Buffer.from(encodeURIComponent(secret)),
  ];
};
