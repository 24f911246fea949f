import { describe, expect, it } from 'vitest';
import { searchRequestSchema, type SearchEvent } from '../../shared/records/search.ts';
import type { TourSearch } from '../../shared/session/desk.ts';
import { tourNow } from './session-view.ts';
import type { ReasonedAsker } from './asker.ts';
import { createTourSearches, keptUntil, type TourSearches } from './desk-tour.ts';

const MINUTE = 60_000;
const tourEnd = (now: number): number => Date.parse(tourNow(now).endsAt);
const NOW = Date.parse('2026-11-23T15:00:00.000Z'); // ten in the morning, second platoon
const asker = { reason: { purposeLabel: 'Job in progress', reference: null, text: null } } as unknown as ReasonedAsker;
const request = searchRequestSchema.parse({ terms: [{ type: 'plate', value: 'KLR4821', match: 'exact' }] });

const answered = (source: 'department' | 'stolen', count: number, more: object = {}): SearchEvent => ({
  ...{ event: 'source', source, state: 'answered', ms: 1, count, exact: true, arrival: 7 },
  ...more,
});
const START: SearchEvent = { event: 'started', at: '2026-11-23T15:00:00Z', sources: [] };
const DONE: SearchEvent = { event: 'done', ms: 1, auditSeq: 1 };

const desk = (): { readonly tour: TourSearches; readonly kept: [TourSearch, number][] } => {
  const kept: [TourSearch, number][] = [];
  const tour = createTourSearches({
    desk: {
      tourSearches: () => Promise.resolve([]),
      keepTourSearch: (_owner, search, until) => Promise.resolve(void kept.push([search, until])),
    },
    clock: { now: () => NOW, monotonic: () => 0 },
    journal: { failure: () => undefined },
    tourEnd,
  });
  return { tour, kept };
};

async function* stream(...events: readonly SearchEvent[]): AsyncGenerator<SearchEvent> {
  for (const event of events) yield await Promise.resolve(event);
}
const readAll = async (events: AsyncIterable<SearchEvent>): Promise<number> => {
  let read = 0;
  for await (const event of events) read += event.event === 'fault' ? 0 : 1;
  return read;
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a search of the tour', () => {
  it('is noted once its end is told: what the sources found in all, and where each stood', async () => {
    const { tour, kept } = desk();
    const counted: SearchEvent = { ...{ event: 'counted', source: 'department', count: 12_345 }, facets: {} } as never;
    const events = stream(
      START,
      answered('department', 10_001, { exact: false }),
      answered('stolen', 2),
      counted,
      DONE,
    );
    const seen: number[] = [];
    for await (const event of tour.noted(asker, 'me', request, events)) {
      if (event.event === 'started') seen.push(tour.running());
      if (event.event === 'done') seen.push(tour.running());
    }
    expect(seen).toEqual([1, 0]);
    await turn();
    expect(kept[0]?.[0]).toMatchObject({ count: 12_347, exact: true, arrival: { department: 7, stolen: 7 } });
    expect(kept[0]?.[1]).toBe(tourEnd(NOW));
  });

  it('that was broken off is noted without a count, also while its reader waits for a source', async () => {
    const { tour, kept } = desk();
    const never = new Promise<IteratorResult<SearchEvent>>(() => undefined);
    const items = [Promise.resolve({ done: false, value: START } as const), never];
    const events = {
      [Symbol.asyncIterator]: () => ({
        next: () => items.shift() ?? never,
        return: () => Promise.resolve({ done: true as const, value: undefined }),
      }),
    };
    const reading = tour.noted(asker, 'me', request, events)[Symbol.asyncIterator]();
    await reading.next();
    void reading.next();
    await reading.return?.();
    await turn();
    expect(kept.map(([search]) => search.count)).toEqual([null]);
    expect(tour.running()).toBe(0);
  });

  it('is none when it was refused, when it is a further page, or the news of a saved one', async () => {
    const { tour, kept } = desk();
    const refused = (async function* () {
      await Promise.reject(new Error('refused'));
      yield START;
    })();
    await expect(readAll(tour.noted(asker, 'me', request, refused))).rejects.toThrow('refused');
    for (const more of [{ cursors: { department: 'x' } }, { since: { department: 1 }, newsOnly: true }])
      expect(await readAll(tour.noted(asker, 'me', { ...request, ...more }, stream(START, DONE)))).toBe(2);
    await turn();
    expect([kept, tour.running()]).toEqual([[], 0]);
  });
});

describe('what is kept for the tour', () => {
  it('is kept to its end, and from its last hour to the end of the next', () => {
    const at = (time: string): string => new Date(keptUntil(tourEnd, Date.parse(time))).toISOString();
    // New York is five hours behind: 07:05–15:40 is 12:05–20:40 here, the third platoon ends at 04:35.
    expect(at('2026-11-23T13:00:00Z')).toBe('2026-11-23T20:40:00.000Z');
    expect(at('2026-11-23T19:50:00Z')).toBe('2026-11-24T04:35:00.000Z');
    expect(at('2026-11-23T20:10:00Z')).toBe('2026-11-24T04:35:00.000Z');
    for (let now = NOW; now < NOW + 24 * 60 * MINUTE; now += 7 * MINUTE) {
      const left = keptUntil(tourEnd, now) - now;
      expect(left > 60 * MINUTE && left <= 12 * 60 * MINUTE, new Date(now).toISOString()).toBe(true);
    }
  });
});
