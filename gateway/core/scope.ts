/** What a person may find and open at all, from role, command, grants and reason. Computed anew for every call; deny by default. */
import { decideField, SENSITIVITY_TAGS, type FieldAsker } from '../../shared/policy/field-rules.ts';
import { role } from '../../shared/policy/roles.ts';
import type { PolicyRuleId } from '../../shared/policy/rules.ts';
import { SOURCE_OF_KIND } from '../../shared/records/kind.ts';
import type { SearchScope, StoredRecord } from '../ports/record-store.ts';
import type { ReasonedAsker } from './asker.ts';
import { grantOf, grantedSources, kindsOfRole } from './sources.ts';

/** Of no precinct: a role bound to a command but without one reaches nothing. */
const NOWHERE = -1;

export const fieldAskerOf = (asker: ReasonedAsker): FieldAsker => ({
  investigator: role(asker.roleId).investigator,
  canReveal: asker.capabilities.has('record.reveal'),
  purpose: asker.reason.purpose,
});

export function scopeOf(asker: ReasonedAsker): SearchScope {
  const sources = new Set(grantedSources(asker));
  const fields = fieldAskerOf(asker);
  const hiddenTags = SENSITIVITY_TAGS.filter((tag) => decideField([tag], fields).show === 'withheld');
  return {
    kinds: kindsOfRole(asker).filter((kind) => sources.has(SOURCE_OF_KIND[kind])),
    precinct: role(asker.roleId).reach === 'city' ? null : (asker.person.command ?? NOWHERE),
    hiddenTags,
    juvenile: !hiddenTags.includes('juvenile'),
  };
}

/** The rule that keeps this person from this record, or null when it is in scope. */
export function ruleAgainst(asker: ReasonedAsker, record: StoredRecord): PolicyRuleId | null {
  if (record.sealed) return 'sealed';
  const grant = grantOf(asker, SOURCE_OF_KIND[record.kind]);
  if (!grant.granted) return grant.rule;
  const scope = scopeOf(asker);
  if (!scope.kinds.includes(record.kind)) return 'S25';
  return scope.precinct === null || scope.precinct === record.precinct ? null : 'own-command';
}
