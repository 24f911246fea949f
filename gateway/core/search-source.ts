/**
 * Asks one source for one search and tells what it answers: rows, its end, the exact count when it follows. What a source
 * should not have sent is dropped and recorded; one that fails says so and no more.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import { SOURCE_OF_KIND, type SourceId } from '../../shared/records/kind.ts';
import { sourceOfRecordId } from '../../shared/records/record-id.ts';
import type { ResultRow, SearchEvent, SearchRequest } from '../../shared/records/search.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordSources, SourceAnswer } from '../ports/record-source.ts';
import type { SearchScope, StoreHit, StoreQuery, StoredRecord } from '../ports/record-store.ts';
import { askedOf, callerOf, failureOf, within } from './asking-sources.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { sealCursor } from './cursor.ts';
import { fieldAskerOf } from './scope.ts';
import { rowOf } from './search-rows.ts';

interface SourceSearchDeps {
  readonly sources: RecordSources;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly cursorKey: Uint8Array;
  readonly countLimitMs?: number;
}

interface SourceAsked {
  readonly asker: ReasonedAsker;
  readonly request: SearchRequest;
  readonly source: SourceId;
  /** Where to go on; null: the first page. */
  readonly after: string | null;
  readonly scope: SearchScope;
  /** Aborted when the caller leaves. */
  readonly left: AbortSignal;
  /** Resolves when this source may hear of it. */
  readonly mayAsk: Promise<unknown>;
}

type SourceEnd = Extract<SearchEvent, { event: 'source' }>;
const COUNT_LIMIT_MS = 5000;
/** The mark of a source that had not answered: all it has is new. */
const NOTHING_SEEN = 0;

const queryOf = ({ request, source, after }: SourceAsked): StoreQuery => {
  const { terms, filters, sort, columns, limit, newsOnly } = request;
  const since = request.since === undefined ? undefined : (request.since[source] ?? NOTHING_SEEN);
  return {
    ...{ terms, filters, sort, limit, after },
    ...(columns === undefined ? {} : { columns }),
    ...(since === undefined ? {} : { since }),
    ...(since === undefined || newsOnly === undefined ? {} : { newsOnly }),
  };
};

/** Whether a source may answer with this record at all: its own, not sealed, of the scope it was given. */
export const isOfSource = (source: SourceId, scope: SearchScope, record: StoredRecord): boolean =>
  !record.sealed &&
  SOURCE_OF_KIND[record.kind] === source &&
  sourceOfRecordId(record.id) === source &&
  scope.kinds.includes(record.kind) &&
  (scope.precinct === null || scope.precinct === record.precinct);

/** Tells what the source answers as it comes; rejects with a fault when something of it cannot be recorded. */
type AskSource = (asked: SourceAsked, tell: (event: SearchEvent) => void) => Promise<void>;

export function createSourceSearch(deps: SourceSearchDeps): AskSource {
  const { sources, audit, clock, cursorKey, countLimitMs = COUNT_LIMIT_MS } = deps;

  /** At most so many of them. */
  const admitted = async (
    asked: SourceAsked,
    hits: readonly StoreHit[],
    most: number,
  ): Promise<readonly StoreHit[]> => {
    const kept = hits.filter(({ record }) => isOfSource(asked.source, asked.scope, record)).slice(0, most);
    const dropped = hits.length - kept.length;
    if (dropped > 0) {
      const object = `${dropped} of ${hits.length} records of ${asked.source}`;
      await audit.append(entryBy(asked.asker, { action: 'source.drop', outcome: 'refused', object, rule: 'S25' }));
    }
    return kept;
  };

  const endOf = (asked: SourceAsked, answer: SourceAnswer, ms: number): SourceEnd => {
    const { asker, request, source } = asked;
    const { after, facets, asOf, cost, widened, count, exact, ranked, arrival } = answer;
    const cursor =
      after === null ? null : sealCursor(cursorKey, { sessionId: asker.sessionId, source, request }, after);
    return {
      ...{ event: 'source', source, state: 'answered', ms, count, exact, ranked, arrival },
      ...(widened === null ? {} : { widened }),
      ...(asOf === null ? {} : { asOf }),
      ...(cost === null ? {} : { cost }),
      ...(cursor === null ? {} : { cursor }),
      ...(facets === null ? {} : { facets }),
    };
  };

  const downOf = async ({ asker, source }: SourceAsked, error: unknown, ms: number): Promise<SourceEnd> => {
    const { reason, nextTryAt } = failureOf(error);
    if (reason === 'quota') {
      const deed = { action: 'access.denied', outcome: 'refused', object: `quota of ${source}`, rule: 'S17' } as const;
      await audit.append(entryBy(asker, deed));
    }
    const down = { event: 'source', source, state: 'down', ms, count: 0, exact: true, because: reason } as const;
    return { ...down, ...(nextTryAt === null ? {} : { nextTryAt }) };
  };

  /** Null: it was not counted in time. Costs nothing at a source that asks a price, which is not asked twice. */
  const countedOf = async (asked: SourceAsked): Promise<Extract<SearchEvent, { event: 'counted' }> | null> => {
    const { asker, request, source, scope, left } = asked;
    const { terms, filters } = request;
    try {
      const counted = await within(countLimitMs, left, (signal) =>
        sources[source].count({ terms, filters }, scope, callerOf(asker), signal),
      );
      return { event: 'counted', source, count: counted.count, facets: counted.facets };
    } catch {
      return null;
    }
  };

  /** Tells hits as rows, piece after piece. `end`: resolves when the rest is told; rejects, and tells no more, with the fault of what cannot be recorded. */
  const rowsTeller = (asked: SourceAsked, tell: (event: SearchEvent) => void) => {
    const { source, request } = asked;
    const fields = fieldAskerOf(asked.asker);
    let [taken, told, over] = [0, 0, false];
    let telling = Promise.resolve();
    const add = (hits: readonly StoreHit[]): void => {
      taken += hits.length;
      telling = telling.then(async () => {
        const kept = await admitted(asked, hits, request.limit - told);
        if (over || kept.length === 0) return;
        told += kept.length;
        tell({ event: 'rows', source, rows: kept.map((hit): ResultRow => rowOf(hit, fields)) });
      });
      telling.catch(() => undefined); // awaited at the end
    };
    return {
      add,
      end: async (hits: readonly StoreHit[]): Promise<void> => {
        if (taken < hits.length) add(hits.slice(taken));
        await telling;
      },
      /** What comes later is nobody's any more. */
      stop: (): void => {
        over = true;
      },
    };
  };

  return async (asked, tell) => {
    const { asker, source, scope, left, request } = asked;
    await asked.mayAsk;
    const started = clock.monotonic();
    const took = (): number => Math.max(0, clock.monotonic() - started);
    let answer: SourceAnswer;
    const rows = rowsTeller(asked, tell);
    try {
      answer = await askedOf(sources[source], left, (signal) =>
        sources[source].search(queryOf(asked), scope, callerOf(asker), signal, rows.add),
      );
      await rows.end(answer.hits);
    } catch (error) {
      rows.stop();
      // No audit, no access: what cannot be recorded ends the search. A source that fails only says so.
      if (error instanceof FaultError) throw error;
      tell(await downOf(asked, error, took()));
      return;
    }
    tell(endOf(asked, answer, took()));
    const counts = !answer.exact && asked.after === null && answer.cost === null && request.newsOnly !== true;
    const counted = counts ? await countedOf(asked) : null;
    if (counted !== null) tell(counted);
  };
}
