/** A custodian's service in a process of its own, as `gateway source` starts it: killed and started again under one address. All fictional. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../gateway/adapters/clock/system-clock.ts';
import { issueClient } from '../../../gateway/source/clients.ts';

const MAIN = fileURLToPath(new URL('../../../gateway/main.ts', import.meta.url));

export interface SourceProcess {
  /** The same after every start. */
  readonly url: string;
  /** As a failing machine ends. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** What was compiled once starts faster, as with every command of the product. */
const CACHE = fileURLToPath(new URL('../../../.cache/compile', import.meta.url));

const launch = (words: readonly string[]): ChildProcess =>
  spawn(process.execPath, [MAIN, 'source', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { NODE_COMPILE_CACHE: CACHE, ...process.env },
  });

/** Everything it says until the pattern is found (answers the first group), or its end. */
const heard = (child: ChildProcess, pattern: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = pattern.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
    child.once('close', () => {
      reject(new Error(`gateway source: ${text}`));
    });
  });

/** @param flags What `gateway source` is given besides its data folder and its port. */
export async function startSourceProcess(dataFolder: string, ...flags: readonly string[]): Promise<SourceProcess> {
  const begin = async (port: string): Promise<readonly [ChildProcess, string]> => {
    const child = launch([...flags, '--data', dataFolder, '--port', port]);
    return [child, await heard(child, /source ready (\S+)/)];
  };
  let [child, url] = await begin('0');
  return {
    url,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await closed;
    },
    start: async () => {
      [child, url] = await begin(new URL(url).port);
    },
  };
}

/** Lets a gateway in and answers the certificates as `sources.json` names them. `out`: a folder of the gateway's. */
export async function letIn(dataFolder: string, out: string): Promise<{ ca: string; cert: string; key: string }> {
  const issued = await issueClient({ dataFolder, name: 'precinct-gateway', out, clock: systemClock });
  return { ca: issued.caFile, cert: issued.certFile, key: issued.keyFile };
}
