/** What a search asks and what streams back, source by source. Shared by the bridge and the wire. */
import * as z from 'zod';
import { CAUTION_IDS, STATE_TONES } from './definition.ts';
import { CUSTODIANS, RECORD_KINDS, SOURCE_IDS } from './kind.ts';
import { MAX_TERMS, termSchema } from './query/term.ts';
import { faultSchema } from '../faults/faults.ts';
import { POLICY_RULE_IDS } from '../policy/rules.ts';

/** Opaque id of a record: 22 characters of base64url; says nothing about the record. */
export const recordIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
export type RecordId = z.infer<typeof recordIdSchema>;

export const SORTS = ['best', 'newest', 'oldest'] as const;
export type Sort = (typeof SORTS)[number];

/** Columns the whole answer can be sorted by, ahead of time; at most three. */
export const SORT_COLUMNS = ['occurredAt', 'kind', 'number', 'precinct', 'offence', 'state'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
export const columnSortSchema = z.strictObject({
  by: z.enum(SORT_COLUMNS),
  direction: z.enum(['ascending', 'descending']),
});
export type ColumnSort = z.infer<typeof columnSortSchema>;
/** With more hits than this they are shown newest first, neither ranked nor sorted by column, and said so. */
export const RANK_CAP = 10_000;
/** Up to here a page's count is exact; beyond it says "10,000+" and the exact figure follows. */
export const COUNT_CAP = 10_000;

export const filtersSchema = z.strictObject({
  kinds: z.array(z.enum(RECORD_KINDS)).max(RECORD_KINDS.length).optional(),
  precincts: z.array(z.int().min(1).max(123)).max(90).optional(),
  custodians: z.array(z.enum(CUSTODIANS)).max(3).optional(),
  /** Years, four digits. */
  years: z.array(z.int().min(1900).max(2100)).max(60).optional(),
  offences: z.array(z.string().min(1).max(80)).max(40).optional(),
});
export type Filters = z.infer<typeof filtersSchema>;

export const searchRequestSchema = z.strictObject({
  terms: z.array(termSchema).min(1).max(MAX_TERMS),
  filters: filtersSchema.default({}),
  sort: z.enum(SORTS).default('best'),
  /** Instead of `sort`: by columns, first the first. */
  columns: z.array(columnSortSchema).min(1).max(3).optional(),
  /**
   * The sources' `arrival` of an earlier answer: rows that arrived or changed since are marked. Of a source without a mark,
   * which had not answered, every row is new.
   */
  since: z.partialRecord(z.enum(SOURCE_IDS), z.int().min(0)).optional(),
  /** With `since`: only those rows. */
  newsOnly: z.boolean().optional(),
  /** Rows per source and page. */
  limit: z.int().min(1).max(200).default(50),
  /** To go on where a page ended: the cursor of each source that had one. Absent: the first page of every source. */
  cursors: z.partialRecord(z.enum(SOURCE_IDS), z.string().max(600)).optional(),
});
export type SearchRequest = z.infer<typeof searchRequestSchema>;

export const MATCH_WHYS = [
  'number',
  'exact',
  'starts with',
  'contains',
  'name',
  'sounds like',
  'nickname',
  'typo',
  'looks like',
  'same street',
  'word',
  'filter',
] as const;
export type MatchWhy = (typeof MATCH_WHYS)[number];

/** A cell of the preview or the record page: a value, or why there is none. */
export const cellSchema = z.discriminatedUnion('show', [
  z.object({ show: z.literal('shown'), value: z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]) }),
  z.object({ show: z.literal('masked'), rule: z.enum(POLICY_RULE_IDS) }),
  z.object({ show: z.literal('withheld'), rule: z.enum(POLICY_RULE_IDS) }),
]);
export type Cell = z.infer<typeof cellSchema>;

export const resultRowSchema = z.object({
  id: recordIdSchema,
  kind: z.enum(RECORD_KINDS),
  source: z.enum(SOURCE_IDS),
  number: z.string().max(40),
  title: z.string().max(200),
  /** Offence, call type or category in the department's words, as the facet counts it; what `offence` sorts by. */
  offence: z.string().max(80).nullable().optional(),
  /** The piece of the record that matched; `marks` are [start, end) offsets into `text` to highlight. */
  matched: z.object({
    text: z.string().max(240),
    marks: z.array(z.tuple([z.int(), z.int()])).max(20),
    why: z.enum(MATCH_WHYS),
  }),
  occurredAt: z.string().max(32).nullable(),
  precinct: z.int().nullable(),
  state: z.object({ label: z.string().max(40), tone: z.enum(STATE_TONES) }),
  cautions: z.array(z.enum(CAUTION_IDS)),
  /** Since when it is no longer live at its custodian (S4). Absent: it is, or nobody says. */
  archivedAt: z.string().max(32).optional(),
  /** Fields of the record that this person would not see in clear. */
  withheld: z.int().min(0),
  /** What the preview shows: no more than this row holds. */
  preview: z.array(z.object({ label: z.string().max(60), cell: cellSchema })).max(10),
  /** Against `since` of the request. */
  news: z.enum(['new', 'changed']).optional(),
  /** Comparable text: a row with a greater `order` comes first, whatever its source. */
  order: z.string().max(120),
});
export type ResultRow = z.infer<typeof resultRowSchema>;

const facetSchema = z.array(z.object({ value: z.string().max(80), count: z.int().min(0) })).max(200);
export const facetsSchema = z.object({
  kind: facetSchema,
  precinct: facetSchema,
  custodian: facetSchema,
  year: facetSchema,
  offence: facetSchema,
});
export type Facets = z.infer<typeof facetsSchema>;

export const SOURCE_STATES = ['searching', 'answered', 'down', 'not-authorised', 'not-asked'] as const;

/** One line of the NDJSON answer. */
export const searchEventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('started'),
    at: z.iso.datetime(),
    sources: z.array(
      z.object({ source: z.enum(SOURCE_IDS), state: z.enum(SOURCE_STATES), rule: z.enum(POLICY_RULE_IDS).optional() }),
    ),
  }),
  z.object({ event: z.literal('rows'), source: z.enum(SOURCE_IDS), rows: z.array(resultRowSchema).max(200) }),
  z.object({
    event: z.literal('source'),
    source: z.enum(SOURCE_IDS),
    state: z.enum(['answered', 'down']),
    /** Milliseconds the source took. */
    ms: z.number().min(0),
    count: z.int().min(0),
    exact: z.boolean(),
    /** `false`: more than {@link RANK_CAP} hits, shown newest first instead of as asked. */
    ranked: z.boolean().optional(),
    /** Nothing was found as asked: these were found in a second pass. */
    widened: z.enum(['look-alike', 'number-prefix']).optional(),
    /** Grows with every record that arrives or changes; for `since`. */
    arrival: z.int().min(0).optional(),
    /** UTC; the source answers from a copy of that time. Absent: it is current. */
    asOf: z.iso.datetime().optional(),
    /** In `down`: what is wrong, in the source's terms. */
    because: z.enum(['time-out', 'unreachable', 'circuit-open', 'quota', 'refused']).optional(),
    /** UTC; with `circuit-open`: when it is asked again. */
    nextTryAt: z.iso.datetime().optional(),
    /** Commercial sources: what the answer cost and what is left of this tour's quota. */
    cost: z.object({ cents: z.int().min(0), queriesLeft: z.int().min(0) }).optional(),
    /** Present when there are more rows; bound to this session and this search. */
    cursor: z.string().max(600).optional(),
    facets: facetsSchema.optional(),
  }),
  /** After a `source` that stopped counting: the exact figure and facets over all hits. */
  z.object({ event: z.literal('counted'), source: z.enum(SOURCE_IDS), count: z.int().min(0), facets: facetsSchema }),
  z.object({ event: z.literal('done'), ms: z.number().min(0), auditSeq: z.int() }),
  /** The search ended here: what came before stands, nothing follows. */
  z.object({ event: z.literal('fault'), fault: faultSchema }),
]);
export type SearchEvent = z.infer<typeof searchEventSchema>;

/** How many records each reading would find, for terms that can be read in more than one way. */
export const countRequestSchema = z.strictObject({
  readings: z.array(z.array(termSchema).min(1).max(MAX_TERMS)).min(1).max(6),
  filters: filtersSchema.default({}),
});
export type CountRequest = z.infer<typeof countRequestSchema>;
export const countAnswerSchema = z.object({
  /** In the order of the readings; exact only when every source that may be asked counted to the end. */
  counts: z.array(z.object({ count: z.int().min(0), exact: z.boolean() })).max(6),
  auditSeq: z.int(),
});
export type CountAnswer = z.infer<typeof countAnswerSchema>;

/** Searches of which how long a source usually takes can be told. */
export const SOURCE_TIMES_LEAST = 20;
/** How long a source took for the last searches, from asking to the first page (S3). */
export const sourceUsualSchema = z.object({
  searches: z.int().min(SOURCE_TIMES_LEAST),
  /** Of those, the ones it did not answer, or not in time. */
  unanswered: z.int().min(0),
  /** Milliseconds within which half of them, and 19 of 20, were answered. Null: fewer were answered at all. */
  p50Ms: z.number().min(0).nullable(),
  p95Ms: z.number().min(0).nullable(),
  /** UTC; when the oldest of them was answered. */
  since: z.iso.datetime(),
});
export type SourceUsual = z.infer<typeof sourceUsualSchema>;

/** Whether the sources open to a person answer at this moment, and what they usually take. */
export const sourceStatesSchema = z.object({
  sources: z
    .array(
      z.object({
        source: z.enum(SOURCE_IDS),
        state: z.enum(['up', 'down']),
        /** Absent: too few searches since the gateway started. */
        usual: sourceUsualSchema.optional(),
      }),
    )
    .max(SOURCE_IDS.length),
});
export type SourceStates = z.infer<typeof sourceStatesSchema>;
