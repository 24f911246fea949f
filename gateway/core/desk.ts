/** Joins what a person keeps for their work: saved searches, the tour's searches, pins, and what they last saw. Opens nothing itself. */
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { RecordSources } from '../ports/record-source.ts';
import { createPins, type Pins } from './desk-pins.ts';
import { createSavedSearches, type SavedSearches } from './desk-saved.ts';
import { createTourSearches, type TourEnd, type TourSearches } from './desk-tour.ts';
import type { RecordOpening } from './record-opening.ts';
import { createSeen, type Seen } from './seen.ts';

export interface Desk {
  readonly saved: SavedSearches;
  readonly tour: TourSearches;
  readonly pins: Pins;
  readonly seen: Seen;
}

interface DeskDeps {
  readonly desk: DeskStore;
  readonly opening: RecordOpening;
  readonly sources: RecordSources;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly tourEnd: TourEnd;
  /** 32 bytes. */
  readonly seenKey: Uint8Array;
}

export const createDesk = (deps: DeskDeps): Desk => ({
  saved: createSavedSearches(deps),
  tour: createTourSearches(deps),
  pins: createPins(deps),
  seen: createSeen({ ...deps, key: deps.seenKey }),
});
