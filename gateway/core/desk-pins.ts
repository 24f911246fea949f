/**
 * Records a person pinned for the tour. Kept as ids; what is told of them is read anew and only as far as the person may
 * see it for the reason in force, recorded before it is told.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import { sourceOfRecordId } from '../../shared/records/record-id.ts';
import type { RecordId } from '../../shared/records/search.ts';
import type { PinList } from '../../shared/session/desk.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore, KeptPin } from '../ports/desk-store.ts';
import type { RecordSources } from '../ports/record-source.ts';
import type { ReasonedAsker } from './asker.ts';
import { askedOf, callerOf, WAITING } from './asking-sources.ts';
import { entryBy } from './audit-entry.ts';
import { keptUntil, type TourEnd } from './desk-tour.ts';
import { plainText } from './plain-text.ts';
import { nameOf, type RecordOpening } from './record-opening.ts';
import { ruleAgainst } from './scope.ts';
import { grantOf } from './sources.ts';

/** `owner`: the id of the asker's account. */
export interface Pins {
  of(asker: ReasonedAsker, owner: string): Promise<PinList>;
  /** Throws, audited, `record.unknown`, `pin.full`. */
  pin(asker: ReasonedAsker, owner: string, id: RecordId): Promise<PinList>;
  unpin(asker: ReasonedAsker, owner: string, id: RecordId): Promise<PinList>;
}

interface PinsDeps {
  readonly desk: DeskStore;
  readonly opening: RecordOpening;
  readonly sources: RecordSources;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly tourEnd: TourEnd;
}

type Shown = PinList['pins'][number];

export const createPins = ({ desk, opening, sources, audit, clock, tourEnd }: PinsDeps): Pins => {
  /** Null: not to be seen by this person for this reason, or its source does not answer. */
  const shownOf = async (asker: ReasonedAsker, { record: id, pinnedAt }: KeptPin): Promise<Shown | null> => {
    const source = sourceOfRecordId(id);
    if (source === null || !grantOf(asker, source).granted) return null;
    try {
      const record = await askedOf(sources[source], WAITING, (signal) =>
        sources[source].read(id, callerOf(asker), signal),
      );
      if (record?.id !== id || ruleAgainst(asker, record) !== null) return null;
      const title = plainText(record.title.slice(0, 200));
      return { record: id, kind: record.kind, number: record.number, title, pinnedAt };
    } catch {
      return null;
    }
  };

  const listed = async (asker: ReasonedAsker, owner: string): Promise<PinList> => {
    const kept = await desk.pins(owner, clock.now());
    if (kept.length === 0) return { pins: [], hidden: 0 };
    const shown = await Promise.all(kept.map((pin) => shownOf(asker, pin)));
    const pins = shown.filter((pin) => pin !== null);
    const object = `${String(pins.length)} shown, ${String(kept.length - pins.length)} hidden`;
    await audit.append(entryBy(asker, { action: 'record.pins', outcome: 'ok', object }));
    return { pins, hidden: kept.length - pins.length };
  };

  return {
    of: listed,
    async pin(asker, owner, id) {
      const record = await opening.open(asker, id);
      await audit.append(entryBy(asker, { action: 'record.pin', outcome: 'ok', object: nameOf(record) }));
      const now = clock.now();
      const pin = { record: id, pinnedAt: new Date(now).toISOString() };
      const isKept = await desk.pin(owner, pin, now, keptUntil(tourEnd, now));
      return isKept ? listed(asker, owner) : opening.refuse(asker, new FaultError('pin.full'), nameOf(record));
    },
    async unpin(asker, owner, id) {
      await audit.append(entryBy(asker, { action: 'record.unpin', outcome: 'ok', object: `record ${id}` }));
      await desk.unpin(owner, id);
      return listed(asker, owner);
    },
  };
};
