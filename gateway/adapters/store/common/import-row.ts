/** Reads the row of an import, which both stores keep under the same column names. */
import type { ImportProgress } from '../../../ports/record-store.ts';

export const importProgressOf = (row: Readonly<Record<string, unknown>>): ImportProgress => ({
  file: String(row['file']),
  dataSet: String(row['data_set']),
  sha256: String(row['sha256']),
  rowsDone: Number(row['rows_done']),
  refused: Number(row['refused']),
  finishedAt: typeof row['finished_at'] === 'string' ? row['finished_at'] : null,
});
