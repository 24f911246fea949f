/** Everything that is measured of one store of a city's size, in one run. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SAMPLE_ACCOUNTS } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import { parseQuery } from '../../shared/records/query/parse.ts';
import { searchRequestSchema } from '../../shared/records/search.ts';
import type { BareDatabase } from './bare-database.ts';
import { openBarePostgres } from './city-questions-postgres.ts';
import { CITY_CLASSES, type CityClass } from './city-questions.ts';
import {
  drawRecords,
  measureFirst,
  measureRested,
  measureWarm,
  measureWindow,
  type Rested,
  type Times,
} from './city.ts';
import { dropPageCache } from './cold.ts';
import { measureCrowd, type Crowd } from './crowd.ts';
import { measureFoundAfterPut, type FoundAfterPut } from './found-after-put.ts';
import { openGatewayDesk, type GatewayDesk } from './gateway-desk.ts';
import { startGatewayProcess, type GatewayProcess } from './gateway-process.ts';
import { residentMiB } from './memory.ts';
import { openBareDatabase } from './searches.ts';
import { profiled, type SelfTime } from './profile.ts';
import { prepareStore, storeFlags, type PreparedStore, type StoreName } from './stores.ts';
import { openWindowDesk } from './window-desk.ts';
import type { StartParts } from './window-starts.ts';

const OFFICER = 'mrivera';
const FLAGS = ['--no-sample'] as const;
const NO_AUDIT = join(import.meta.dirname, 'no-audit.ts');
/** How long a person looks at an answer before the next search, when the crowd is paced. */
export const PAUSE_MS = 3000;

/** In which a gateway that has just started reads what it keeps in memory: some seconds for five million records. */
const READ_AHEAD_MS = 10_000;

export interface CityCounts {
  /** Questions of each class, warm. */
  readonly questions: number;
  /** Of each class, first after a cold start. */
  readonly first: number;
  readonly workstations: number;
  readonly crowdSeconds: number;
  readonly memorySearches: number;
  readonly puts: number;
  /** Also crowds that pause, and one without audit: a minute each. */
  readonly allCrowds: boolean;
}

/** Null: not asked of this size. */
export interface Crowds {
  readonly full: Crowd;
  readonly paced: Crowd | null;
  readonly withoutAudit: Crowd | null;
}

export interface CityFigures {
  readonly store: PreparedStore;
  readonly warm: ReadonlyMap<CityClass, Times>;
  readonly rested: Rested;
  /** Null: the page cache cannot be dropped here. */
  readonly first: Awaited<ReturnType<typeof measureFirst>> | null;
  readonly crowds: Crowds;
  /** MiB every so many searches. */
  readonly memory: readonly (number | null)[];
  readonly put: FoundAfterPut;
  readonly profile: readonly SelfTime[];
}

const officer = () => {
  const account = SAMPLE_ACCOUNTS.find(({ username }) => username === OFFICER);
  if (account === undefined) throw new Error('the sample has no such officer');
  return account;
};

/** Memory before, then after each tenth of the searches. */
async function measureMemory(
  { pid }: GatewayProcess,
  desk: GatewayDesk,
  store: PreparedStore,
  searches: number,
): Promise<readonly (number | null)[]> {
  const drawn = await drawRecords(store);
  const typed = CITY_CLASSES.filter(({ timed }) => timed === 'first rows').flatMap((asked) =>
    asked.typed(drawn, store.records).slice(0, 60),
  );
  const today = new Date().toISOString().slice(0, 10);
  const memory = [residentMiB(pid)];
  for (let at = 1; at <= searches; at += 1) {
    const terms = parseQuery(typed[(at * 31) % typed.length] ?? '', { today }).understood.map(({ term }) => term);
    if (terms.length > 0) await desk.search(searchRequestSchema.parse({ terms, limit: 100 }));
    if (at % Math.max(1, Math.floor(searches / 10)) === 0) memory.push(residentMiB(pid));
  }
  return memory;
}

async function openBare(store: PreparedStore): Promise<BareDatabase> {
  if (store.name === 'postgres') return openBarePostgres(store);
  const database = await openBareDatabase(store.dataFolder);
  return { prepare: (asked) => asked.bare(database), close: () => void database.close() };
}

async function measureDesks(
  parts: StartParts,
  gateway: GatewayProcess,
  store: PreparedStore,
  counts: CityCounts,
  say: (line: string) => void,
) {
  const account = officer();
  const desk = await openGatewayDesk(gateway, account);
  const database = await openBare(store);
  try {
    const desks = { database, gateway: desk };
    await setTimeout(READ_AHEAD_MS);
    const asked = await measureWarm(desks, store, counts.questions, say);
    const rested = await measureRested(desks, asked);
    const memory = await measureMemory(gateway, desk, store, counts.memorySearches);
    const window = await openWindowDesk({ ...parts, department: gateway }, account);
    const warm = await measureWindow(window, asked).finally(() => window.close());
    return { warm, rested, memory };
  } finally {
    await database.close();
    await desk.close();
  }
}

async function withGateway<T>(
  store: PreparedStore,
  node: readonly string[],
  measure: (gateway: GatewayProcess) => Promise<T>,
): Promise<T> {
  const gateway = await startGatewayProcess(store.dataFolder, [...FLAGS, ...storeFlags(store)], node);
  try {
    return await measure(gateway);
  } finally {
    await gateway.close();
  }
}

async function measureCold(store: PreparedStore, count: number): Promise<CityFigures['first']> {
  if (!dropPageCache()) return null;
  return withGateway(store, [], async (gateway) => {
    const desk = await openGatewayDesk(gateway, officer());
    const openDatabase = (): Promise<BareDatabase> => {
      dropPageCache();
      return openBare(store);
    };
    const first = await measureFirst({ gateway: desk, openDatabase }, store, count);
    await desk.close();
    return first;
  });
}

/** A minute or two for 100,000 records, the making of the store apart; longer for more. */
export async function measureCity(
  parts: Omit<StartParts, 'department'>,
  [name, records]: readonly [StoreName, number],
  counts: CityCounts,
  say: (line: string) => void,
): Promise<CityFigures> {
  const store = await prepareStore(name, records, say);
  try {
    return await measureStore(parts, store, counts, say);
  } finally {
    await store.close();
  }
}

async function measureStore(
  parts: Omit<StartParts, 'department'>,
  store: PreparedStore,
  counts: CityCounts,
  say: (line: string) => void,
): Promise<CityFigures> {
  say(`bench: ${store.name}, ${store.records.toLocaleString('en-US')} records, cold`);
  const first = await measureCold(store, counts.first);
  say('bench: warm');
  const desks = await withGateway(store, [], (gateway) =>
    measureDesks({ ...parts, department: gateway }, gateway, store, counts, say),
  );
  say(`bench: ${String(counts.workstations)} workstations`);
  const crowd = (node: readonly string[], pauseMs: number): Promise<Crowd> =>
    withGateway(store, node, (gateway) => measureCrowd(gateway, store, { ...counts, pauseMs }));
  const full = await crowd([], 0);
  const withoutAudit = counts.allCrowds ? await crowd(['--import', NO_AUDIT], 0) : null;
  const paced = counts.allCrowds ? await crowd([], PAUSE_MS) : null;
  say('bench: records found after they came in');
  const put = await measureFoundAfterPut(store, counts.puts);
  say('bench: profile');
  const profile = await measureProfile(store, Math.min(300, counts.memorySearches));
  return { store, ...desks, first, crowds: { paced, full, withoutAudit }, put, profile };
}

/** The same kinds of questions as in the warm measurement, by one desk, one after the other. */
const measureProfile = (store: PreparedStore, searches: number): Promise<readonly SelfTime[]> =>
  profiled(
    (node) =>
      withGateway(store, node, async (gateway) => {
        const desk = await openGatewayDesk(gateway, officer());
        await measureMemory(gateway, desk, store, searches);
        await desk.close();
      }),
    12,
  );
