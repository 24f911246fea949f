/**
 * Whether the number a reason names exists, asked of the source that keeps it: the own store, or the custodian's service
 * within its time limit. What cannot be looked up is not accepted (S26); no outside source hears of it unrecorded.
 */
import { FaultError, type FaultCode } from '../../shared/faults/faults.ts';
import type { PolicyRuleId } from '../../shared/policy/rules.ts';
import type { ReferenceKind } from '../../shared/policy/purposes.ts';
import { SOURCE_OF_KIND, SOURCES, type RecordKind } from '../../shared/records/kind.ts';
import { normaliseIdentifier } from '../../shared/records/query/normalise.ts';
import { termSchema } from '../../shared/records/query/term.ts';
import type { Reason } from '../../shared/session/view.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { RecordSources } from '../ports/record-source.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { callerOf, failureOf, WAITING, within } from './asking-sources.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { grantOf } from './sources.ts';

/** Kinds of reference whose record some source holds; the others are checked by shape alone. */
const RECORD_OF_REFERENCE: Partial<Readonly<Record<ReferenceKind, RecordKind>>> = {
  job: 'call911',
  complaint: 'complaint',
  arrest: 'arrest',
  case: 'case',
  invoice: 'invoice',
  warrant: 'warrant',
};
/** Nobody waits longer than this to state a reason (milliseconds). */
const LOOK_UP_LIMIT_MS = 4000;
/** Records whose number begins alike may come with it. */
const MOST_LOOKED_AT = 20;

export interface ReferenceRefusal {
  readonly code: FaultCode;
  /** What to do now, in words; absent: the code says it. */
  readonly help?: string;
  readonly rule?: PolicyRuleId;
}

/** Null: it exists, or no source keeps numbers of that kind. `asker` carries the reason that is being stated. */
export type ReferenceCheck = (
  asker: ReasonedAsker,
  reference: NonNullable<Reason['reference']>,
) => Promise<ReferenceRefusal | null>;

const UNKNOWN: ReferenceRefusal = { code: 'reason.reference-unknown' };

interface ReferenceDeps {
  readonly store: Pick<RecordStore, 'find'>;
  readonly sources: RecordSources;
  readonly audit: AuditLog;
}

export const createReferenceCheck = ({ store, sources, audit }: ReferenceDeps): ReferenceCheck => {
  const atCustodian = async (asker: ReasonedAsker, kind: RecordKind, number: string): Promise<boolean> => {
    const term = termSchema.safeParse({ type: 'identifier', value: number });
    if (!term.success) return false;
    const source = sources[SOURCE_OF_KIND[kind]];
    const query = { terms: [term.data], filters: { kinds: [kind] }, sort: 'newest' as const, after: null };
    const scope = { kinds: [kind], precinct: null, hiddenTags: [], juvenile: false };
    const { hits } = await within(Math.min(LOOK_UP_LIMIT_MS, source.timeLimitMs), WAITING, (signal) =>
      source.search({ ...query, limit: MOST_LOOKED_AT }, scope, callerOf(asker), signal),
    );
    const wanted = normaliseIdentifier(number);
    return hits.some(({ record }) => record.kind === kind && normaliseIdentifier(record.number) === wanted);
  };

  return async (asker, reference) => {
    const kind = RECORD_OF_REFERENCE[reference.kind];
    if (kind === undefined) return null;
    const id = SOURCE_OF_KIND[kind];
    if (sources[id].inside === true) return (await store.find(kind, reference.value)) === null ? UNKNOWN : null;
    const grant = grantOf(asker, id);
    if (!grant.granted) return { code: 'source.not-authorised', rule: grant.rule };
    const object = `${kind} ${reference.value}`;
    const { seq } = await audit.append(entryBy(asker, { action: 'reason.check', outcome: 'ok', object }));
    try {
      return (await atCustodian(asker, kind, reference.value)) ? null : UNKNOWN;
    } catch (error) {
      const rule = failureOf(error).reason;
      await audit.append(entryBy(asker, { action: 'reason.check', outcome: 'failed', object, rule, of: seq }));
      const help = `${SOURCES[id].label} cannot be asked now. Name another number you work on, a job or a complaint, or try again.`;
      return { code: 'reason.reference-unchecked', help };
    }
  };
};

/** As a fault that a person is told. */
export const referenceFault = ({ code, help, rule }: ReferenceRefusal): FaultError =>
  new FaultError(code, { ...(help === undefined ? {} : { help }), ...(rule === undefined ? {} : { rule }) });
