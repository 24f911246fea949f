/** Tells what was measured of one store of a city's size: the aims beside it, the questions, the crowd, where the time goes. */
import { aim, aimRows, type Aim } from './aims.ts';
import { PAUSE_MS, type CityCounts, type CityFigures } from './city-run.ts';
import type { CityClass } from './city-questions.ts';
import { REST_MS, type Times } from './city.ts';
import type { Crowd } from './crowd.ts';
import { pair, shown, spreadOf, type Section } from './figures.ts';
import { SETTINGS } from './postgres-server.ts';

const added = ({ bare, gateway }: Pick<Times, 'bare' | 'gateway'>, rank: 'p50' | 'p95'): number =>
  spreadOf(gateway)[rank] - spreadOf(bare)[rank];
const worst = (values: readonly number[]): number => Math.max(...values.filter((value) => !Number.isNaN(value)));

function aimsOf({ warm, crowds, memory, put }: CityFigures): readonly Aim[] {
  const all = [...warm.values()];
  const p50 = worst(all.map((times) => added(times, 'p50')));
  const p95 = worst(all.map((times) => added(times, 'p95')));
  const window = worst(all.map((times) => spreadOf(times.window).p95));
  const cost = crowds.withoutAudit === null ? null : (1 - crowds.full.perSecond / crowds.withoutAudit.perSecond) * 100;
  const settled = memory.slice(2).filter((one) => one !== null);
  const grown = settled.length === 0 ? null : (settled.at(-1) ?? 0) - (settled[0] ?? 0);
  return [
    aim('Gateway adds to the bare p50, worst class', '< 3 ms', `${shown(p50)} ms`, p50 < 3),
    aim('Gateway adds to the bare p95, worst class', '< 10 ms', `${shown(p95)} ms`, p95 < 10),
    aim('Key press to first row, p95, worst class', '< 100 ms', `${shown(window)} ms`, window < 100),
    aim(
      'Audit costs of the throughput',
      '< 10 %',
      cost === null ? '–' : `${cost.toFixed(1)} %`,
      cost === null ? null : cost < 10,
    ),
    aim(
      'Memory over the searches, after the first fifth',
      'flat',
      grown === null ? '–' : `${grown.toFixed(1)} MiB more`,
      grown === null ? null : grown < 20,
    ),
    aim('A record is found after it came in, longest', '< 2 s', `${shown(put.found.most)} ms`, put.found.most < 2000),
  ];
}

const size = (records: number): string => records.toLocaleString('en-US');
const nameOf = ({ name, records }: CityFigures['store']): string =>
  `${size(records)} records, ${name === 'libsql' ? 'embedded store' : 'PostgreSQL'}`;
const gib = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(2)} GiB`;

const POSTGRES_SETTINGS = `The server is the bench’s own, on the same machine, over a socket: ${SETTINGS.join(', ')}. Sessions plan for the values asked (\`force_custom_plan\`), without jit and parallel workers.`;

function warmSection({ store, warm, rested }: CityFigures): Section {
  return {
    title: `${nameOf(store)}: eight questions three ways, warm`,
    meaning: [
      'Each cell is p50 / p95 in milliseconds; every question was asked once before, and the gateway had read ahead for ten seconds. **Bare**: one hand-written, prepared statement on the same tables of the same store, newest 100 rows with their contents (PostgreSQL’s opened with the key as the gateway must), from this process; no policy, scope, audit, redaction, and no other source asked. **Gateway**: over TLS without a window, to the first rows received and checked, 25 of a page of 100 when it has so many, the rest follows (facets: to the department’s facets over all hits; deep page: to the first rows after 10,000); complete: to the end of the stream of all sources, after the second audit row. **Window**: from the key press of Enter to the frame with the first row.',
      `"Added" is what lies between bare and gateway at p50 and p95, asked one after the other without a pause. After a rest of ${String(REST_MS)} ms, when processors and caches have to wake first, the exact identifier takes ${pair(spreadOf(rested.bare))} ms bare and ${pair(spreadOf(rested.gateway))} ms through the gateway (three processes and five threads have to wake). The window is asked with pauses, as a person asks.`,
      ...(store.name === 'postgres' ? [POSTGRES_SETTINGS] : []),
      `The store was made at ${size(store.recordsPerSecond)} records a second and takes ${gib(store.bytes)}.`,
    ],
    table: {
      head: [
        'p50 / p95, ms',
        'questions',
        'bare',
        'gateway',
        'added',
        'gateway, complete',
        'window, first row painted',
      ],
      rows: [...warm].map(([{ name }, times]) => [
        name,
        String(times.bare.length),
        pair(spreadOf(times.bare)),
        pair(spreadOf(times.gateway)),
        `${shown(added(times, 'p50'))} / ${shown(added(times, 'p95'))}`,
        pair(spreadOf(times.complete)),
        pair(spreadOf(times.window)),
      ]),
    },
  };
}

function firstSection({ store, first }: CityFigures): Section | null {
  if (first === null) return null;
  return {
    title: `${nameOf(store)}: the first questions on a cold disk`,
    meaning: [
      'The machine’s page cache dropped, the gateway started anew, each question asked once; first / p50 / longest in milliseconds. The bare statement on a file opened after the cache was dropped once more; a PostgreSQL server keeps its own buffers meanwhile.',
    ],
    table: {
      head: ['first / p50 / most, ms', 'bare', 'gateway, first rows'],
      rows: [...first].map(([{ name }, { bare, gateway }]) => {
        const of = (values: readonly number[]): string =>
          `${shown(values[0] ?? Number.NaN)} / ${shown(spreadOf(values).p50)} / ${shown(spreadOf(values).most)}`;
        return [name, of(bare), of(gateway)];
      }),
    },
  };
}

function crowdSection(
  { store, crowds, memory, put }: CityFigures,
  { crowdSeconds, workstations }: CityCounts,
): Section {
  const row = (name: string, crowd: Crowd | null): readonly (readonly string[])[] => {
    if (crowd === null) return [];
    const { perSecond, searches, failed, firstRows, complete } = crowd;
    return [[name, perSecond.toFixed(1), String(searches), String(failed), pair(firstRows), pair(complete)]];
  };
  return {
    title: `${nameOf(store)}: ${String(workstations)} workstations at once`,
    meaning: [
      `Each a certificate, a session and an address of its own, for ${String(crowdSeconds)} s after two of warming; a mix of the classes (25 % numbers, 25 % names, 20 % words, 10 % each of sounds, plates and combined). They run on the machine that is measured and count lines instead of reading them. "Paced": a pause of ${String(PAUSE_MS / 1000)} s after each answer. "Full": none, so that times are mostly waiting in the queue. Without audit: a gateway in which, for this measurement only, rows count as written at once.`,
      `Memory of the gateway’s process before and after each tenth of the searches of one desk, in MiB: ${memory.map((one) => (one === null ? '–' : one.toFixed(0))).join(', ')}.`,
      `A record that came in was found after ${pair(put.found)} ms (p50 / p95, longest ${shown(put.found.most)}), with four others searching without pause; their searches took ${pair(put.meanwhile)} ms.`,
    ],
    table: {
      head: ['', 'searches a second', 'searches', 'failed', 'first rows, p50 / p95 ms', 'complete, p50 / p95 ms'],
      rows: [
        ...row('Full, audit on', crowds.full),
        ...row('Full, without audit', crowds.withoutAudit),
        ...row('Paced, audit on', crowds.paced),
      ],
    },
  };
}

/** Threads that were hardly asked are left out. */
function profileSection({ store, profile }: CityFigures): Section {
  return {
    title: `${nameOf(store)}: where the gateway’s time goes`,
    meaning: [
      'One desk, a mix of the classes, Node’s sampling profiler on (every 0.5 ms): what functions cost themselves, by thread; 0 is the main thread, the others read records or write the audit log. Waiting is left out.',
    ],
    table: {
      head: ['function', 'thread', 'ms', 'share of its thread'],
      rows: profile
        .filter(({ ms }) => ms >= 5)
        .map(({ thread, place, ms, share }) => [
          `\`${place}\``,
          String(thread),
          shown(ms),
          `${(share * 100).toFixed(0)} %`,
        ]),
    },
  };
}

/** How the cost of each class grows with the store, all sizes and stores of the run. */
export function growthSection(all: readonly CityFigures[]): Section | null {
  const [first] = all;
  if (first === undefined) return null;
  const cell = ({ warm }: CityFigures, asked: CityClass): string => {
    const times = warm.get(asked);
    return times === undefined ? '–' : `${shown(spreadOf(times.bare).p50)} → ${pair(spreadOf(times.gateway))}`;
  };
  return {
    title: 'How cost grows with the store',
    meaning: [
      'Milliseconds, warm: the bare statement’s p50 → p50 / p95 through the gateway. The sections below say what each means.',
    ],
    table: {
      head: ['', ...all.map(({ store }) => nameOf(store))],
      rows: [...first.warm.keys()].map((asked) => [asked.name, ...all.map((one) => cell(one, asked))]),
    },
  };
}

export function citySections(figures: CityFigures, counts: CityCounts): readonly Section[] {
  const aims: Section = {
    title: `${nameOf(figures.store)}: the aims`,
    meaning: ['The aims are set for five million records on two cores.'],
    table: { head: ['', 'aim', 'measured', ''], rows: aimRows(aimsOf(figures)) },
  };
  const first = firstSection(figures);
  return [
    aims,
    warmSection(figures),
    ...(first === null ? [] : [first]),
    crowdSection(figures, counts),
    profileSection(figures),
  ];
}
