/**
 * Searches the sources a person may ask, for the reason in force, and streams what each answers. Written to the audit log
 * before the first event; nothing leaves unredacted, and no source is asked without its grant.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import { SOURCE_IDS, type SourceId } from '../../shared/records/kind.ts';
import type { SearchEvent, SearchRequest } from '../../shared/records/search.ts';
import type { AuditLog, AuditReceipt } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordSources } from '../ports/record-source.ts';
import type { SearchScope } from '../ports/record-store.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy, type AuditedDeed } from './audit-entry.ts';
import { openCursor } from './cursor.ts';
import { scopeOf } from './scope.ts';
import { inOrderOfArrival, untilLeft, type Telling } from './search-arrival.ts';
import { createSearchPermission, isWanted, LONGEST_QUERY_TEXT, type Asking } from './search-permission.ts';
import { createSourceSearch } from './search-source.ts';
import type { SourceTimes } from './source-times.ts';
import { grantOf } from './sources.ts';

export interface SearchDeps {
  readonly sources: RecordSources;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** 32 bytes, used for cursors only. */
  readonly cursorKey: Uint8Array;
  /** How long the exact count may take once the rows are there, in milliseconds. Default 5 s. */
  readonly countLimitMs?: number;
  /** Told how long each source took for the first page of a person's own search. */
  readonly times?: Pick<SourceTimes, 'note'>;
}

/** By the person's own hand, or by a saved search that is run again for them. */
type SearchDeed = 'search' | 'search.alert';

export interface Search {
  /**
   * Throws, audited, before any event: `capability.missing`, `reason.missing`, `query.protected-only`,
   * `query.cursor-invalid`; `audit.unavailable` when the search cannot be recorded.
   */
  run(asker: ReasonedAsker, request: SearchRequest, as?: SearchDeed): AsyncIterable<SearchEvent>;
}

type SourceLine = Extract<SearchEvent, { event: 'started' }>['sources'][number];
type SourceEnd = Extract<SearchEvent, { event: 'source' }>;

interface Plan {
  readonly lines: readonly SourceLine[];
  /** Position to go on from per source asked; null: its first page. */
  readonly asked: ReadonlyMap<SourceId, string | null>;
  readonly scope: SearchScope;
}

const NOW = Promise.resolve();
/** Turns of the loop in which what is told first leaves. */
const TURNS = 3;

async function afterFirstRows(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function createSearch({ sources, audit, clock, cursorKey, countLimitMs, times }: SearchDeps): Search {
  const permission = createSearchPermission(audit);
  const askSource = createSourceSearch({ sources, audit, clock, cursorKey, ...(countLimitMs ? { countLimitMs } : {}) });

  const plan = async (asker: ReasonedAsker, request: SearchRequest, asking: Asking): Promise<Plan> => {
    const asked = new Map<SourceId, string | null>();
    const lines: SourceLine[] = [];
    for (const source of SOURCE_IDS) {
      const grant = grantOf(asker, source);
      const cursor = request.cursors?.[source];
      if (!grant.granted) lines.push({ source, state: 'not-authorised', rule: grant.rule });
      else if (!isAskedOf(request, source)) lines.push({ source, state: 'not-asked' });
      else {
        const after =
          cursor === undefined ? null : openCursor(cursorKey, { sessionId: asker.sessionId, source, request }, cursor);
        if (cursor !== undefined && after === null)
          await permission.refuse(asker, new FaultError('query.cursor-invalid'), 'S51', asking);
        asked.set(source, after);
        lines.push({ source, state: 'searching' });
      }
    }
    return { lines, asked, scope: scopeOf(asker) };
  };

  async function* answer(
    asker: ReasonedAsker,
    request: SearchRequest,
    as: SearchDeed,
    left: AbortSignal,
  ): AsyncGenerator<SearchEvent> {
    const started = clock.monotonic();
    const { terms, filters, sort, columns } = request;
    const queryText = JSON.stringify({ terms, filters, sort, columns }).slice(0, LONGEST_QUERY_TEXT);
    const asking: Asking = { object: 'search', queryText };
    await permission.check(asker, [terms], asking);
    const planned = await plan(asker, request, asking);
    const object = `sources: ${[...planned.asked.keys()].join(', ') || 'none'}${request.cursors ? ' (further page)' : ''}`;
    const ahead = [...planned.asked.keys()].find((source) => sources[source].inside === true);
    const recorded = audit.append(entryBy(asker, { action: as, outcome: 'ok', object, queryText }));
    const others = recorded.then(afterFirstRows);
    others.catch(() => undefined); // whoever waits for it is told
    const mayAsk = (source: SourceId): Promise<unknown> =>
      source === ahead ? NOW : sources[source].inside === true ? others : recorded;
    const arriving = inOrderOfArrival(
      [...planned.asked].map(
        ([source, after]): Telling<SearchEvent> =>
          (tell) =>
            askSource({ asker, request, source, after, scope: planned.scope, left, mayAsk: mayAsk(source) }, tell),
      ),
    );
    // Before the row is there no source outside the gateway hears of the search, and nothing of it is told (AU-5). The
    // gateway's own store looks for its first source meanwhile; more would only keep the processors from the row.
    const first = Promise.resolve().then(() => arriving.next());
    const receipt = await recordedOrEnded(recorded, arriving, first);
    const ends: SourceEnd[] = [];
    const isTimed = as === 'search' && request.cursors === undefined;
    let complete = false;
    try {
      yield { event: 'started', at: receipt.at, sources: [...planned.lines] };
      for (let next = await first; next.done !== true; next = await arriving.next()) {
        if (next.value.event === 'source') {
          ends.push(next.value);
          // Who left did not wait for the answer: nothing is known of how long it would have taken.
          if (isTimed && !left.aborted) times?.note(next.value);
        }
        yield next.value;
      }
      complete = true;
    } finally {
      await arriving.return(undefined);
      // Also when the caller left in the middle: the log says how far it got. Nobody waits for this row: what was seen is
      // covered by the first one (AU-5), and a search whose end was lost is seen in the log, by a beginning without an end.
      const ended: AuditedDeed = {
        action: 'search.end',
        outcome: complete && ends.every(({ state }) => state === 'answered') ? 'ok' : 'failed',
        object: (ends.map(describeEnd).join(', ') || 'nothing answered').slice(0, 160),
        durationMs: clock.monotonic() - started,
        of: receipt.seq,
      };
      audit.append(entryBy(asker, ended), 'with-next').catch(() => undefined);
    }
    yield { event: 'done', ms: Math.max(0, clock.monotonic() - started), auditSeq: receipt.seq };
  }

  return { run: (asker, request, as = 'search') => untilLeft((left) => answer(asker, request, as, left)) };
}

/** Throws what the log failed with: then nobody waits for the sources any more. */
async function recordedOrEnded(
  recorded: Promise<AuditReceipt>,
  arriving: AsyncGenerator<SearchEvent>,
  first: Promise<unknown>,
): Promise<AuditReceipt> {
  first.catch(() => undefined); // awaited once the row is there
  try {
    return await recorded;
  } catch (error) {
    arriving.return(undefined).catch(() => undefined);
    throw error;
  }
}

const describeEnd = ({ source, state, count, exact, because }: SourceEnd): string =>
  state === 'down'
    ? `${source} down${because ? ` (${because})` : ''}`
    : `${source} ${String(count)}${exact ? '' : '+'}`;

/** A further page asks the sources that have one; every page those that filters and kinds leave. */
const isAskedOf = ({ cursors, filters, terms }: SearchRequest, source: SourceId): boolean =>
  (cursors === undefined || cursors[source] !== undefined) && isWanted(terms, filters, source);
