/** Stores and files for the tests of the import: an in-memory store that keeps what it is given, and CSV written on the spot. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importFile } from '../../gateway/adapters/import/import-file.ts';
import type { ImportRequest } from '../../gateway/adapters/import/import-file.ts';
import { ImportFailure } from '../../gateway/adapters/import/import-report.ts';
import type { ImportReport } from '../../gateway/adapters/import/import-report.ts';
import type { ImportProgress, StoredRecord } from '../../gateway/ports/record-store.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import type { RecordKind } from '../../shared/records/kind.ts';

export interface MemoryStore {
  readonly records: Map<string, NewRecord>;
  readonly batches: number[];
  get(kind: RecordKind, number: string): NewRecord;
  put(records: readonly NewRecord[]): Promise<{ inserted: number; changed: number; unchanged: number }>;
  putImported(records: readonly NewRecord[], progress: ImportProgress): Promise<void>;
  importProgress(sha256: string): Promise<ImportProgress | null>;
  find(kind: RecordKind, number: string): Promise<StoredRecord | null>;
}

export function memoryStore(): MemoryStore {
  const records = new Map<string, NewRecord>();
  const positions = new Map<string, ImportProgress>();
  const batches: number[] = [];
  const put = (added: readonly NewRecord[]): void => {
    for (const record of added) records.set(`${record.kind} ${record.number}`, record);
  };
  return {
    records,
    batches,
    get(kind, number) {
      const found = records.get(`${kind} ${number}`);
      if (!found) throw new Error(`No ${kind} ${number}`);
      return found;
    },
    async put(added) {
      put(added);
      return { inserted: added.length, changed: 0, unchanged: 0 };
    },
    async putImported(added, progress) {
      batches.push(added.length);
      put(added);
      positions.set(progress.sha256, progress);
    },
    importProgress: async (sha256) => positions.get(sha256) ?? null,
    async find(kind, number) {
      const found = records.get(`${kind} ${number}`);
      return found ? { ...found, id: `id of ${kind} ${number}` } : null;
    },
  };
}

export const TODAY = '2026-11-23';

export function temporaryFolder(): string {
  const folder = join(tmpdir(), `import-test-${randomUUID()}`);
  mkdirSync(folder);
  return folder;
}

/** Writes the bytes or text to a file of its own and imports it; the rejects go beside it. */
export async function importBytes(
  content: string | Uint8Array,
  options: Partial<ImportRequest> & { readonly gzip?: boolean } = {},
): Promise<{ report: ImportReport; store: MemoryStore; rejectsPath: string; path: string }> {
  const folder = temporaryFolder();
  const path = join(folder, options.gzip === true ? 'rows.csv.gz' : 'rows.csv');
  writeFileSync(path, options.gzip === true ? gzipSync(content) : content);
  const store = memoryStore();
  const rejectsPath = join(folder, 'rejects.csv');
  const report = await importFile({ store, path, rejectsPath, today: TODAY, ...options });
  return { report, store, rejectsPath, path };
}

/** The failure of an import that must fail. */
export async function failureOf(attempt: Promise<unknown>): Promise<ImportFailure> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof ImportFailure) return error;
    throw error;
  }
  throw new Error('The import did not fail.');
}

const ARREST_HEADER =
  'ARREST_KEY,ARREST_DATE,PD_CD,PD_DESC,KY_CD,OFNS_DESC,LAW_CODE,LAW_CAT_CD,ARREST_BORO,ARREST_PRECINCT,JURISDICTION_CODE,AGE_GROUP,PERP_SEX,PERP_RACE,X_COORD_CD,Y_COORD_CD,Latitude,Longitude,New Georeferenced Column';

const ARREST_CELLS = {
  key: '232950216',
  date: '08/31/2021',
  offence: 'BURGLARY',
  precinct: '113',
  age: '25-44',
  sex: 'M',
  lat: '40.6748',
  lon: '-73.7640',
};

export function arrestRow(cells: Partial<typeof ARREST_CELLS> = {}): string {
  const { key, date, offence, precinct, age, sex, lat, lon } = { ...ARREST_CELLS, ...cells };
  return `${key},${date},244,"BURGLARY,UNCLASSIFIED",107,${offence},PL 1402000,F,Q,${precinct},0,${age},${sex},WHITE,996793,210001,${lat},${lon},POINT (0 0)`;
}

export const arrestsCsv = (...rows: readonly string[]): string => `${[ARREST_HEADER, ...rows].join('\n')}\n`;

export const CALLS_HEADER =
  'cad_evnt_id,create_date,incident_date,incident_time,nypd_pct_cd,boro_nm,patrl_boro_nm,geo_cd_x,geo_cd_y,radio_code,typ_desc,cip_jobs,add_ts,disp_ts,arrivd_ts,closng_ts,latitude,longitude';

export const callRow = (id: number): string =>
  `${String(id)},2025-03-04T00:00:00.000,2025-03-04T00:00:00.000,21:07:33,113,QUEENS,PATROL BORO QUEENS SOUTH,1050000,187000,52D1,DISPUTE: FAMILY,Non CIP,03/04/2025 09:07:33 PM,03/04/2025 09:09:00 PM,03/04/2025 09:15:11 PM,03/04/2025 09:40:02 PM,40.6748,-73.764`;
