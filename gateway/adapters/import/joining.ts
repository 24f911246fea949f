/** Joins one batch of rows to the records of the store, asking it for each record once. Writes nothing itself. */
import type { NewRecord } from '../../../shared/records/definition.ts';
import type { RecordKind } from '../../../shared/records/kind.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import type { JoinedSet, Part } from './data-set.ts';
import { joinPart, keepJoined, MOST_JOINED } from './joined-rows.ts';

/** Records asked for at once: as many as keep a store busy, fewer than its connections would make wait. */
const ASKED_TOGETHER = 8;

/** Why a row is refused whose record is not there: the same file again tries it again. */
export const RECORD_NOT_THERE = 'the record it belongs to is not there; import that first, then this file again';
const RECORD_FULL = `the record it belongs to has ${String(MOST_JOINED)} such rows already`;

/** A row on its way to its record. */
export interface WaitingPart {
  readonly part: Part;
  readonly line: number;
  readonly cells: readonly string[];
  readonly repairs: readonly string[];
}

type Finder = Pick<RecordStore, 'find'>;

/** Those records that are there, by their number. */
async function findAll(
  store: Finder,
  kind: RecordKind,
  numbers: Iterable<string>,
): Promise<ReadonlyMap<string, NewRecord>> {
  const wanted = [...new Set(numbers)];
  const found = new Map<string, NewRecord>();
  for (let at = 0; at < wanted.length; at += ASKED_TOGETHER) {
    const some = wanted.slice(at, at + ASKED_TOGETHER);
    for (const stored of await Promise.all(some.map((number) => store.find(kind, number)))) {
      if (stored === null) continue;
      const record: NewRecord & { id?: string } = { ...stored };
      // The store's own: put back with it, the record would be another.
      delete record.id;
      found.set(record.number, record);
    }
  }
  return found;
}

/** Records of the batch as they are with their rows; those that were so already are left out. */
export async function joinParts(
  store: Finder,
  set: JoinedSet,
  waiting: readonly WaitingPart[],
  told: { joined(one: WaitingPart): void; refused(one: WaitingPart, reason: string): void },
): Promise<readonly NewRecord[]> {
  const of = waiting.map(({ part }) => part.of);
  const found = await findAll(store, set.kind, of);
  const records = new Map([...found].filter(([, { origin }]) => origin === set.origin));
  for (const one of waiting) {
    const before = records.get(one.part.of);
    const after = before && joinPart(before, set.section, one.part);
    if (after) {
      records.set(one.part.of, after);
      told.joined(one);
    } else {
      told.refused(one, before ? RECORD_FULL : RECORD_NOT_THERE);
    }
  }
  return [...records].flatMap(([number, record]) =>
    JSON.stringify(record) === JSON.stringify(found.get(number)) ? [] : [record],
  );
}

/** The records with the rows that had been joined to them before they came again. */
export async function withJoined(store: Finder, fresh: readonly NewRecord[]): Promise<readonly NewRecord[]> {
  const [first] = fresh;
  if (first === undefined) return fresh;
  const numbers = fresh.map(({ number }) => number);
  const stored = await findAll(store, first.kind, numbers);
  return fresh.map((record) => {
    const before = stored.get(record.number);
    return before ? keepJoined(record, before) : record;
  });
}
