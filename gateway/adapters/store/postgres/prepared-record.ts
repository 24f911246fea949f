/** A record made ready to be written: all that needs no connection, before the transaction begins. */
import { createHmac, type KeyObject } from 'node:crypto';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import { checkWritable, contentOf, idOf } from '../common/record-key.ts';
import { minuteOf } from '../common/row-number.ts';
import { sealContent } from './content-seal.ts';

export interface StoreKeys {
  /** From which the ids of records are made. */
  readonly id: KeyObject;
  readonly content: KeyObject;
}

export interface Prepared {
  readonly record: NewRecord;
  readonly id: string;
  /** To see that nothing changed. Keyed, so that nobody who reads the database can try contents on it. */
  readonly hash: string;
  readonly minute: number;
  readonly sealed: () => Buffer;
}

/** Throws `RangeError` for a record that may not be written. */
export function prepare(keys: StoreKeys, record: NewRecord): Prepared {
  checkWritable(record);
  const { json, hash } = contentOf(record);
  const id = idOf(keys.id, record.kind, record.number);
  return {
    record,
    id,
    hash: createHmac('sha256', keys.content).update(hash).digest('base64url'),
    minute: minuteOf(record.occurredAt),
    sealed: () => sealContent(keys.content, id, json),
  };
}
