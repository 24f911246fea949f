/** Routes around an open record and its neighbours: graph, confirmation, media, copy; and counts of readings. None writes a record (S18). */
import * as z from 'zod';
import { countAnswerSchema, countRequestSchema, recordIdSchema, sourceStatesSchema } from '../records/search.ts';
import { mediaClosingSchema, mediaOpenedSchema, mediaPieceRequestSchema, mediaPieceSchema } from '../records/media.ts';
import {
  confirmationSchema,
  neighbourhoodSchema,
  printLeaveSchema,
  printRequestSchema,
  revealRequestSchema,
} from '../records/view.ts';
import { route } from './route.ts';

const KIB = 1024;
const recordParams = z.strictObject({ id: recordIdSchema });

export const searchCountRoutes = {
  searchCounts: route({
    method: 'POST',
    path: '/v1/search-counts',
    summary: 'How many records each reading of an ambiguous question would find',
    access: { capability: 'record.search' },
    needsReason: true,
    params: null,
    bodyLimit: 16 * KIB,
    body: countRequestSchema,
    output: countAnswerSchema,
    faults: ['query.protected-only', 'reason.missing', 'audit.unavailable'],
  }),
} as const;

export const neighbourhoodRoutes = {
  neighbourhood: route({
    method: 'GET',
    path: '/v1/records/:id/neighbourhood',
    summary: 'Two steps of links around a record',
    access: { capability: 'record.links' },
    needsReason: true,
    body: null,
    bodyLimit: 0,
    params: recordParams,
    output: neighbourhoodSchema,
    faults: ['record.unknown', 'reason.missing', 'audit.unavailable'],
  }),
} as const;

export const confirmationRoutes = {
  askConfirmation: route({
    method: 'POST',
    path: '/v1/confirmations',
    summary: 'Ask the custodian to confirm a hit: urgent within 10 minutes, routine within the hour',
    access: { capability: 'record.view' },
    needsReason: true,
    params: null,
    bodyLimit: KIB,
    body: z.strictObject({ record: recordIdSchema, priority: z.enum(['urgent', 'routine']) }),
    output: z.object({ confirmation: confirmationSchema, auditSeq: z.int() }),
    faults: ['record.unknown', 'confirmation.not-needed', 'source.down', 'reason.missing', 'audit.unavailable'],
  }),
  confirmations: route({
    method: 'GET',
    path: '/v1/confirmations',
    summary: 'What custodians have said of the hits I asked about in this session',
    access: { capability: 'record.view' },
    needsReason: false,
    quiet: true,
    body: null,
    params: null,
    bodyLimit: 0,
    output: z.object({
      confirmations: z.array(z.object({ record: recordIdSchema, confirmation: confirmationSchema })).max(100),
    }),
    faults: [],
  }),
} as const;

export const mediaRoutes = {
  openMedia: route({
    method: 'POST',
    path: '/v1/media',
    summary: 'Open an image or recording of a record; logged, for this session only (S6)',
    access: { capability: 'record.media' },
    needsReason: true,
    params: null,
    bodyLimit: KIB,
    body: revealRequestSchema.omit({ field: true }),
    output: mediaOpenedSchema,
    faults: ['record.unknown', 'media.unknown', 'reason.missing', 'audit.unavailable'],
  }),
  mediaPiece: route({
    method: 'POST',
    path: '/v1/media-pieces',
    summary: 'A piece of what was opened',
    access: { capability: 'record.media' },
    needsReason: true,
    params: null,
    bodyLimit: KIB,
    body: mediaPieceRequestSchema,
    output: mediaPieceSchema,
    faults: ['media.closed', 'reason.missing', 'audit.unavailable'],
  }),
  closeMedia: route({
    method: 'POST',
    path: '/v1/media-closings',
    summary: 'Close it',
    access: { capability: 'record.media' },
    needsReason: false,
    params: null,
    bodyLimit: KIB,
    body: mediaClosingSchema,
    output: z.object({ closedAt: z.iso.datetime() }),
    faults: [],
  }),
} as const;

export const copyRoutes = {
  copyCell: route({
    method: 'POST',
    path: '/v1/copies',
    summary: 'Copy one cell that is shown; logged (S39)',
    access: { capability: 'record.copy' },
    needsReason: true,
    params: null,
    bodyLimit: KIB,
    /** `section` `row`, field `number` or `title`: of the result row, else a cell of the record. */
    body: revealRequestSchema,
    output: z.object({ text: z.string().max(20_000), auditSeq: z.int() }),
    faults: ['record.unknown', 'field.not-copyable', 'reason.missing', 'audit.unavailable'],
  }),
} as const;

export const printRoutes = {
  printRecord: route({
    method: 'POST',
    path: '/v1/prints',
    summary: 'Leave to print a record, or two beside each other; logged before anything is printed (S39)',
    access: { capability: 'record.print' },
    needsReason: true,
    params: null,
    bodyLimit: KIB,
    body: printRequestSchema,
    output: printLeaveSchema,
    faults: ['record.unknown', 'source.down', 'reason.missing', 'audit.unavailable'],
  }),
} as const;

export const sourceRoutes = {
  sourceStates: route({
    method: 'GET',
    path: '/v1/source-states',
    summary: 'Whether the sources open to me answer now, and how long they usually take (S3)',
    access: { capability: 'record.search' },
    needsReason: false,
    // The workstation asks by itself.
    quiet: true,
    body: null,
    params: null,
    bodyLimit: 0,
    output: sourceStatesSchema,
    faults: [],
  }),
} as const;
