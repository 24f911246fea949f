import { expect, test } from 'vitest';
import { arrivalMarks, countNews, emptyResults, mergeResults, type Results } from './results.ts';
import type { ResultRow, SearchEvent } from './search.ts';

const started: SearchEvent = {
  event: 'started',
  at: '2026-11-23T08:00:00.000Z',
  sources: [
    { source: 'department', state: 'searching' },
    { source: 'warrants', state: 'searching' },
    { source: 'public', state: 'not-authorised', rule: 'S17' },
  ],
};
const answered: SearchEvent = {
  event: 'source',
  source: 'department',
  state: 'answered',
  ms: 4,
  count: 10_000,
  exact: false,
  ranked: false,
  widened: 'look-alike',
  arrival: 77,
};
const down: SearchEvent = {
  event: 'source',
  source: 'warrants',
  state: 'down',
  ms: 900,
  count: 0,
  exact: true,
  because: 'time-out',
};
const row = (letter: string, news?: ResultRow['news']): ResultRow => ({
  id: letter.repeat(22),
  kind: 'complaint',
  source: 'department',
  number: letter,
  title: letter,
  matched: { text: letter, marks: [], why: 'word' },
  occurredAt: null,
  precinct: null,
  state: { label: 'Open', tone: 'neutral' },
  cautions: [],
  withheld: 0,
  preview: [],
  order: letter,
  ...(news === undefined ? {} : { news }),
});
const run = (...events: readonly SearchEvent[]): Results => events.reduce(mergeResults, emptyResults);

test('what a source says of its first answer is kept: unranked, widened, why it is down', () => {
  const { sources } = run(started, answered, down);
  expect(sources.department).toMatchObject({ ranked: false, widened: 'look-alike', arrival: 77 });
  expect(sources.warrants).toMatchObject({ state: 'down', because: 'time-out' });
});

test('a later page of a source does not take back what its first page said', () => {
  const { department } = run(started, answered, { ...answered, ranked: true, arrival: 90 }).sources;
  expect(department).toMatchObject({ ranked: false, arrival: 77 });
});

test('a source that gave no answer counts from nothing: all its rows will be new', () => {
  expect(arrivalMarks(run(started, answered, down))).toEqual({ department: 77, warrants: 0 });
});

test('while no source has answered there is nothing to compare with', () => {
  expect(arrivalMarks(run(started, down))).toBeNull();
});

test('new and changed rows are counted apart', () => {
  const results = run(started, {
    event: 'rows',
    source: 'department',
    rows: [row('a', 'new'), row('b', 'changed'), row('c', 'new'), row('d')],
  });
  expect(countNews(results)).toEqual({ fresh: 2, changed: 1 });
});
