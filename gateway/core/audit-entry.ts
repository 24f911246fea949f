/** The part of an audit row that says who asked, taken from the asker in one place so that no row leaves it out. */
import type { AuditEntry } from '../ports/audit-log.ts';
import { role } from '../../shared/policy/roles.ts';
import type { Asker } from './asker.ts';
import { reasonLine } from './reason-line.ts';

export type AuditedDeed = Pick<AuditEntry, 'action' | 'outcome'> &
  Partial<Pick<AuditEntry, 'object' | 'rule' | 'durationMs' | 'of' | 'queryText'>>;

/** Who asked, without what they did. */
export const askerPart = (asker: Asker): Omit<AuditEntry, 'action' | 'outcome'> => ({
  username: asker.person.username,
  roleLabel: role(asker.roleId).label,
  workstation: asker.workstation.id,
  address: asker.address,
  sessionId: asker.sessionId,
  ...(asker.person.command === null ? {} : { command: asker.person.command }),
  ...(asker.reason === null ? {} : { reason: reasonLine(asker.reason) }),
});

export const entryBy = (asker: Asker, deed: AuditedDeed): AuditEntry => ({ ...askerPart(asker), ...deed });
