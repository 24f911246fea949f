import { expect, test } from 'vitest';
import type { SavedSearch } from '../../../shared/session/desk.ts';
import { changesOf, openingOf, questionText, seenArrival } from './kept-model.ts';

const SAVED: SavedSearch = {
  id: 'saved00000000001',
  name: 'Plates',
  request: { terms: [{ type: 'plate', value: 'KLR48', match: 'starts' }], filters: {}, sort: 'best', limit: 100 },
  alert: true,
  savedAt: '2026-11-23T08:00:00.000Z',
  arrival: { department: 40, warrants: 7 },
  news: 2,
  checkedAt: null,
};

test('a saved search with news opens with its new rows alone', () => {
  expect(openingOf(SAVED)).toMatchObject({ since: { department: 40, warrants: 7 }, newsOnly: true });
});

test('without news it opens whole, with what changed since marked', () => {
  expect(openingOf({ ...SAVED, news: 0 }).newsOnly).toBeUndefined();
  expect(openingOf({ ...SAVED, news: null }).since).toEqual({ department: 40, warrants: 7 });
});

test('a search of which nobody knows where its sources stood is asked as it was', () => {
  expect(changesOf({ ...SAVED, arrival: {} })).toEqual(SAVED.request);
});

test('after a look, a source that gave no answer counts on from where it stood', () => {
  expect(seenArrival({ department: 40, warrants: 7 }, { department: 55, warrants: 0 })).toEqual({
    department: 55,
    warrants: 7,
  });
});

test('the box says the question in its own words', () => {
  expect(questionText(SAVED.request)).toContain('KLR48');
});
