/**
 * States, keeps and ends the reason in force (S26, S27, S30, S35, S52, S74): closed purposes, references of the right
 * shape that exist where a source can tell, and never immigration enforcement. Every refusal is recorded.
 */
import { randomUUID } from 'node:crypto';
import { FaultError, type FaultCode } from '../../shared/faults/faults.ts';
import { purpose, PURPOSES, REFERENCE_SHAPES, type PurposeId } from '../../shared/policy/purposes.ts';
import { role } from '../../shared/policy/roles.ts';
import type { Reason, ReasonOptions, ReasonRequest } from '../../shared/session/view.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordSources } from '../ports/record-source.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';
import type { Asker } from './asker.ts';
import { namesImmigrationEnforcement } from './immigration-words.ts';
import { askerPart } from './audit-entry.ts';
import { createReferenceCheck, referenceFault } from './reason-reference.ts';
import type { LiveSession } from './sessions.ts';

const MIN_LETTERS = 10;
const MOST_OFFERED = 9;

export interface Reasons {
  /** Throws a `reason.*` fault, recorded before. The reason before this one ends. */
  set(asker: Asker, session: LiveSession, request: ReasonRequest): Promise<Reason>;
  end(asker: Asker, session: LiveSession): Promise<void>;
  options(asker: Asker, session: LiveSession): Promise<ReasonOptions>;
}

const lettersIn = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/** The first thing wrong with a request, before any source is asked. */
const wrongWith = (asker: Asker, request: ReasonRequest): FaultCode | null => {
  const definition = purpose(request.purpose);
  if (!role(asker.roleId).purposes.includes(request.purpose)) {
    return request.purpose === 'political-activity' ? 'reason.political-activity' : 'reason.purpose-not-allowed';
  }
  if (namesImmigrationEnforcement(`${request.text ?? ''} ${request.reference?.value ?? ''}`))
    return 'reason.immigration';
  if (definition.references.length > 0 && !request.reference) return 'reason.reference-missing';
  if (request.reference) {
    const { kind, value } = request.reference;
    if (definition.references.length > 0 && !definition.references.includes(kind)) return 'reason.reference-malformed';
    if (!REFERENCE_SHAPES[kind].pattern.test(value.trim().toUpperCase())) return 'reason.reference-malformed';
  }
  if (definition.text === 'required' && lettersIn(request.text ?? '') < MIN_LETTERS) return 'reason.text-missing';
  return null;
};

const textOf = (record: StoredRecord, length: number, ...keys: readonly string[]): string => {
  for (const rows of Object.values(record.body)) {
    for (const row of rows) {
      for (const key of keys) {
        const value = row[key];
        if (typeof value === 'string' && value !== '') return value.slice(0, length);
      }
    }
  }
  return '';
};

const jobOf = (record: StoredRecord): ReasonOptions['jobs'][number] => ({
  reference: record.number,
  callType: (textOf(record, 80, 'callType', 'type', 'description') || record.title).slice(0, 80),
  address: textOf(record, 120, 'address', 'location'),
  at: record.occurredAt ?? '',
  precinct: record.precinct,
});

const sameReason = (a: Reason, b: Reason): boolean =>
  a.purpose === b.purpose && a.reference?.value === b.reference?.value && a.text === b.text;

export const createReasons = (deps: {
  readonly store: RecordStore;
  readonly sources: RecordSources;
  readonly audit: AuditLog;
  readonly clock: Clock;
}): Reasons => {
  const { store, audit, clock } = deps;
  const checkReference = createReferenceCheck(deps);
  const refuse = async (asker: Asker, fault: FaultError, request: ReasonRequest): Promise<never> => {
    await audit.append({
      ...askerPart(asker),
      action: 'reason.set',
      outcome: 'refused',
      object: PURPOSES[request.purpose].label,
      rule: fault.fault.rule ?? fault.fault.code,
    });
    throw fault;
  };
  const stated = (request: ReasonRequest): Reason => ({
    id: randomUUID(),
    purpose: request.purpose,
    purposeLabel: purpose(request.purpose).label,
    reference: request.reference
      ? { kind: request.reference.kind, value: request.reference.value.trim().toUpperCase() }
      : null,
    text: request.text ? request.text : null,
    since: new Date(clock.now()).toISOString(),
  });
  return {
    set: async (asker, session, request) => {
      const wrong = wrongWith(asker, request);
      if (wrong !== null) return refuse(asker, new FaultError(wrong), request);
      const reason = stated(request);
      const refusal = reason.reference && (await checkReference({ ...asker, reason }, reason.reference));
      if (refusal) return refuse(asker, referenceFault(refusal), request);
      await audit.append({ ...askerPart({ ...asker, reason }), action: 'reason.set', outcome: 'ok' });
      session.reason = reason;
      session.recent = [reason, ...session.recent.filter((one) => !sameReason(one, reason))].slice(0, MOST_OFFERED);
      return reason;
    },
    end: async (asker, session) => {
      session.reason = null;
      await audit.append({ ...askerPart(asker), action: 'reason.end', outcome: 'ok' });
    },
    options: async (asker, session) => {
      const purposes: readonly PurposeId[] = role(asker.roleId).purposes;
      const command = asker.person.command;
      const offered = command !== null && purposes.some((id) => purpose(id).references.includes('job'));
      const jobs = offered ? await store.openJobs(command, MOST_OFFERED) : [];
      return { purposes: [...purposes], jobs: jobs.map(jobOf), recent: [...session.recent] };
    },
  };
};
