/** Keys and ids of a store, both derived from the one key it is given. The same key gives the same ids in every store. */
import { createHmac, hkdfSync } from 'node:crypto';
import { SOURCE_OF_KIND, type RecordKind } from '../../../../shared/records/kind.ts';
import { recordIdOf } from '../../../../shared/records/record-id.ts';

/** 32 bytes for one use, derived from the store's key; the key itself is used for nothing else. */
export const deriveKey = (key: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `precinct record store ${use}`, 32));

/** Twenty-two characters that say nothing of the record but its source, and stay the same when it is imported again. */
export const idOf = (idKey: Uint8Array, kind: RecordKind, number: string): string => {
  const digest = createHmac('sha256', idKey).update(`${kind}|${number}`).digest().subarray(0, 16).toString('base64url');
  return recordIdOf(SOURCE_OF_KIND[kind], digest);
};
