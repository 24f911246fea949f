/**
 * Runs saved searches again for people who are at work with a reason in force, and counts what is new. One at a time, a few
 * a look, and none while people search: as the person, under what they may see now, recorded like any search.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import type { Custodian } from '../../shared/records/kind.ts';
import type { SearchEvent, SearchRequest } from '../../shared/records/search.ts';
import type { ArrivalMarks, SavedSearch } from '../../shared/session/desk.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { ReasonedAsker } from './asker.ts';
import { needsFactor } from './identity-policy.ts';
import type { Search } from './search.ts';
import { IDLE_SECONDS } from './session-limits.ts';
import type { LiveSession, Sessions } from './sessions.ts';

export interface AlertTimes {
  /** How often it is looked what is due, in milliseconds. */
  readonly lookMs: number;
  /** How long a saved search rests after it was run. */
  readonly restMs: number;
}
export const ALERT_TIMES: AlertTimes = { lookMs: 60_000, restMs: 5 * 60_000 };

const MOST_A_LOOK = 30;
/** An alert never asks a commercial source: each question there costs, and nobody has asked it. */
const ASKED: readonly Custodian[] = ['nypd', 'government'];

export interface SavedAlerts {
  look(): Promise<void>;
}

interface AlertsDeps {
  readonly desk: DeskStore;
  readonly search: Search;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly isBusy: () => boolean;
  readonly restMs: number;
}

interface Due {
  readonly sessionId: string;
  readonly owner: string;
  readonly saved: SavedSearch;
}

const requestOf = ({ request, arrival }: SavedSearch): SearchRequest => {
  const custodians = (request.filters.custodians ?? ASKED).filter((custodian) => ASKED.includes(custodian));
  return { ...request, filters: { ...request.filters, custodians }, since: arrival, newsOnly: true, limit: 1 };
};

/** Null when no source answered. A source without a mark had not answered yet: it is counted from now on. */
class News {
  #count: number | null = null;
  #arrival: ArrivalMarks;

  constructor(arrival: ArrivalMarks) {
    this.#arrival = arrival;
  }

  take(event: SearchEvent): void {
    if (event.event !== 'source' || event.state !== 'answered') return;
    const isMarked = this.#arrival[event.source] !== undefined;
    this.#count = (this.#count ?? 0) + (isMarked ? event.count : 0);
    if (!isMarked && event.arrival !== undefined) this.#arrival = { ...this.#arrival, [event.source]: event.arrival };
  }

  told(): { readonly news: number | null; readonly arrival: ArrivalMarks } {
    return { news: this.#count, arrival: this.#arrival };
  }
}

export const createSavedAlerts = (deps: AlertsDeps): SavedAlerts => {
  const { desk, search, sessions, clock, journal, isBusy, restMs } = deps;
  let isLooking = false;

  /** Null: not at work, as any call of the session would find. */
  const askerAtWork = (session: LiveSession | null): ReasonedAsker | null => {
    if (session?.state !== 'active' || session.reason === null) return null;
    const now = clock.monotonic();
    const isLeft = now - session.lastActivity >= IDLE_SECONDS[session.workstation.area] * 1000;
    if (isLeft || now >= session.tokenDeadline || now >= session.absoluteDeadline) return null;
    if (session.codeGiven === null && needsFactor(sessions.policy, session.workstation, session.address)) return null;
    const asker = sessions.askerOf(session);
    return asker.capabilities.has('record.search') ? { ...asker, reason: session.reason } : null;
  };

  const isDue = ({ alert, checkedAt }: SavedSearch): boolean =>
    alert && (checkedAt === null || clock.now() - Date.parse(checkedAt) >= restMs);

  const due = async (): Promise<readonly Due[]> => {
    const owners = new Map<string, string>();
    for (const session of sessions.all()) {
      if (askerAtWork(session)) owners.set(session.account.id, session.id);
    }
    const all: Due[] = [];
    for (const [owner, sessionId] of owners) {
      const saved = (await desk.saved(owner)).filter(isDue);
      all.push(...saved.map((one) => ({ sessionId, owner, saved: one })));
    }
    const waited = ({ saved }: Due): string => saved.checkedAt ?? '';
    return all.sort((a, b) => (waited(a) < waited(b) ? -1 : 1)).slice(0, MOST_A_LOOK);
  };

  const check = async ({ sessionId, owner, saved }: Due): Promise<void> => {
    const asker = askerAtWork(sessions.find(sessionId));
    if (asker === null) return;
    const request = requestOf(saved);
    const news = new News(saved.arrival);
    try {
      if (request.filters.custodians?.length !== 0) {
        for await (const event of search.run(asker, request, 'search.alert')) news.take(event);
      }
    } catch (error) {
      // Refused, and recorded as such: it rests like one that was answered. Without an audit log nothing is asked at all.
      if (!(error instanceof FaultError) || error.fault.code === 'audit.unavailable') throw error;
    }
    const checkedAt = new Date(clock.now()).toISOString();
    await desk.changeSaved(owner, saved.id, { ...news.told(), checkedAt }, saved.arrival);
  };

  return {
    async look() {
      if (isLooking) return;
      isLooking = true;
      try {
        for (const one of await due()) {
          if (isBusy()) return;
          await check(one);
        }
      } catch (error) {
        journal.failure('saved-alerts', error);
      } finally {
        isLooking = false;
      }
    },
  };
};
