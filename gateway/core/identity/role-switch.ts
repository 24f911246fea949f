/** Acts in another role the person holds; one acts at a time (S43). Into a privileged one only after a step-up (IA-11). */
import { FaultError, type FaultCode } from '../../../shared/faults/faults.ts';
import { isPrivilegedRole, role, type RoleId } from '../../../shared/policy/roles.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory } from '../../ports/directory.ts';
import type { Asker } from '../asker.ts';
import { entryBy } from '../audit-entry.ts';
import type { Sessions } from '../sessions.ts';
import { actAs, type LiveSession } from './live-session.ts';

export type SwitchRole = (asker: Asker, session: LiveSession, to: RoleId) => Promise<void>;

interface SwitchDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly sessions: Sessions;
}

/** Throws `role.not-held` or `session.step-up`, recorded. */
export const createRoleSwitch =
  ({ audit, clock, directory, sessions }: SwitchDeps): SwitchRole =>
  async (asker, session, to) => {
    const object = `${role(session.roleId).label} to ${role(to).label}`;
    const refuse = async (code: FaultCode): Promise<never> => {
      const fault = new FaultError(code);
      const rule = fault.fault.rule ?? code;
      await audit.append(entryBy(asker, { action: 'role.switch', outcome: 'refused', object, rule }));
      throw fault;
    };
    // Held now, not when the session began; where nobody can be asked, nobody gets more than they have.
    const askedAt = clock.monotonic();
    await sessions.accept(session, await directory.find(session.account.username), askedAt);
    if (sessions.find(session.id) !== session) throw new FaultError('session.revoked');
    if (session.state !== 'active') throw new FaultError('session.locked');
    if (!session.account.roles.includes(to)) await refuse('role.not-held');
    if (isPrivilegedRole(to) && !sessions.steppedUp(session)) await refuse('session.step-up');
    if (to === session.roleId) return;
    if (asker.reason !== null) await audit.append(entryBy(asker, { action: 'reason.end', outcome: 'ok' }));
    await audit.append(entryBy(asker, { action: 'role.switch', outcome: 'ok', object, rule: 'S43' }));
    actAs(session, to);
  };
