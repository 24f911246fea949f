/**
 * Opens one record for one person and reveals one masked field at a time. The audit row is written before the answer; a
 * record out of scope is as unknown as one that does not exist (S25).
 */
import { FaultError } from '../../shared/faults/faults.ts';
import type { MentionType } from '../../shared/records/definition.ts';
import { custodianOf, SOURCE_OF_KIND } from '../../shared/records/kind.ts';
import { RECORD_DEFINITIONS } from '../../shared/records/kinds/definitions.ts';
import type { Cell, RecordId } from '../../shared/records/search.ts';
import type { RecordLink, RecordView, RevealRequest } from '../../shared/records/view.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordSources, SourcedRecord } from '../ports/record-source.ts';
import type { StoredLink } from '../ports/record-store.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import type { Confirmations } from './confirmations.ts';
import { plainText } from './plain-text.ts';
import { nameOf, type RecordOpening } from './record-opening.ts';
import { linksOverSources } from './record-links.ts';
import { handlingOf } from './records-handling.ts';
import { addressCell, cellOf, decisionOf, isShown, sectionsFor } from './redaction.ts';
import { fieldAskerOf } from './scope.ts';

export interface RecordsDeps {
  readonly opening: RecordOpening;
  readonly sources: RecordSources;
  readonly confirmations: Pick<Confirmations, 'of'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export interface Records {
  /** Throws, audited, `capability.missing`, `reason.missing`, `record.unknown`; `audit.unavailable` when it cannot be recorded. */
  view(asker: ReasonedAsker, id: RecordId): Promise<RecordView>;
  /** As {@link Records.view}; and `field.not-revealable` unless the field is masked for this person. */
  reveal(asker: ReasonedAsker, request: RevealRequest): Promise<{ cell: Cell; auditSeq: number }>;
}

const MOST_LINKS = 100;
/** Things that make two records neighbours; an identifier is a statement and comes with the stated links. */
export const LINKING: readonly MentionType[] = ['person', 'plate', 'vin', 'phone', 'address', 'serial', 'identifier'];

export function createRecords({ opening, sources, confirmations, audit, clock }: RecordsDeps): Records {
  const { open, refuse } = opening;

  const linksOf = async (
    asker: ReasonedAsker,
    record: SourcedRecord,
  ): Promise<Pick<RecordView, 'links' | 'moreLinks' | 'linksMissing' | 'linksNotLookedUp'>> => {
    if (!asker.capabilities.has('record.links')) return { links: [], moreLinks: 0 };
    const found = await linksOverSources(sources, asker, record, LINKING, MOST_LINKS);
    const { links, more, missing, notLookedUp } = found;
    return {
      links: links.map((link) => linkFor(asker, link)),
      moreLinks: more,
      ...(notLookedUp === 0 ? {} : { linksNotLookedUp: notLookedUp }),
      ...(missing.length === 0 ? {} : { linksMissing: [...missing] }),
    };
  };

  return {
    async view(asker, id) {
      const started = clock.monotonic();
      const record = await open(asker, id);
      const fields = fieldAskerOf(asker);
      const neighbours = await linksOf(asker, record);
      const address = addressCell(record, fields);
      const { seq, at } = await audit.append(
        entryBy(asker, {
          action: 'record.view',
          outcome: 'ok',
          object: nameOf(record),
          durationMs: Math.max(0, clock.monotonic() - started),
        }),
      );
      return {
        id: record.id,
        kind: record.kind,
        source: SOURCE_OF_KIND[record.kind],
        custodian: custodianOf(record.kind),
        number: record.number,
        title: plainText(record.title.slice(0, 200)),
        occurredAt: record.occurredAt,
        precinct: record.precinct,
        address,
        state: { label: record.state.label.slice(0, 40), tone: record.state.tone },
        cautions: [...record.cautions],
        handling: handlingOf(record),
        sample: record.origin === 'sample',
        sections: sectionsFor(record, fields),
        point: pointFor(record, address, fields),
        ...neighbours,
        confirmation: confirmations.of(asker, record),
        archivedAt: record.archivedAt?.slice(0, 32) ?? null,
        asOf: record.asOf ?? null,
        changed: null,
        viewedAt: at,
        auditSeq: seq,
      };
    },

    async reveal(asker, { record: id, section: sectionId, row, field: key }) {
      const record = await open(asker, id);
      const section = RECORD_DEFINITIONS[record.kind].sections.find((one) => one.id === sectionId);
      const field = section?.fields.find((one) => one.key === key);
      const value = record.body[sectionId]?.[row]?.[key] ?? null;
      const object = `${nameOf(record)} · ${sectionId}[${String(row)}].${key}`.slice(0, 160);
      const unfit = (rule?: string): Promise<never> =>
        refuse(asker, new FaultError('field.not-revealable'), object, rule);
      if (!section || !field || value === null || !asker.capabilities.has('record.reveal')) return unfit();
      const decision = decisionOf(record, section, field, fieldAskerOf(asker));
      if (decision.show !== 'masked') return unfit(decision.show === 'withheld' ? decision.rule : undefined);
      const { seq } = await audit.append(
        entryBy(asker, {
          action: 'field.reveal',
          outcome: 'ok',
          object,
          rule: decision.rule,
        }),
      );
      return { cell: cellOf(value, { show: 'shown' }), auditSeq: seq };
    },
  };
}

/** The point says where as plainly as the address: shown with it or not at all. A record without an address is judged by its tags. */
function pointFor(
  record: SourcedRecord,
  address: Cell | null,
  fields: ReturnType<typeof fieldAskerOf>,
): RecordView['point'] {
  const place = address ?? addressCell({ ...record, address: '' }, fields);
  return place?.show === 'shown' && record.point !== null ? { lat: record.point.lat, lon: record.point.lon } : null;
}

/** What both records name is told only where this person would see it on both. */
export function linkFor(asker: ReasonedAsker, { record, relation, shared }: StoredLink): RecordLink {
  const named = shared !== null && isShown(shared.tags, fieldAskerOf(asker)) ? `${relation} ${shared.value}` : relation;
  return {
    id: record.id,
    kind: record.kind,
    number: record.number,
    title: plainText(record.title.slice(0, 200)),
    occurredAt: record.occurredAt,
    relation: plainText(named.slice(0, 80)),
    stated: shared === null,
    state: { label: record.state.label.slice(0, 40), tone: record.state.tone },
    cautions: [...record.cautions],
    ...(record.archivedAt == null ? {} : { archivedAt: record.archivedAt.slice(0, 32) }),
    precinct: record.precinct,
    point: pointFor(record, addressCell(record, fieldAskerOf(asker)), fieldAskerOf(asker)),
  };
}
