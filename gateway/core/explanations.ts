/** Answers "why can I (not)?" for a capability, a source or a rule, with the rule's words and who can allow it. Grants nothing. */
import { CAPABILITIES, type Capability } from '../../shared/policy/capabilities.ts';
import { role } from '../../shared/policy/roles.ts';
import { policyRule, type PolicyRuleId } from '../../shared/policy/rules.ts';
import { SOURCES, type SourceId } from '../../shared/records/kind.ts';
import type { Explanation } from '../../shared/wire/oversight.ts';
import type { RouteBody } from '../../shared/wire/routes.ts';
import type { Asker } from './asker.ts';
import { grantOf } from './sources.ts';

const allowed = (title: string, because: string): Explanation => ({
  allowed: true,
  title,
  because,
  rule: null,
  ruleText: null,
  whoCanAllow: null,
});

const refused = (title: string, because: string, rule: PolicyRuleId): Explanation => ({
  allowed: false,
  title,
  because,
  rule,
  ruleText: policyRule(rule).text,
  whoCanAllow: policyRule(rule).allowedBy ?? null,
});

const ofCapability = (asker: Asker, capability: Capability): Explanation => {
  const { label } = CAPABILITIES[capability];
  const roleLabel = role(asker.roleId).label;
  return asker.capabilities.has(capability)
    ? allowed(label, `Your role, ${roleLabel}, includes it.`)
    : refused(label, `Your role, ${roleLabel}, does not include it.`, 'S37');
};

const ofSource = (asker: Asker, source: SourceId): Explanation => {
  const { label } = SOURCES[source];
  const grant = asker.capabilities.has('record.search')
    ? grantOf(asker, source)
    : ({ granted: false, rule: 'S37' } as const);
  if (grant.granted) return allowed(label, 'Your role has a grant for this source, for the reason in force.');
  const because =
    grant.rule === 'S46'
      ? 'The department opens this source only after a code of the second factor. Confirm your identity with one.'
      : grant.rule === 'S17'
        ? 'The purpose of the reason in force, if there is one, is not in this source’s list.'
        : `Your role, ${role(asker.roleId).label}, has no grant for this source.`;
  return refused(label, because, grant.rule);
};

export const explain = (asker: Asker, about: RouteBody<'explain'>['about']): Explanation => {
  switch (about.of) {
    case 'capability':
      return ofCapability(asker, about.capability);
    case 'source':
      return ofSource(asker, about.source);
    case 'rule': {
      const { short, text } = policyRule(about.rule);
      return refused(short, text, about.rule);
    }
  }
};
