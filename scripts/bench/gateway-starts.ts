/** Measures how long the gateway takes until it answers: first start and later ones, each as a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shown, spreadOf, type Section } from './figures.ts';
import { startGatewayProcess } from './gateway-process.ts';

async function startOnce(dataFolder: string, more: readonly string[] = []): Promise<number> {
  const gateway = await startGatewayProcess(dataFolder, more);
  await gateway.close();
  return gateway.took;
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
