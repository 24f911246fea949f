/**
 * Where a person's working things are kept, by the id of the account: questions and references, never a record's content
 * (S33). Decides nothing; an owner's things are given to nobody else because nobody else's id is asked with.
 */
import type { RecordId } from '../../shared/records/search.ts';
import type { ArrivalMarks, SavedSearch, TourSearch } from '../../shared/session/desk.ts';

/** Of each cell that was there, by section and row: a keyed hash when it was shown, null when it was not. Holds no value. */
export type SeenCells = Readonly<Record<string, readonly Readonly<Record<string, string | null>>[]>>;

export interface SeenRecord {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly cells: SeenCells;
}

export interface KeptPin {
  readonly record: RecordId;
  readonly pinnedAt: string;
}

export interface SavedChange {
  readonly arrival: ArrivalMarks;
  readonly news: number | null;
  readonly checkedAt: string;
}

/** How long what a person saw is remembered, and of how many records. */
export const SEEN_LIMITS = { days: 30, records: 2000 } as const;

/** What is kept for a tour stays until `until`, in milliseconds since the epoch. Everything is durable against a kill when it resolves. */
export interface DeskStore {
  /** Newest first. */
  saved(owner: string): Promise<readonly SavedSearch[]>;
  /** False: as many as may be are kept already. */
  keepSaved(owner: string, search: SavedSearch): Promise<boolean>;
  /** Null: this person has no such saved search. With `from`: changes nothing unless it is still counted from there. */
  changeSaved(owner: string, id: string, change: SavedChange, from?: ArrivalMarks): Promise<SavedSearch | null>;
  /** False likewise. */
  forgetSaved(owner: string, id: string): Promise<boolean>;
  /** The same question again takes the place of the one before, unless it did not come to an end. */
  keepTourSearch(owner: string, search: TourSearch, until: number): Promise<void>;
  /** Newest first; those of which `now` is before their end. */
  tourSearches(owner: string, now: number): Promise<readonly TourSearch[]>;
  /** In the order of pinning. */
  pins(owner: string, now: number): Promise<readonly KeptPin[]>;
  /** True also when it is pinned already; false: as many as may be are pinned. */
  pin(owner: string, pin: KeptPin, now: number, until: number): Promise<boolean>;
  unpin(owner: string, record: RecordId): Promise<void>;
  /** Null: never, or too long ago. */
  lastLook(owner: string, record: RecordId, now: number): Promise<SeenRecord | null>;
  keepLook(owner: string, record: RecordId, look: SeenRecord): Promise<void>;
  close(): Promise<void>;
}
