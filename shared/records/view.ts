/** A record as one person may see it, for the reason in force: what the gateway sends and the page shows. */
import * as z from 'zod';
import { CAUTION_IDS, STATE_TONES } from './definition.ts';
import { CUSTODIANS, RECORD_KINDS, SOURCE_IDS } from './kind.ts';
import { cellSchema, recordIdSchema } from './search.ts';

export const linkSchema = z.object({
  id: recordIdSchema,
  kind: z.enum(RECORD_KINDS),
  number: z.string().max(40),
  title: z.string().max(200),
  occurredAt: z.string().max(32).nullable(),
  /** "arrest of this complaint", "same plate KLR4821" …; how it is linked. */
  relation: z.string().max(80),
  /** A record says so; otherwise they merely share a plate, a name, a phone … */
  stated: z.boolean(),
  state: z.object({ label: z.string().max(40), tone: z.enum(STATE_TONES) }),
  cautions: z.array(z.enum(CAUTION_IDS)),
});
export type RecordLink = z.infer<typeof linkSchema>;

export const recordViewSchema = z.object({
  id: recordIdSchema,
  kind: z.enum(RECORD_KINDS),
  source: z.enum(SOURCE_IDS),
  custodian: z.enum(CUSTODIANS),
  number: z.string().max(40),
  title: z.string().max(200),
  occurredAt: z.string().max(32).nullable(),
  precinct: z.int().nullable(),
  address: cellSchema.nullable(),
  state: z.object({ label: z.string().max(40), tone: z.enum(STATE_TONES) }),
  cautions: z.array(z.enum(CAUTION_IDS)),
  /** How it is to be handled, computed per record (S24). */
  handling: z.string().max(200),
  /** True for generated sample records: fictional. */
  sample: z.boolean(),
  /** By section id of the kind's definition; rows of cells by field key. Empty sections are left out. */
  sections: z.array(
    z.object({ id: z.string().max(40), rows: z.array(z.record(z.string().max(40), cellSchema)).max(200) }),
  ),
  /** Absent when the place is withheld or unknown. WGS 84. */
  point: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  links: z.array(linkSchema).max(100),
  /** Links beyond the hundred sent. */
  moreLinks: z.int().min(0),
  /** UTC, to 1/100 s: when the view was written to the audit log, and its row. */
  viewedAt: z.iso.datetime(),
  auditSeq: z.int(),
});
export type RecordView = z.infer<typeof recordViewSchema>;

/** Which cell to reveal. */
export const revealRequestSchema = z.strictObject({
  record: recordIdSchema,
  section: z.string().min(1).max(40),
  row: z.int().min(0).max(199),
  field: z.string().min(1).max(40),
});
export type RevealRequest = z.infer<typeof revealRequestSchema>;
