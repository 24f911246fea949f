/**
 * THE table of routes between workstation and gateway. Paths, schemas, access and faults live here only:
 * the gateway registers from it, the workstation's client calls by it, the OpenAPI document is made from it.
 */
import * as z from 'zod';
import { CAPABILITY_NAMES } from '../policy/capabilities.ts';
import { POLICY_RULE_IDS } from '../policy/rules.ts';
import { cellSchema, recordIdSchema, searchEventSchema, searchRequestSchema } from '../records/search.ts';
import { SOURCE_IDS } from '../records/kind.ts';
import { recordViewSchema, revealRequestSchema } from '../records/view.ts';
import { noticeSchema, reasonOptionsSchema, reasonRequestSchema, reasonSchema } from '../session/view.ts';
import { DESK_ROUTES } from './desk-routes.ts';
import { IDENTITY_ROUTES, username } from './identity-routes.ts';
import {
  accountListSchema,
  auditPageSchema,
  auditQuerySchema,
  departmentSchema,
  explanationSchema,
  lockoutListSchema,
} from './oversight.ts';
import {
  confirmationRoutes,
  copyRoutes,
  printRoutes,
  sourceRoutes,
  mediaRoutes,
  neighbourhoodRoutes,
  searchCountRoutes,
} from './record-routes.ts';
import { route } from './route.ts';

const KIB = 1024;

export const ROUTES = {
  health: route({
    method: 'GET',
    path: '/v1/health',
    summary: 'Whether the gateway answers, and its time',
    access: 'public',
    workstation: 'any',
    needsReason: false,
    body: null,
    params: null,
    bodyLimit: 0,
    output: z.object({
      status: z.enum(['ok', 'degraded']),
      version: z.string().max(20),
      time: z.iso.datetime(),
      directory: z.enum(['up', 'down']),
      /** Whether the gateway's clock and the directory's agree (5 minutes). */
      clock: z.enum(['ok', 'skewed', 'unknown']),
      audit: z.enum(['up', 'down']),
    }),
    faults: [],
  }),
  openapi: route({
    method: 'GET',
    path: '/v1/openapi.json',
    summary: 'This document',
    access: 'public',
    workstation: 'any',
    needsReason: false,
    body: null,
    params: null,
    bodyLimit: 0,
    output: z.record(z.string(), z.unknown()),
    faults: [],
  }),
  notice: route({
    method: 'GET',
    path: '/v1/notice',
    summary: 'The system-use notice to accept before signing in (AC-8)',
    access: 'public',
    needsReason: false,
    body: null,
    params: null,
    bodyLimit: 0,
    output: noticeSchema,
    faults: [],
  }),

  ...IDENTITY_ROUTES,

  reasonOptions: route({
    method: 'GET',
    path: '/v1/reason-options',
    summary: 'Purposes, my current jobs, my recent reasons',
    access: { capability: ['record.search', 'audit.read'] },
    needsReason: false,
    body: null,
    params: null,
    bodyLimit: 0,
    output: reasonOptionsSchema,
    faults: [],
  }),
  setReason: route({
    method: 'PUT',
    path: '/v1/session/reason',
    summary: 'State the reason (S26)',
    access: { capability: ['record.search', 'audit.read'] },
    needsReason: false,
    params: null,
    bodyLimit: 4 * KIB,
    body: reasonRequestSchema,
    output: reasonSchema,
    faults: [
      'reason.purpose-not-allowed',
      'reason.political-activity',
      'reason.immigration',
      'reason.reference-missing',
      'reason.reference-malformed',
      'reason.reference-unknown',
      'reason.reference-unchecked',
      'source.not-authorised',
      'reason.text-missing',
    ],
  }),
  endReason: route({
    method: 'DELETE',
    path: '/v1/session/reason',
    summary: 'End the reason in force',
    access: 'session',
    needsReason: false,
    body: null,
    params: null,
    bodyLimit: 0,
    output: z.object({ endedAt: z.iso.datetime() }),
    faults: [],
  }),

  search: route({
    method: 'POST',
    path: '/v1/searches',
    summary: 'Search; streams per source',
    access: { capability: 'record.search' },
    needsReason: true,
    params: null,
    bodyLimit: 16 * KIB,
    stream: true,
    body: searchRequestSchema,
    output: searchEventSchema,
    faults: ['query.empty', 'query.protected-only', 'query.cursor-invalid', 'reason.missing', 'audit.unavailable'],
  }),
  record: route({
    method: 'GET',
    path: '/v1/records/:id',
    summary: 'View a record',
    access: { capability: 'record.view' },
    needsReason: true,
    body: null,
    bodyLimit: 0,
    params: z.strictObject({ id: recordIdSchema }),
    output: recordViewSchema,
    faults: ['record.unknown', 'source.down', 'source.quota', 'reason.missing', 'audit.unavailable'],
  }),
  reveal: route({
    method: 'POST',
    path: '/v1/reveals',
    summary: 'Reveal one masked cell; logged',
    access: { capability: 'record.reveal' },
    needsReason: true,
    params: null,
    bodyLimit: 2 * KIB,
    body: revealRequestSchema,
    output: z.object({ cell: cellSchema, auditSeq: z.int() }),
    faults: ['record.unknown', 'field.not-revealable', 'reason.missing', 'audit.unavailable'],
  }),

  explain: route({
    method: 'POST',
    path: '/v1/explanations',
    summary: 'Why can I (not)?',
    access: 'session',
    needsReason: false,
    params: null,
    bodyLimit: KIB,
    body: z.strictObject({
      about: z.discriminatedUnion('of', [
        z.strictObject({ of: z.literal('capability'), capability: z.enum(CAPABILITY_NAMES) }),
        z.strictObject({ of: z.literal('source'), source: z.enum(SOURCE_IDS) }),
        z.strictObject({ of: z.literal('rule'), rule: z.enum(POLICY_RULE_IDS) }),
      ]),
    }),
    output: explanationSchema,
    faults: [],
  }),

  auditRows: route({
    method: 'POST',
    path: '/v1/audit/pages',
    summary: 'Rows of the audit log, newest first; reading is itself recorded',
    access: { capability: 'audit.read' },
    needsReason: true,
    params: null,
    bodyLimit: 2 * KIB,
    body: auditQuerySchema,
    output: auditPageSchema,
    faults: ['reason.missing', 'audit.unavailable'],
  }),
  auditQueryText: route({
    method: 'POST',
    path: '/v1/audit/query-texts',
    summary: 'Open the query text of a row; recorded',
    access: { capability: 'audit.open-query' },
    needsReason: true,
    stepUp: true,
    params: null,
    bodyLimit: KIB,
    body: z.strictObject({ seq: z.int().min(1) }),
    output: z.object({ seq: z.int(), text: z.string().max(8000) }),
    faults: ['audit.unknown', 'reason.missing', 'audit.unavailable'],
  }),
  lockouts: route({
    method: 'GET',
    path: '/v1/lockouts',
    summary: 'Locked-out accounts I may release',
    access: { capability: 'lockout.release' },
    needsReason: false,
    body: null,
    params: null,
    bodyLimit: 0,
    output: lockoutListSchema,
    faults: [],
  }),
  releaseLockout: route({
    method: 'POST',
    path: '/v1/lockout-releases',
    summary: 'Release a locked-out colleague, never oneself (AC-7)',
    access: { capability: 'lockout.release' },
    needsReason: false,
    params: null,
    bodyLimit: KIB,
    body: z.strictObject({ username }),
    output: z.object({ releasedAt: z.iso.datetime() }),
    faults: ['account.unknown', 'account.own', 'account.not-locked', 'audit.unavailable'],
  }),
  accounts: route({
    method: 'GET',
    path: '/v1/accounts',
    summary: 'Accounts and their states',
    access: { capability: 'account.read' },
    needsReason: false,
    body: null,
    params: null,
    bodyLimit: 0,
    output: accountListSchema,
    faults: [],
  }),
  department: route({
    method: 'GET',
    path: '/v1/department',
    summary: 'Sources, sessions and data of the installation',
    access: { capability: 'department.configure' },
    needsReason: false,
    body: null,
    params: null,
    bodyLimit: 0,
    output: departmentSchema,
    faults: [],
  }),
  ...searchCountRoutes,
  ...neighbourhoodRoutes,
  ...mediaRoutes,
  ...copyRoutes,
  ...printRoutes,
  ...sourceRoutes,
  ...confirmationRoutes,
  ...DESK_ROUTES,
} as const;

export type RouteName = keyof typeof ROUTES;
export const ROUTE_NAMES = Object.keys(ROUTES) as readonly RouteName[];
export type RouteBody<N extends RouteName> = (typeof ROUTES)[N]['body'] extends z.ZodType
  ? z.infer<(typeof ROUTES)[N]['body']>
  : undefined;
export type RouteBodyInput<N extends RouteName> = (typeof ROUTES)[N]['body'] extends z.ZodType
  ? z.input<(typeof ROUTES)[N]['body']>
  : undefined;
export type RouteParams<N extends RouteName> = (typeof ROUTES)[N]['params'] extends z.ZodType
  ? z.infer<(typeof ROUTES)[N]['params']>
  : undefined;
export type RouteOutput<N extends RouteName> = z.infer<(typeof ROUTES)[N]['output']>;
