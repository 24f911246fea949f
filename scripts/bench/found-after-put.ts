/** How soon a record that has just come in is found, while others search: with the store alone, opened as the gateway does. */
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { openDepartment } from '../../gateway/department.ts';
import { openLoad } from '../../gateway/generate/generate-records.ts';
import type { StoreQuery } from '../../gateway/ports/record-store.ts';
import { RECORD_KINDS } from '../../shared/records/kind.ts';
import type { NewRecord } from '../../shared/records/definition.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { spreadOf, type Spread } from './figures.ts';
import type { PreparedStore } from './stores.ts';

const EVERYTHING = { kinds: [...RECORD_KINDS], precinct: null, hiddenTags: [], juvenile: true } as const;
const query = (terms: readonly Term[]): StoreQuery => ({ terms, filters: {}, sort: 'best', limit: 50, after: null });
const SEARCHERS = 4;

export interface FoundAfterPut {
  /** Milliseconds from handing a record over to the answer that holds it. */
  readonly found: Spread;
  /** Searches of the others meanwhile. */
  readonly meanwhile: Spread;
}

/** Writes the same few records each run, so that the store does not grow. */
export async function measureFoundAfterPut(
  { dataFolder, postgres }: Pick<PreparedStore, 'dataFolder' | 'postgres'>,
  times: number,
): Promise<FoundAfterPut> {
  const department = await openDepartment({
    ...{ dataFolder, clock: systemClock, keyStore: 'file' },
    ...(postgres === null ? {} : { postgres: { url: postgres } }),
  });
  const { store } = department;
  const load = await openLoad('found after put', 2000);
  const records = load.batch(0).filter(({ kind, sealed }) => kind === 'complaint' && !sealed);
  const found: number[] = [];
  const meanwhile: number[] = [];
  let done = false;
  const others = Array.from({ length: SEARCHERS }, async () => {
    while (!done) {
      const from = performance.now();
      await store.search('department', query([{ type: 'words', value: 'BLACK JACKET' }]), EVERYTHING);
      meanwhile.push(performance.now() - from);
    }
  });
  for (let at = 0; at < times; at += 1) {
    const record = records[at % records.length];
    if (record === undefined) break;
    // Another title each time: a changed record is written with all its indexes, as a new one is.
    const changed: NewRecord = { ...record, title: `Measured ${String(Date.now())}` };
    const from = performance.now();
    await store.put([changed]);
    for (;;) {
      const term: Term = { type: 'identifier', value: record.number, kind: 'complaint' };
      const { hits } = await store.search('department', query([term]), EVERYTHING);
      if (hits.some((hit) => hit.record.title === changed.title)) break;
    }
    found.push(performance.now() - from);
  }
  done = true;
  await Promise.all(others);
  await department.close();
  return { found: spreadOf(found), meanwhile: spreadOf(meanwhile) };
}
