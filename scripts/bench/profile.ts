/** Where the gateway's time goes: Node's own profiler on while questions are asked, each thread's functions by what they cost themselves. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

export interface SelfTime {
  /** The process's own threads by their number; 0 is the main one. */
  readonly thread: number;
  readonly place: string;
  readonly ms: number;
  /** Of what its thread was busy. */
  readonly share: number;
}

const IDLE = /^\((?:idle|program|root)\)$/;
/** Two names of the path say enough of the module. */
const placeOf = ({
  functionName,
  url,
  lineNumber,
}: z.infer<typeof profileSchema>['nodes'][number]['callFrame']): string =>
  `${functionName === '' ? '(anonymous)' : functionName}${url === '' ? '' : ` ${url.split('/').slice(-2).join('/')}:${String(lineNumber + 1)}`}`;

function selfTimes(file: string, thread: number, most: number): readonly SelfTime[] {
  const { nodes, samples, timeDeltas } = profileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const places = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const times = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, at) => {
    const frame = places.get(id);
    if (frame === undefined || IDLE.test(frame.functionName)) return;
    const ms = (timeDeltas[at] ?? 0) / 1000;
    busy += ms;
    times.set(placeOf(frame), (times.get(placeOf(frame)) ?? 0) + ms);
  });
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([place, ms]) => ({ thread, place, ms, share: ms / Math.max(1, busy) }));
}

/** Runs with the profiler's flags for a process that ends within, and reads what it left behind. */
export async function profiled(
  run: (node: readonly string[]) => Promise<void>,
  most: number,
): Promise<readonly SelfTime[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  try {
    await run(['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500']);
    // CPU.<day>.<time>.<process>.<thread>.<number>.cpuprofile
    return readdirSync(folder).flatMap((name) => selfTimes(join(folder, name), Number(name.split('.')[4] ?? 0), most));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
