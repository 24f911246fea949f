import { describe, expect, it } from 'vitest';
import type { ResultRow, SearchEvent, SearchRequest } from '../../../shared/records/search.ts';
import { nextRun, NO_RUN, shownResults, type SearchRun } from './search-run.ts';

const request = (value: string, filters: SearchRequest['filters'] = {}): SearchRequest => ({
  terms: [{ type: 'words', value }],
  filters,
  sort: 'best',
  limit: 100,
});
const row = (number: string): ResultRow => ({
  id: number.padEnd(22, '0'),
  kind: 'complaint',
  source: 'department',
  number,
  title: 'Sample',
  matched: { text: 'Sample', marks: [], why: 'word' },
  occurredAt: null,
  precinct: 113,
  state: { label: 'Open', tone: 'neutral' },
  cautions: [],
  withheld: 0,
  preview: [],
  order: number,
});
const rows = (...numbers: readonly string[]): SearchEvent => ({
  event: 'rows',
  source: 'department',
  rows: numbers.map(row),
});
const answered: SearchEvent = {
  event: 'source',
  source: 'department',
  state: 'answered',
  ms: 5,
  count: 1,
  exact: true,
};
const done: SearchEvent = { event: 'done', ms: 6, auditSeq: 1 };
const progress = (run: SearchRun, key: string, ...events: readonly SearchEvent[]): SearchRun =>
  nextRun(run, { of: 'progressed', key, events, fault: undefined, now: 141 });
const begin = (run: SearchRun, key: string, asked: SearchRequest): SearchRun =>
  nextRun(run, { of: 'started', key, request: asked, now: 100 });

describe('a run of a search', () => {
  it('takes no row of another run', () => {
    const run = begin(begin(NO_RUN, 'one', request('first')), 'two', request('second'));
    expect(progress(run, 'one', rows('A')).results.rows).toEqual([]);
    expect(progress(run, 'two', rows('B')).results.rows.map((each) => each.number)).toEqual(['B']);
  });

  it('takes nothing at all once it was cleared', () => {
    const cleared = nextRun(begin(NO_RUN, 'one', request('first')), { of: 'cleared' });
    expect(progress(cleared, 'one', rows('A'), done)).toBe(cleared);
    expect(progress(cleared, '', rows('A'), done)).toBe(cleared);
  });

  it('measures the first row from the key press, once', () => {
    const run = progress(begin(NO_RUN, 'one', request('first')), 'one', rows('B'));
    const later = nextRun(run, { of: 'progressed', key: 'one', events: [rows('A')], fault: undefined, now: 900 });
    expect(later.firstRowMs).toBe(41);
  });

  it('keeps rows in sight while the same terms are searched with other filters, and drops them for other terms', () => {
    const found = progress(begin(NO_RUN, 'one', request('first')), 'one', rows('A'), answered, done);
    const refined = begin(found, 'two', request('first', { precincts: [113] }));
    expect(shownResults(refined).rows.map((each) => each.number)).toEqual(['A']);
    expect(shownResults(progress(refined, 'two', answered, done)).rows).toEqual([]);
    expect(shownResults(begin(found, 'three', request('other'))).rows).toEqual([]);
  });

  it('ends with the fault that ended it', () => {
    const run = nextRun(begin(NO_RUN, 'one', request('first')), {
      of: 'progressed',
      key: 'one',
      events: [],
      fault: { code: 'reason.missing', rule: 'S26' },
      now: 101,
    });
    expect([run.status, run.fault?.code]).toEqual(['failed', 'reason.missing']);
  });
});
