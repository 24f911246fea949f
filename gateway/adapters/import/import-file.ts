/**
 * Imports one public data set into a record store: streaming, in bounded memory, resumable after a kill, twice without
 * doubles, and with every refused row written down. Stores nothing that it does not report.
 */
import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import type { NewRecord } from '../../../shared/records/definition.ts';
import type { ImportProgress, RecordStore } from '../../ports/record-store.ts';
import { isJoined, recognise } from './data-set.ts';
import type { DataSet, JoinedSet } from './data-set.ts';
import { failureOf, unknownHeader } from './failure-words.ts';
import { ImportFailure } from './import-report.ts';
import type { ImportProgressEvent, ImportReport } from './import-report.ts';
import { joinParts, withJoined } from './joining.ts';
import type { WaitingPart } from './joining.ts';
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
  readonly store: Pick<RecordStore, 'putImported' | 'importProgress' | 'find'>;
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
  const finished = before !== null && before.finishedAt !== null;
  if (finished && !mayJoinMore(before)) return doneBefore(request, source, before);
  const run = new ImportRun(request, source, finished ? 0 : (before?.rowsDone ?? 0));
  try {
    return await run.toEnd();
  } catch (error) {
    throw failureOf(error, run.kept());
  }
}

const setOf = ({ dataSet }: ImportProgress): DataSet | undefined => DATA_SETS.find(({ id }) => id === dataSet);

/** Rows were refused that belong to another record: it may be there by now. */
function mayJoinMore(before: ImportProgress): boolean {
  const set = setOf(before);
  return set !== undefined && isJoined(set) && before.refused > 0;
}

function doneBefore(request: ImportRequest, source: SourceFile, before: ImportProgress): ImportReport {
  const set = setOf(before);
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
  #records: NewRecord[] = [];
  #parts: WaitingPart[] = [];
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
    await this.#write(this.#set, rejects, true);
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
    this.#read(set, cells, line, rejects);
    // The position is written at fixed rows, so that a resumed import cuts its batches where the first one did.
    if (this.#tally.rows % BATCH_ROWS !== 0) return;
    await this.#write(set, rejects, false);
    this.#kept = this.#report(false);
  }

  #read(set: DataSet, cells: readonly string[], line: number, rejects: RejectsFile): void {
    const refuse = (reason: string): void => this.#refuse(rejects, { line, cells }, reason);
    if (cells.length !== this.#width) {
      return refuse(`wrong number of columns: ${String(cells.length)} instead of ${String(this.#width)}`);
    }
    const content = createHash('sha256').update(cells.join('\u001F')).digest('hex');
    const reader = new RowReader(cells, this.#columns, this.#latest);
    try {
      const made = isJoined(set) ? set.toPart(reader) : set.toRecord(reader, content);
      const seen = this.#seen.check(made.number, content);
      if (seen === 'repeated') this.#tally.repeated += 1;
      else if (seen === 'other') refuse('number of an earlier row of this file, with other content');
      else if ('of' in made) this.#parts.push({ part: made, line, cells, repairs: reader.repairs });
      else this.#take(made, reader.repairs);
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      refuse(error.message);
    }
  }

  #refuse(rejects: RejectsFile, row: Pick<WaitingPart, 'line' | 'cells'>, reason: string): void {
    this.#tally.refuse(reason);
    rejects.add(row.line, reason, row.cells);
  }

  #take(record: NewRecord, repairs: readonly string[]): void {
    this.#tally.repair(repairs);
    this.#tally.stored += 1;
    // What an interrupted run had stored before is counted, not stored again.
    if (this.#tally.rows > this.#resumedAt) this.#records.push(record);
  }

  /** Rows before the position are looked at again: a record that was not there then may be there now. */
  #joined(set: JoinedSet, rejects: RejectsFile): Promise<readonly NewRecord[]> {
    const parts = this.#parts;
    this.#parts = [];
    return joinParts(this.#request.store, set, parts, {
      refused: (part, reason) => this.#refuse(rejects, part, reason),
      joined: ({ repairs }) => {
        this.#tally.repair(repairs);
        this.#tally.stored += 1;
      },
    });
  }

  async #batch(set: DataSet, rejects: RejectsFile): Promise<readonly NewRecord[]> {
    if (isJoined(set)) return this.#joined(set, rejects);
    const records = this.#records;
    this.#records = [];
    return set.keepsJoined === true ? withJoined(this.#request.store, records) : records;
  }

  async #write(set: DataSet, rejects: RejectsFile, last: boolean): Promise<void> {
    const batch = await this.#batch(set, rejects);
    if (!last && batch.length === 0 && this.#tally.rows <= this.#resumedAt) return;
    await rejects.flush();
    await this.#request.store.putImported(batch, {
      file: basename(this.#request.path),
      dataSet: set.id,
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
