/** Every word of the oversight room. */
import type { AuditAction, AuditOutcome } from '../../../shared/wire/oversight.ts';

export const TEXTS = {
  title: 'Audit log',
  what: 'Who did what, when, where and for which reason. Reading it is itself recorded. No record content is here.',
  needsReason: 'State the audit or inspection first',
  needsReasonWhat: 'The log opens for a purpose like any record: audit or inspection, with its number (AUD-2026-0042).',
  state: 'State the reason',
  none: 'No row fits these filters',
  more: 'Older rows',
  openQuery: 'Open query text',
  noQuery: 'This row keeps no query text.',
  openedQuery: 'Query text, opened and recorded',
  any: 'any',
} as const;

export const ACTION_LABELS: Readonly<Record<AuditAction, string>> = {
  'notice.accept': 'Notice accepted',
  'sign-in': 'Sign-in',
  unlock: 'Unlock',
  lock: 'Lock',
  'sign-out': 'Sign-out',
  'session.end': 'Session ended',
  'session.renew': 'Session renewed',
  'reason.set': 'Reason stated',
  'reason.end': 'Reason ended',
  search: 'Search',
  'search.end': 'Search answered',
  'record.view': 'Record viewed',
  'field.reveal': 'Field revealed',
  'audit.read': 'Audit log read',
  'audit.open-query': 'Query text opened',
  lockout: 'Locked out',
  'lockout.release': 'Lock-out released',
  'account.list': 'Accounts read',
  'department.read': 'Department read',
  explain: 'Why can’t I?',
  import: 'Import',
  'access.denied': 'Access denied',
  'gateway.start': 'Gateway started',
  'gateway.stop': 'Gateway stopped',
};
export const OUTCOME_LABELS: Readonly<Record<AuditOutcome, string>> = {
  ok: 'Done',
  refused: 'Refused',
  failed: 'Failed',
};
