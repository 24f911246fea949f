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
import type { RecordStore, StoredLink, StoredRecord } from '../ports/record-store.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { plainText } from './plain-text.ts';
import { handlingOf } from './records-handling.ts';
import { addressCell, cellOf, decisionOf, isShown, sectionsFor } from './redaction.ts';
import { fieldAskerOf, ruleAgainst, scopeOf } from './scope.ts';

export interface RecordsDeps {
  readonly store: RecordStore;
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
const LINKING: readonly MentionType[] = ['person', 'plate', 'vin', 'phone', 'address', 'serial', 'identifier'];

const nameOf = (record: StoredRecord): string => `${record.kind} ${record.number}`;

export function createRecords({ store, audit, clock }: RecordsDeps): Records {
  const refuse = async (asker: ReasonedAsker, fault: FaultError, object: string, rule?: string): Promise<never> => {
    const because = rule ?? fault.fault.rule ?? fault.fault.code;
    await audit.append(entryBy(asker, { action: 'access.denied', outcome: 'refused', object, rule: because }));
    throw fault;
  };

  const open = async (asker: ReasonedAsker, id: RecordId): Promise<StoredRecord> => {
    if (!asker.capabilities.has('record.view'))
      await refuse(asker, new FaultError('capability.missing'), `record ${id}`);
    // A reason is what the type promises; a caller that broke the promise is refused all the same (S26).
    if ((asker.reason as unknown) == null) await refuse(asker, new FaultError('reason.missing'), `record ${id}`);
    const record = await store.read(id);
    if (record === null) return refuse(asker, new FaultError('record.unknown'), `record ${id}`);
    const rule = ruleAgainst(asker, record);
    return rule === null ? record : refuse(asker, new FaultError('record.unknown'), nameOf(record), rule);
  };

  const linksOf = async (
    asker: ReasonedAsker,
    record: StoredRecord,
  ): Promise<Pick<RecordView, 'links' | 'moreLinks'>> => {
    if (!asker.capabilities.has('record.links')) return { links: [], moreLinks: 0 };
    const { links, more } = await store.linked(record, scopeOf(asker), LINKING, MOST_LINKS);
    return { links: links.map((link) => linkFor(asker, link)), moreLinks: more };
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
        confirmation: null,
        archivedAt: null,
        asOf: null,
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
  record: StoredRecord,
  address: Cell | null,
  fields: ReturnType<typeof fieldAskerOf>,
): RecordView['point'] {
  const place = address ?? addressCell({ ...record, address: '' }, fields);
  return place?.show === 'shown' && record.point !== null ? { lat: record.point.lat, lon: record.point.lon } : null;
}

/** What both records name is told only where this person would see it on both. */
function linkFor(asker: ReasonedAsker, { record, relation, shared }: StoredLink): RecordLink {
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
    precinct: record.precinct,
    point: pointFor(record, addressCell(record, fieldAskerOf(asker)), fieldAskerOf(asker)),
  };
}
