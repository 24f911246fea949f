/** Keys of a store, derived from the one key it is given; that key itself is used for nothing else. */
import { hkdfSync } from 'node:crypto';

/** 32 bytes for one use. The same key and use give the same bytes in every store, and so the same ids of records. */
export const deriveKey = (key: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `precinct record store ${use}`, 32));
