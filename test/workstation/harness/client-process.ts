/**
 * A client in a process of its own, with a real, throw-away key store of the operating system beside it: to be killed, to
 * find the store locked or gone, or to be another machine.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Why no real key store can be had here, or null. */
export function noKeyring(): string | null {
  if (process.platform !== 'linux') return `no throw-away key store on ${process.platform}`;
  for (const program of ['dbus-run-session', 'gnome-keyring-daemon']) {
    if (spawnSync('which', [program]).status !== 0) return `${program} is not installed`;
  }
  const loads = spawnSync(process.execPath, ['-e', "require('keytar')"], { cwd: import.meta.dirname });
  return loads.status === 0 ? null : 'libsecret is not installed';
}

/** `locked`: the store's service runs and nobody unlocked it. `none`: there is a session bus and no store on it. */
export type Keyring = 'unlocked' | 'locked' | 'none';
const DAEMON: Readonly<Record<Keyring, string>> = {
  unlocked: 'printf %s test | gnome-keyring-daemon --daemonize --unlock --components=secrets >/dev/null 2>&1; ',
  locked: 'gnome-keyring-daemon --daemonize --start --components=secrets >/dev/null 2>&1 </dev/null; ',
  none: '',
};

export interface ClientProcess {
  /** What it says first; throws with its complaints when it ends before. */
  told(): Promise<Record<string, unknown>>;
  /** Kills it (SIGKILL) with everything it started: host, browser, key store session. */
  kill(): void;
}

const POLL_MS = 50;
const PATIENCE_MS = 60_000;

/** `home`: whose key store it is (made when missing); null: no session bus, so no key store at all. */
export function startClient(options: {
  /** Runs under Node; writes one line `client {json}`. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly home: string | null;
  readonly keyring?: Keyring;
}): ClientProcess {
  const { script, args, home, keyring = 'unlocked' } = options;
  const command = [process.execPath, script, ...args];
  const child = home === null ? spawnPlain(command, options.env) : spawnWithStore(command, options.env, home, keyring);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return {
    told: async () => {
      for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
        const line = output.split('\n').find((one, at, all) => one.startsWith('client ') && at < all.length - 1);
        if (line !== undefined) return JSON.parse(line.slice(7)) as Record<string, unknown>;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
      throw new Error(`the client said nothing: ${errors.slice(0, 800)}`);
    },
    kill: () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Gone already.
      }
    },
  };
}

type Env = Readonly<Record<string, string>>;

function spawnPlain([program = '', ...args]: readonly string[], env: Env): ChildProcess {
  const outside = { ...process.env, ...env };
  delete outside['DBUS_SESSION_BUS_ADDRESS'];
  return spawn(program, args, { detached: true, env: outside });
}

function spawnWithStore(command: readonly string[], env: Env, home: string, keyring: Keyring): ChildProcess {
  mkdirSync(join(home, 'run'), { recursive: true, mode: 0o700 });
  // Whatever would ask on a screen finds none: as for a person who is not there to answer.
  const inside = { ...process.env, HOME: home, XDG_RUNTIME_DIR: join(home, 'run'), DISPLAY: '', ...env };
  return spawn('dbus-run-session', ['--', 'sh', '-c', `${DAEMON[keyring]}exec "$@"`, 'sh', ...command], {
    detached: true,
    env: inside,
  });
}
