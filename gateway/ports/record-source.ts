/**
 * Where a search is asked: the department's own store, or a custodian's service behind its own certificate, time limit,
 * circuit breaker and quota. A source decides nothing about people; what comes back is redacted by the caller.
 */
import type { MentionType } from '../../shared/records/definition.ts';
import type { SourceId } from '../../shared/records/kind.ts';
import type {
  LinkedRecords,
  SearchScope,
  StoreAnswer,
  StoreCount,
  StoredRecord,
  StoreHit,
  StoreQuery,
} from './record-store.ts';

/** Why a source did not answer; shown as it is. */
export const SOURCE_FAILURES = ['time-out', 'unreachable', 'circuit-open', 'quota', 'refused'] as const;
export type SourceFailureReason = (typeof SOURCE_FAILURES)[number];

/** Thrown by every call of a source that did not answer. */
export class SourceFailure extends Error {
  readonly reason: SourceFailureReason;
  /** UTC; when it is asked again, after `circuit-open`. Null: at once. */
  readonly nextTryAt: string | null;
  constructor(reason: SourceFailureReason, nextTryAt: string | null = null) {
    super(`source: ${reason}`);
    this.reason = reason;
    this.nextTryAt = nextTryAt;
  }
}

/** A record as a source gave it. */
export interface SourcedRecord extends StoredRecord {
  /** UTC; the time of the copy it is from. Null or absent: it is current. */
  readonly asOf?: string | null;
}

export interface SourceAnswer extends StoreAnswer {
  /** UTC; the time of the copy it answers from. Null: it is current. */
  readonly asOf: string | null;
  /** Commercial sources only. */
  readonly cost: { readonly cents: number; readonly queriesLeft: number } | null;
}

/** For whom a source is asked: what a custodian's own log and quota need, and no more. */
export interface SourceCaller {
  readonly username: string;
  /** Purpose and reference in one line. */
  readonly reason: string;
  readonly sessionId: string;
}

export interface RecordSource {
  readonly id: SourceId;
  /** Sources of one boundary are one service: asked for the neighbours of a record once, for the kinds of all of them. */
  readonly boundary: string;
  /** Within the gateway: asking it tells nobody, so it may look while the audit row is being written. */
  readonly inside?: true;
  /** Milliseconds after which whoever asks goes on without it. */
  readonly timeLimitMs: number;
  /** Being asked for neighbours has its price: asked for the record that was opened, and for no other. */
  readonly linksCost?: true;
  /** `early`: as of the store. */
  search(
    query: StoreQuery,
    scope: SearchScope,
    caller: SourceCaller,
    signal: AbortSignal,
    early?: (hits: readonly StoreHit[]) => void,
  ): Promise<SourceAnswer>;
  count(
    query: Pick<StoreQuery, 'terms' | 'filters'>,
    scope: SearchScope,
    caller: SourceCaller,
    signal: AbortSignal,
  ): Promise<StoreCount>;
  /** Null: no such record here. */
  read(id: string, caller: SourceCaller, signal: AbortSignal): Promise<SourcedRecord | null>;
  linked(
    of: StoredRecord,
    scope: SearchScope,
    mentionTypes: readonly MentionType[],
    limit: number,
    caller: SourceCaller,
    signal: AbortSignal,
  ): Promise<LinkedRecords>;
  /** Asks the custodian to confirm a hit (10 minutes urgent, 1 hour routine); resolves when it was taken. */
  askConfirmation(
    of: StoredRecord,
    priority: 'urgent' | 'routine',
    caller: SourceCaller,
  ): Promise<{ readonly ticket: string }>;
  /** What the custodian has said of it so far. */
  confirmation(ticket: string): Promise<'asked' | 'confirmed' | 'refused'>;
  health(): Promise<{ readonly state: 'up' | 'down'; readonly because?: SourceFailureReason }>;
  close(): Promise<void>;
}

/** The sources of a gateway. */
export type RecordSources = Readonly<Record<SourceId, RecordSource>>;
