/**
 * A realistic load of any size: the same seed and number give the same records, in the order of time, in constant memory.
 * Everything in it is fictional and labelled so. Never for a store that people work with.
 */
import type { NewRecord } from '../../shared/records/definition.ts';
import { realPlaces } from '../sample/places.ts';
import { dayOfPosition } from './calendar.ts';
import { populationOf } from './population.ts';
import { recordsOfUnit, type City } from './units.ts';

/** A stopped load goes on after a whole number of them. */
export const BATCH_RECORDS = 2000;
/** Units that fill a batch, about; its days are spread over so many. */
const BATCH_UNITS = 1250;
/** One person in the population for so many records. */
const RECORDS_A_PERSON = 3;

export interface RecordLoad {
  readonly batches: number;
  /** Records of the n-th batch, whatever was made before. */
  batch(index: number): readonly NewRecord[];
}

/** `seed`: any text. `count`: records, from 1 to 10,000,000. */
export async function openLoad(seed: string, count: number): Promise<RecordLoad> {
  const places = await realPlaces();
  const people = populationOf(seed, Math.max(1000, Math.ceil(count / RECORDS_A_PERSON)), places);
  const city: City = { seed, places, people };
  const batches = Math.ceil(count / BATCH_RECORDS);
  return {
    batches,
    batch: (index) => batchOf(index, batches, Math.min(BATCH_RECORDS, count - index * BATCH_RECORDS), city),
  };
}

function batchOf(index: number, batches: number, wanted: number, city: City): readonly NewRecord[] {
  const records: NewRecord[] = [];
  // Every batch has numbers of units for itself: a unit leaves at least one record.
  for (let at = 0; records.length < wanted; at += 1) {
    const position = (index + Math.min(0.9999, at / BATCH_UNITS)) / batches;
    records.push(...recordsOfUnit(index * BATCH_RECORDS + at, dayOfPosition(position), city));
  }
  return records.slice(0, wanted);
}

/** All records of a load, one after the other. */
export async function generateRecords(seed: string, count: number): Promise<Iterable<NewRecord>> {
  const load = await openLoad(seed, count);
  return (function* () {
    for (let index = 0; index < load.batches; index += 1) yield* load.batch(index);
  })();
}
