/**
 * A source kept in the gateway's own store: the department's records, and those of the other custodians where no service
 * is configured for them. Answers for its own kinds only.
 */
import { SOURCE_IDS, SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../../shared/records/kind.ts';
import { SourceFailure, type RecordSource, type RecordSources } from '../../ports/record-source.ts';
import type { RecordStore, SearchScope, StoredRecord, StoreHit } from '../../ports/record-store.ts';
import { NOTHING_ARCHIVED, type Archiving } from './archiving.ts';
import type { Custodian } from './custodian.ts';
import { linkedByContent } from './linked-by-content.ts';

/** All sources of one store are asked for neighbours together. */
const BOUNDARY = 'store';
const TIME_LIMIT_MS = 15_000;
/** The id of no record: asking for it says whether the store answers. */
const NO_RECORD = 'A'.repeat(22);

/** The scope without the kinds of other sources. */
const ownScope = (source: SourceId, scope: SearchScope): SearchScope => ({
  ...scope,
  kinds: scope.kinds.filter((kind: RecordKind) => SOURCE_OF_KIND[kind] === source),
});

interface OwnStore {
  readonly store: RecordStore;
  /** Who confirms hits here; null: nobody, so that a confirmation cannot be asked. */
  readonly custodian: Custodian | null;
  readonly archiving: Archiving;
}

function storeSource(id: SourceId, { store, custodian, archiving }: OwnStore): RecordSource {
  const told = <T extends { readonly record: StoredRecord }>(one: T): T => {
    const record = archiving(one.record);
    return record === one.record ? one : { ...one, record };
  };
  return {
    id,
    boundary: BOUNDARY,
    inside: true,
    timeLimitMs: TIME_LIMIT_MS,
    search: async (query, scope, _caller, signal, early) => {
      const tellEarly = early && ((hits: readonly StoreHit[]) => early(hits.map(told)));
      const answer = await store.search(id, query, ownScope(id, scope), signal, tellEarly);
      return { ...answer, hits: answer.hits.map(told), asOf: null, cost: null };
    },
    count: (query, scope, _caller, signal) => store.count(id, query, ownScope(id, scope), signal),
    read: async (record) => {
      const found = await store.read(record);
      return found && archiving(found);
    },
    linked: async (of, scope, types, limit) => {
      const own = (await store.read(of.id)) !== null;
      const found = await (own
        ? store.linked(of, scope, types, limit)
        : linkedByContent(store, of, scope, types, limit));
      return { ...found, links: found.links.map(told) };
    },
    askConfirmation: async (of, priority, caller) => {
      if (custodian === null) throw new SourceFailure('refused');
      return { ticket: await custodian.ask(of, priority, caller) };
    },
    confirmation: async (ticket) => {
      if (custodian === null) throw new SourceFailure('refused');
      return custodian.answer(ticket);
    },
    health: async () => {
      try {
        await store.read(NO_RECORD);
        return { state: 'up' };
      } catch {
        return { state: 'down', because: 'unreachable' };
      }
    },
    close: async () => undefined, // the store is closed by who opened it
  };
}

/** Every source from the one store. `custodian`, `archiving`: by default nobody confirms and nothing is archived. */
export const storeSources = (
  store: RecordStore,
  custodian: Custodian | null = null,
  archiving: Archiving = NOTHING_ARCHIVED,
): RecordSources =>
  Object.fromEntries(SOURCE_IDS.map((id) => [id, storeSource(id, { store, custodian, archiving })])) as Record<
    SourceId,
    RecordSource
  >;
