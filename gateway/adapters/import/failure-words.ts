/** Puts what can go wrong with a file into words for the person who chose it. Holds nothing of the file's rows. */
import type { DataSet } from './data-set.ts';
import { ImportFailure } from './import-report.ts';
import type { ImportFailureCode, ImportReport } from './import-report.ts';
import { DATA_SETS } from './sets/data-sets.ts';

/** Puts any error into the words of an import. */
export function failureOf(error: unknown, report: ImportReport | null): ImportFailure {
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

/** No data set has all of this header. */
export function unknownHeader(
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
