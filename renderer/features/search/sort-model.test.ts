import { expect, test } from 'vitest';
import type { ColumnSort, SearchRequest } from '../../../shared/records/search.ts';
import { pressedSort, sortedBy, sortsOf } from './sort-model.ts';

const REQUEST: SearchRequest = {
  terms: [{ type: 'plate', value: 'KLR48', match: 'starts' }],
  filters: {},
  sort: 'best',
  limit: 100,
};
const up = (by: ColumnSort['by']): ColumnSort => ({ by, direction: 'ascending' });
const down = (by: ColumnSort['by']): ColumnSort => ({ by, direction: 'descending' });

test('a header sorts one way, then the other, then not at all', () => {
  const once = pressedSort([], 'kind', false);
  expect(once).toEqual([up('kind')]);
  const twice = pressedSort(once, 'kind', false);
  expect(twice).toEqual([down('kind')]);
  expect(pressedSort(twice, 'kind', false)).toEqual([]);
});

test('time begins with the latest', () => {
  expect(pressedSort([], 'occurredAt', false)).toEqual([down('occurredAt')]);
});

test('Shift adds up to three columns; a fourth takes the place of the third', () => {
  const three = [up('kind'), up('precinct'), up('state')];
  expect(pressedSort([up('kind'), up('precinct')], 'state', true)).toEqual(three);
  expect(pressedSort(three, 'number', true)).toEqual([up('kind'), up('precinct'), up('number')]);
});

test('with Shift a column that is there turns round or goes, and the others stay', () => {
  expect(pressedSort([up('kind'), up('state')], 'kind', true)).toEqual([down('kind'), up('state')]);
  expect(pressedSort([down('kind'), up('state')], 'kind', true)).toEqual([up('state')]);
});

test('without Shift the pressed column is the only one', () => {
  expect(pressedSort([up('kind'), up('state')], 'state', false)).toEqual([up('state')]);
});

test('what a request asks is what the headers show', () => {
  for (const sorts of [[], [down('occurredAt')], [up('occurredAt')], [up('kind'), down('occurredAt')], [up('state')]])
    expect(sortsOf(sortedBy(REQUEST, sorts))).toEqual(sorts);
});

test('going back to the best match leaves no column behind', () => {
  expect(sortedBy({ ...REQUEST, columns: [up('kind')] }, [])).toEqual(REQUEST);
});
