/** Calls of the page around an open record: counts of readings, graph, confirmation, media, copy. */
import * as z from 'zod';
import { SOURCE_IDS } from '../records/kind.ts';
import { countAnswerSchema, countRequestSchema, recordIdSchema, sourceStatesSchema } from '../records/search.ts';
import { mediaClosingSchema, mediaOpenedSchema, mediaPieceRequestSchema, mediaPieceSchema } from '../records/media.ts';
import {
  confirmationSchema,
  neighbourhoodSchema,
  printLeaveSchema,
  printRequestSchema,
  revealRequestSchema,
} from '../records/view.ts';
import { call } from './call.ts';

const NORMAL = 15_000;

export const searchCountCalls = {
  'search.count': call({
    phases: ['active'],
    input: countRequestSchema,
    output: countAnswerSchema,
    deadlineMs: NORMAL,
  }),
} as const;
export const neighbourhoodCalls = {
  'record.neighbourhood': call({
    phases: ['active'],
    input: z.strictObject({ id: recordIdSchema }),
    output: neighbourhoodSchema,
    deadlineMs: NORMAL,
  }),
} as const;
export const confirmationCalls = {
  'record.confirm': call({
    phases: ['active'],
    input: z.strictObject({ record: recordIdSchema, priority: z.enum(['urgent', 'routine']) }),
    output: z.object({ confirmation: confirmationSchema, auditSeq: z.int() }),
    deadlineMs: NORMAL,
  }),
  'confirmation.list': call({
    phases: ['active'],
    input: z.strictObject({}),
    output: z.object({
      confirmations: z.array(z.object({ record: recordIdSchema, confirmation: confirmationSchema })).max(100),
    }),
    deadlineMs: NORMAL,
  }),
} as const;
export const mediaCalls = {
  'media.open': call({
    phases: ['active'],
    input: revealRequestSchema.omit({ field: true }),
    output: mediaOpenedSchema,
    deadlineMs: NORMAL,
  }),
  'media.piece': call({
    phases: ['active'],
    input: mediaPieceRequestSchema,
    output: mediaPieceSchema,
    deadlineMs: NORMAL,
  }),
  'media.close': call({ phases: ['active'], input: mediaClosingSchema, output: z.object({}), deadlineMs: NORMAL }),
} as const;
export const copyCalls = {
  'record.copy': call({
    phases: ['active'],
    input: revealRequestSchema,
    output: z.object({ text: z.string().max(20_000), auditSeq: z.int() }),
    deadlineMs: NORMAL,
  }),
} as const;
export const printCalls = {
  /** Nothing of a record is printed before this is answered. */
  'record.print': call({ phases: ['active'], input: printRequestSchema, output: printLeaveSchema, deadlineMs: NORMAL }),
} as const;
export const sourceCalls = {
  /** Of the sources open to the person: whether they answer now, and how long they usually take. */
  'source.states': call({
    phases: ['active'],
    input: z.strictObject({}),
    output: sourceStatesSchema,
    deadlineMs: NORMAL,
  }),
  /** Sources that the search in sight misses; each is told once in `source.returned` when it answers again. None: nothing is waited for. */
  'source.watch': call({
    phases: ['active'],
    input: z.strictObject({ sources: z.array(z.enum(SOURCE_IDS)).max(SOURCE_IDS.length) }),
    output: z.object({}),
    deadlineMs: NORMAL,
  }),
} as const;
export const sourceTopics = {
  'source.returned': z.object({ sources: z.array(z.enum(SOURCE_IDS)).max(SOURCE_IDS.length) }),
} as const;
