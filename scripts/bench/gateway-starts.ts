/** Measures how long the gateway takes until it answers: first start and later ones, each as a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { shown, spreadOf, type Section } from './figures.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'gateway', 'main.ts');
const READY = 'gateway ready ';

/** Milliseconds from starting the process to the line that says it is ready. */
async function startOnce(dataFolder: string, more: readonly string[] = []): Promise<number> {
  const from = performance.now();
  const flags = ['serve', '--data', dataFolder, '--port', '0', '--quiet', ...more];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let took: number | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith(READY)) continue;
    took = performance.now() - from;
    child.kill('SIGTERM');
  }
  await ended;
  if (took === null) throw new Error('the gateway did not start');
  return took;
}

async function times(count: number, once: () => Promise<number>): Promise<readonly number[]> {
  const all: number[] = [];
  while (all.length < count) all.push(await once());
  return all;
}

export async function measureGatewayStarts(count: number): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-gateway-'));
  try {
    const first = await startOnce(join(folder, 'sample'));
    const later = await times(count, () => startOnce(join(folder, 'sample')));
    let made = 0;
    const bare = await times(count, () => startOnce(join(folder, `empty-${(made += 1)}`), ['--no-sample']));
    const row = (name: string, values: readonly number[]): readonly string[] => {
      const { count: starts, p50, least, most } = spreadOf(values);
      return [name, String(starts), shown(p50), shown(least), shown(most)];
    };
    return {
      title: 'Gateway: process start to "ready"',
      meaning: [
        'From starting the process to the line that says it answers: Node, modules, keys, certificate, audit chain checked, records opened, port open.',
        'The first start with the sample department also imports the published rows and writes the fictional ones. A department without the sample starts as in the last row.',
      ],
      table: {
        head: ['ms', 'starts', 'p50', 'least', 'most'],
        rows: [
          row('First start, sample department made', [first]),
          row('Later starts, sample department there', later),
          row('First start without the sample', bare),
        ],
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
