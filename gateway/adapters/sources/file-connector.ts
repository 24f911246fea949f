/**
 * Keeps a store as a custodian's CSV or NDJSON file says: read when it changes, rows that cannot be read left out with their
 * reason, records that are no longer in it never found again. The store says of what time it is: the file's.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import * as z from 'zod';
import type { NewRecord } from '../../../shared/records/definition.ts';
import type { Journal } from '../../ports/journal.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import { ImportFailure } from '../import/import-report.ts';
import { openRejects, type RejectsFile } from '../import/rejects.ts';
import { openSource, SOURCE_LIMITS, type SourceFile } from '../import/source-file.ts';
import { sealedDocument } from '../keys/sealed-document.ts';
import type { ReadMap } from './file-map.ts';
import { recordOfRow, RowRefusal, type FileRow } from './file-row.ts';

interface FileConnectorOptions {
  readonly path: string;
  readonly map: ReadMap;
  readonly store: Pick<RecordStore, 'put' | 'find'>;
  /** Rows that were not taken in, each with its reason. */
  readonly rejectsPath: string;
  readonly stateFile: string;
  readonly stateKey: Uint8Array;
  readonly journal: Journal;
  /** Told of every reading that changed something. */
  readonly onRead?: (read: FileReading) => Promise<void>;
}

export interface FileReading {
  readonly rows: number;
  readonly refused: number;
  /** Records of the reading before that are not in the file any more. */
  readonly gone: number;
}

export interface FileConnector {
  /** UTC; the time of the file that the store is of. Null: nothing was read yet. */
  asOf(): string | null;
  /** Reads the file if it is another than before. Throws `ImportFailure`; the store stays of the time before. */
  refresh(): Promise<FileReading | null>;
}

const stateSchema = z.strictObject({
  sha256: z.string(),
  asOf: z.iso.datetime(),
  numbers: z.array(z.string()),
});

const BATCH = 500;
const MOST_LINE = 1_000_000;
const MOST_ROWS = 2_000_000;

async function* csvRows(file: SourceFile): AsyncGenerator<FileRow> {
  const parser = parse({ bom: true, columns: true, max_record_size: MOST_LINE, skip_empty_lines: true });
  pipeline([...file.stages(), parser], () => undefined);
  for await (const row of parser as AsyncIterable<FileRow>) yield row;
}

/** A line that is no object is a row without values: refused with the others. */
const rowOfLine = (line: string): FileRow => {
  try {
    const value: unknown = JSON.parse(line);
    return z.record(z.string(), z.unknown()).parse(value);
  } catch {
    return {};
  }
};

async function* ndjsonRows(path: string): AsyncGenerator<FileRow> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.length > MOST_LINE) throw new ImportFailure('too-large', 'A line is longer than a million characters.');
    if (line.trim() !== '') yield rowOfLine(line);
  }
}

export const openFileConnector = (options: FileConnectorOptions): FileConnector => {
  const { path, map, store, rejectsPath } = options;
  const document = sealedDocument({
    ...{ file: options.stateFile, key: options.stateKey, bound: 'source-file/1' },
    ...{ what: 'What was read of the file', schema: stateSchema },
  });
  let state = document.load();

  const numberIn = (row: FileRow): string => {
    const number = row[map.map.number];
    return typeof number === 'string' ? number : '';
  };

  const records = async function* (file: SourceFile, rejects: RejectsFile, seen: Set<string>) {
    let line = 0;
    let refused = 0;
    let batch: NewRecord[] = [];
    const rows = path.endsWith('.ndjson') ? ndjsonRows(path) : csvRows(file);
    for await (const row of rows) {
      line += 1;
      if (line > MOST_ROWS) throw new ImportFailure('too-large', 'The file has more than two million rows.');
      const missing = line === 1 ? map.columns.filter((name) => !Object.hasOwn(row, name)) : [];
      if (missing.length > 0 && !path.endsWith('.ndjson'))
        throw new ImportFailure('unreadable', `The file has no column ${missing.slice(0, 3).join(', ')}.`);
      try {
        const record = recordOfRow(row, map, 'connector');
        if (seen.has(record.number)) throw new RowRefusal('the number was in an earlier row');
        seen.add(record.number);
        batch.push(record);
      } catch (error) {
        if (!(error instanceof RowRefusal)) throw error;
        refused += 1;
        rejects.add(line, error.message, [numberIn(row).slice(0, 60)]);
      }
      if (batch.length === BATCH) {
        yield { batch, line, refused };
        batch = [];
      }
    }
    yield { batch, line, refused };
  };

  /** A record that its custodian took out is not a hit any more: sealed, it is never found. */
  const takeOut = async (numbers: readonly string[]): Promise<void> => {
    for (const number of numbers) {
      const record = await store.find(map.map.kind, number);
      if (record === null) continue;
      await store.put([{ ...record, sealed: true }]);
    }
  };

  const read = async (file: SourceFile, asOf: string): Promise<FileReading> => {
    const rejects = await openRejects(rejectsPath);
    const seen = new Set<string>();
    let counted = { line: 0, refused: 0 };
    for await (const { batch, line, refused } of records(file, rejects, seen)) {
      if (batch.length > 0) await store.put(batch);
      counted = { line, refused };
    }
    await rejects.flush();
    const gone = (state?.numbers ?? []).filter((number) => !seen.has(number));
    await takeOut(gone);
    document.save({ sha256: file.sha256, asOf, numbers: [...seen] });
    state = { sha256: file.sha256, asOf, numbers: [...seen] };
    return { rows: counted.line, refused: counted.refused, gone: gone.length };
  };

  return {
    asOf: () => state?.asOf ?? null,
    refresh: async () => {
      const file = await openSource(path, SOURCE_LIMITS);
      const asOf = (await stat(path)).mtime.toISOString();
      if (state?.sha256 === file.sha256) {
        // Written again unchanged: the copy is of that time.
        if (asOf !== state.asOf) document.save((state = { ...state, asOf }));
        return null;
      }
      const reading = await read(file, asOf);
      await options.onRead?.(reading);
      return reading;
    },
  };
};

/** Looks whether the file changed, one look at a time; a reading that fails leaves the records as they were. */
export const watchFile = (connector: FileConnector, journal: Journal, everyMs: number): (() => Promise<void>) => {
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    try {
      await connector.refresh();
    } catch (error) {
      journal.failure('source-file', error);
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = null;
    });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
};
