/**
 * Imports one public data set into a record store: streaming, in bounded memory, resumable after a kill, twice without
 * doubles, and with every refused row written down. Stores nothing that it does not report.
 */
import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import type { NewRecord } from '../../../shared/records/definition.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import { recognise } from './data-set.ts';
import type { DataSet } from './data-set.ts';
import { ImportFailure } from './import-report.ts';
import type { ImportFailureCode, ImportProgressEvent, ImportReport } from './import-report.ts';
import { openRejects } from './rejects.ts';
import type { RejectsFile } from './rejects.ts';
import { RowReader, RowRefused } from './row-reader.ts';
import { seenNumbers } from './seen-numbers.ts';
import type { SeenNumbers } from './seen-numbers.ts';
import { DATA_SETS } from './sets/data-sets.ts';
import { openSource, SOURCE_LIMITS } from './source-file.ts';
import type { SourceFile, SourceLimits } from './source-file.ts';
import { Tally } from './tally.ts';

/** Rows written in one transaction. */
const BATCH_ROWS = 500;
/** Longest row in characters; the longest of the published sets is below 8,000. */
const MAX_ROW = 262_144;

export interface ImportRequest {
  readonly store: Pick<RecordStore, 'putImported' | 'importProgress'>;
  readonly path: string;
  /** Where refused rows are written; an earlier file of that name is replaced. */
  readonly rejectsPath: string;
  readonly onProgress?: (event: ImportProgressEvent) => void;
  readonly signal?: AbortSignal;
  /** Today (YYYY-MM-DD): nothing may have happened after it. Default: the machine's day. */
  readonly today?: string;
  readonly limits?: SourceLimits;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** @throws ImportFailure with what was stored before it; the same file again goes on from there. */
export async function importFile(request: ImportRequest): Promise<ImportReport> {
  if (resolve(request.rejectsPath) === resolve(request.path)) {
    throw new ImportFailure('unreadable', 'Refused rows cannot be written over the file that is imported.');
  }
  const source = await openSource(request.path, request.limits ?? SOURCE_LIMITS);
  const before = await request.store.importProgress(source.sha256);
  if (before !== null && before.finishedAt !== null) return doneBefore(request, source, before);
  const run = new ImportRun(request, source, before?.rowsDone ?? 0);
  try {
    return await run.toEnd();
  } catch (error) {
    throw failureOf(error, run.kept());
  }
}

function doneBefore(
  request: ImportRequest,
  source: SourceFile,
  before: { readonly dataSet: string; readonly rowsDone: number; readonly refused: number },
): ImportReport {
  const set = DATA_SETS.find((candidate) => candidate.id === before.dataSet);
  return {
    file: basename(request.path),
    dataSet: before.dataSet,
    label: set?.label ?? before.dataSet,
    sha256: source.sha256,
    rows: before.rowsDone,
    stored: 0,
    repeated: 0,
    refused: before.refused,
    repaired: 0,
    repairs: {},
    refusals: {},
    rejectsPath: null,
    resumedAt: before.rowsDone,
    alreadyDone: true,
    finished: true,
  };
}

/** Puts any error into the words of an import. */
function failureOf(error: unknown, report: ImportReport | null): ImportFailure {
  if (error instanceof ImportFailure) return new ImportFailure(error.code, error.message, report, error.cause);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known: Readonly<Record<string, readonly [ImportFailureCode, string]>> = {
    Z_BUF_ERROR: ['truncated', 'The packed file ends too early: it was cut off while being copied or downloaded.'],
    Z_DATA_ERROR: ['corrupt', 'The packed file is damaged.'],
    CSV_QUOTE_NOT_CLOSED: ['csv', 'The file ends inside a quoted value: it was cut off, or a quote is missing.'],
    CSV_MAX_RECORD_SIZE: ['csv', 'A row is longer than any of a public data set: a quote is missing, or it is no CSV.'],
  };
  const found = known[code];
  if (found) return new ImportFailure(found[0], found[1], report, error);
  if (code.startsWith('CSV_'))
    return new ImportFailure('csv', `The file is no well-formed CSV (${code}).`, report, error);
  if (code.startsWith('Z_'))
    return new ImportFailure('corrupt', `The packed file is damaged (${code}).`, report, error);
  return new ImportFailure('store', 'The import could not be written. Nothing of this step was kept.', report, error);
}

class ImportRun {
  readonly #request: ImportRequest;
  readonly #source: SourceFile;
  readonly #resumedAt: number;
  readonly #tally = new Tally();
  readonly #latest: string;
  readonly #seen: SeenNumbers = seenNumbers();
  #set: DataSet | null = null;
  #columns: ReadonlyMap<string, number> = new Map();
  #width = 0;
  #batch: NewRecord[] = [];
  #kept: ImportReport | null = null;

  constructor(request: ImportRequest, source: SourceFile, resumedAt: number) {
    this.#request = request;
    this.#source = source;
    this.#resumedAt = resumedAt;
    this.#latest = request.today ?? new Date().toISOString().slice(0, 10);
  }

  /** What is surely in the store, when the import ends early; null when that is nothing. */
  kept(): ImportReport | null {
    return this.#kept;
  }

  #report(finished: boolean): ImportReport {
    return this.#tally.report({
      file: basename(this.#request.path),
      dataSet: this.#set?.id ?? '',
      label: this.#set?.label ?? '',
      sha256: this.#source.sha256,
      rejectsPath: this.#request.rejectsPath,
      resumedAt: this.#resumedAt,
      alreadyDone: false,
      finished,
    });
  }

  async toEnd(): Promise<ImportReport> {
    const rejects = await openRejects(this.#request.rejectsPath);
    for await (const { record, info } of this.#rows()) {
      if (this.#request.signal?.aborted === true) {
        throw new ImportFailure('stopped', 'The import was stopped. Import the same file again to go on.');
      }
      if (this.#set === null) this.#begin(record);
      else await this.#row(this.#set, record, info.lines, rejects);
    }
    if (this.#set === null) throw new ImportFailure('empty', 'The file has no header row.');
    await this.#write(rejects, true);
    return this.#report(true);
  }

  #rows(): AsyncIterable<Parsed> {
    const parser = parse({
      bom: true,
      info: true,
      max_record_size: MAX_ROW,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
    // An error of any stage destroys the parser with it, and so reaches whoever iterates.
    pipeline([...this.#source.stages(), parser], () => undefined);
    return parser as AsyncIterable<Parsed>;
  }

  #begin(header: readonly string[]): void {
    const found = recognise(header, DATA_SETS);
    if (found.set === null) throw unknownHeader(header, found);
    this.#set = found.set;
    this.#columns = found.columns;
    this.#width = header.length;
  }

  async #row(set: DataSet, cells: readonly string[], line: number, rejects: RejectsFile): Promise<void> {
    this.#tally.rows += 1;
    const stored = this.#tally.rows <= this.#resumedAt;
    const record = this.#read(set, cells, line, rejects);
    if (record !== null) {
      this.#tally.stored += 1;
      if (!stored) this.#batch.push(record);
    }
    // The position is written at fixed rows, so that a resumed import cuts its batches where the first one did.
    if (this.#tally.rows % BATCH_ROWS !== 0) return;
    if (!stored) await this.#write(rejects, false);
    this.#kept = this.#report(false);
  }

  #read(set: DataSet, cells: readonly string[], line: number, rejects: RejectsFile): NewRecord | null {
    const refuse = (reason: string): null => {
      this.#tally.refuse(reason);
      rejects.add(line, reason, cells);
      return null;
    };
    if (cells.length !== this.#width) {
      return refuse(`wrong number of columns: ${String(cells.length)} instead of ${String(this.#width)}`);
    }
    const content = createHash('sha256').update(cells.join('\u001F')).digest('hex');
    const reader = new RowReader(cells, this.#columns, this.#latest);
    try {
      const record = set.toRecord(reader, content);
      const seen = this.#seen.check(record.number, content);
      if (seen === 'other') return refuse('number of an earlier row of this file, with other content');
      if (seen === 'repeated') {
        this.#tally.repeated += 1;
        return null;
      }
      this.#tally.repair(reader.repairs);
      return record;
    } catch (error) {
      if (error instanceof RowRefused) return refuse(error.message);
      throw error;
    }
  }

  async #write(rejects: RejectsFile, last: boolean): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    await rejects.flush();
    await this.#request.store.putImported(batch, {
      file: basename(this.#request.path),
      dataSet: this.#set?.id ?? '',
      sha256: this.#source.sha256,
      rowsDone: this.#tally.rows,
      refused: this.#tally.refused,
      finishedAt: last ? new Date().toISOString() : null,
    });
    this.#request.onProgress?.({
      bytesRead: this.#source.bytesRead(),
      bytesTotal: this.#source.size,
      rows: this.#tally.rows,
      refused: this.#tally.refused,
    });
  }
}

function unknownHeader(
  header: readonly string[],
  found: { readonly nearest: DataSet; readonly found: number; readonly missing: readonly string[] },
): ImportFailure {
  if (header.length < 2) {
    const other = [';', '\t', '|'].find((sign) => (header[0] ?? '').split(sign).length > 3);
    const hint =
      other === undefined ? '' : ` Its columns seem to be separated by ${other === '\t' ? 'tabs' : `"${other}"`}.`;
    return new ImportFailure('header', `The file is not comma-separated: its first line has one column.${hint}`);
  }
  const { nearest, missing } = found;
  if (found.found === 0) {
    const known = DATA_SETS.map((set) => set.label).join(', ');
    return new ImportFailure('header', `No data set has these columns. Known: ${known}.`);
  }
  return new ImportFailure(
    'header',
    `The columns are of no known data set. Nearest: ${nearest.label}; missing: ${missing.join(', ')}.`,
  );
}
