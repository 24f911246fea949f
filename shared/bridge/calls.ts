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
import {
  challengeSchema,
  codeMethodSchema,
  codeRefusalSchema,
  codeSchema,
  factorConfirmedSchema,
  factorSecretSchema,
  factorStateSchema,
  passwordRefusalSchema,
  recoveryCodesSchema,
  stepUpSchema,
} from '../session/identity.ts';
import { ROLE_IDS } from '../policy/roles.ts';
import { END_CAUSES, LOCK_CAUSES, PHASES, UNENROLLED_CAUSES } from '../session/phase.ts';
import {
  accessChangeSchema,
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
import {
  commandSessionsSchema,
  enrolmentCodeSchema,
  issueCodeSchema,
  issuedCodeSchema,
  workstationListSchema,
} from '../wire/workstations.ts';
import { call } from './call.ts';
import { deskCalls } from './desk-calls.ts';
import {
  confirmationCalls,
  copyCalls,
  printCalls,
  mediaCalls,
  neighbourhoodCalls,
  searchCountCalls,
  sourceCalls,
  sourceTopics,
} from './record-calls.ts';

const nothing = z.strictObject({});
const done = z.object({});
const QUICK = 5_000;
const NORMAL = 15_000;

/** What the page always knows: the phase and what belongs to it. Sent whole, with a revision that only grows. */
export const snapshotSchema = z.object({
  revision: z.int(),
  phase: z.enum(PHASES),
  /** Null until the department has enrolled it. */
  workstation: workstationSchema.nullable(),
  /** In `unenrolled`: why. */
  unenrolled: z.enum(UNENROLLED_CAUSES).nullable(),
  /** Whether the enrolment outlives this program: without a key store the key is in memory only, and the screen says so. */
  workstationKey: z.enum(['key-store', 'memory-only']),
  host: z.enum(['electron', 'chromium']),
  version: z.string().max(20),
  link: z.object({
    state: z.enum(['up', 'down', 'unknown']),
    since: z.iso.datetime(),
    gateway: z.string().max(120),
    fault: faultSchema.optional(),
  }),
  notice: noticeSchema.nullable(),
  /** What is due before there is a session: in `newPassword` and `secondFactor`, and in `locked` while a code is asked. */
  challenge: challengeSchema.nullable(),
  /** In `active` only: changes of access since the sign-in, newest last (S41). */
  accessChanges: z.array(accessChangeSchema).max(20),
  /** In `active` only. */
  session: sessionViewSchema.nullable(),
  /** In `locked`: who may unlock, and nothing else of the session. */
  locked: z
    .object({ person: personSchema, cause: z.enum(LOCK_CAUSES), at: z.iso.datetime(), absoluteAt: z.iso.datetime() })
    .nullable(),
  expired: z
    .object({
      name: z.string().max(80),
      cause: z.enum(END_CAUSES),
      /** What the gateway said of it, e.g. who ended the session. */
      help: z.string().max(300).optional(),
    })
    .nullable(),
  /** Drafts survive on disk only with a key store; otherwise in memory, and the screen says so. */
  drafts: z.enum(['sealed-on-disk', 'memory-only']),
  /**
   * In `active`, when kept drafts were not given back: the file was damaged, an older state of it was put back, or the
   * key store stopped answering.
   */
  draftsRefused: z.enum(['damaged', 'rolled-back', 'key-store']).optional(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

const comparedRecordSchema = z.strictObject({
  id: recordIdSchema,
  number: z.string().max(60),
  kind: z.string().max(20),
});
/** Two records beside each other, for the reason they were opened for and no other. */
const comparedSchema = z.strictObject({
  reasonId: z.string().max(64),
  records: z.tuple([comparedRecordSchema, comparedRecordSchema]),
  onlyDiffering: z.boolean(),
  /** Pixels. */
  scroll: z.number().min(0).max(1e9),
});

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
  /** Where Alt+← and Alt+→ lead, the nearest last; null: the search. */
  trail: z.array(recordIdSchema.nullable()).max(50).optional(),
  ahead: z.array(recordIdSchema.nullable()).max(50).optional(),
  compared: comparedSchema.optional(),
  box: z.strictObject({
    text: z.string().max(400),
    request: searchRequestSchema.nullable(),
    selected: recordIdSchema.nullable(),
    scroll: z.number().min(0).max(1e9),
  }),
  /** Drafts by form: e.g. `reason.text`. */
  drafts: z.record(z.string().max(40), z.string().max(4000)).default({}),
  /** Columns of the grid, in order, by role. */
  columns: z.record(z.string().max(40), z.array(z.string().max(20)).max(12)).optional(),
  settings: z
    .strictObject({
      theme: z.enum(['day', 'night', 'system']).default('system'),
      density: z.enum(['compact', 'comfortable', 'large']).default('compact'),
    })
    .default({ theme: 'system', density: 'compact' }),
});
export type Workspace = z.infer<typeof workspaceSchema>;

/** `challenge`: the snapshot says which. */
const signInResultSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('active') }),
  z.object({ outcome: z.literal('challenge') }),
  ...signInRefusalSchema.options,
]);
export type SignInResult = z.infer<typeof signInResultSchema>;
const passwordResultSchema = z.discriminatedUnion('outcome', [...signInResultSchema.options, passwordRefusalSchema]);
export type PasswordResult = z.infer<typeof passwordResultSchema>;
const codeResultSchema = z.discriminatedUnion('outcome', [...signInResultSchema.options, codeRefusalSchema]);
export type CodeResult = z.infer<typeof codeResultSchema>;

const password = z.string().max(256);
const someone = z.strictObject({ username: z.string().trim().min(1).max(104) });
const ASKING = 30_000;

export const CALLS = {
  'session.get': call({ phases: PHASES, input: nothing, output: snapshotSchema, deadlineMs: QUICK }),
  /** Makes a key pair here and has it certified; the key stays in the key store. */
  'workstation.enrol': call({
    phases: ['unenrolled'],
    input: z.strictObject({ code: enrolmentCodeSchema }),
    output: done,
    secret: ['code'],
    deadlineMs: ASKING,
  }),
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
  'session.changePassword': call({
    phases: ['newPassword'],
    input: z.strictObject({ password, newPassword: password }),
    output: passwordResultSchema,
    secret: ['password', 'newPassword'],
    deadlineMs: ASKING,
  }),
  'session.enterCode': call({
    phases: ['secondFactor', 'locked'],
    input: z.strictObject({ method: codeMethodSchema, code: codeSchema }),
    output: codeResultSchema,
    secret: ['code'],
    deadlineMs: ASKING,
  }),
  'session.useRelease': call({
    phases: ['secondFactor'],
    input: z.strictObject({ code: codeSchema }),
    output: codeResultSchema,
    secret: ['code'],
    deadlineMs: ASKING,
  }),
  /** Answers the secret once; it is not in the snapshot. */
  'session.beginFactor': call({
    phases: ['secondFactor'],
    input: nothing,
    output: factorSecretSchema,
    deadlineMs: ASKING,
  }),
  'session.confirmFactor': call({
    phases: ['secondFactor'],
    input: z.strictObject({ first: codeSchema, second: codeSchema }),
    output: factorConfirmedSchema,
    secret: ['first', 'second'],
    deadlineMs: ASKING,
  }),
  /** After the recovery codes: goes on to the session. */
  'session.finish': call({ phases: ['secondFactor'], input: nothing, output: signInResultSchema, deadlineMs: ASKING }),
  /** Back to the user name and password (in `locked`: to the password). */
  'session.cancelChallenge': call({
    phases: ['newPassword', 'secondFactor', 'locked'],
    input: nothing,
    output: done,
    deadlineMs: QUICK,
  }),
  /** Hand-over: another person signs in here; the first one's session stays locked on the gateway, their draft stays sealed. */
  'session.someoneElse': call({ phases: ['locked'], input: nothing, output: done, deadlineMs: NORMAL }),
  'session.signOut': call({
    phases: ['active', 'locked', 'credentials', 'notice', 'newPassword', 'secondFactor'],
    input: nothing,
    output: done,
    deadlineMs: NORMAL,
  }),
  /** The person did something: feeds the idle timer. At most one a second is sent. */
  'session.touch': call({ phases: ['active'], input: nothing, output: done, deadlineMs: QUICK }),

  'session.stepUp': call({
    phases: ['active'],
    input: z.strictObject({ password, method: codeMethodSchema.optional(), code: codeSchema.optional() }),
    output: stepUpSchema,
    secret: ['password', 'code'],
    deadlineMs: ASKING,
  }),
  'session.switchRole': call({
    phases: ['active'],
    input: z.strictObject({ role: z.enum(ROLE_IDS) }),
    output: done,
    deadlineMs: NORMAL,
  }),
  'session.list': call({ phases: ['active'], input: nothing, output: commandSessionsSchema, deadlineMs: NORMAL }),
  'session.end': call({
    phases: ['active'],
    input: z.strictObject({ sessionId: z.string().max(40) }),
    output: z.object({ endedAt: z.iso.datetime() }),
    deadlineMs: NORMAL,
  }),
  'factor.get': call({ phases: ['active'], input: nothing, output: factorStateSchema, deadlineMs: NORMAL }),
  'factor.enrol': call({ phases: ['active'], input: nothing, output: factorSecretSchema, deadlineMs: NORMAL }),
  'factor.confirm': call({
    phases: ['active'],
    input: z.strictObject({ first: codeSchema, second: codeSchema }),
    output: factorConfirmedSchema,
    secret: ['first', 'second'],
    deadlineMs: NORMAL,
  }),
  'factor.renewCodes': call({ phases: ['active'], input: nothing, output: recoveryCodesSchema, deadlineMs: NORMAL }),
  'factor.release': call({
    phases: ['active'],
    input: someone,
    output: z.object({ code: codeSchema, expiresAt: z.iso.datetime() }),
    deadlineMs: NORMAL,
  }),
  'factor.remove': call({
    phases: ['active'],
    input: someone,
    output: z.object({ removedAt: z.iso.datetime() }),
    deadlineMs: NORMAL,
  }),
  'workstation.list': call({ phases: ['active'], input: nothing, output: workstationListSchema, deadlineMs: NORMAL }),
  'workstation.issueCode': call({
    phases: ['active'],
    input: issueCodeSchema,
    output: issuedCodeSchema,
    deadlineMs: NORMAL,
  }),
  'workstation.revoke': call({
    phases: ['active'],
    input: z.strictObject({ workstationId: workstationSchema.shape.id }),
    output: z.object({ revokedAt: z.iso.datetime() }),
    deadlineMs: NORMAL,
  }),
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
  ...searchCountCalls,
  ...neighbourhoodCalls,
  ...mediaCalls,
  ...copyCalls,
  ...printCalls,
  ...sourceCalls,
  ...confirmationCalls,
  ...deskCalls,
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
  ...sourceTopics,
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
