/** Where the requests to confirm hits are kept over a restart: who asked about which record, and what was said. No record content. */
import type { SourceId } from '../../shared/records/kind.ts';
import type { RecordId } from '../../shared/records/search.ts';

export interface AskedConfirmation {
  readonly record: RecordId;
  readonly source: SourceId;
  /** The custodian's. */
  readonly ticket: string;
  readonly priority: 'urgent' | 'routine';
  /** Kind and number, for the audit log. */
  readonly object: string;
  /** Audit row of the asking. */
  readonly seq: number;
  /** The record's state when it was asked: a word on another state says nothing of this one. */
  readonly stateLabel: string;
  readonly username: string;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  readonly word: 'confirmed' | 'refused' | null;
  readonly answeredAt: number | null;
}

export interface ConfirmationStore {
  /** Empty when there is nothing yet. Throws a start-up refusal for a damaged file or the wrong key. */
  load(): readonly AskedConfirmation[];
  /** Durable when it returns. */
  save(asked: readonly AskedConfirmation[]): void;
}
