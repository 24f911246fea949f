/**
 * Measures the whole in one run, side by side with what it stands on: start, search, scrolling, gateway. Prints tables and
 * writes docs/performance.md. Judges nothing: the figures are for reading.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { headlessBuild } from '../test/workstation/harness/chromium-builds.ts';
import { startDepartment, type Department } from '../test/workstation/harness/department.ts';
import { measureCity, type CityCounts, type CityFigures } from './bench/city-run.ts';
import { citySections, growthSection } from './bench/city-sections.ts';
import { addToDocument, writeDocument } from './bench/document.ts';
import { consoleTable, type Section } from './bench/figures.ts';
import { openGatewayDesk } from './bench/gateway-desk.ts';
import { startGatewayProcess } from './bench/gateway-process.ts';
import { measureGatewayStarts } from './bench/gateway-starts.ts';
import { loadPerCore, machineHere } from './bench/machine.ts';
import { measureScrolling } from './bench/scrolling.ts';
import { measureSearches, openBareDatabase } from './bench/searches.ts';
import { readSize, STORES, type StoreName } from './bench/stores.ts';
import { openWindowDesk } from './bench/window-desk.ts';
import { measureWindowStarts, openEmptyWindow, type StartParts } from './bench/window-starts.ts';

const HELP = `Usage: npm run bench [-- flags]

  --quick       a few of each, in a minute or two; prints, writes no document
  --sizes LIST  also stores of a city's size: 100k,1m,5m (made once, kept under .cache);
                libsql:5m is of that store alone
  --stores LIST libsql,postgres (libsql)
  --only-sizes  nothing but those; prints, writes no document
  --add         nothing but those, added to the document
  --note TEXT   a sentence on what else ran meanwhile, for the document
  --help

Measures start, search, scrolling and the gateway's starts, prints the tables and writes docs/performance.md.`;

const TOP = join(import.meta.dirname, '..');
const FULL = { windowStarts: 12, questions: 40, scrollSeconds: 8, gatewayStarts: 7 } as const;
const QUICK = { windowStarts: 2, questions: 6, scrollSeconds: 2, gatewayStarts: 2 } as const;
const CITY: Omit<CityCounts, 'allCrowds'> = {
  questions: 40,
  first: 10,
  workstations: 50,
  crowdSeconds: 60,
  memorySearches: 1000,
  puts: 50,
};
const CITY_QUICK: Omit<CityCounts, 'allCrowds'> = {
  questions: 8,
  first: 4,
  workstations: 10,
  crowdSeconds: 8,
  memorySearches: 200,
  puts: 10,
};
const OFFICER = 'mrivera';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    note: { type: 'string' },
    sizes: { type: 'string', default: '' },
    stores: { type: 'string', default: 'libsql' },
    'only-sizes': { type: 'boolean', default: false },
    add: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const counts = flags.quick ? QUICK : FULL;
const cityCounts = flags.quick ? CITY_QUICK : CITY;
const stores = STORES.filter((name) => flags.stores.split(',').includes(name));
const cities = flags.sizes
  .split(',')
  .filter(Boolean)
  .flatMap((size) => citiesOf(size))
  .toSorted(([, a], [, b]) => b - a);

/** `5m`: of each store; `libsql:5m`: of that one. */
function citiesOf(size: string): readonly (readonly [StoreName, number])[] {
  const named = STORES.find((name) => size.startsWith(`${name}:`));
  if (named !== undefined) return [[named, readSize(size.slice(named.length + 1))]];
  return stores.map((name) => [name, readSize(size)] as const);
}

const print = ({ title, table }: Section): void => {
  console.log(`\n${title}\n\n${consoleTable(table)}\n`);
};

async function browserVersion(parts: StartParts): Promise<string> {
  const empty = await openEmptyWindow(parts.build);
  const version = empty.page.context().browser()?.version() ?? 'unknown';
  await empty.close();
  return version;
}

async function measureDesk(parts: StartParts, department: Department): Promise<readonly Section[]> {
  const account = department.account(OFFICER);
  const database = await openBareDatabase(department.dataFolder);
  const gateway = await openGatewayDesk(parts.department, account);
  const window = await openWindowDesk(parts, account);
  try {
    const searches = await measureSearches({ database, gateway, window }, counts.questions, (line) => {
      console.log(line);
    });
    print(searches);
    const scrolling = await measureScrolling(parts, window, counts.scrollSeconds);
    print(scrolling);
    return [searches, scrolling];
  } finally {
    await window.close();
    await gateway.close();
    database.close();
  }
}

/** The largest first; what is there so far is handed on after each, so that a run that is cut short is not lost. */
async function measureCities(
  parts: Pick<StartParts, 'build' | 'rendererDir'>,
  soFar: (sections: readonly Section[]) => void,
): Promise<readonly Section[]> {
  const measured: CityFigures[] = [];
  const sections: Section[] = [];
  for (const [name, records] of cities) {
    const largest = cities.find(([store]) => store === name)?.[1];
    const counts = { ...cityCounts, allCrowds: records === largest };
    const figures = await measureCity(parts, [name, records], counts, (line) => {
      console.log(line);
    });
    const made = citySections(figures, counts);
    for (const section of made) print(section);
    measured.push(figures);
    sections.push(...made);
    soFar(withGrowth(measured, sections));
  }
  return withGrowth(measured, sections);
}

function withGrowth(measured: readonly CityFigures[], sections: readonly Section[]): readonly Section[] {
  const growth = measured.length < 2 ? null : growthSection(measured);
  return growth === null ? sections : [growth, ...sections];
}

async function measureOnlyCities(rendererDir: string): Promise<void> {
  const browser = await headlessBuild();
  console.log(`bench: load per core ${loadPerCore().toFixed(1)}`);
  const day = new Date().toISOString().slice(0, 10);
  await measureCities({ build: browser, rendererDir }, (sections) => {
    if (flags.add) addToDocument(day, `load per core ${loadPerCore().toFixed(1)} while it ran`, sections);
  });
}

async function measureAll(rendererDir: string): Promise<void> {
  const department = await startDepartment();
  await department.stop();
  const running = await startGatewayProcess(department.dataFolder, ['--no-sample']);
  try {
    const parts: StartParts = { department: running, rendererDir, build: await headlessBuild() };
    const machine = machineHere(await browserVersion(parts));
    const before = loadPerCore();
    console.log(`bench: ${machine}; load per core ${before.toFixed(1)}`);
    const starts = await measureWindowStarts(parts, counts.windowStarts);
    print(starts);
    const desk = await measureDesk(parts, department);
    const gateway = await measureGatewayStarts(counts.gatewayStarts);
    print(gateway);
    const write = (cities: readonly Section[]): void => {
      if (flags.quick) return;
      const day = new Date().toISOString().slice(0, 10);
      const sections = [...cities, starts, ...desk, gateway];
      const load = [before, loadPerCore()] as const;
      const path = writeDocument({ machine, load, day, sections, note: flags.note ?? null });
      console.log(`bench: written to ${relative(TOP, path)}`);
    };
    write(await measureCities(parts, write));
  } finally {
    await running.close();
    await department.close();
  }
}

if (flags.help) {
  console.log(HELP);
} else {
  const rendererDir = mkdtempSync(join(tmpdir(), 'bench-page-'));
  try {
    console.log('bench: building the page');
    await build({
      configFile: join(TOP, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: rendererDir, emptyOutDir: true },
    });
    await (flags['only-sizes'] || flags.add ? measureOnlyCities(rendererDir) : measureAll(rendererDir));
  } finally {
    rmSync(rendererDir, { recursive: true, force: true });
  }
}
