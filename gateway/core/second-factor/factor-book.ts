/** What is known of everybody's second factor: nothing counts as happened before the store has it. */
import type { FactorRecord, FactorStore, LiveFactor } from '../../ports/factor-store.ts';

const NOTHING: FactorRecord = { live: null, pending: null, release: null };

export interface FactorBook {
  of(accountId: string): FactorRecord;
  /** Stores first, remembers then: when the store throws, nothing has changed. */
  change(accountId: string, change: Partial<FactorRecord>): void;
}

export const createFactorBook = (store: FactorStore): FactorBook => {
  let records = store.load();
  return {
    of: (accountId) => records.get(accountId) ?? NOTHING,
    change: (accountId, change) => {
      const next = new Map(records);
      const record = { ...(records.get(accountId) ?? NOTHING), ...change };
      if (record.live === null && record.pending === null && record.release === null) next.delete(accountId);
      else next.set(accountId, record);
      store.save(next);
      records = next;
    },
  };
};

/** Wrong codes in a row after which no code counts any more, until the factor is removed or enrolled anew (IA-5 l). */
export const MAX_FAILURES = 100;

export const isBlocked = ({ failures }: LiveFactor): boolean => failures >= MAX_FAILURES;
