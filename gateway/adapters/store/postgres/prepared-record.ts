/** A record made ready to be written: all that needs no connection, before the transaction begins. */
import { createHmac, type KeyObject } from 'node:crypto';
import type { NewRecord } from '../../../../shared/records/definition.ts';
import type { RecordKind } from '../../../../shared/records/kind.ts';
import { checkWritable, contentOf, idOf } from '../common/record-key.ts';
import { minuteOf } from '../common/row-number.ts';
import { linesOf, type RecordLines } from './record-lines.ts';

export interface StoreKeys {
  /** From which the ids of records are made. */
  readonly id: KeyObject;
  readonly content: KeyObject;
}

export interface Prepared {
  readonly kind: RecordKind;
  readonly id: string;
  /** To see that nothing changed. Keyed, so that nobody who reads the database can try contents on it. */
  readonly hash: string;
  readonly minute: number;
  readonly lines: () => RecordLines;
}

/** Throws `RangeError` for a record that may not be written. */
export function prepare(keys: StoreKeys, record: NewRecord): Prepared {
  checkWritable(record);
  const { json, hash } = contentOf(record);
  const id = idOf(keys.id, record.kind, record.number);
  const minute = minuteOf(record.occurredAt);
  return {
    kind: record.kind,
    id,
    hash: createHmac('sha256', keys.content).update(hash).digest('base64url'),
    minute,
    lines: () => linesOf(keys.content, { record, id, json, minute }),
  };
}

/** A prepared record with its lines made, as it crosses from one thread to another. */
export type Ready = Omit<Prepared, 'lines'> & { readonly lines: RecordLines };

export const readyOf = (keys: StoreKeys, record: NewRecord): Ready => {
  const { lines, ...rest } = prepare(keys, record);
  return { ...rest, lines: lines() };
};
