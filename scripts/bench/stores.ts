/** Stores of a given size, made once by `gateway generate` and kept under `.cache`, by what they were made from. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { openDepartment } from '../../gateway/department.ts';
import { ensureSample } from '../../gateway/sample/ensure-sample.ts';
import { STARTED_ENV } from './gateway-process.ts';
import { startBenchServer, type BenchServer } from './postgres-server.ts';

const TOP = join(import.meta.dirname, '..', '..');
const STORE = 'gateway/adapters/store';
const inFolder = (folder: string, files: readonly string[]): readonly string[] =>
  files.map((file) => `${folder}/${file}`);

/** Folders and files that decide what a store holds; those that only read it are left out, so that it can be kept. */
const MADE_FROM: readonly string[] = [
  ...['gateway/generate', 'gateway/sample/lists', 'shared/records/kinds'],
  ...inFolder('shared/records', ['definition.ts', 'kind.ts', 'record-id.ts', 'sensitivity.ts']),
  ...inFolder('shared/records/query', ['normalise.ts', 'clean-text.ts', 'look-alikes.ts', 'record-numbers.ts']),
  ...inFolder(`${STORE}/common`, [
    'index-entries.ts',
    'record-key.ts',
    'row-number.ts',
    'tag-mask.ts',
    'name-words.ts',
  ]),
  ...inFolder(`${STORE}/common`, ['text-columns.ts', 'store-keys.ts']),
  ...inFolder(`${STORE}/libsql`, ['migrations', 'writing.ts', 'prepared.ts', 'entry-writing.ts', 'code-writing.ts']),
  ...inFolder(`${STORE}/libsql`, ['places.ts', 'row-buffer.ts', 'norm-words.ts']),
  ...inFolder(`${STORE}/postgres`, ['migrations', 'row-writing.ts', 'record-lines.ts', 'writing.ts', 'copy-rows.ts']),
  ...inFolder(`${STORE}/postgres`, ['placing.ts', 'prepared-record.ts', 'lexemes.ts', 'partitions.ts', 'load.ts']),
  `${STORE}/postgres/content-seal.ts`,
];
export const SEED = 'bench';

export const STORES = ['libsql', 'postgres'] as const;
export type StoreName = (typeof STORES)[number];

export interface PreparedStore {
  readonly name: StoreName;
  readonly records: number;
  /** Where the records are when not in the data folder. */
  readonly postgres: string | null;
  readonly dataFolder: string;
  /** Of the load that made it, on the machine and at the load of then. */
  readonly recordsPerSecond: number;
  /** Bytes of the records' file, or of the server's data. */
  readonly bytes: number;
  /** Stops the server, when it has one. */
  close(): Promise<void>;
}

/** Flags of a gateway, or another command, on this store. */
export const storeFlags = ({ postgres }: Pick<PreparedStore, 'postgres'>): readonly string[] =>
  postgres === null ? [] : ['--postgres', postgres];

/** `100k`, `1m`, `5m` or a plain number. Throws RangeError for anything else. */
export function readSize(text: string): number {
  const found = /^(\d{1,8})(k|m)?$/i.exec(text.trim());
  const unit = { k: 1000, m: 1_000_000 }[found?.[2]?.toLowerCase() ?? ''] ?? 1;
  const records = Number(found?.[1] ?? 0) * unit;
  if (records < 1000 || records > 10_000_000) throw new RangeError(`not a size from 1k to 10m: ${text}`);
  return records;
}

function filesOf(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function fingerprint(name: StoreName): string {
  const hash = createHash('sha256');
  const others = STORES.filter((one) => one !== name).map((one) => `${STORE}/${one}/`);
  const places = MADE_FROM.filter((place) => !others.some((other) => place.startsWith(other)));
  const files = places.flatMap((place) => filesOf(join(TOP, place))).filter((path) => !path.includes('.test.'));
  for (const path of files.toSorted()) hash.update(relative(TOP, path)).update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}

/** Says each line of the load's own progress. */
function generate(
  records: number,
  dataFolder: string,
  postgres: string | null,
  say: (line: string) => void,
): Promise<void> {
  const flags = ['generate', '--records', String(records), '--seed', SEED, '--data', dataFolder];
  flags.push(...storeFlags({ postgres }));
  const child = spawn(process.execPath, [join(TOP, 'gateway', 'main.ts'), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: STARTED_ENV,
  });
  let said = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    if (performance.now() - said < 15_000) return;
    said = performance.now();
    say(chunk.toString().trimEnd().split('\n').at(-1) ?? '');
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('the load was not written'))));
  });
}

/** Bytes of a file, or of all files below a folder. */
function bytesOf(path: string): number {
  if (!existsSync(path)) return 0;
  return filesOf(path).reduce((sum, file) => sum + statSync(file).size, 0);
}

const serverOf = (name: StoreName, folder: string): Promise<BenchServer> | null =>
  name === 'postgres' ? startBenchServer(join(folder, 'postgres')) : null;

async function make(name: StoreName, records: number, making: string, say: (line: string) => void): Promise<void> {
  const dataFolder = join(making, 'data');
  mkdirSync(making, { recursive: true });
  const server = await serverOf(name, making);
  try {
    const postgres = server?.url ?? null;
    const from = performance.now();
    await generate(records, dataFolder, postgres, say);
    const recordsPerSecond = Math.round((records / (performance.now() - from)) * 1000);
    const department = await openDepartment({
      ...{ dataFolder, clock: systemClock, keyStore: 'file' },
      ...(postgres === null ? {} : { postgres: { url: postgres } }),
    });
    // The scenario and its open jobs: a reason to search for.
    await ensureSample({ store: department.store, extent: 'scenario' });
    await department.close();
    writeFileSync(join(making, 'load.json'), JSON.stringify({ recordsPerSecond }));
  } finally {
    await server?.stop();
  }
}

/** Made anew when the generator, the store or the records' definitions have changed; 100,000 take a minute or less. */
export async function prepareStore(
  name: StoreName,
  records: number,
  say: (line: string) => void,
): Promise<PreparedStore> {
  const cache = join(TOP, '.cache');
  const prefix = `bench-${String(records)}-${name}-`;
  const folder = join(cache, prefix + fingerprint(name));
  const notes = join(folder, 'load.json');
  if (!existsSync(notes)) {
    mkdirSync(cache, { recursive: true });
    for (const entry of readdirSync(cache)) {
      if (entry.startsWith(prefix)) rmSync(join(cache, entry), { recursive: true, force: true });
    }
    const making = join(cache, `making-${prefix}${String(process.pid)}`);
    await make(name, records, making, say);
    renameSync(making, folder);
  }
  const { recordsPerSecond } = JSON.parse(readFileSync(notes, 'utf8')) as { readonly recordsPerSecond: number };
  const dataFolder = join(folder, 'data');
  const bytes = bytesOf(name === 'postgres' ? join(folder, 'postgres') : join(dataFolder, 'records.db'));
  const server = await serverOf(name, folder);
  const close = async (): Promise<void> => server?.stop();
  return { name, records, dataFolder, postgres: server?.url ?? null, recordsPerSecond, bytes, close };
}
