/** What a store makes of a record before it writes it, and what it says of it since. Pure. */
import { createHash } from 'node:crypto';
import type { NewRecord } from '../../../../shared/records/definition.ts';

/** The record as written, and by which the same record is known again. */
export function contentOf(record: NewRecord): { readonly json: string; readonly hash: string } {
  const json = JSON.stringify(record);
  return { json, hash: createHash('sha256').update(json).digest('base64url') };
}

/** A job that nobody has closed yet: no closing time and no closing disposition. */
export const isOpenJob = (record: NewRecord): boolean =>
  record.kind === 'call911' &&
  !record.sealed &&
  (record.body['times']?.[0]?.['closed'] ?? null) === null &&
  !/clos|final/i.test(record.state.label);

/** Whether a record is new or changed against an arrival number of earlier; null when nothing was asked or it is neither. */
export function newsOf(first: number, last: number, since: number | undefined): 'new' | 'changed' | null {
  if (since === undefined || last <= since) return null;
  return first > since ? 'new' : 'changed';
}
