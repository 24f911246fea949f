/**
 * Whether a question may be asked at all: for rows and for counts alike, so that neither opens what the other refuses.
 * Every refusal is recorded before it is told.
 */
import { FaultError } from '../../shared/faults/faults.ts';
import type { PolicyRuleId } from '../../shared/policy/rules.ts';
import { custodianOf, SOURCE_OF_KIND, type RecordKind, type SourceId } from '../../shared/records/kind.ts';
import type { Term } from '../../shared/records/query/term.ts';
import type { Filters } from '../../shared/records/search.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { ReasonedAsker } from './asker.ts';
import { entryBy } from './audit-entry.ts';
import { isProtectedOnly } from './search-protected.ts';

/** What is asked, as the audit log keeps it. */
export interface Asking {
  readonly object: 'search' | 'search count';
  /** Sealed in the log; at most {@link LONGEST_QUERY_TEXT} characters. */
  readonly queryText: string;
}

export const LONGEST_QUERY_TEXT = 8000;

export interface SearchPermission {
  /** Records the refusal, then throws the fault. */
  refuse(asker: ReasonedAsker, fault: FaultError, rule: PolicyRuleId, asking: Asking): Promise<never>;
  /** Throws, audited: `capability.missing`, `reason.missing`, `query.protected-only` for any of the questions. */
  check(asker: ReasonedAsker, questions: readonly (readonly Term[])[], asking: Asking): Promise<void>;
}

const PROTECTED_HELP =
  'Add what else identifies the person: clothing, a mark, a vehicle, part of a name, or the place and time. A surname? Choose the reading “name”.';

export function createSearchPermission(audit: AuditLog): SearchPermission {
  const refuse: SearchPermission['refuse'] = async (asker, fault, rule, { object, queryText }) => {
    await audit.append(
      entryBy(asker, {
        action: 'access.denied',
        outcome: 'refused',
        object,
        rule,
        queryText,
      }),
    );
    throw fault;
  };
  return {
    refuse,
    async check(asker, questions, asking) {
      if (!asker.capabilities.has('record.search')) {
        await refuse(asker, new FaultError('capability.missing'), 'S37', asking);
      }
      // A reason is what the type promises; a caller that broke the promise is refused all the same (S26).
      if ((asker.reason as unknown) == null) await refuse(asker, new FaultError('reason.missing'), 'S26', asking);
      if (questions.some((terms) => isProtectedOnly(terms))) {
        await refuse(asker, new FaultError('query.protected-only', { help: PROTECTED_HELP }), 'S111', asking);
      }
    },
  };
}

/** Whether filters and the kinds asked for leave anything to ask of this source. */
export function isWanted(terms: readonly Term[], filters: Filters, source: SourceId): boolean {
  const ofSource = (kind: RecordKind): boolean => SOURCE_OF_KIND[kind] === source;
  if (filters.kinds !== undefined && !filters.kinds.some(ofSource)) return false;
  const kinds = terms.filter((term) => term.type === 'kind').map((term) => term.value);
  if (kinds.length > 0 && !kinds.some(ofSource)) return false;
  const own = (Object.keys(SOURCE_OF_KIND) as RecordKind[]).find(ofSource);
  return filters.custodians === undefined || (own !== undefined && filters.custodians.includes(custodianOf(own)));
}
