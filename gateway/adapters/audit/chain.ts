/**
 * How audit rows are linked: each row's hash covers all its columns and the hash of the row before (SHA-256 over a
 * canonical form), so that no row can be changed, taken out or moved unnoticed. Pure.
 */
import { createHash } from 'node:crypto';

/** A row as the table keeps it, without its own hash. */
export interface ChainedRow {
  readonly seq: number;
  readonly at: string;
  readonly action: string;
  readonly outcome: string;
  readonly username: string | null;
  readonly role_label: string | null;
  readonly workstation: string | null;
  readonly address: string | null;
  readonly session_id: string | null;
  readonly reason: string | null;
  readonly object: string | null;
  readonly rule: string | null;
  readonly duration_ms: number | null;
  readonly of_seq: number | null;
  readonly command: number | null;
  /** SHA-256 (hex) of the sealed query text. */
  readonly query_hash: string | null;
  readonly prev_hash: string;
}

export const COLUMNS = [
  'seq',
  'at',
  'action',
  'outcome',
  'username',
  'role_label',
  'workstation',
  'address',
  'session_id',
  'reason',
  'object',
  'rule',
  'duration_ms',
  'of_seq',
  'command',
  'query_hash',
  'prev_hash',
] as const satisfies readonly (keyof ChainedRow)[];

/** What the first row links to. */
export const GENESIS = '0'.repeat(64);

/** Canonical form: a JSON array in the order of {@link COLUMNS}, headed by the version of the form. */
export const rowHash = (row: ChainedRow): string =>
  createHash('sha256')
    .update(JSON.stringify([1, ...COLUMNS.map((column) => row[column])]))
    .digest('hex');

export const blobHash = (blob: Uint8Array): string => createHash('sha256').update(blob).digest('hex');
