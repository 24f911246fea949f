/** Walks the whole audit log and names the first row that does not fit. Reads only. */
import type Database from 'libsql';
import type { ChainReport } from '../../ports/audit-log.ts';
import { blobHash, GENESIS, rowHash, type ChainedRow } from './chain.ts';
import type { FoundHead } from './head.ts';

export type StoredAuditRow = ChainedRow & {
  /** libsql hands blobs out as array buffers. */ readonly query_sealed: ArrayBuffer | null;
  readonly hash: string;
};
type Problem = Extract<ChainReport, { intact: false }>['problem'];

const sealedFits = (row: StoredAuditRow): boolean =>
  row.query_sealed === null ? row.query_hash === null : blobHash(new Uint8Array(row.query_sealed)) === row.query_hash;

/** A row whose hash is right, but for another place in the log. */
const belongsElsewhere = (database: Database.Database, row: StoredAuditRow): boolean => {
  const before = database.prepare('SELECT seq FROM audit WHERE hash = ?').get(row.prev_hash) as
    { readonly seq: number } | undefined;
  const place = before ? [before.seq, before.seq + 1, before.seq + 2] : [1];
  return place.some((seq) => seq !== row.seq && rowHash({ ...row, seq }) === row.hash);
};

const misfit = (
  database: Database.Database,
  row: StoredAuditRow,
  expected: { readonly seq: number; readonly hash: string; readonly at: string },
): Problem | null => {
  if (rowHash(row) !== row.hash) return belongsElsewhere(database, row) ? 'reordered' : 'changed';
  if (!sealedFits(row)) return 'changed';
  if (row.prev_hash !== expected.hash || row.at < expected.at) return 'reordered';
  return null;
};

/** How many rows there are by the head: one more when that of a later row was damaged. */
export const rowsAtLeast = ({ seq, damaged }: FoundHead): number => seq + (damaged ? 1 : 0);

export const verifyChain = (database: Database.Database, head: FoundHead | 'missing' | 'forged'): ChainReport => {
  let last = { seq: 0, hash: GENESIS, at: '' };
  let hashAtHead = GENESIS;
  for (const raw of database.prepare('SELECT * FROM audit ORDER BY seq').iterate()) {
    const row = raw as StoredAuditRow;
    if (row.seq !== last.seq + 1) return { intact: false, seq: last.seq + 1, problem: 'missing' };
    const problem = misfit(database, row, last);
    if (problem) return { intact: false, seq: row.seq, problem };
    last = { seq: row.seq, hash: row.hash, at: row.at };
    if (head !== 'missing' && head !== 'forged' && head.seq === row.seq) hashAtHead = row.hash;
  }
  if (head === 'missing' || head === 'forged') {
    // Without a head to trust nobody can say where the log ended; only an empty log needs none.
    return last.seq === 0 && head === 'missing'
      ? { intact: true, rows: 0, head: GENESIS }
      : { intact: false, seq: last.seq + 1, problem: 'cut' };
  }
  if (rowsAtLeast(head) > last.seq) return { intact: false, seq: last.seq + 1, problem: 'cut' };
  if (head.hash !== hashAtHead) return { intact: false, seq: head.seq, problem: 'changed' };
  return { intact: true, rows: last.seq, head: last.hash };
};
