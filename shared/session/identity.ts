/** What passes between a right password and a session, and later to prove it again: challenges, codes, refusals. No secret is kept by its shape. */
import * as z from 'zod';
import { PASSWORD_REFUSALS } from './account.ts';
import { signInRefusalSchema } from './view.ts';

/** A code of the second factor, as typed: six digits of the phone, or a recovery code. */
export const codeMethodSchema = z.enum(['totp', 'recovery']);
export const codeSchema = z.string().trim().min(1).max(40);

/** Why a code was not taken. `attemptsLeft` 0: the challenge is over. */
export const codeRefusalSchema = z.object({
  outcome: z.literal('code-refused'),
  because: z.enum(['wrong', 'replayed', 'drift', 'same-code']),
  /** With `drift`: how far the phone's clock is ahead (negative: behind), in seconds. */
  driftSeconds: z.int().min(-7200).max(7200).optional(),
  attemptsLeft: z.int().min(0).max(5),
});
export type CodeRefusal = z.infer<typeof codeRefusalSchema>;

export const passwordRefusalSchema = z.object({
  outcome: z.literal('password-refused'),
  because: z.enum([...PASSWORD_REFUSALS, 'banned-list', 'contains-name', 'same']),
  attemptsLeft: z.int().min(0).max(5).optional(),
});
export type PasswordRefused = z.infer<typeof passwordRefusalSchema>;

/** What is due between a right password and a session. The gateway keeps the attempt, bound to the workstation. */
export const challengeSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('new-password'),
    expiresAt: z.iso.datetime(),
    why: z.enum(['password-expired', 'must-change']),
    /** The policy in plain sentences. */
    rules: z.array(z.string().max(160)).max(8),
  }),
  z.object({
    outcome: z.literal('second-factor'),
    expiresAt: z.iso.datetime(),
    attemptsLeft: z.int().min(0).max(5),
    /** Recovery codes left; 0: only the phone, or a release, helps. */
    recoveryLeft: z.int().min(0).max(10),
    /** Why it is asked, in one sentence. */
    because: z.string().max(200),
  }),
  /** A second factor is due and may be set up here, now. */
  z.object({ outcome: z.literal('factor-enrolment'), expiresAt: z.iso.datetime() }),
  /** None is set up, and this place may set one up only with a release code of a supervisor. */
  z.object({
    outcome: z.literal('factor-release'),
    expiresAt: z.iso.datetime(),
    attemptsLeft: z.int().min(0).max(5),
    help: z.string().max(300),
  }),
  /** The factor is set up and its recovery codes were shown; going on is the last step. */
  z.object({ outcome: z.literal('ready'), expiresAt: z.iso.datetime() }),
]);
export type Challenge = z.infer<typeof challengeSchema>;

/** What an authenticator app needs; shown once, never kept by the workstation. */
export const factorSecretSchema = z.object({
  /** Base32. */
  secret: z.string().max(64),
  /** otpauth:// address for the QR code. */
  uri: z.string().max(300),
  expiresAt: z.iso.datetime(),
});
export type FactorSecret = z.infer<typeof factorSecretSchema>;

export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string().max(20)).length(10) });
export const factorConfirmedSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('confirmed'), ...recoveryCodesSchema.shape }),
  codeRefusalSchema,
]);
export type FactorConfirmed = z.infer<typeof factorConfirmedSchema>;

/** My second factor, as far as I am told. */
export const factorStateSchema = z.object({
  enrolled: z.boolean(),
  since: z.iso.datetime().nullable(),
  recoveryLeft: z.int().min(0).max(10),
  /** Whether it may be set up or replaced from here; otherwise why not, and who can help. */
  mayEnrol: z.boolean(),
  because: z.string().max(300).nullable(),
});
export type FactorState = z.infer<typeof factorStateSchema>;

export const stepUpSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('ok'), until: z.iso.datetime() }),
  /** The password was right; a code must come with it. */
  z.object({ outcome: z.literal('code-due'), recoveryLeft: z.int().min(0).max(10) }),
  codeRefusalSchema,
  ...signInRefusalSchema.options,
]);
export type StepUp = z.infer<typeof stepUpSchema>;
