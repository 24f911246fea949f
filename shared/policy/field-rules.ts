/**
 * Decides, field by field, what a person may see: shown, masked until revealed (and logged), or withheld.
 * Pure; the gateway runs it for every cell of every record it sends (S22, S36). Nothing else redacts.
 */
import type { PurposeId } from './purposes.ts';
import type { PolicyRuleId } from './rules.ts';

export const SENSITIVITY_TAGS = [
  'open',
  'identifying',
  'victim',
  'sex-crime-victim',
  'juvenile',
  'medical',
  'contact',
  'location-history',
  'media',
  'restricted-file',
] as const;
export type SensitivityTag = (typeof SENSITIVITY_TAGS)[number];

export type FieldDecision =
  | { readonly show: 'shown' }
  | { readonly show: 'masked'; readonly rule: PolicyRuleId }
  | { readonly show: 'withheld'; readonly rule: PolicyRuleId };

/** Who asks, and for what. `canReveal` is the capability `record.reveal`. */
export interface FieldAsker {
  readonly investigator: boolean;
  readonly canReveal: boolean;
  readonly purpose: PurposeId;
}

const INVESTIGATIVE: readonly PurposeId[] = ['criminal-investigation', 'arrest-processing', 'political-activity'];
const FIELD: readonly PurposeId[] = [...INVESTIGATIVE, 'job-in-progress', 'warrant-check'];

const shown: FieldDecision = { show: 'shown' };
const masked = (rule: PolicyRuleId, asker: FieldAsker): FieldDecision =>
  asker.canReveal ? { show: 'masked', rule } : { show: 'withheld', rule };
const withheld = (rule: PolicyRuleId): FieldDecision => ({ show: 'withheld', rule });

type Decide = (asker: FieldAsker) => FieldDecision;

const RULES: Readonly<Record<SensitivityTag, Decide>> = {
  open: () => shown,
  identifying: (asker) => (FIELD.includes(asker.purpose) ? shown : masked('S22', asker)),
  victim: (asker) =>
    asker.investigator && INVESTIGATIVE.includes(asker.purpose)
      ? shown
      : FIELD.includes(asker.purpose)
        ? masked('victim-identity', asker)
        : withheld('victim-identity'),
  'sex-crime-victim': (asker) =>
    asker.investigator && asker.purpose === 'criminal-investigation'
      ? masked('sex-crime-victim', asker)
      : withheld('sex-crime-victim'),
  juvenile: (asker) =>
    INVESTIGATIVE.includes(asker.purpose)
      ? asker.investigator
        ? shown
        : masked('juvenile', asker)
      : withheld('juvenile'),
  medical: (asker) =>
    asker.investigator && INVESTIGATIVE.includes(asker.purpose) ? masked('medical', asker) : withheld('medical'),
  contact: (asker) => (FIELD.includes(asker.purpose) ? masked('contact', asker) : withheld('contact')),
  'location-history': (asker) =>
    asker.investigator && asker.purpose === 'criminal-investigation' ? shown : withheld('location-history'),
  media: (asker) => (FIELD.includes(asker.purpose) ? masked('media', asker) : withheld('media')),
  'restricted-file': (asker) =>
    asker.investigator && INVESTIGATIVE.includes(asker.purpose)
      ? masked('restricted-file', asker)
      : withheld('restricted-file'),
};

const STRICTNESS = { shown: 0, masked: 1, withheld: 2 } as const;

/** The strictest decision over all tags of a field. No tag counts as `identifying`: deny by default. */
export function decideField(tags: readonly SensitivityTag[], asker: FieldAsker): FieldDecision {
  if (tags.length === 0) return RULES.identifying(asker);
  return tags
    .map((tag) => RULES[tag](asker))
    .reduce((strictest, next) => (STRICTNESS[next.show] > STRICTNESS[strictest.show] ? next : strictest));
}
