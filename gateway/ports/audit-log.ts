/** The append-only, hash-chained log. Whoever answers appends first; an append that fails means no answer (AU-5). */
import type { AuditAction, AuditOutcome, AuditPage, AuditQuery } from '../../shared/wire/oversight.ts';

export interface AuditEntry {
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  readonly username?: string;
  readonly roleLabel?: string;
  readonly workstation?: string;
  readonly address?: string;
  readonly sessionId?: string;
  /** Purpose and reference in one line; at most 160 characters. */
  readonly reason?: string;
  /** What it was done to (kind and number, session, account); never record content. */
  readonly object?: string;
  /** Policy rule or fault code behind a refusal. */
  readonly rule?: string;
  readonly durationMs?: number;
  /** Row this one completes. */
  readonly of?: number;
  /** The query in full; sealed with the audit key, opened only by {@link AuditLog.openQuery} (T5). */
  readonly queryText?: string;
  /** Command of the person, so that commanding officers and ICOs read their own command only. */
  readonly command?: number;
}

export interface AuditReceipt {
  readonly seq: number;
  /** UTC ISO time to 1/100 s (AU-8). */
  readonly at: string;
}

export type ChainReport =
  | { readonly intact: true; readonly rows: number; readonly head: string }
  /** `changed`: hash does not fit the row; `missing`: a number is absent; `reordered`: time or link runs backwards; `cut`: rows missing at the end. */
  | { readonly intact: false; readonly seq: number; readonly problem: 'changed' | 'missing' | 'reordered' | 'cut' };

/**
 * `with-next`: nobody waits for this row, so it goes to the disk with the next one that somebody waits for, or by itself
 * within a fiftieth of a second. Its place is where it was appended. Only for the end of what has a row of its beginning:
 * then its loss is seen in the log.
 */
export type AppendHaste = 'now' | 'with-next';

export interface AuditLog {
  /** Durable when it resolves. Throws `audit.unavailable`. */
  append(entry: AuditEntry, haste?: AppendHaste): Promise<AuditReceipt>;
  /** `command`: only rows of people of that command. What was appended before is among what is read, here and below. */
  page(query: AuditQuery, command: number | null): Promise<AuditPage>;
  /** Throws `audit.unknown`. The caller has recorded the opening before. */
  openQuery(seq: number, command: number | null): Promise<string>;
  verify(): Promise<ChainReport>;
  health(): Promise<'up' | 'down'>;
}
