/** What supervisors, auditors and administrators are sent: audit rows, lock-outs, accounts, explanations. No record content. */
import * as z from 'zod';
import { POLICY_RULE_IDS } from '../policy/rules.ts';
import { SOURCE_IDS } from '../records/kind.ts';
import { ACCOUNT_STATES } from '../session/account.ts';

export const AUDIT_ACTIONS = [
  'notice.accept',
  'sign-in',
  'unlock',
  'lock',
  'sign-out',
  'session.end',
  'session.renew',
  'password.change',
  'factor.check',
  'factor.enrol',
  'factor.recover',
  'factor.release',
  'factor.remove',
  'step-up',
  'role.switch',
  'access.change',
  'workstation.enrol',
  'workstation.code',
  'workstation.renew',
  'workstation.revoke',
  'reason.check',
  'reason.set',
  'reason.end',
  'search',
  'search.end',
  'search.count',
  'search.save',
  'search.forget',
  'search.alert',
  'record.view',
  'record.graph',
  'record.pin',
  'record.unpin',
  'record.pins',
  'source.drop',
  'confirmation.ask',
  'confirmation.answer',
  'media.open',
  'cell.copy',
  'record.print',
  'field.reveal',
  'audit.read',
  'audit.open-query',
  'lockout',
  'lockout.release',
  'account.list',
  'department.read',
  'explain',
  'import',
  'access.denied',
  'gateway.start',
  'gateway.stop',
] as const;
export const AUDIT_OUTCOMES = ['ok', 'refused', 'failed'] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export const auditRowSchema = z.object({
  seq: z.int(),
  /** UTC to 1/100 s (AU-8). */
  at: z.iso.datetime(),
  username: z.string().max(104).nullable(),
  roleLabel: z.string().max(60).nullable(),
  workstation: z.string().max(64).nullable(),
  reason: z.string().max(160).nullable(),
  action: z.enum(AUDIT_ACTIONS),
  /** What it was done to: kind and number of a record, a session, an account; never content. */
  object: z.string().max(160).nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
  rule: z.string().max(40).nullable(),
  durationMs: z.number().nullable(),
  /** Whether a query text is kept, sealed, for audit roles (S106). */
  hasQueryText: z.boolean(),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

export const auditQuerySchema = z.strictObject({
  /** Rows before this one; absent: the newest. */
  before: z.int().min(1).optional(),
  username: z.string().trim().max(104).optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  /** Contained in the object: a record's number, say. */
  object: z.string().trim().max(60).optional(),
  limit: z.int().min(1).max(200).default(100),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
export const auditPageSchema = z.object({
  rows: z.array(auditRowSchema).max(200),
  more: z.boolean(),
  chain: z.object({ rows: z.int(), head: z.string().max(64) }),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

export const lockoutListSchema = z.object({
  lockouts: z.array(
    z.object({
      username: z.string().max(104),
      name: z.string().max(80),
      commandLabel: z.string().max(60),
      /** By the gateway's own count; null: by the directory alone, which does not tell here when or where. */
      lockedAt: z.iso.datetime().nullable(),
      attempts: z.array(z.object({ at: z.iso.datetime(), workstation: z.string().max(64) })).max(10),
    }),
  ),
});
export type LockoutList = z.infer<typeof lockoutListSchema>;

export const accountListSchema = z.object({
  accounts: z
    .array(
      z.object({
        username: z.string().max(104),
        name: z.string().max(80),
        rank: z.string().max(20),
        commandLabel: z.string().max(60),
        roles: z.array(z.string().max(60)),
        state: z.enum([...ACCOUNT_STATES, 'locked']),
        /** Whether a second factor is set up. */
        secondFactor: z.boolean(),
        signedIn: z.boolean(),
      }),
    )
    .max(1000),
});
export type AccountList = z.infer<typeof accountListSchema>;

export const departmentSchema = z.object({
  /** The directory, controller by controller: `up`, or the plain cause. */
  directory: z.object({
    state: z.enum(['up', 'down']),
    controllers: z.array(z.object({ name: z.string().max(120), state: z.string().max(40) })).max(20),
    /** Seconds the directory's clock is ahead of the gateway's (negative: behind); null where it cannot be told. */
    clockAheadSeconds: z.int().nullable(),
  }),
  sources: z.array(
    z.object({
      source: z.enum(SOURCE_IDS),
      label: z.string().max(60),
      state: z.enum(['up', 'down']),
      records: z.int(),
    }),
  ),
  imports: z
    .array(
      z.object({
        file: z.string().max(120),
        dataSet: z.string().max(60),
        rows: z.int(),
        refused: z.int(),
        finishedAt: z.iso.datetime().nullable(),
      }),
    )
    .max(100),
  sessions: z
    .array(
      z.object({
        sessionId: z.string().max(40),
        username: z.string().max(104),
        workstation: z.string().max(64),
        since: z.iso.datetime(),
        state: z.enum(['active', 'locked']),
      }),
    )
    .max(1000),
  version: z.string().max(20),
});
export type Department = z.infer<typeof departmentSchema>;

export const explanationSchema = z.object({
  allowed: z.boolean(),
  title: z.string().max(120),
  because: z.string().max(400),
  rule: z.enum(POLICY_RULE_IDS).nullable(),
  ruleText: z.string().max(400).nullable(),
  whoCanAllow: z.string().max(200).nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;
