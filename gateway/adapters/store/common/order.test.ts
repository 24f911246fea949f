/** The order of rows: a greater text comes first, by every sort, and a place reads back what was written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECORD_KINDS } from '../../../../shared/records/kind.ts';
import { SORT_COLUMNS, SORTS } from '../../../../shared/records/search.ts';
import { BANDS, columnKeys, orderText, rowOfOrder, type Band, type Ordering } from './order.ts';
import { inOrder, pageOf, placeOf, placeText, PASSES, type FoundRow } from './paging.ts';
import { FIRST_KNOWN_ROW, minuteOf, rowsBetween, rowsOfMinute, rowsOfYears, yearOfRow } from './row-number.ts';

const day = fc
  .date({ min: new Date('1901-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 16));
const known = fc
  .tuple(day, fc.integer({ min: 0, max: 2 ** 20 - 1 }))
  .map(([at, n]) => rowsOfMinute(minuteOf(at)).from + n);
const unknown = fc.integer({ min: 0, max: 2 ** 22 });
const row = fc.oneof(known, known, unknown);
const band = fc.constantFrom<Band>(...Object.values(BANDS));
const sort = fc.constantFrom(...SORTS);
const columns = fc.array(
  fc.record({
    by: fc.constantFrom(...SORT_COLUMNS),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
  }),
  { minLength: 1, maxLength: 3 },
);
const values = fc.record({
  kind: fc.constantFrom(...RECORD_KINDS),
  number: fc.string({ maxLength: 40, minLength: 1 }),
  precinct: fc.option(fc.integer({ min: 1, max: 123 })),
  offence: fc.option(fc.string({ unit: 'binary', maxLength: 60 })),
  state: fc.string({ maxLength: 40 }),
});

describe('numbers of rows', () => {
  it('are in order of time, and a span of time is a span of numbers', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        fc.pre(a !== b);
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(rowsOfMinute(minuteOf(early)).to).toBeLessThan(rowsOfMinute(minuteOf(late)).from);
        const span = rowsBetween(early, late);
        expect(span).toEqual({ from: rowsOfMinute(minuteOf(early)).from, to: rowsOfMinute(minuteOf(late)).to });
        expect(yearOfRow(span.from)).toBe(Number(early.slice(0, 4)));
      }),
    );
  });

  it('a day is its midnight, a span of days ends with the last minute, and what has no date is in no span', () => {
    expect(minuteOf('2026-11-03')).toBe(minuteOf('2026-11-03T00:00'));
    expect(minuteOf('no date')).toBe(0);
    expect(rowsBetween('2026-11-03', '2026-11-03').to).toBe(rowsOfMinute(minuteOf('2026-11-03T23:59')).to);
    expect(rowsBetween(undefined, '2026-11-03').from).toBe(FIRST_KNOWN_ROW);
    expect(rowsOfMinute(0).to).toBeLessThan(FIRST_KNOWN_ROW);
    expect(yearOfRow(7)).toBeNull();
    expect(minuteOf('1850-01-01')).toBe(minuteOf('1799-01-01'));
    expect(rowsOfMinute(minuteOf('1850-01-01')).from).toBe(FIRST_KNOWN_ROW);
  });

  it('years side by side are one span', () => {
    expect(rowsOfYears([2020, 2018, 2019])).toEqual([rowsBetween('2018-01-01', '2020-12-31')]);
    expect(rowsOfYears([2020, 2018])).toHaveLength(2);
  });
});

describe('order texts', () => {
  it('compare as the rows are to come, and give the number back', () => {
    const ordering = fc.oneof(
      sort.map((one): Ordering => ({ sort: one, ranked: true })),
      sort.map((one): Ordering => ({ sort: one, ranked: false })),
      columns.map((some): Ordering => ({ sort: 'best', columns: some, ranked: true })),
    );
    const found = fc.uniqueArray(fc.record({ row, band, values }), { selector: (one) => one.row, maxLength: 40 });
    fc.assert(
      fc.property(ordering, found, (order, rows) => {
        const newest = rows
          .toSorted((a, b) => b.row - a.row)
          .map((one): FoundRow => ({
            ...one,
            keys: order.columns ? columnKeys(order.columns, one.row, one.values) : '',
          }));
        const ordered = inOrder(order, newest);
        const texts = ordered.map((one) => orderText(order, one.row, one.band, one.keys));
        expect(texts).toEqual([...texts].sort().reverse());
        expect(texts.map((text) => rowOfOrder(order, text))).toEqual(ordered.map((one) => one.row));
        for (const text of texts) expect(text.length).toBeLessThanOrEqual(120);
        const half = pageOf(order, ordered, texts[10] ?? null, 7).rows;
        expect(half).toEqual(texts.length > 10 ? ordered.slice(11, 18) : ordered.slice(0, 7));
      }),
    );
  });

  it('oldest: the earliest first, those without a time last', () => {
    fc.assert(
      fc.property(known, known, unknown, (a, b, without) => {
        fc.pre(a < b);
        const text = (one: number): string => orderText({ sort: 'oldest', ranked: true }, one, BANDS.filter);
        expect(text(a) > text(b)).toBe(true);
        expect(text(b) > text(without)).toBe(true);
      }),
    );
  });

  it('by column: known before unknown either way, and ascending is the other way round', () => {
    const of = (offence: string | null, direction: 'ascending' | 'descending'): string =>
      columnKeys([{ by: 'offence', direction }], 1, {
        kind: 'arrest',
        number: '1',
        precinct: null,
        offence,
        state: '',
      });
    expect(of('ARSON', 'ascending') > of('burglary', 'ascending')).toBe(true);
    expect(of('Robbery', 'descending') > of('BURGLARY', 'descending')).toBe(true);
    for (const direction of ['ascending', 'descending'] as const) {
      expect(of('ARSON', direction) > of(null, direction)).toBe(true);
      expect(of('ZZZ', direction) > of(null, direction)).toBe(true);
    }
  });
});

it('a place is what was written, and nothing else is one', () => {
  for (const pass of PASSES) {
    for (const capped of [true, false]) {
      const place = { pass, capped, order: `7${'0'.repeat(15)}9` };
      expect(placeOf(placeText(place))).toEqual(place);
    }
  }
  for (const text of ['', 'x', 'a=', 'q=0000000000000001', 'a=12', null]) expect(placeOf(text)).toBeNull();
});
