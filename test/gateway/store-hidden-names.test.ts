/**
 * Names among many that the asker may not find, read from both ends of the index (`finding.ts`): few are read forwards all at
 * once, many backwards a page at a time. Either way only what may be found is told, newest first, each record once.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SOURCE_OF_KIND, RECORD_KINDS } from '../../shared/records/kind.ts';
import type { Term } from '../../shared/records/query/term.ts';
import type { SearchScope, StoreAnswer, StoreQuery } from '../../gateway/ports/record-store.ts';
import { openStoreFolder, type StoreFolder } from './store-folder.ts';
import { mention, record } from './store-records.ts';

const SCOPE: SearchScope = { kinds: RECORD_KINDS, precinct: null, hiddenTags: ['victim'], juvenile: true };
const KINDS = ['complaint', 'warrant', 'arrest', 'call911', 'stolen'] as const;
const MANY = 4_000;
const FEW = 700;

/** One in three names the person as a victim only, one in seven twice. Each is a minute older than the one before. */
const named = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const tags = at % 3 === 0 ? (['victim'] as const) : (['identifying'] as const);
    const minute = new Date(Date.UTC(2026, 0, 1) - at * 60_000).toISOString().slice(0, 16);
    return record({
      kind: KINDS[at % KINDS.length] ?? 'complaint',
      number: `${name.slice(0, 1)}-${String(at).padStart(5, '0')}`,
      occurredAt: minute,
      precinct: 100 + (at % 4),
      mentions: Array.from({ length: at % 7 === 0 ? 2 : 1 }, () => mention('person', `${name}, ANN`, [...tags])),
    });
  });
const RECORDS = { SCHIMERLING: named('SCHIMERLING', MANY), KOWALTZYK: named('KOWALTZYK', FEW) } as const;

let open: StoreFolder;
beforeAll(async () => {
  open = await openStoreFolder();
  await open.store.put([...RECORDS.SCHIMERLING, ...RECORDS.KOWALTZYK]);
}, 120_000);
afterAll(async () => open.remove());

const expected = (name: keyof typeof RECORDS, precinct: number | null): readonly string[] =>
  RECORDS[name]
    .filter((one) => SOURCE_OF_KIND[one.kind] === 'department' && one.mentions[0]?.tags[0] !== 'victim')
    .filter((one) => precinct === null || one.precinct === precinct)
    .map((one) => one.number);

async function pages(query: Omit<StoreQuery, 'after' | 'filters'>): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (let after: string | null = null; ;) {
    const answer: StoreAnswer = await open.store.search(
      'department',
      { ...query, after, filters: {} },
      SCOPE,
      undefined,
      () => undefined,
    );
    numbers.push(...answer.hits.map((hit) => hit.record.number));
    after = answer.after;
    if (after === null) return numbers;
  }
}

const CASES = (['SCHIMERLING', 'KOWALTZYK'] as const).flatMap((name) =>
  ([null, 102] as const).flatMap((precinct) =>
    (['prefix', 'sounds'] as const).map((match) => ({ name, precinct, match })),
  ),
);

it.each(CASES)('$name, $match, precinct $precinct: all that may be found, from the newest on and back', async (one) => {
  const { name, precinct, match } = one;
  const terms: Term[] = [{ type: 'name', value: name, match }];
  if (precinct !== null) terms.push({ type: 'precinct', value: precinct });
  const wanted = expected(name, precinct);
  expect(wanted.length).toBeGreaterThan(50);
  for (const limit of [30, 500]) expect(await pages({ terms, sort: 'newest', limit })).toEqual(wanted);
  expect(await pages({ terms, sort: 'best', limit: 200 })).toEqual(wanted);
  expect(await pages({ terms, sort: 'oldest', limit: 200 })).toEqual(wanted.toReversed());
  const counted = await open.store.count('department', { terms, filters: {} }, SCOPE);
  expect(counted.count).toBe(wanted.length);
});
