/**
 * What a gateway asks of a source service and what the service answers: every message between them, bounded. Parsed on
 * arrival at both ends; the documented contract (docs/openapi-source.json) is made from it.
 */
import * as z from 'zod';
import { SENSITIVITY_TAGS } from '../policy/field-rules.ts';
import { CAUTION_IDS, MENTION_TYPES, STATE_TONES } from '../records/definition.ts';
import { RECORD_KINDS, SOURCE_IDS } from '../records/kind.ts';
import { MAX_TERMS, termSchema } from '../records/query/term.ts';
import { columnSortSchema, facetsSchema, filtersSchema, MATCH_WHYS, recordIdSchema, SORTS } from '../records/search.ts';

const tags = z.array(z.enum(SENSITIVITY_TAGS)).max(SENSITIVITY_TAGS.length);

/** For whom it is asked, for the custodian's own log. A service trusts the gateway's certificate for this, and nobody else. */
const sourceCallerSchema = z.strictObject({
  username: z.string().min(1).max(104),
  /** Purpose and reference. A service refuses a question without one. */
  reason: z.string().min(1).max(160),
  sessionId: z.string().min(1).max(64),
});

/** What may be found at all. A service obeys it whatever it would itself allow. */
const sourceScopeSchema = z.strictObject({
  kinds: z.array(z.enum(RECORD_KINDS)).max(RECORD_KINDS.length),
  /** Only records of this precinct; null: the city. */
  precinct: z.int().min(-1).max(999).nullable(),
  /** Values with any of these tags may neither be matched nor link. */
  hiddenTags: tags,
  /** Whether juvenile records may be found by identifying terms. */
  juvenile: z.boolean(),
});

const asked = { scope: sourceScopeSchema, caller: sourceCallerSchema };

const sourceQuerySchema = z.strictObject({
  terms: z.array(termSchema).min(1).max(MAX_TERMS),
  filters: filtersSchema,
  sort: z.enum(SORTS),
  columns: z.array(columnSortSchema).min(1).max(3).optional(),
  limit: z.int().min(1).max(200),
  /** As the service gave it with the page before; means nothing to the gateway. */
  after: z.string().max(400).nullable(),
  since: z.int().min(0).optional(),
  newsOnly: z.boolean().optional(),
});

const mentionSchema = z.object({
  type: z.enum(MENTION_TYPES),
  value: z.string().min(1).max(200),
  state: z.string().max(2).optional(),
  role: z.string().max(40).optional(),
  tags,
});
const recordLinkSchema = z.object({
  kind: z.enum(RECORD_KINDS),
  number: z.string().min(1).max(40),
  relation: z.string().max(80),
});
const rowSchema = z.record(z.string().max(40), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]));

/** A record as its custodian sends it, with everything; the gateway redacts. */
const sourceRecordSchema = z.object({
  /** First character: the letter of the source; then 21 of base64url. The same record keeps its id. */
  id: recordIdSchema,
  kind: z.enum(RECORD_KINDS),
  number: z.string().min(1).max(40),
  title: z.string().max(200),
  /** `YYYY-MM-DDTHH:MM` department local time, or `YYYY-MM-DD`. */
  occurredAt: z.string().max(32).nullable(),
  precinct: z.int().nullable(),
  offence: z.string().max(200).nullable(),
  state: z.object({ label: z.string().max(40), tone: z.enum(STATE_TONES) }),
  cautions: z.array(z.enum(CAUTION_IDS)).max(CAUTION_IDS.length),
  point: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).nullable(),
  address: z.string().max(200).nullable(),
  /** A service never sends a sealed record; one that does is dropped and recorded. */
  sealed: z.boolean(),
  juvenile: z.boolean(),
  sexCrime: z.boolean(),
  body: z.record(z.string().max(40), z.array(rowSchema).max(200)),
  mentions: z.array(mentionSchema).max(500),
  links: z.array(recordLinkSchema).max(200),
  /** When it was archived, as `occurredAt` is written; null or absent: it is live. */
  archivedAt: z.string().max(32).nullable().optional(),
  origin: z.string().max(60),
});

const sourceHitSchema = z.object({
  record: sourceRecordSchema,
  matched: z.object({
    text: z.string().max(240),
    marks: z.array(z.tuple([z.int().min(0), z.int().min(0)])).max(20),
    why: z.enum(MATCH_WHYS),
    tags,
  }),
  order: z.string().max(120),
  news: z.enum(['new', 'changed']).nullable(),
});

const asOf = z.iso.datetime().nullable();

const sourceAnswerSchema = z.object({
  hits: z.array(sourceHitSchema).max(200),
  count: z.int().min(0),
  exact: z.boolean(),
  after: z.string().max(400).nullable(),
  ranked: z.boolean(),
  widened: z.enum(['look-alike', 'number-prefix']).nullable(),
  arrival: z.int().min(0),
  facets: facetsSchema.nullable(),
  /** UTC; the time of the copy it answers from. Null: it is current. */
  asOf,
});

/** Things of a record (persons, vehicles, phones …), and links it states, that a custodian is told of and looks up; the rest is counted. */
export const MOST_LOOKED_UP = 24;

/** What a custodian is told of a record of somebody else's, to find what it has linked with it: no more than that. */
const linkedOfSchema = z.strictObject({
  kind: z.enum(RECORD_KINDS),
  number: z.string().min(1).max(40),
  mentions: z.array(mentionSchema).max(MOST_LOOKED_UP),
  links: z.array(recordLinkSchema).max(MOST_LOOKED_UP),
});

const linkedSchema = z.object({
  links: z
    .array(
      z.object({
        record: sourceRecordSchema,
        relation: z.string().max(80),
        shared: z.object({ type: z.enum(MENTION_TYPES), value: z.string().max(200), tags }).nullable(),
      }),
    )
    .max(100),
  more: z.int().min(0),
  /** Things and stated links of the record that were not looked up, because there are more than are. */
  notLookedUp: z.int().min(0).optional(),
});

const ticketSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** The routes of a source service. POST throughout: what is asked never stands in an address or a log of addresses. */
export const SOURCE_ROUTES = {
  search: {
    path: '/v1/search',
    summary: 'A page of what is found, best first or as sorted',
    body: z.strictObject({ query: sourceQuerySchema, ...asked }),
    output: sourceAnswerSchema,
  },
  count: {
    path: '/v1/count',
    summary: 'The exact count and facets over everything found',
    body: z.strictObject({ query: sourceQuerySchema.pick({ terms: true, filters: true }), ...asked }),
    output: z.object({ count: z.int().min(0), facets: facetsSchema }),
  },
  read: {
    path: '/v1/record',
    summary: 'One record by its id; null when there is none, or it is sealed',
    body: z.strictObject({ id: recordIdSchema, caller: sourceCallerSchema }),
    output: z.object({ record: sourceRecordSchema.nullable(), asOf }),
  },
  linked: {
    path: '/v1/linked',
    summary: 'Records that name, or share a thing with, a record of another source',
    body: z.strictObject({
      of: linkedOfSchema,
      types: z.array(z.enum(MENTION_TYPES)).max(MENTION_TYPES.length),
      limit: z.int().min(1).max(100),
      ...asked,
    }),
    output: linkedSchema,
  },
  askConfirmation: {
    path: '/v1/confirmation-requests',
    summary: 'Take a request to confirm a hit: urgent within 10 minutes, routine within the hour',
    body: z.strictObject({ id: recordIdSchema, priority: z.enum(['urgent', 'routine']), caller: sourceCallerSchema }),
    output: z.object({ ticket: ticketSchema }),
  },
  confirmation: {
    path: '/v1/confirmation-answers',
    summary: 'What the custodian has said of a request so far',
    body: z.strictObject({ ticket: ticketSchema }),
    output: z.object({ state: z.enum(['asked', 'confirmed', 'refused']) }),
  },
  health: {
    path: '/v1/health',
    summary: 'Whether it can answer, whose records it keeps, and of what time',
    body: z.strictObject({}),
    output: z.object({ source: z.enum(SOURCE_IDS), state: z.literal('up'), asOf, records: z.int().min(0) }),
  },
} as const;

export type SourceRouteName = keyof typeof SOURCE_ROUTES;
export const SOURCE_ROUTE_NAMES = Object.keys(SOURCE_ROUTES) as readonly SourceRouteName[];
export type SourceBody<N extends SourceRouteName> = z.infer<(typeof SOURCE_ROUTES)[N]['body']>;
export type SourceOutput<N extends SourceRouteName> = z.infer<(typeof SOURCE_ROUTES)[N]['output']>;

/** A refusal: a status of 400 to 503 with one of these codes, and nothing of what was asked. */
export const SOURCE_REFUSALS = {
  'request.malformed': 400,
  'client.unknown': 403,
  'route.unknown': 404,
  'record.unknown': 404,
  'ticket.unknown': 404,
  'confirmation.refused': 409,
  'request.too-large': 413,
  internal: 500,
  unavailable: 503,
} as const;
export type SourceRefusalCode = keyof typeof SOURCE_REFUSALS;
export const sourceRefusalSchema = z.object({ code: z.string().max(40) });

/** Bytes of a question, and of an answer; more is not read. */
export const SOURCE_BODY_BYTES = 64 * 1024;
export const SOURCE_ANSWER_BYTES = 16 * 1024 * 1024;
