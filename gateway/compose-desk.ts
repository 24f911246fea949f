/** Puts together what searches, opens and keeps records for people, out of the ports; and what runs saved searches again. */
import { createCopies, type Copies } from './core/copies.ts';
import { createSavedAlerts, ALERT_TIMES, type AlertTimes } from './core/desk-alerts.ts';
import { createDesk, type Desk } from './core/desk.ts';
import { createMedia, type Media } from './core/media.ts';
import { createNeighbourhoods, type Neighbourhoods } from './core/neighbourhood.ts';
import { createPrints, type Prints } from './core/prints.ts';
import type { RecordOpening } from './core/record-opening.ts';
import type { Search } from './core/search.ts';
import { tourNow } from './core/session-view.ts';
import type { Sessions } from './core/sessions.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { Clock } from './ports/clock.ts';
import type { DeskStore } from './ports/desk-store.ts';
import type { Journal } from './ports/journal.ts';
import type { MediaStore } from './ports/media-store.ts';
import type { RecordSources } from './ports/record-source.ts';
import type { Repeat } from './ports/repeat.ts';

export interface DeskPorts {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly repeat: Repeat;
  readonly sources: RecordSources;
  readonly deskStore: DeskStore;
  readonly mediaStore: MediaStore;
  readonly keys: Readonly<Record<'seen', Uint8Array>>;
  readonly alertTimes?: AlertTimes;
}

export interface DeskWork {
  readonly desk: Desk;
  readonly neighbourhoods: Neighbourhoods;
  readonly media: Media;
  readonly copies: Copies;
  readonly prints: Prints;
}

/** Searches of people that leave no time for saved ones. */
const BUSY = 2;

export const composeDesk = (ports: DeskPorts, opening: RecordOpening): DeskWork => {
  const { audit, clock, journal, sources, deskStore, mediaStore, keys } = ports;
  const tourEnd = (now: number): number => Date.parse(tourNow(now).endsAt);
  return {
    desk: createDesk({ desk: deskStore, opening, sources, audit, clock, journal, tourEnd, seenKey: keys.seen }),
    neighbourhoods: createNeighbourhoods({ opening, sources, audit }),
    media: createMedia({ store: mediaStore, opening, audit, clock }),
    copies: createCopies({ opening, audit }),
    prints: createPrints({ opening, audit }),
  };
};

/** Answers what stops them. */
export const startAlerts = (ports: DeskPorts, search: Search, sessions: Sessions, desk: Desk): (() => void) => {
  const { clock, journal, repeat, deskStore, alertTimes = ALERT_TIMES } = ports;
  const isBusy = (): boolean => desk.tour.running() >= BUSY;
  const parts = { desk: deskStore, search, sessions, clock, journal, isBusy, restMs: alertTimes.restMs };
  const alerts = createSavedAlerts(parts);
  return repeat.every(alertTimes.lookMs, () => alerts.look());
};
