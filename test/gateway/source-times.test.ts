/** S3: which searches say how long a source takes, and which do not. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../gateway/adapters/clock/system-clock.ts';
import { createSearch, type Search } from '../../gateway/core/search.ts';
import type { SourceEnding } from '../../gateway/core/source-times.ts';
import { SourceFailure, type RecordSources } from '../../gateway/ports/record-source.ts';
import type { Term } from '../../shared/records/query/term.ts';
import { asker, collect, OFFICER, openDesk, request, type Desk } from './records-desk.ts';

const COMPLAINTS: Term = { type: 'kind', value: 'complaint' };
const PLATE: Term = { type: 'plate', value: 'KLR4821', match: 'exact' };

let desk: Desk;
const endings: SourceEnding[] = [];
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.remove());
beforeEach(() => {
  endings.length = 0;
});

const searchWith = (change: Partial<RecordSources> = {}): Search =>
  createSearch({
    sources: { ...desk.sources, ...change },
    ...{ audit: desk.audit, clock: systemClock, cursorKey: new Uint8Array(32) },
    times: { note: (ending) => endings.push(ending) },
  });
const told = (): readonly string[] => endings.map(({ source, state }) => `${source} ${state}`).toSorted();

describe('S3: how long a source takes is taken', () => {
  it('of every source that was asked, also of one that did not answer in time, and of no other', async () => {
    const late = { ...desk.sources.warrants, search: () => Promise.reject(new SourceFailure('time-out')) };
    const events = await collect(searchWith({ warrants: late }).run(OFFICER, request([PLATE])));
    expect(told()).toEqual(['department answered', 'orders answered', 'stolen answered', 'warrants down']);
    const ends = events.filter((event) => event.event === 'source');
    expect(endings).toEqual(ends);
  });

  it('of the first page: what a further page takes is not what an officer waits for', async () => {
    const search = searchWith();
    const asked = request([COMPLAINTS], { limit: 1 });
    const first = await collect(search.run(OFFICER, asked));
    const cursors = Object.fromEntries(
      first.flatMap((event) => (event.event === 'source' && event.cursor ? [[event.source, event.cursor]] : [])),
    );
    expect(Object.keys(cursors)).not.toEqual([]);
    endings.length = 0;
    expect((await collect(search.run(OFFICER, { ...asked, cursors }))).at(-1)?.event).toBe('done');
    expect(endings).toEqual([]);
  });

  it('of a person’s search, not of one that runs again by itself', async () => {
    await collect(searchWith().run(OFFICER, request([PLATE]), 'search.alert'));
    expect(endings).toEqual([]);
  });

  it('not of one whose asker left: how long it would have taken is not known', async () => {
    const waiting: RecordSources['warrants'] = {
      ...desk.sources.warrants,
      search: (_query, _scope, _caller, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('left')))),
    };
    const stream = searchWith({ warrants: waiting })
      .run(asker('police-officer', 'warrant-check'), request([PLATE]))
      [Symbol.asyncIterator]();
    while (endings.length < 3) await stream.next(); // the others answered
    const pending = stream.next();
    await stream.return?.();
    await pending;
    expect(told()).toEqual(['department answered', 'orders answered', 'stolen answered']);
  });
});
