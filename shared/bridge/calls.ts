/**
 * THE table of calls between the page and the main process, and of the topics main publishes. The preload makes one
 * frozen function per name from it, the router checks against it, the page's client is typed by it.
 */
import * as z from 'zod';
import { faultSchema } from '../faults/faults.ts';
import { CAPABILITY_NAMES } from '../policy/capabilities.ts';
import { POLICY_RULE_IDS } from '../policy/rules.ts';
import { SOURCE_IDS } from '../records/kind.ts';
import { cellSchema, recordIdSchema, searchEventSchema, searchRequestSchema } from '../records/search.ts';
import { recordViewSchema, revealRequestSchema } from '../records/view.ts';
import { END_CAUSES, LOCK_CAUSES, PHASES } from '../session/phase.ts';
import {
  noticeSchema,
  personSchema,
  reasonOptionsSchema,
  reasonRequestSchema,
  reasonSchema,
  sessionViewSchema,
  signInRefusalSchema,
  workstationSchema,
} from '../session/view.ts';
import {
  accountListSchema,
  auditPageSchema,
  auditQuerySchema,
  departmentSchema,
  explanationSchema,
  lockoutListSchema,
} from '../wire/oversight.ts';
import { call } from './call.ts';

const nothing = z.strictObject({});
const done = z.object({});
const QUICK = 5_000;
const NORMAL = 15_000;

/** What the page always knows: the phase and what belongs to it. Sent whole, with a revision that only grows. */
export const snapshotSchema = z.object({
  revision: z.int(),
  phase: z.enum(PHASES),
  workstation: workstationSchema,
  host: z.enum(['electron', 'chromium']),
  version: z.string().max(20),
  link: z.object({
    state: z.enum(['up', 'down', 'unknown']),
    since: z.iso.datetime(),
    gateway: z.string().max(120),
    fault: faultSchema.optional(),
  }),
  notice: noticeSchema.nullable(),
  /** In `active` only. */
  session: sessionViewSchema.nullable(),
  /** In `locked`: who may unlock, and nothing else of the session. */
  locked: z
    .object({ person: personSchema, cause: z.enum(LOCK_CAUSES), at: z.iso.datetime(), absoluteAt: z.iso.datetime() })
    .nullable(),
  expired: z.object({ name: z.string().max(80), cause: z.enum(END_CAUSES) }).nullable(),
  /** Drafts survive on disk only with a key store; otherwise in memory, and the screen says so. */
  drafts: z.enum(['sealed-on-disk', 'memory-only']),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

const tabSchema = z.strictObject({
  id: recordIdSchema,
  label: z.string().max(60),
  kind: z.string().max(20),
  scroll: z.number().min(0).max(1e7).default(0),
  section: z.string().max(40).optional(),
});
/**
 * Where the person was: references and drafts, no record content. Sealed in the vault at lock, restored after unlocking or a crash.
 * The text of the search box and of a reason being written are drafts of the person, not records.
 */
export const workspaceSchema = z.strictObject({
  room: z.string().max(20),
  tabs: z.array(tabSchema).max(30).default([]),
  /** The open tab; null: the search itself. */
  openTab: recordIdSchema.nullable().default(null),
  box: z.strictObject({
    text: z.string().max(400),
    request: searchRequestSchema.nullable(),
    selected: recordIdSchema.nullable(),
    scroll: z.number().min(0).max(1e9),
  }),
  /** Drafts by form: e.g. `reason.text`. */
  drafts: z.record(z.string().max(40), z.string().max(4000)).default({}),
  settings: z
    .strictObject({
      theme: z.enum(['day', 'night', 'system']).default('system'),
      density: z.enum(['compact', 'comfortable', 'large']).default('compact'),
    })
    .default({ theme: 'system', density: 'compact' }),
});
export type Workspace = z.infer<typeof workspaceSchema>;

const signInResultSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('active') }),
  ...signInRefusalSchema.options,
]);
export type SignInResult = z.infer<typeof signInResultSchema>;

export const CALLS = {
  'session.get': call({ phases: PHASES, input: nothing, output: snapshotSchema, deadlineMs: QUICK }),
  'session.begin': call({
    phases: ['signedOut', 'expired', 'notice', 'credentials'],
    input: nothing,
    output: done,
    deadlineMs: NORMAL,
  }),
  'session.acceptNotice': call({
    phases: ['notice'],
    input: z.strictObject({ hash: z.string().max(64) }),
    output: done,
    deadlineMs: QUICK,
  }),
  'session.signIn': call({
    phases: ['credentials'],
    input: z.strictObject({ username: z.string().trim().min(1).max(104), password: z.string().max(256) }),
    output: signInResultSchema,
    secret: ['password'],
    deadlineMs: 30_000,
  }),
  'session.lock': call({ phases: ['active'], input: nothing, output: done, deadlineMs: QUICK }),
  'session.unlock': call({
    phases: ['locked'],
    input: z.strictObject({ password: z.string().max(256) }),
    output: signInResultSchema,
    secret: ['password'],
    deadlineMs: 30_000,
  }),
  'session.signOut': call({
    phases: ['active', 'locked', 'credentials', 'notice'],
    input: nothing,
    output: done,
    deadlineMs: NORMAL,
  }),
  /** The person did something: feeds the idle timer. At most one a second is sent. */
  'session.touch': call({ phases: ['active'], input: nothing, output: done, deadlineMs: QUICK }),

  'reason.options': call({ phases: ['active'], input: nothing, output: reasonOptionsSchema, deadlineMs: NORMAL }),
  'reason.set': call({ phases: ['active'], input: reasonRequestSchema, output: reasonSchema, deadlineMs: NORMAL }),
  'reason.end': call({ phases: ['active'], input: nothing, output: done, deadlineMs: NORMAL }),

  /** Starts a search (or, with cursors, its next page); answers at once, rows arrive by the topic `search.progress`. Replaces a running one with the same key. */
  'search.start': call({
    phases: ['active'],
    input: z.strictObject({ key: z.string().min(1).max(40), request: searchRequestSchema }),
    output: done,
    deadlineMs: QUICK,
  }),
  'search.cancel': call({
    phases: ['active'],
    input: z.strictObject({ key: z.string().min(1).max(40) }),
    output: done,
    deadlineMs: QUICK,
  }),
  'record.open': call({
    phases: ['active'],
    input: z.strictObject({ id: recordIdSchema }),
    output: recordViewSchema,
    deadlineMs: NORMAL,
  }),
  'record.reveal': call({
    phases: ['active'],
    input: revealRequestSchema,
    output: z.object({ cell: cellSchema, auditSeq: z.int() }),
    deadlineMs: NORMAL,
  }),

  'access.explain': call({
    phases: ['active'],
    input: z.strictObject({
      about: z.discriminatedUnion('of', [
        z.strictObject({ of: z.literal('capability'), capability: z.enum(CAPABILITY_NAMES) }),
        z.strictObject({ of: z.literal('source'), source: z.enum(SOURCE_IDS) }),
        z.strictObject({ of: z.literal('rule'), rule: z.enum(POLICY_RULE_IDS) }),
      ]),
    }),
    output: explanationSchema,
    deadlineMs: NORMAL,
  }),
  'audit.page': call({ phases: ['active'], input: auditQuerySchema, output: auditPageSchema, deadlineMs: NORMAL }),
  'audit.openQuery': call({
    phases: ['active'],
    input: z.strictObject({ seq: z.int().min(1) }),
    output: z.object({ seq: z.int(), text: z.string().max(8000) }),
    deadlineMs: NORMAL,
  }),
  'lockout.list': call({ phases: ['active'], input: nothing, output: lockoutListSchema, deadlineMs: NORMAL }),
  'lockout.release': call({
    phases: ['active'],
    input: z.strictObject({ username: z.string().trim().min(1).max(104) }),
    output: z.object({ releasedAt: z.iso.datetime() }),
    deadlineMs: NORMAL,
  }),
  'account.list': call({ phases: ['active'], input: nothing, output: accountListSchema, deadlineMs: NORMAL }),
  'department.get': call({ phases: ['active'], input: nothing, output: departmentSchema, deadlineMs: NORMAL }),

  'workspace.get': call({
    phases: ['active'],
    input: nothing,
    output: z.object({ workspace: workspaceSchema.nullable() }),
    deadlineMs: QUICK,
  }),
  /** Sealed and written at most once a second; the last one before a lock always is. */
  'workspace.save': call({
    phases: ['active'],
    input: z.strictObject({ workspace: workspaceSchema }),
    output: done,
    deadlineMs: QUICK,
  }),
} as const;

export type CallName = keyof typeof CALLS;
export const CALL_NAMES = Object.keys(CALLS) as [CallName, ...CallName[]];
export type CallInput<N extends CallName> = z.input<(typeof CALLS)[N]['input']>;
export type CallParsed<N extends CallName> = z.infer<(typeof CALLS)[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<(typeof CALLS)[N]['output']>;

export const TOPICS = {
  'session.changed': snapshotSchema,
  'search.progress': z.object({
    key: z.string().max(40),
    /** Grows by one per event of a search. */ step: z.int().min(0),
    events: z.array(searchEventSchema).max(20).optional(),
    fault: faultSchema.optional(),
  }),
} as const;
export type TopicName = keyof typeof TOPICS;
export const TOPIC_NAMES = Object.keys(TOPICS) as [TopicName, ...TopicName[]];
export type TopicValue<N extends TopicName> = z.infer<(typeof TOPICS)[N]>;

/** What the preload puts on `window`: one function per call, one subscribe. Arguments and answers are plain data. */
export const BRIDGE_GLOBAL = 'precinct';
export interface Bridge {
  readonly calls: Readonly<Record<CallName, (input: unknown) => Promise<unknown>>>;
  /** Returns the way to stop. */
  readonly subscribe: (topic: TopicName, listener: (value: unknown) => void) => () => void;
}
