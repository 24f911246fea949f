/**
 * One store of a city's size, asked in turns by a hand-written statement, through the gateway, and through the window: the
 * eight classes of questions warm, and the first ones after a restart on a cold disk.
 */
import { setTimeout } from 'node:timers/promises';
import { openLoad } from '../../gateway/generate/generate-records.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import { parseQuery } from '../../shared/records/query/parse.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { searchRequestSchema } from '../../shared/records/search.ts';
import type { BareDatabase } from './bare-database.ts';
import { CITY_CLASSES, type CityClass } from './city-questions.ts';
import type { Asked, GatewayDesk } from './gateway-desk.ts';
import { SEED, type PreparedStore } from './stores.ts';
import type { WindowDesk } from './window-desk.ts';

/** Rows asked of each source at a time, as the window asks; and as many as a page may have, to come deep quickly. */
const PAGE = 100;
const LARGEST_PAGE = 200;
const DEEP = 10_000;

export interface Question {
  readonly asked: CityClass;
  readonly typed: string;
  readonly terms: readonly Term[];
}

export interface Times {
  readonly bare: readonly number[];
  readonly gateway: readonly number[];
  readonly complete: readonly number[];
  readonly window: readonly number[];
}

export interface CityDesks {
  readonly database: BareDatabase;
  readonly gateway: GatewayDesk;
}

const request = (terms: readonly Term[], limit = PAGE, cursors?: Asked['cursors']) =>
  searchRequestSchema.parse({ terms, limit, ...(cursors === undefined ? {} : { cursors }) });

/** Some records of all years, in an order that does not follow time. */
export async function drawRecords({ records }: PreparedStore): Promise<readonly NewRecord[]> {
  const load = await openLoad(SEED, records);
  const batches = Math.min(load.batches, 12);
  const drawn = Array.from({ length: batches }, (_, at) =>
    load.batch(Math.floor((at * load.batches) / batches)).filter((_record, index) => index % 37 === at),
  );
  return drawn.flat().sort((a, b) => (a.number.slice(-4) + a.kind < b.number.slice(-4) + b.kind ? -1 : 1));
}

const understood = (asked: CityClass, typed: string, today: string): Question => ({
  asked,
  typed,
  terms: parseQuery(typed, { today }).understood.map(({ term }) => term),
});

/** The first questions of a class that this person gets an answer to; asking them warms all three ways. */
async function answerable(
  { database, gateway }: CityDesks,
  asked: CityClass,
  drawn: readonly NewRecord[],
  store: PreparedStore,
  count: number,
): Promise<readonly Question[]> {
  const today = new Date().toISOString().slice(0, 10);
  const bare = await database.prepare(asked);
  const found: Question[] = [];
  for (const typed of asked.typed(drawn, store.records)) {
    if (found.length >= count) break;
    const question = understood(asked, typed, today);
    if ((await gateway.search(request(question.terms))).rows === 0) continue;
    await bare(question.terms);
    found.push(question);
  }
  return found;
}

/** Walks to the ten-thousandth row of the department, and times the page after it. */
async function deepPage(gateway: GatewayDesk, { terms }: Question): Promise<Asked | null> {
  let cursors: Asked['cursors'];
  for (let rows = 0; rows < DEEP;) {
    const page = await gateway.search(request(terms, LARGEST_PAGE, cursors));
    const department = page.cursors?.department;
    if (department === undefined) return null;
    rows += page.rows;
    cursors = { department };
  }
  return gateway.search(request(terms, PAGE, cursors));
}

async function throughGateway(gateway: GatewayDesk, question: Question): Promise<Asked | null> {
  return question.asked.timed === 'deep page' ? deepPage(gateway, question) : gateway.search(request(question.terms));
}

const timedOf = ({ timed }: CityClass, { firstRows, facets }: Asked): number =>
  (timed === 'facets' ? facets : firstRows) ?? Number.NaN;

/** Each question once each way, in turns and without a pause, after a warming round. */
export async function measureWarm(
  desks: CityDesks,
  store: PreparedStore,
  count: number,
  say: (line: string) => void,
): Promise<Warm> {
  const drawn = await drawRecords(store);
  const measured = new Map<CityClass, Times>();
  const asked = new Map<CityClass, readonly Question[]>();
  for (const one of CITY_CLASSES) {
    const questions = await answerable(desks, one, drawn, store, count);
    const bare = await desks.database.prepare(one);
    for (const { terms } of questions) await bare(terms);
    const times = { bare: [] as number[], gateway: [] as number[], complete: [] as number[], window: [] as number[] };
    for (const question of questions) {
      const answer = await throughGateway(desks.gateway, question);
      times.bare.push(await tookOf(() => bare(question.terms)));
      if (answer === null) continue;
      times.gateway.push(timedOf(one, answer));
      times.complete.push(answer.complete);
    }
    measured.set(one, times);
    asked.set(one, questions);
    say(`  ${one.name}: ${questions.length} questions`);
  }
  return { measured, asked };
}

export interface Warm {
  readonly measured: ReadonlyMap<CityClass, Times>;
  readonly asked: ReadonlyMap<CityClass, readonly Question[]>;
}

export interface Rested {
  readonly bare: readonly number[];
  readonly gateway: readonly number[];
}

/** A rest after which a machine that had nothing to do has to wake. */
export const REST_MS = 300;

/** Exact numbers again, each after a rest. */
export async function measureRested(desks: CityDesks, { asked }: Warm): Promise<Rested> {
  const [first] = CITY_CLASSES;
  const rested = { bare: [] as number[], gateway: [] as number[] };
  if (first === undefined) return rested;
  const bare = await desks.database.prepare(first);
  for (const question of asked.get(first) ?? []) {
    await setTimeout(REST_MS);
    rested.gateway.push((await desks.gateway.search(request(question.terms))).firstRows ?? Number.NaN);
    await setTimeout(REST_MS);
    rested.bare.push(await tookOf(() => bare(question.terms)));
  }
  return rested;
}

/** The same questions typed into the window. */
export async function measureWindow(window: WindowDesk, { measured, asked }: Warm): Promise<Warm['measured']> {
  const all = new Map<CityClass, Times>();
  for (const [one, times] of measured) {
    const painted: number[] = [];
    if (one.timed === 'first rows') {
      for (const { typed } of asked.get(one) ?? []) painted.push(await window.search(typed));
    }
    all.set(one, { ...times, window: painted });
  }
  return all;
}

async function tookOf(ask: () => unknown): Promise<number> {
  const from = performance.now();
  await ask();
  return performance.now() - from;
}

/** The first questions of each class, each asked once, of what was opened just now on a cold disk. */
export async function measureFirst(
  desks: Pick<CityDesks, 'gateway'> & { readonly openDatabase: () => Promise<BareDatabase> },
  store: PreparedStore,
  count: number,
): Promise<ReadonlyMap<CityClass, Pick<Times, 'bare' | 'gateway'>>> {
  const drawn = (await drawRecords(store)).toReversed(); // others than the warm ones
  const today = new Date().toISOString().slice(0, 10);
  const measured = new Map<CityClass, { bare: number[]; gateway: number[] }>();
  const classes = CITY_CLASSES.filter(({ timed }) => timed !== 'deep page');
  const questions = classes.map(
    (asked) =>
      [
        asked,
        asked
          .typed(drawn, store.records)
          .slice(0, count)
          .map((typed) => understood(asked, typed, today)),
      ] as const,
  );
  for (const [asked, some] of questions) {
    const gateway: number[] = [];
    for (const { terms } of some) gateway.push(timedOf(asked, await desks.gateway.search(request(terms))));
    measured.set(asked, { bare: [], gateway });
  }
  const database = await desks.openDatabase();
  for (const [asked, some] of questions) {
    const bare = await database.prepare(asked);
    for (const { terms } of some) {
      const from = performance.now();
      await bare(terms);
      measured.get(asked)?.bare.push(performance.now() - from);
    }
  }
  await database.close();
  return measured;
}
