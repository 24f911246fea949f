/** Sensitivity tags as bits of one number, as stored in the file. A bit once given is never given to another tag. */
import { SENSITIVITY_TAGS, type SensitivityTag } from '../../../../shared/policy/field-rules.ts';

const BITS: Readonly<Record<SensitivityTag, number>> = {
  open: 1,
  identifying: 2,
  victim: 4,
  'sex-crime-victim': 8,
  juvenile: 16,
  medical: 32,
  contact: 64,
  'location-history': 128,
  media: 256,
  'restricted-file': 512,
};

export const maskOf = (tags: readonly SensitivityTag[]): number => tags.reduce((mask, tag) => mask | BITS[tag], 0);

export const tagsOf = (mask: number): readonly SensitivityTag[] =>
  SENSITIVITY_TAGS.filter((tag) => (mask & BITS[tag]) !== 0);

export const ALL_TAGS = maskOf(SENSITIVITY_TAGS);

/** The bits of a mask, each alone. */
export const bitsOf = (mask: number): readonly number[] => Object.values(BITS).filter((bit) => (mask & bit) !== 0);
