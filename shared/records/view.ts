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
  /** As of the row of a search: since when it is no longer live at its custodian (S4). Absent: it is, or nobody says. */
  archivedAt: z.string().max(32).optional(),
  precinct: z.int().nullable().default(null),
  /** Where it happened, when this person may see it. WGS 84. */
  point: z.object({ lat: z.number(), lon: z.number() }).nullable().default(null),
});
export type RecordLink = z.infer<typeof linkSchema>;

/** Minutes a custodian has to confirm a hit (NCIC): urgent 10, routine 60. */
export const CONFIRMATION_MINUTES = { urgent: 10, routine: 60 } as const;
export const confirmationSchema = z.object({
  /** `needed`: not asked yet. Nothing but `confirmed` may be acted on, shown or printed as confirmed. */
  state: z.enum(['needed', 'asked', 'overdue', 'confirmed', 'refused']),
  priority: z.enum(['urgent', 'routine']).nullable(),
  askedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
});
export type Confirmation = z.infer<typeof confirmationSchema>;

/** A small graph around a record: itself, its links, and theirs. Nothing in it that its links would not say. */
export const neighbourhoodSchema = z.object({
  /** First the record itself. */
  nodes: z.array(linkSchema.omit({ relation: true, stated: true })).max(60),
  edges: z
    .array(z.object({ from: recordIdSchema, to: recordIdSchema, relation: z.string().max(80), stated: z.boolean() }))
    .max(240),
  /** Records left out because the graph is full. */
  more: z.int().min(0),
  auditSeq: z.int(),
});
export type Neighbourhood = z.infer<typeof neighbourhoodSchema>;

/** One record, or the two of a comparison, on one sheet. */
export const printRequestSchema = z.strictObject({ records: z.array(recordIdSchema).min(1).max(2) });
/** Leave to print, recorded: what the sheet says of itself. */
export const printLeaveSchema = z.object({ at: z.iso.datetime(), auditSeq: z.int() });
export type PrintLeave = z.infer<typeof printLeaveSchema>;

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
  /** Things of the record that another source was not asked about, because there are more than are looked up. Absent: none. */
  linksNotLookedUp: z.int().min(0).optional(),
  /** Sources that did not say in time what they have linked with it. */
  linksMissing: z.array(z.enum(SOURCE_IDS)).max(SOURCE_IDS.length).optional(),
  /** What a custodian has said of the hit; null: it needs no confirmation (or this is not one). */
  confirmation: confirmationSchema.nullable().default(null),
  /** No longer live at its custodian: since when (S4); null: live. */
  archivedAt: z.string().max(32).nullable().default(null),
  /** UTC; the source answers from a copy of that time. Null: current. */
  asOf: z.iso.datetime().nullable().default(null),
  /** What is different since this person last looked: cells by section, row and field. Null: first look, or too long ago. */
  changed: z
    .object({
      since: z.iso.datetime(),
      cells: z.array(z.object({ section: z.string().max(40), row: z.int(), field: z.string().max(40) })).max(200),
    })
    .nullable()
    .default(null),
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
