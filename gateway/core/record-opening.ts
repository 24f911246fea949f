/**
 * Finds one record for one person: asks the source its id names and no other. A record out of scope is as unknown as one
 * that does not exist (S25); every refusal is recorded.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import { SOURCE_OF_KIND } from '../../shared/records/kind.ts';
import { sourceOfRecordId } from '../../shared/records/record-id.ts';
import type { RecordId } from '../../shared/records/search.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { RecordSources, SourcedRecord } from '../ports/record-source.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { askedOf, callerOf, failureOf, WAITING } from './asking-sources.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { ruleAgainst } from './scope.ts';
import { grantOf } from './sources.ts';

interface RecordOpeningDeps {
  readonly sources: RecordSources;
  readonly audit: AuditLog;
}

export interface RecordOpening {
  /** Throws, audited, `capability.missing`, `reason.missing`, `record.unknown`, `source.down`, `source.quota`. Does not record the opening itself. */
  readonly open: (asker: ReasonedAsker, id: RecordId) => Promise<SourcedRecord>;
  /** Records a refusal of something about a record, then throws it. */
  readonly refuse: (asker: ReasonedAsker, fault: FaultError, object: string, rule?: string) => Promise<never>;
}

/** How a record is named in the audit log. */
export const nameOf = (record: Pick<StoredRecord, 'kind' | 'number'>): string => `${record.kind} ${record.number}`;

export function createRecordOpening({ sources, audit }: RecordOpeningDeps): RecordOpening {
  const refuse: RecordOpening['refuse'] = async (asker, fault, object, rule) => {
    const because = rule ?? fault.fault.rule ?? fault.fault.code;
    await audit.append(entryBy(asker, { action: 'access.denied', outcome: 'refused', object, rule: because }));
    throw fault;
  };

  const readFrom = async (asker: ReasonedAsker, id: RecordId): Promise<SourcedRecord | null> => {
    const source = sourceOfRecordId(id);
    if (source === null) return null;
    // What may not be searched there may not be asked for there either: the custodian hears nothing of it (S25).
    const grant = grantOf(asker, source);
    if (!grant.granted) return refuse(asker, new FaultError('record.unknown'), `record ${id}`, grant.rule);
    let record: SourcedRecord | null;
    try {
      record = await askedOf(sources[source], WAITING, (signal) => sources[source].read(id, callerOf(asker), signal));
    } catch (error) {
      const { reason } = failureOf(error);
      if (reason === 'quota') return refuse(asker, new FaultError('source.quota'), `record ${id}, quota of ${source}`);
      return refuse(asker, new FaultError('source.down'), `record ${id}`, reason);
    }
    const isOwn = record === null || (record.id === id && SOURCE_OF_KIND[record.kind] === source);
    return isOwn ? record : null;
  };

  return {
    refuse,
    async open(asker, id) {
      if (!asker.capabilities.has('record.view'))
        await refuse(asker, new FaultError('capability.missing'), `record ${id}`);
      // A reason is what the type promises; a caller that broke the promise is refused all the same (S26).
      if ((asker.reason as unknown) == null) await refuse(asker, new FaultError('reason.missing'), `record ${id}`);
      const record = await readFrom(asker, id);
      if (record === null) return refuse(asker, new FaultError('record.unknown'), `record ${id}`);
      const rule = ruleAgainst(asker, record);
      return rule === null ? record : refuse(asker, new FaultError('record.unknown'), nameOf(record), rule);
    },
  };
}
