/** What enrolling, renewing and withdrawing workstations sends between workstation, administrator and gateway (IA-3). */
import * as z from 'zod';
import { workstationSchema } from '../session/view.ts';

const { name, command, area, id } = workstationSchema.shape;

/** As shown to the administrator: four groups of four, Crockford base32; 80 random bits. */
export const enrolmentCodeSchema = z.string().trim().min(16).max(24);

/** SPKI of the workstation's own key (EC P-256), PEM. The private key never leaves the workstation's key store. */
const publicKey = z
  .string()
  .max(400)
  .regex(/^-----BEGIN PUBLIC KEY-----/);
/** ECDSA (SHA-256, DER, base64) with that key over {@link proofText}: whoever asks holds the key. */
const proof = z.string().min(60).max(200);

/** What is signed to prove the key: `about` is the enrolment code in canonical form, or the workstation's id at a renewal. */
export const proofText = (about: string): string => `precinct-workstation key proof 1\n${about}`;

/** Canonical form of an enrolment code: upper case, no separators, look-alikes resolved (Crockford). */
export const canonicalCode = (code: string): string =>
  code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

const pem = z.string().max(8192);

export const enrolRequestSchema = z.strictObject({ code: enrolmentCodeSchema, publicKey, proof });
export const renewRequestSchema = z.strictObject({ publicKey, proof });
export const enrolledSchema = z.object({
  workstation: workstationSchema,
  /** PEM, of the gateway's authority. */
  certificate: pem,
  /** Renew before then; 30 days are left when it should begin to try. */
  notAfter: z.iso.datetime(),
});
export type Enrolled = z.infer<typeof enrolledSchema>;

export const issueCodeSchema = z.strictObject({
  name: name.trim(),
  command,
  area,
  /** The workstation this one replaces (after a re-image): same id, the old key ends when the new one begins. */
  replaces: id.optional(),
});
export type IssueCode = z.infer<typeof issueCodeSchema>;
export const issuedCodeSchema = z.object({
  code: enrolmentCodeSchema,
  expiresAt: z.iso.datetime(),
});
export type IssuedCode = z.infer<typeof issuedCodeSchema>;

export const workstationListSchema = z.object({
  workstations: z
    .array(
      z.object({
        ...workstationSchema.shape,
        state: z.enum(['enrolled', 'revoked', 'expired']),
        enrolledAt: z.iso.datetime(),
        /** User name of the administrator, or "gateway" for a code made at the gateway's own console. */
        enrolledBy: z.string().max(104),
        notAfter: z.iso.datetime(),
        lastSeen: z.iso.datetime().nullable(),
      }),
    )
    .max(5000),
  /** Codes issued and not used yet; the code itself is not told again. */
  open: z.array(z.object({ name, command, area, expiresAt: z.iso.datetime(), issuedBy: z.string().max(104) })).max(200),
});
export type WorkstationList = z.infer<typeof workstationListSchema>;

/** Sessions at the workstations of the asker's command: who may be ended by a supervisor. */
export const commandSessionsSchema = z.object({
  sessions: z
    .array(
      z.object({
        sessionId: z.string().max(40),
        username: z.string().max(104),
        name: z.string().max(80),
        rank: z.string().max(20),
        workstation: z.string().max(64),
        since: z.iso.datetime(),
        state: z.enum(['active', 'locked']),
        lockedAt: z.iso.datetime().nullable(),
        own: z.boolean(),
      }),
    )
    .max(1000),
});
export type CommandSessions = z.infer<typeof commandSessionsSchema>;
