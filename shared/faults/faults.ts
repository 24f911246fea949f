/**
 * The closed set of fault codes of the whole product, and the reply envelope that carries them.
 * A fault is a refusal or a failure that a person or a caller is told about; it never carries a
 * record, a password, a token or an exception's own words.
 */
import * as z from 'zod';
import { POLICY_RULE_IDS, type PolicyRuleId } from '../policy/rules.ts';

interface FaultDefinition {
  /** HTTP status the gateway answers with (RFC 9110). Faults made in the workstation use the nearest one. */
  readonly status: number;
  /** Constant title of the problem document (RFC 9457). The renderer has its own, fuller text per code. */
  readonly title: string;
  /** The policy rule behind the refusal when it is always the same one. */
  readonly rule?: PolicyRuleId;
}

const define = <T extends Record<string, FaultDefinition>>(table: T): T => table;

export const FAULTS = define({
  'request.malformed': { status: 400, title: 'The request does not have the form of the contract' },
  'request.too-large': { status: 413, title: 'The request is larger than the contract allows' },
  'request.unsupported-type': { status: 415, title: 'The request body must be JSON' },
  'route.unknown': { status: 404, title: 'There is no such resource' },
  'rate.limited': { status: 429, title: 'Too many requests from this address' },
  'session.missing': { status: 401, title: 'A session is needed' },
  'session.expired': { status: 401, title: 'The session has ended' },
  'session.locked': { status: 401, title: 'The session is locked' },
  'session.revoked': { status: 401, title: 'The session was ended by the department' },
  'session.released': { status: 401, title: 'A supervisor ended the session' },
  'session.other-workstation': { status: 401, title: 'The session belongs to another workstation', rule: 'S48' },
  'session.step-up': { status: 403, title: 'Privileged work asks for the password again', rule: 'IA-11' },
  'session.not-yours': { status: 403, title: 'That session belongs to somebody else', rule: 'S51' },
  'role.not-held': { status: 403, title: 'That role is not yours', rule: 'S37' },
  'workstation.not-enrolled': { status: 401, title: 'The department does not know this workstation', rule: 'IA-3' },
  'workstation.revoked': { status: 401, title: 'This workstation’s enrolment was withdrawn', rule: 'IA-3' },
  'workstation.unknown': { status: 404, title: 'No such workstation' },
  'workstation.own': { status: 403, title: 'Nobody withdraws the workstation they work at', rule: 'AC-5' },
  'enrolment.refused': { status: 403, title: 'The enrolment code is not valid (any more)', rule: 'IA-3' },
  'enrolment.request': { status: 400, title: 'The workstation’s key could not be certified', rule: 'IA-3' },
  'attempt.ended': { status: 401, title: 'This sign-in has ended; begin again', rule: 'IA-5' },
  'factor.not-here': {
    status: 403,
    title: 'A second factor is set up at a workstation of the department',
    rule: 'S46',
  },
  'factor.none': { status: 409, title: 'No second factor is set up' },
  'capability.missing': { status: 403, title: 'This role may not do that', rule: 'S37' },
  'reason.missing': { status: 403, title: 'State the reason first', rule: 'S26' },
  'reason.purpose-not-allowed': { status: 403, title: 'This role may not use that purpose', rule: 'S52' },
  'reason.political-activity': { status: 403, title: 'Only the Intelligence Bureau may use that purpose', rule: 'S30' },
  'reason.immigration': { status: 403, title: 'Not for immigration enforcement', rule: 'S74' },
  'reason.reference-missing': { status: 422, title: 'This purpose needs a reference', rule: 'S26' },
  'reason.reference-malformed': { status: 422, title: 'The reference does not have the form of its kind', rule: 'S26' },
  'reason.reference-unknown': { status: 422, title: 'No such record in its source', rule: 'S26' },
  'reason.reference-unchecked': { status: 503, title: 'The source that keeps the number does not answer', rule: 'S26' },
  'reason.text-missing': { status: 422, title: 'This purpose needs a text', rule: 'S35' },
  'query.empty': { status: 422, title: 'Nothing to search for' },
  'query.protected-only': { status: 403, title: 'A search needs more than protected attributes', rule: 'S111' },
  'query.cursor-invalid': { status: 403, title: 'The page does not belong to this search', rule: 'S51' },
  'source.not-authorised': { status: 403, title: 'This role has no grant for that source', rule: 'S25' },
  'source.quota': { status: 403, title: 'The quota of this tour for that source is used up', rule: 'S17' },
  'source.down': { status: 503, title: 'The source does not answer' },
  'record.unknown': { status: 404, title: 'No such record for you, for this reason', rule: 'S25' },
  'field.not-copyable': { status: 403, title: 'This cell may not be copied', rule: 'S39' },
  'media.unknown': { status: 404, title: 'No such image or recording for you, for this reason', rule: 'S25' },
  'media.closed': { status: 410, title: 'That image or recording was closed; open it again', rule: 'S6' },
  'confirmation.not-needed': { status: 409, title: 'This record needs no confirmation' },
  'saved.unknown': { status: 404, title: 'No such saved search of yours' },
  'saved.full': { status: 409, title: 'Fifty searches are saved: remove one first' },
  'pin.full': { status: 409, title: 'Fifty records are pinned: unpin one first' },
  'field.not-revealable': {
    status: 403,
    title: 'That field is not revealed to this role for this reason',
    rule: 'S36',
  },
  'account.unknown': { status: 404, title: 'No such account in your command' },
  'account.own': { status: 403, title: 'Nobody releases or changes their own account', rule: 'AC-5' },
  'account.not-locked': { status: 409, title: 'The account is not locked out' },
  'notice.not-accepted': { status: 403, title: 'The system-use notice must be accepted first', rule: 'AC-8' },
  'audit.unavailable': { status: 503, title: 'The audit log cannot be written, so nothing is answered', rule: 'AU-5' },
  'audit.unknown': { status: 404, title: 'No such audit row' },
  'directory.unavailable': { status: 503, title: 'The directory does not answer' },
  internal: { status: 500, title: 'The gateway failed; the reference finds the cause' },
  'link.down': { status: 503, title: 'The gateway cannot be reached' },
  'link.timeout': { status: 504, title: 'The gateway did not answer in time' },
  'workstation.key-store': { status: 503, title: 'The key store of this computer cannot be used', rule: 'IA-3' },
  'link.certificate': { status: 502, title: 'The gateway could not prove that it is the department’s' },
  'link.contract': { status: 502, title: 'The gateway answered outside the contract' },
  'bridge.caller': { status: 403, title: 'The caller is not the workstation’s page' },
  'bridge.unknown-call': { status: 404, title: 'There is no such call' },
  'bridge.phase': { status: 409, title: 'The call is not available now' },
  'bridge.too-large': { status: 413, title: 'The call is too large' },
  'bridge.rate': { status: 429, title: 'Too many calls' },
  'bridge.input': { status: 400, title: 'The call does not have the form of the contract' },
  'bridge.output': { status: 500, title: 'The answer does not have the form of the contract' },
  'bridge.deadline': { status: 504, title: 'The call took too long' },
});

export type FaultCode = keyof typeof FAULTS;
export const FAULT_CODES = Object.keys(FAULTS) as readonly FaultCode[];

export const faultSchema = z.strictObject({
  code: z.enum(FAULT_CODES as [FaultCode, ...FaultCode[]]),
  /** The rule that made the refusal, where one did: shown to the person, with its text. */
  rule: z.enum(POLICY_RULE_IDS).optional(),
  /** Finds the journal line; never the cause itself. 8 to 40 characters. */
  reference: z.string().max(40).optional(),
  /** Who can help or what would satisfy the rule, in words made by us; at most 300 characters, never input echoed. */
  help: z.string().max(300).optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** What every bridge call answers: a value or a fault, never an exception. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** Problem document (RFC 9457), the body of every error of the gateway. */
export const problemSchema = z.object({
  type: z.string().max(200),
  title: z.string().max(200),
  status: z.int().min(400).max(599),
  code: z.enum(FAULT_CODES as [FaultCode, ...FaultCode[]]),
  rule: z.enum(POLICY_RULE_IDS).optional(),
  instance: z.string().max(60).optional(),
  help: z.string().max(300).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Thrown inside the gateway and the workstation's core; turned into a problem document or a reply at the edge. */
export class FaultError extends Error {
  readonly fault: Fault;
  constructor(code: FaultCode, more: Omit<Fault, 'code'> = {}) {
    super(code);
    this.name = 'FaultError';
    const rule = more.rule ?? (FAULTS[code] as FaultDefinition).rule;
    this.fault = { code, ...more, ...(rule ? { rule } : {}) };
  }
}
