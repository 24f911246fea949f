/**
 * A person's saved searches. Saving and forgetting are recorded; somebody else's saved search is as unknown as one that
 * does not exist. Holds questions and marks, never a row that was found (S33).
 */
import { randomBytes } from 'node:crypto';
import { FaultError, type FaultCode } from '../../shared/faults/faults.ts';
import type { ArrivalMarks, SavedSearch, SaveSearch } from '../../shared/session/desk.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { Asker, ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { isProtectedOnly } from './search-protected.ts';

const LONGEST_QUERY_TEXT = 8000;

/** `owner`: the id of the asker's account. */
export interface SavedSearches {
  of(owner: string): Promise<{ searches: SavedSearch[] }>;
  /** Throws, audited, `query.protected-only`, `saved.full`. */
  save(asker: ReasonedAsker, owner: string, asked: SaveSearch): Promise<SavedSearch>;
  /** Throws, audited, `saved.unknown`. */
  forget(asker: Asker, owner: string, id: string): Promise<void>;
  /** The new rows were shown: counts from these marks on. Throws, audited, `saved.unknown`. */
  seen(asker: ReasonedAsker, owner: string, id: string, arrival: ArrivalMarks): Promise<SavedSearch>;
}

interface SavedSearchesDeps {
  readonly desk: DeskStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export const createSavedSearches = ({ desk, audit, clock }: SavedSearchesDeps): SavedSearches => {
  const now = (): string => new Date(clock.now()).toISOString();

  const refuse = async (asker: Asker, code: FaultCode, rule?: string): Promise<never> => {
    const fault = new FaultError(code);
    const because = rule ?? fault.fault.rule ?? code;
    await audit.append(
      entryBy(asker, { action: 'access.denied', outcome: 'refused', object: 'saved search', rule: because }),
    );
    throw fault;
  };

  return {
    of: async (owner) => ({ searches: [...(await desk.saved(owner))] }),

    async save(asker, owner, { name, request, alert, arrival }) {
      // It would be refused each time it is run again.
      if (isProtectedOnly(request.terms)) await refuse(asker, 'query.protected-only');
      const queryText = JSON.stringify(request).slice(0, LONGEST_QUERY_TEXT);
      const object = alert ? 'with an alert' : 'without an alert';
      await audit.append(entryBy(asker, { action: 'search.save', outcome: 'ok', object, queryText }));
      const id = randomBytes(12).toString('base64url');
      const search: SavedSearch = {
        ...{ id, name, request, alert, savedAt: now(), arrival },
        ...{ news: null, checkedAt: null },
      };
      return (await desk.keepSaved(owner, search)) ? search : refuse(asker, 'saved.full');
    },

    async forget(asker, owner, id) {
      await audit.append(entryBy(asker, { action: 'search.forget', outcome: 'ok', object: `saved search ${id}` }));
      if (!(await desk.forgetSaved(owner, id))) await refuse(asker, 'saved.unknown', 'S51');
    },

    async seen(asker, owner, id, arrival) {
      const known = (await desk.saved(owner)).find((search) => search.id === id);
      if (!known) return refuse(asker, 'saved.unknown', 'S51');
      const change = { arrival: { ...known.arrival, ...arrival }, news: 0, checkedAt: now() };
      return (await desk.changeSaved(owner, id, change)) ?? refuse(asker, 'saved.unknown', 'S51');
    },
  };
};
