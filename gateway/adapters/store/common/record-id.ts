/** The id of a record in every store, and whether its number may be written. Says nothing of the record but its source. */
import { createHmac } from 'node:crypto';
import { SOURCE_OF_KIND, type RecordKind } from '../../../../shared/records/kind.ts';
import { recordIdOf } from '../../../../shared/records/record-id.ts';

/** Twenty-two characters that say nothing of the record but its source, and stay the same when it is imported again. */
export const idOf = (idKey: Uint8Array, kind: RecordKind, number: string): string => {
  const digest = createHmac('sha256', idKey).update(`${kind}|${number}`).digest().subarray(0, 16).toString('base64url');
  return recordIdOf(SOURCE_OF_KIND[kind], digest);
};

/** A record's number as the port bounds it: it is the key of everything, so nothing invisible may stand in it. */
const WRITABLE_NUMBER = /^[^\p{C}]{1,40}$/u;

/** Throws `RangeError`; the message holds nothing of the record. */
export function checkNumber(number: string): void {
  if (!WRITABLE_NUMBER.test(number)) throw new RangeError('A record needs a number of 1 to 40 characters.');
}
