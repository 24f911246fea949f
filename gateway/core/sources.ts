/** Which sources a person may ask, and under which rule the others are closed. Each custodian is its own grant (S9, S25); deny by default. */
import type { PurposeId } from '../../shared/policy/purposes.ts';
import { role } from '../../shared/policy/roles.ts';
import type { PolicyRuleId } from '../../shared/policy/rules.ts';
import {
  RECORD_KINDS,
  SOURCE_IDS,
  SOURCE_OF_KIND,
  SOURCES,
  type RecordKind,
  type SourceId,
} from '../../shared/records/kind.ts';
import type { Asker } from './asker.ts';

export type Grant = { readonly granted: true } | { readonly granted: false; readonly rule: PolicyRuleId };

/** The purposes that open commercial sources: their own list (S17). */
const COMMERCIAL_PURPOSES: readonly PurposeId[] = [
  'criminal-investigation',
  'arrest-processing',
  'civil-litigation',
  'political-activity',
];

const GRANTED: Grant = { granted: true };
const denied = (rule: PolicyRuleId): Grant => ({ granted: false, rule });

/** Kinds of the role's table, whatever its sources. */
export function kindsOfRole(asker: Pick<Asker, 'roleId'>): readonly RecordKind[] {
  const { kinds } = role(asker.roleId);
  if (kinds === 'none') return [];
  return kinds === 'all' ? RECORD_KINDS : kinds;
}

type Asking = Pick<Asker, 'roleId' | 'capabilities' | 'reason' | 'factorSources'>;

export function grantOf(asker: Asking, source: SourceId): Grant {
  const grant = grantOfRole(asker, source);
  return grant.granted && asker.factorSources.includes(source) ? denied('S46') : grant;
}

function grantOfRole(asker: Asking, source: SourceId): Grant {
  const holds = (capability: 'source.government' | 'source.commercial'): boolean => asker.capabilities.has(capability);
  if (!kindsOfRole(asker).some((kind) => SOURCE_OF_KIND[kind] === source)) return denied('S25');
  switch (SOURCES[source].custodian) {
    case 'nypd':
      return GRANTED;
    case 'government':
      return holds('source.government') ? GRANTED : denied(holds('source.commercial') ? 'S9' : 'S25');
    case 'commercial': {
      if (!holds('source.commercial')) return denied(holds('source.government') ? 'S9' : 'S25');
      return asker.reason && COMMERCIAL_PURPOSES.includes(asker.reason.purpose) ? GRANTED : denied('S17');
    }
  }
}

/** Sources open to the person for the reason in force, in their order. */
export const grantedSources = (asker: Asking): readonly SourceId[] =>
  SOURCE_IDS.filter((source) => grantOf(asker, source).granted);
