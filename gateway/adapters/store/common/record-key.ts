/** What a store makes of a record before it writes it: its id, its fingerprint and whether it may be written at all. Pure. */
import { createHmac, hash as digestOf, type KeyObject } from 'node:crypto';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { SOURCE_OF_KIND, type RecordKind } from '../../../../shared/records/kind.ts';
import { recordIdOf } from '../../../../shared/records/record-id.ts';

/** Twenty-two characters that say nothing of the record but its source, and stay the same when it is imported again. */
export const idOf = (idKey: Uint8Array | KeyObject, kind: RecordKind, number: string): string => {
  const digest = createHmac('sha256', idKey).update(`${kind}|${number}`).digest().subarray(0, 16).toString('base64url');
  return recordIdOf(SOURCE_OF_KIND[kind], digest);
};

/** A record's number as the port bounds it: it is the key of everything, so nothing invisible may stand in it. */
const WRITABLE_NUMBER = /^[^\p{C}]{1,40}$/u;
/** So that a mention's own number fits beside its record's. */
export const MOST_MENTIONS = 4_096;

/** Throws `RangeError`; the message holds nothing of the record. */
export function checkWritable(record: NewRecord): void {
  if (!WRITABLE_NUMBER.test(record.number)) throw new RangeError('A record needs a number of 1 to 40 characters.');
  if (record.mentions.length >= MOST_MENTIONS) throw new RangeError('A record names at most 4,095 things.');
}

/** The record as written, and by which the same record is known again. */
export function contentOf(record: NewRecord): { readonly json: string; readonly hash: string } {
  const json = JSON.stringify(record);
  return { json, hash: digestOf('sha256', json, 'base64url') };
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
