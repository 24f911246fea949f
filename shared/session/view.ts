/** What a session looks like from outside: the person, what they may do, the reason in force, the deadlines. */
import * as z from 'zod';
import { CAPABILITY_NAMES } from '../policy/capabilities.ts';
import { PURPOSE_IDS, REFERENCE_KINDS } from '../policy/purposes.ts';
import { ROLE_IDS } from '../policy/roles.ts';
import { SOURCE_IDS } from '../records/kind.ts';
import { ACCOUNT_STATES } from './account.ts';

export const reasonRequestSchema = z.strictObject({
  purpose: z.enum(PURPOSE_IDS),
  reference: z.strictObject({ kind: z.enum(REFERENCE_KINDS), value: z.string().trim().min(1).max(40) }).optional(),
  text: z.string().trim().max(500).optional(),
});
export type ReasonRequest = z.infer<typeof reasonRequestSchema>;

/** The reason in force (S26): travels with every search and view by being the session's, on the gateway. */
export const reasonSchema = z.object({
  id: z.string().max(40),
  purpose: z.enum(PURPOSE_IDS),
  purposeLabel: z.string().max(60),
  reference: z.object({ kind: z.enum(REFERENCE_KINDS), value: z.string().max(40) }).nullable(),
  text: z.string().max(500).nullable(),
  since: z.iso.datetime(),
});
export type Reason = z.infer<typeof reasonSchema>;

export const reasonOptionsSchema = z.object({
  /** Purposes this role may use, in order. Those of other roles are not offered. */
  purposes: z.array(z.enum(PURPOSE_IDS)),
  /** My current jobs: one key each. Newest first, at most nine. */
  jobs: z
    .array(
      z.object({
        reference: z.string().max(40),
        callType: z.string().max(80),
        address: z.string().max(120),
        at: z.string().max(32),
        precinct: z.int().nullable(),
      }),
    )
    .max(9),
  /** Reasons I stated this tour, newest first, without repeats. */
  recent: z.array(reasonSchema).max(9),
});
export type ReasonOptions = z.infer<typeof reasonOptionsSchema>;

export const workstationSchema = z.object({
  id: z
    .string()
    .min(8)
    .max(64)
    .regex(/^[A-Za-z0-9-]+$/),
  name: z.string().min(1).max(40),
  /** Precinct of the command. */
  command: z.int().min(1).max(123),
  area: z.enum(['on-site', 'in-car', 'remote']),
});
export type Workstation = z.infer<typeof workstationSchema>;

export const personSchema = z.object({
  username: z.string().max(104),
  /** e.g. "PO", "Det", "Lt". */
  rank: z.string().max(20),
  name: z.string().max(80),
  /** Precinct number of the command; null for a bureau. */
  command: z.int().nullable(),
  commandLabel: z.string().max(60),
});
export type Person = z.infer<typeof personSchema>;

export const sessionViewSchema = z.object({
  sessionId: z.string().max(40),
  person: personSchema,
  roleLabel: z.string().max(60),
  role: z.enum(ROLE_IDS),
  /** Every role the person holds; one acts at a time (S43). `privileged`: switching to it asks for the password again. */
  roles: z.array(z.object({ role: z.enum(ROLE_IDS), label: z.string().max(60), privileged: z.boolean() })),
  /** Whether the gateway counts this session as remote: not an enrolled on-site workstation on a department network (S46). */
  remote: z.boolean(),
  secondFactor: z.object({
    /** A code was given for this session. */
    verified: z.boolean(),
    enrolled: z.boolean(),
    /** Sources that are searched with a verified second factor only. */
    sources: z.array(z.enum(SOURCE_IDS)),
  }),
  capabilities: z.array(z.enum(CAPABILITY_NAMES)),
  /** Sources this person may search; the others are listed as not authorised. */
  sources: z.array(z.enum(SOURCE_IDS)),
  workstation: workstationSchema,
  reason: reasonSchema.nullable(),
  /** The session ends then, whatever happens (IA-11: 12 h). */
  absoluteAt: z.iso.datetime(),
  /** Seconds without activity after which the workstation locks and the gateway refuses (AC-11). */
  idleSeconds: z.int().min(30).max(1800),
  tour: z.object({
    label: z.string().max(40),
    from: z.string().max(5),
    to: z.string().max(5),
    endsAt: z.iso.datetime(),
  }),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** What changed of a live session’s access, in words for the person it happened to (S41). */
export const accessChangeSchema = z.object({
  id: z.string().max(40),
  at: z.iso.datetime(),
  what: z.enum(['narrowed', 'widened', 'transferred', 'role']),
  /** Labels of capabilities, sources and roles. */
  lost: z.array(z.string().max(80)).max(40),
  gained: z.array(z.string().max(80)).max(40),
  /** e.g. "The directory no longer lists you in the group for Detective." */
  because: z.string().max(300),
});
export type AccessChange = z.infer<typeof accessChangeSchema>;

export const noticeSchema = z.object({
  version: z.string().max(20),
  /** SHA-256 of the text, hex: what was accepted. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  paragraphs: z.array(z.string().max(1000)).min(1).max(12),
  departmentName: z.string().max(80),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Why nobody got in: values, not faults. Only after the right password is anything said of the account. */
export const signInRefusalSchema = z.discriminatedUnion('outcome', [
  /** Unknown user and wrong password alike; counted per user name, existing or not. */
  z.object({ outcome: z.literal('refused'), attemptsLeft: z.int().min(0).max(5) }),
  z.object({ outcome: z.literal('locked'), help: z.string().max(300) }),
  z.object({
    outcome: z.literal('account'),
    state: z.enum([...ACCOUNT_STATES.filter((state) => state !== 'active'), 'no-role', 'clock']),
    /** What to do and who can help. */
    help: z.string().max(300),
  }),
]);
export type SignInRefusal = z.infer<typeof signInRefusalSchema>;
