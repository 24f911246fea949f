/** Fifty workstations at once for a minute: how many searches a second, how long each waits, and what the audit log costs of it. */
import { SAMPLE_ACCOUNTS } from '../../gateway/adapters/directory/embedded/sample-accounts.ts';
import { parseQuery } from '../../shared/records/query/parse.ts';
import { searchRequestSchema, type SearchRequest } from '../../shared/records/search.ts';
import { CITY_CLASSES } from './city-questions.ts';
import { drawRecords } from './city.ts';
import { spreadOf, type Spread } from './figures.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { openStation, type Station } from './station.ts';
import type { PreparedStore } from './stores.ts';

const OFFICER = 'mrivera';
/** Of a hundred searches, by the order of the classes. */
const MIX = [25, 25, 10, 10, 20, 0, 10, 0] as const;

export interface Crowd {
  readonly searches: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly firstRows: Spread;
  readonly complete: Spread;
}

/** The searches of all, in the order they are taken. */
async function mixed(store: PreparedStore): Promise<readonly SearchRequest[]> {
  const drawn = await drawRecords(store);
  const today = new Date().toISOString().slice(0, 10);
  const byClass = CITY_CLASSES.map((asked) => asked.typed(drawn, store.records).slice(0, 200));
  const requests: SearchRequest[] = [];
  for (let round = 0; round < 40; round += 1) {
    MIX.forEach((share, at) => {
      const typed = byClass[at] ?? [];
      for (let one = 0; one < share / 5 && typed.length > 0; one += 1) {
        const text = typed[(round * 20 + one) % typed.length] ?? '';
        const terms = parseQuery(text, { today }).understood.map(({ term }) => term);
        if (terms.length > 0) requests.push(searchRequestSchema.parse({ terms, limit: 100 }));
      }
    });
  }
  // Not class after class: every 7919th of a prime-sized ring.
  return requests
    .map((_, at) => requests[(at * 7919) % requests.length] ?? requests[0])
    .filter((one) => one !== undefined);
}

export interface CrowdAsked {
  /** 1 to 200. */
  readonly workstations: number;
  readonly crowdSeconds: number;
  /** How long a person looks at an answer before the next search; 0: never, so that the gateway is always full. */
  readonly pauseMs: number;
}

export async function measureCrowd(
  gateway: GatewayProcess,
  store: PreparedStore,
  { workstations, crowdSeconds: seconds, pauseMs }: CrowdAsked,
): Promise<Crowd> {
  const account = SAMPLE_ACCOUNTS.find(({ username }) => username === OFFICER);
  if (account === undefined) throw new Error('the sample has no such officer');
  const requests = await mixed(store);
  const stations: Station[] = [];
  for (let number = 1; number <= workstations; number += 1) stations.push(await openStation(gateway, account, number));
  let taken = 0;
  const next = (): SearchRequest | undefined => requests[(taken += 1) % requests.length];
  const counted: Awaited<ReturnType<Station['search']>>[] = [];
  const warm = performance.now() + 2000;
  const end = warm + seconds * 1000;
  await Promise.all(
    stations.map(async (station, at) => {
      await new Promise((resolve) => setTimeout(resolve, (at * Math.max(pauseMs, 100)) / workstations));
      for (let search = next(); search !== undefined && performance.now() < end; search = next()) {
        const one = await station.search(search);
        if (performance.now() > warm && performance.now() <= end) counted.push(one);
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }),
  );
  for (const station of stations) station.close();
  return {
    searches: counted.length,
    failed: counted.filter(({ failed }) => failed).length,
    perSecond: counted.length / seconds,
    firstRows: spreadOf(counted.map(({ firstRows }) => firstRows ?? Number.NaN)),
    complete: spreadOf(counted.map(({ complete }) => complete)),
  };
}
