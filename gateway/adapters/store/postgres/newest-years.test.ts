/** When the newest records of words that very many have are enough, and when all have to be looked at. */
import { describe, expect, it } from 'vitest';
import { readTerms } from '../common/asked.ts';
import { wantedOf } from '../common/wanted.ts';
import { RECORD_KINDS } from '../../../../shared/records/kind.ts';
import type { Term } from '../../../../shared/records/query/term.ts';
import type { Filters } from '../../../../shared/records/search.ts';
import { filledByNewest } from './newest-years.ts';
import { rowsStatement, type Searching } from './statements.ts';

const CAP = 10_000;
const SCOPE = { kinds: RECORD_KINDS, precinct: null, hiddenTags: [], juvenile: true };
const WORDS: Term = { type: 'words', value: 'black jacket' };
const year = new Date().getUTCFullYear();

function searching(terms: readonly Term[] = [WORDS], filters: Filters = {}): Searching {
  const asked = readTerms(terms, 'asked', () => []);
  const wanted = wantedOf('department', { filters }, SCOPE, asked);
  if (wanted === null) throw new Error('nothing can be found');
  return { wanted, asked, newsSince: null };
}

/** Answers with these counts, one after the other, and says which years were asked. */
async function asking(of: Searching, counts: readonly number[]) {
  const years: (number | undefined)[] = [];
  const given = await filledByNewest(of, CAP, (narrower) => {
    years.push(narrower.sinceYear);
    return Promise.resolve({ found: counts[years.length - 1] ?? 0 });
  });
  return { years, given };
}

describe('words that very many records have', () => {
  it('this year alone fills the answer', async () => {
    expect(await asking(searching(), [CAP + 1])).toEqual({ years: [year], given: { found: CAP + 1 } });
  });

  it('exactly as many as the cap do not: there may be older ones', async () => {
    expect((await asking(searching(), [CAP, CAP])).given).toBeNull();
  });

  it('some more years are looked at when this year holds many', async () => {
    expect(await asking(searching(), [CAP / 2, CAP + 1])).toEqual({
      years: [year, year - 3],
      given: { found: CAP + 1 },
    });
  });

  it('few this year: all are looked at', async () => {
    expect(await asking(searching(), [3])).toEqual({ years: [year], given: null });
  });

  it.each<[string, Searching]>([
    ['a plate', searching([{ type: 'plate', value: 'KLR4821', match: 'exact' }])],
    ['no words', searching([{ type: 'kind', value: 'arrest' }])],
    ['a precinct', searching([WORDS, { type: 'precinct', value: 113 }])],
    ['years', searching([WORDS], { years: [2019, 2021] })],
    ['a time that has an end', searching([WORDS, { type: 'when', to: '2020-01-01' }])],
    ['news', { ...searching(), newsSince: 7 }],
  ])('with %s all are looked at', async (_, of) => {
    expect(await asking(of, [CAP + 1])).toEqual({ years: [], given: null });
  });

  it('the text index is narrowed by every year from then on, and by no earlier one', () => {
    const reading = {
      direction: 'newest first',
      beyond: null,
      take: 1,
      countTo: 1,
      facets: false,
      values: false,
    } as const;
    const { values } = rowsStatement({ ...searching(), sinceYear: 2023 }, reading);
    const question = values.find((value) => typeof value === 'string' && value.includes('JACKET'));
    const asked = [...String(question).matchAll(/'year:(\d+)'(:\*)?/g)].map(([, digits, begun]) =>
      begun === undefined ? new RegExp(`^${String(digits)}$`) : new RegExp(`^${String(digits)}`),
    );
    for (const one of [2023, 2024, 2029, 2030, 2099, 2100, 3000, 9999])
      expect(asked.some((form) => form.test(String(one)))).toBe(true);
    for (const one of [1000, 1899, 1999, 2000, 2019, 2022])
      expect(asked.some((form) => form.test(String(one)))).toBe(false);
  });
});
