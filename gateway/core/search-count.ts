/**
 * Counts what each reading of an ambiguous question would find, in the sources the person may ask, for the reason in force.
 * Written to the audit log before anything is counted; tells numbers and no record.
 */
import type { CountAnswer, CountRequest } from '../../shared/records/search.ts';
import { SOURCE_IDS, SOURCES, type SourceId } from '../../shared/records/kind.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { RecordSources } from '../ports/record-source.ts';
import { callerOf, WAITING, within } from './asking-sources.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { scopeOf } from './scope.ts';
import { createSearchPermission, isWanted, LONGEST_QUERY_TEXT, type Asking } from './search-permission.ts';
import { grantOf } from './sources.ts';

export interface SearchCountDeps {
  readonly sources: RecordSources;
  readonly audit: AuditLog;
  /** How long one source may count, in milliseconds. Default 3 s. */
  readonly countLimitMs?: number;
}

export interface SearchCount {
  /**
   * Throws, audited, before anything is counted: `capability.missing`, `reason.missing`, `query.protected-only` when any
   * reading is; `audit.unavailable` when the question cannot be recorded.
   */
  count(asker: ReasonedAsker, request: CountRequest): Promise<CountAnswer>;
}

type Reading = CountRequest['readings'][number];
type Counted = CountAnswer['counts'][number];

const COUNT_LIMIT_MS = 3000;
/** A source that asks a price is not asked for a hint: the count then says "at least". */
const hasPrice = (source: SourceId): boolean => SOURCES[source].custodian === 'commercial';

export function createSearchCount({ sources, audit, countLimitMs = COUNT_LIMIT_MS }: SearchCountDeps): SearchCount {
  const permission = createSearchPermission(audit);

  const countAt = async (
    asker: ReasonedAsker,
    source: SourceId,
    query: Parameters<RecordSources[SourceId]['count']>[0],
  ) => {
    if (hasPrice(source)) return null;
    try {
      const limit = Math.min(countLimitMs, sources[source].timeLimitMs);
      const { count } = await within(limit, WAITING, (signal) =>
        sources[source].count(query, scopeOf(asker), callerOf(asker), signal),
      );
      return count;
    } catch {
      // A source that does not answer makes the count a lower bound; its cause stays with the source.
      return null;
    }
  };

  const countReading = async (asker: ReasonedAsker, terms: Reading, request: CountRequest): Promise<Counted> => {
    const asked = SOURCE_IDS.filter(
      (source) => grantOf(asker, source).granted && isWanted(terms, request.filters, source),
    );
    const counts = await Promise.all(
      asked.map((source) => countAt(asker, source, { terms, filters: request.filters })),
    );
    return {
      count: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
      exact: !counts.includes(null),
    };
  };

  return {
    async count(asker, request) {
      const queryText = JSON.stringify({ readings: request.readings, filters: request.filters });
      const asking: Asking = { object: 'search count', queryText: queryText.slice(0, LONGEST_QUERY_TEXT) };
      await permission.check(asker, request.readings, asking);
      const receipt = await audit.append(
        entryBy(asker, {
          action: 'search.count',
          outcome: 'ok',
          object: `${request.readings.length} readings`,
          queryText: asking.queryText,
        }),
      );
      const counts: Counted[] = [];
      // One reading after another: a hint must not ask every source six times at once.
      for (const terms of request.readings) counts.push(await countReading(asker, terms, request));
      return { counts, auditSeq: receipt.seq };
    },
  };
}
