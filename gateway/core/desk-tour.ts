/**
 * The searches of a person's tour: noted as each ends, gone when the tour does. What cannot be noted is not held against
 * the search, which has its own rows in the audit log.
 */
import type { SearchEvent, SearchRequest } from '../../shared/records/search.ts';
import type { ArrivalMarks, TourSearch } from '../../shared/session/desk.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { ReasonedAsker } from './asker.ts';
import { reasonLine } from './reason-line.ts';

/** When the tour ends that runs at a time, both in milliseconds since the epoch. */
export type TourEnd = (now: number) => number;

const HOUR_MS = 3_600_000;

/** Tours overlap: what is done in the last hour of one may be of the next already, and is kept to its end. */
export const keptUntil = (tourEnd: TourEnd, now: number): number => {
  const end = tourEnd(now);
  return end - now > HOUR_MS ? end : tourEnd(now + HOUR_MS);
};

export interface TourSearches {
  of(owner: string): Promise<{ searches: TourSearch[] }>;
  /** Passes the events on and notes the question with what was found. `owner`: the id of the asker's account. */
  noted(
    asker: ReasonedAsker,
    owner: string,
    request: SearchRequest,
    events: AsyncIterable<SearchEvent>,
  ): AsyncIterable<SearchEvent>;
  /** How many searches are under way. */
  running(): number;
}

interface TourSearchesDeps {
  readonly desk: Pick<DeskStore, 'tourSearches' | 'keepTourSearch'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly tourEnd: TourEnd;
}

/** What the sources that answered have said in all. */
class Found {
  readonly #counts = new Map<string, { count: number; exact: boolean }>();
  #arrival: ArrivalMarks = {};

  take(event: SearchEvent): void {
    if (event.event === 'source' && event.state === 'answered') {
      this.#counts.set(event.source, { count: event.count, exact: event.exact });
      if (event.arrival !== undefined) this.#arrival = { ...this.#arrival, [event.source]: event.arrival };
    } else if (event.event === 'counted') this.#counts.set(event.source, { count: event.count, exact: true });
  }

  told(): Pick<TourSearch, 'count' | 'exact' | 'arrival'> {
    const counts = [...this.#counts.values()];
    return {
      count: counts.reduce((sum, { count }) => sum + count, 0),
      exact: counts.every(({ exact }) => exact),
      arrival: this.#arrival,
    };
  }
}

export const createTourSearches = ({ desk, clock, journal, tourEnd }: TourSearchesDeps): TourSearches => {
  let running = 0;

  const note = async (asker: ReasonedAsker, owner: string, asked: SearchRequest, found: Found, done: boolean) => {
    const { terms, filters, sort, columns, limit } = asked;
    const now = clock.now();
    const told = found.told();
    const search: TourSearch = {
      at: new Date(now).toISOString(),
      request: { terms, filters, sort, limit, ...(columns ? { columns } : {}) },
      ...told,
      count: done ? told.count : null,
      reason: reasonLine(asker.reason),
    };
    try {
      await desk.keepTourSearch(owner, search, keptUntil(tourEnd, now));
    } catch (error) {
      journal.failure('tour-search', error);
    }
  };

  return {
    of: async (owner) => ({ searches: [...(await desk.tourSearches(owner, clock.now()))] }),
    running: () => running,
    noted: (asker, owner, request, events) => ({
      [Symbol.asyncIterator]: () => {
        const items = events[Symbol.asyncIterator]();
        const found = new Found();
        // A further page, or the news of a saved search, is no question of its own.
        const isQuestion = request.cursors === undefined && request.newsOnly !== true;
        let state: 'waiting' | 'running' | 'over' = 'waiting';
        const over = (done: boolean): void => {
          const wasRunning = state === 'running';
          state = 'over';
          if (!wasRunning) return;
          running -= 1;
          // Once the end is told, which waits for no note: a list that is asked for after it has it.
          if (isQuestion) setImmediate(() => void note(asker, owner, request, found, done));
        };
        return {
          async next() {
            try {
              const item = await items.next();
              if (item.done === true) over(false);
              else if (item.value.event === 'done') over(true);
              else if (state === 'waiting') {
                state = 'running';
                running += 1;
              }
              if (item.done !== true) found.take(item.value);
              return item;
            } catch (error) {
              over(false);
              throw error;
            }
          },
          // The reader that leaves is not kept waiting by an event that has yet to come.
          async return() {
            const left = items.return?.();
            over(false);
            await left;
            return { done: true, value: undefined };
          },
        };
      },
    }),
  };
};
