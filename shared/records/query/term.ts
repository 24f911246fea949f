/**
 * The query as understood: a list of terms (shown as chips). The page parses text into terms, the gateway
 * receives terms only, each bounded here. All terms must hold (and), `exclude` must not.
 */
import * as z from 'zod';
import { RECORD_KINDS } from '../kind.ts';

const value = (max: number): z.ZodString => z.string().trim().min(1).max(max);
const isoDate = z.iso.date();
/** A day, or a minute of it: department local time. */
const moment = z.union([isoDate, z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/)]);
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const termSchema = z.discriminatedUnion('type', [
  /** A record's number in canonical form (upper case, dashes in place); `kind` when the shape tells it. */
  z.strictObject({ type: z.literal('identifier'), value: value(40), kind: z.enum(RECORD_KINDS).optional() }),
  /** A to Z and 0 to 9 only, upper case, 2 to 10. Where nothing has it, look-alikes (0/O, 1/I, 8/B) are found, and said so. */
  z.strictObject({
    type: z.literal('plate'),
    value: z.string().regex(/^[A-Z0-9]{2,10}$/),
    state: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    match: z.enum(['exact', 'starts', 'contains']),
  }),
  /**
   * Words of a name in any order, upper case letters, apostrophes and hyphens; an initial stands for any name that begins
   * so. `sounds` also finds like-sounding ones, diminutives (BOB for ROBERT) and one typo.
   */
  z.strictObject({ type: z.literal('name'), value: value(80), match: z.enum(['prefix', 'sounds']) }),
  z.strictObject({ type: z.literal('phone'), value: z.string().regex(/^\d{4,10}$/) }),
  z.strictObject({ type: z.literal('vin'), value: z.string().regex(/^[A-HJ-NPR-Z0-9]{4,17}$/) }),
  z.strictObject({ type: z.literal('address'), value: value(80) }),
  /** Inclusive, department local time. */
  z.strictObject({ type: z.literal('when'), from: moment.optional(), to: moment.optional() }),
  /** Inclusive hours of any day; over midnight when `to` is before `from`. Records without a time are not found. */
  z.strictObject({ type: z.literal('hours'), from: hour, to: hour }),
  z.strictObject({ type: z.literal('precinct'), value: z.int().min(1).max(123) }),
  z.strictObject({ type: z.literal('offence'), value: value(60) }),
  z.strictObject({ type: z.literal('kind'), value: z.enum(RECORD_KINDS) }),
  /** Words all of which must occur (prefix of the last one allowed), in any text of the record. */
  z.strictObject({ type: z.literal('words'), value: value(200) }),
  z.strictObject({ type: z.literal('phrase'), value: value(200) }),
  z.strictObject({ type: z.literal('exclude'), value: value(60) }),
]);
export type Term = z.infer<typeof termSchema>;
export const MAX_TERMS = 12;
/** Characters of the box that are read; the rest is cut, and said so. */
export const MAX_QUERY_TEXT = 400;

/** A term with where it stood in the text and the other ways it could be read. */
export interface Understanding {
  readonly term: Term;
  /** Offsets into the text (UTF-16 units), end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Other readings, best first; choosing one replaces the term. */
  readonly others: readonly Term[];
}

export interface ParsedQuery {
  readonly understood: readonly Understanding[];
  /** True when text beyond {@link MAX_QUERY_TEXT} or terms beyond {@link MAX_TERMS} were left out. */
  readonly cut: boolean;
}
