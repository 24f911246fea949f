/** Who did it, for an audit row about records: person, role, place and reason; never content. */
import type { AuditEntry } from '../ports/audit-log.ts';
import { role } from '../../shared/policy/roles.ts';
import type { Asker } from './asker.ts';

const LONGEST_REASON = 160;

const reasonLine = ({ reason }: Asker): string | undefined =>
  reason
    ? [reason.purposeLabel, reason.reference?.value, reason.text]
        .filter((part) => part !== null && part !== undefined)
        .join(' · ')
        .slice(0, LONGEST_REASON)
    : undefined;

export function auditedAsker(asker: Asker): Omit<AuditEntry, 'action' | 'outcome'> {
  const reason = reasonLine(asker);
  return {
    username: asker.person.username,
    roleLabel: role(asker.roleId).label,
    workstation: asker.workstation.id,
    address: asker.address,
    sessionId: asker.sessionId,
    ...(reason === undefined ? {} : { reason }),
    ...(asker.person.command === null ? {} : { command: asker.person.command }),
  };
}
