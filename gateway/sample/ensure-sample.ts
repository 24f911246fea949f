/**
 * Fills a store with the sample department: the real public rows, then fictional records over all kinds. The same every
 * time; goes on where it was killed; run again it only brings the open jobs up to now. Never for a department's own store.
 */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewRecord } from '../../shared/records/definition.ts';
import { assetPath } from '../adapters/import/asset-path.ts';
import { importFile } from '../adapters/import/import-file.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { currentJobs } from './current-jobs.ts';
import { heroRecords } from './hero-records.ts';
import { callRecord } from './incident-call.ts';
import { caseRecord, stolenRecord } from './incident-follow-up.ts';
import { arrestRecord, complaintRecord, invoiceRecord } from './incident-records.ts';
import { incidentAt } from './incident.ts';
import type { World } from './incident.ts';
import { peopleOf } from './people.ts';
import { recordsOfPerson } from './person-records.ts';
import { realPlaces } from './places.ts';
import { collisionRecord, serviceRecord } from './traffic.ts';
import { ANCHOR, departmentNow } from './when.ts';

/** Changes whenever the records would: a store of another version is filled anew, over the same numbers. */
const VERSION = '1';
const COUNTS = { incidents: 19_400, collisions: 4_000, services: 2_500, people: 6_000 } as const;
const UNITS = COUNTS.incidents + COUNTS.collisions + COUNTS.services + COUNTS.people;
/** Incidents and the like whose records are written in one transaction. */
const BATCH_UNITS = 300;

/** The real rows, in the order of import. */
const SAMPLE_FILES = [
  'nypd-complaints-2010.csv.gz',
  'nypd-arrests-2021-queens.csv.gz',
  'nypd-arrests-2023-api.csv.gz',
  'collisions-2016.csv.gz',
  'collisions-2021-api.csv.gz',
  'service-requests-311-2013.csv.gz',
] as const;

export interface SampleRequest {
  readonly store: Pick<RecordStore, 'put' | 'putImported' | 'importProgress' | 'find'>;
  /** Now, local department time (`YYYY-MM-DDTHH:MM`): open jobs are laid before it. Default: the machine's clock in New York. */
  readonly now?: string;
  /** `scenario`: only the records of the scenario and the open jobs, a matter of milliseconds. Default: the whole department. */
  readonly extent?: 'whole' | 'scenario';
  /** How much is done, of `total` steps. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface SampleReport {
  /** False when only the scenario and the open jobs were written: the rest was there already, or was not asked for. */
  readonly filled: boolean;
}

export async function ensureSample(request: SampleRequest): Promise<SampleReport> {
  const places = await realPlaces();
  const world: World = { places, people: peopleOf(COUNTS.people, places) };
  // First what every journey needs, so that a department interrupted half-way can already be used.
  await request.store.put([...heroRecords(), ...currentJobs(request.now ?? departmentNow(), world)]);
  if (request.extent === 'scenario') return { filled: false };
  const total = SAMPLE_FILES.length + Math.ceil(UNITS / BATCH_UNITS);
  await importRealRows(request, total);
  return { filled: await generate(request, world, total) };
}

async function importRealRows(request: SampleRequest, total: number): Promise<void> {
  for (const [index, name] of SAMPLE_FILES.entries()) {
    const rejectsPath = join(tmpdir(), `sample-${String(process.pid)}-${name}.rejects.csv`);
    await importFile({
      store: request.store,
      path: assetPath('records', name),
      rejectsPath,
      today: ANCHOR.slice(0, 10),
      ...(request.signal ? { signal: request.signal } : {}),
    });
    await rm(rejectsPath, { force: true });
    request.onProgress?.(index + 1, total);
  }
}

async function generate(request: SampleRequest, world: World, total: number): Promise<boolean> {
  const sha256 = createHash('sha256')
    .update(`sample ${VERSION} ${JSON.stringify(COUNTS)}`)
    .digest('hex');
  const before = await request.store.importProgress(sha256);
  if (before !== null && before.finishedAt !== null) return false;
  for (let start = before?.rowsDone ?? 0; start < UNITS; start += BATCH_UNITS) {
    request.signal?.throwIfAborted();
    const end = Math.min(start + BATCH_UNITS, UNITS);
    const records: NewRecord[] = [];
    for (let unit = start; unit < end; unit += 1) records.push(...recordsOfUnit(unit, world));
    await request.store.putImported(records, {
      file: 'sample department',
      dataSet: 'sample',
      sha256,
      rowsDone: end,
      refused: 0,
      finishedAt: end === UNITS ? new Date().toISOString() : null,
    });
    request.onProgress?.(SAMPLE_FILES.length + Math.ceil(end / BATCH_UNITS), total);
  }
  return true;
}

/** The records of the n-th thing that the sample is made of; the same whatever was made before. */
function recordsOfUnit(unit: number, world: World): readonly NewRecord[] {
  let index = unit;
  if (index < COUNTS.incidents) return recordsOfIncident(index, world);
  index -= COUNTS.incidents;
  if (index < COUNTS.collisions) return [collisionRecord(index, world)];
  index -= COUNTS.collisions;
  if (index < COUNTS.services) return [serviceRecord(index, world)];
  return recordsOfPerson(index - COUNTS.services, world);
}

function recordsOfIncident(index: number, world: World): readonly NewRecord[] {
  const incident = incidentAt(index, world);
  const { numbers } = incident;
  return [
    callRecord(incident),
    ...(numbers.complaint === null ? [] : [complaintRecord(incident, numbers.complaint)]),
    ...(numbers.arrest === null ? [] : [arrestRecord(incident, numbers.arrest)]),
    ...(numbers.invoice === null ? [] : [invoiceRecord(incident, numbers.invoice)]),
    ...(numbers.case === null ? [] : [caseRecord(incident, numbers.case)]),
    ...(numbers.stolen === null ? [] : [stolenRecord(incident, numbers.stolen)]),
  ];
}
