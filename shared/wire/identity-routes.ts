/** The rows of the route table about identity: workstations, signing in, second factor, sessions. Part of `routes.ts`. */
import * as z from 'zod';
import { ROLE_IDS } from '../policy/roles.ts';
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
import { LOCK_CAUSES } from '../session/phase.ts';
import { accessChangeSchema, sessionViewSchema, signInRefusalSchema, workstationSchema } from '../session/view.ts';
import { route } from './route.ts';
import {
  commandSessionsSchema,
  enrolledSchema,
  enrolRequestSchema,
  issueCodeSchema,
  issuedCodeSchema,
  renewRequestSchema,
  workstationListSchema,
} from './workstations.ts';

const KIB = 1024;
export const username = z.string().trim().min(1).max(104);
const password = z.string().max(256);

/** Bearer token: 256 random bits, base64url; works with the key of its own workstation only. Never stored in clear by either side, never in a URL. */
export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Names a sign-in that is not finished. Bound to the workstation's key; of no use elsewhere, and for ten minutes at most. */
export const attemptIdSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const sessionId = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9_-]+$/);
const attempt = { attemptId: attemptIdSchema } as const;

export const signedInSchema = z.object({
  outcome: z.literal('active'),
  token: tokenSchema,
  /** Renew before then. */
  tokenExpiresAt: z.iso.datetime(),
  /** The gateway's half of the vault key: 32 bytes, base64. Kept in memory only. */
  vaultHalf: z.string().max(60),
  session: sessionViewSchema,
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** The password was right, and something is due before there is a session. */
export const pendingSchema = z.object({ outcome: z.literal('challenge'), ...attempt, challenge: challengeSchema });
export type Pending = z.infer<typeof pendingSchema>;

const signInOutcomeSchema = z.discriminatedUnion('outcome', [
  signedInSchema,
  pendingSchema,
  ...signInRefusalSchema.options,
]);
export type SignInOutcome = z.infer<typeof signInOutcomeSchema>;
const passwordOutcomeSchema = z.discriminatedUnion('outcome', [...signInOutcomeSchema.options, passwordRefusalSchema]);
export type PasswordOutcome = z.infer<typeof passwordOutcomeSchema>;
const codeOutcomeSchema = z.discriminatedUnion('outcome', [...signInOutcomeSchema.options, codeRefusalSchema]);
export type CodeOutcome = z.infer<typeof codeOutcomeSchema>;

const SIGN_IN_FAULTS = ['rate.limited', 'directory.unavailable', 'audit.unavailable'] as const;
/** The session faults: of a lock that was to be opened and is gone meanwhile. */
const STEP_FAULTS = [
  'attempt.ended',
  'session.expired',
  'session.revoked',
  'session.released',
  ...SIGN_IN_FAULTS,
] as const;

/** A row nobody signed in may call, from an enrolled workstation. */
const before = { method: 'POST', access: 'public', needsReason: false, params: null, bodyLimit: 4 * KIB } as const;
/** A row of one's own session. */
const mine = { access: 'session', needsReason: false, params: null, bodyLimit: KIB } as const;
const read = { ...mine, method: 'GET', body: null, bodyLimit: 0 } as const;

export const IDENTITY_ROUTES = {
  enrol: route({
    ...before,
    workstation: 'any',
    path: '/v1/workstations',
    summary: 'Enrol this workstation with a code from an administrator (IA-3)',
    bodyLimit: 8 * KIB,
    body: enrolRequestSchema,
    output: enrolledSchema,
    faults: ['enrolment.refused', 'enrolment.request', 'rate.limited', 'audit.unavailable'],
  }),
  renewWorkstation: route({
    ...before,
    path: '/v1/workstation-renewals',
    summary: 'A new certificate for this workstation before the old one ends; its key may be new',
    bodyLimit: 8 * KIB,
    body: renewRequestSchema,
    output: enrolledSchema,
    faults: ['enrolment.request', 'audit.unavailable'],
  }),
  self: route({
    ...before,
    method: 'GET',
    path: '/v1/workstation',
    summary: 'This workstation, as the department knows it',
    body: null,
    bodyLimit: 0,
    output: z.object({ workstation: workstationSchema, remote: z.boolean() }),
    faults: [],
  }),
  signIn: route({
    ...before,
    path: '/v1/sign-ins',
    summary: 'Sign in with the password; may ask for more',
    body: z.strictObject({ username, password, noticeHash: z.string().max(64) }),
    output: signInOutcomeSchema,
    faults: ['notice.not-accepted', ...SIGN_IN_FAULTS],
  }),
  unlock: route({
    ...before,
    path: '/v1/unlocks',
    summary: 'Go on with a locked session: the same person, the same workstation',
    body: z.strictObject({ sessionId, username, password }),
    output: signInOutcomeSchema,
    faults: [
      'session.expired',
      'session.revoked',
      'session.released',
      'session.not-yours',
      'session.other-workstation',
      ...SIGN_IN_FAULTS,
    ],
  }),
  newPassword: route({
    ...before,
    path: '/v1/sign-ins/passwords',
    summary: 'Change an expired or to-be-changed password during a sign-in',
    body: z.strictObject({ ...attempt, password, newPassword: password }),
    output: passwordOutcomeSchema,
    faults: STEP_FAULTS,
  }),
  enterCode: route({
    ...before,
    path: '/v1/sign-ins/codes',
    summary: 'Answer the second factor of a sign-in or an unlock',
    body: z.strictObject({ ...attempt, method: codeMethodSchema, code: codeSchema }),
    output: codeOutcomeSchema,
    faults: STEP_FAULTS,
  }),
  useRelease: route({
    ...before,
    path: '/v1/sign-ins/releases',
    summary: 'A supervisor’s release code lets a sign-in set up a second factor where it otherwise may not',
    body: z.strictObject({ ...attempt, code: codeSchema }),
    output: codeOutcomeSchema,
    faults: STEP_FAULTS,
  }),
  beginFactor: route({
    ...before,
    path: '/v1/sign-ins/factors',
    summary: 'Begin to set up a second factor during a sign-in',
    body: z.strictObject(attempt),
    output: factorSecretSchema,
    faults: ['factor.not-here', ...STEP_FAULTS],
  }),
  confirmFactor: route({
    ...before,
    path: '/v1/sign-ins/factor-confirmations',
    summary: 'Two codes, one after the other, prove the second factor; answers the recovery codes once',
    body: z.strictObject({ ...attempt, first: codeSchema, second: codeSchema }),
    output: factorConfirmedSchema,
    faults: STEP_FAULTS,
  }),
  finishSignIn: route({
    ...before,
    path: '/v1/sign-ins/completions',
    summary: 'Go on after the recovery codes were shown',
    body: z.strictObject(attempt),
    output: signInOutcomeSchema,
    faults: STEP_FAULTS,
  }),
  cancelSignIn: route({
    ...before,
    path: '/v1/sign-ins/cancellations',
    summary: 'Give up a sign-in that is not finished',
    body: z.strictObject(attempt),
    output: z.object({ endedAt: z.iso.datetime() }),
    faults: ['audit.unavailable'],
  }),
  session: route({
    ...read,
    path: '/v1/session',
    summary: 'My session',
    output: sessionViewSchema,
    faults: [],
  }),
  sessionChanges: route({
    ...read,
    quiet: true,
    path: '/v1/session/changes',
    summary: 'My session and what changed of its access, for a workstation that asks every few seconds (S41)',
    output: z.object({ session: sessionViewSchema, changes: z.array(accessChangeSchema).max(20) }),
    faults: [],
  }),
  activity: route({
    ...mine,
    method: 'POST',
    path: '/v1/session/activities',
    summary:
      'The person is at work at the workstation though nothing is asked of the gateway: puts off the idle lock (AC-11)',
    body: z.strictObject({}),
    output: z.object({ at: z.iso.datetime() }),
    faults: [],
  }),
  renew: route({
    ...mine,
    method: 'POST',
    // The workstation renews by itself, also while nobody is there.
    quiet: true,
    path: '/v1/session/renewals',
    summary: 'A new token for the old one, which ends',
    body: z.strictObject({}),
    output: z.object({ token: tokenSchema, tokenExpiresAt: z.iso.datetime() }),
    faults: [],
  }),
  stepUp: route({
    ...mine,
    method: 'POST',
    path: '/v1/session/step-ups',
    summary: 'Password (and second factor) again, for privileged work in the next five minutes (IA-11)',
    bodyLimit: 2 * KIB,
    body: z.strictObject({ password, method: codeMethodSchema.optional(), code: codeSchema.optional() }),
    output: stepUpSchema,
    faults: SIGN_IN_FAULTS,
  }),
  switchRole: route({
    ...mine,
    method: 'PUT',
    path: '/v1/session/role',
    summary: 'Act in another role I hold; a privileged one asks for the password again (S43, IA-11)',
    body: z.strictObject({ role: z.enum(ROLE_IDS) }),
    output: sessionViewSchema,
    faults: ['role.not-held', 'session.step-up', 'directory.unavailable', 'audit.unavailable'],
  }),
  lock: route({
    ...mine,
    method: 'POST',
    path: '/v1/session/locks',
    summary: 'Lock my session; its token ends',
    body: z.strictObject({ cause: z.enum(LOCK_CAUSES) }),
    output: z.object({ lockedAt: z.iso.datetime() }),
    faults: [],
  }),
  signOut: route({
    ...read,
    method: 'DELETE',
    path: '/v1/session',
    summary: 'End my session',
    output: z.object({ endedAt: z.iso.datetime() }),
    faults: [],
  }),
  leaveLocked: route({
    ...before,
    path: '/v1/locked-sessions/ends',
    summary: 'End a locked session from the workstation it is locked at',
    body: z.strictObject({ sessionId }),
    output: z.object({ endedAt: z.iso.datetime() }),
    faults: ['session.other-workstation', 'rate.limited', 'audit.unavailable'],
  }),
  endSession: route({
    ...read,
    method: 'DELETE',
    path: '/v1/sessions/:sessionId',
    summary: 'End a session: one’s own, an abandoned one of the own command, or with the right anyone’s',
    params: z.strictObject({ sessionId }),
    output: z.object({ endedAt: z.iso.datetime() }),
    faults: ['session.not-yours', 'session.step-up'],
  }),
  commandSessions: route({
    ...read,
    path: '/v1/command-sessions',
    summary: 'Sessions at the workstations of my command (or, with the right, of all)',
    access: { capability: ['session.end-command', 'session.end-any'] },
    output: commandSessionsSchema,
    faults: ['audit.unavailable'],
  }),
  myFactor: route({
    ...read,
    path: '/v1/factor',
    summary: 'My second factor',
    output: factorStateSchema,
    faults: [],
  }),
  enrolMyFactor: route({
    ...mine,
    method: 'POST',
    stepUp: true,
    path: '/v1/factor/enrolments',
    summary: 'Begin to set up (or replace) my second factor; on-site only',
    body: z.strictObject({}),
    output: factorSecretSchema,
    faults: ['factor.not-here', 'session.step-up', 'audit.unavailable'],
  }),
  confirmMyFactor: route({
    ...mine,
    method: 'POST',
    path: '/v1/factor/confirmations',
    summary: 'Two codes prove it; answers the recovery codes once',
    body: z.strictObject({ first: codeSchema, second: codeSchema }),
    output: factorConfirmedSchema,
    faults: ['attempt.ended', 'audit.unavailable'],
  }),
  myRecoveryCodes: route({
    ...mine,
    method: 'POST',
    stepUp: true,
    path: '/v1/factor/recovery-codes',
    summary: 'New recovery codes; the old ones end',
    body: z.strictObject({}),
    output: recoveryCodesSchema,
    faults: ['factor.none', 'session.step-up', 'audit.unavailable'],
  }),
  releaseFactor: route({
    ...mine,
    method: 'POST',
    stepUp: true,
    access: { capability: 'factor.manage' },
    path: '/v1/factor-releases',
    summary: 'A release code with which a colleague sets up a second factor from anywhere; ten minutes, one use',
    body: z.strictObject({ username }),
    output: z.object({ code: codeSchema, expiresAt: z.iso.datetime() }),
    faults: ['account.unknown', 'account.own', 'session.step-up', 'directory.unavailable', 'audit.unavailable'],
  }),
  removeFactor: route({
    ...mine,
    method: 'POST',
    stepUp: true,
    access: { capability: 'factor.manage' },
    path: '/v1/factor-removals',
    summary: 'Withdraw a colleague’s lost second factor; their sessions that stood on it end',
    body: z.strictObject({ username }),
    output: z.object({ removedAt: z.iso.datetime() }),
    faults: ['account.unknown', 'account.own', 'factor.none', 'session.step-up', 'audit.unavailable'],
  }),
  workstations: route({
    ...read,
    access: { capability: 'department.configure' },
    path: '/v1/enrolled-workstations',
    summary: 'Workstations and open enrolment codes',
    output: workstationListSchema,
    faults: ['audit.unavailable'],
  }),
  issueEnrolmentCode: route({
    ...mine,
    method: 'POST',
    stepUp: true,
    access: { capability: 'workstation.manage' },
    path: '/v1/enrolment-codes',
    summary: 'A code with which one workstation is enrolled: a day, one use',
    body: issueCodeSchema,
    output: issuedCodeSchema,
    faults: ['workstation.unknown', 'session.step-up', 'audit.unavailable'],
  }),
  revokeWorkstation: route({
    ...mine,
    method: 'POST',
    stepUp: true,
    access: { capability: 'workstation.manage' },
    path: '/v1/workstation-revocations',
    summary: 'Withdraw a workstation’s enrolment; its sessions end at once',
    body: z.strictObject({ workstationId: workstationSchema.shape.id }),
    output: z.object({ revokedAt: z.iso.datetime() }),
    faults: ['workstation.unknown', 'workstation.own', 'session.step-up', 'audit.unavailable'],
  }),
} as const;
