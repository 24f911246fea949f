/**
 * What an administrator, or whoever runs the gateway, does about workstations: enrolment codes, withdrawals, the list.
 * Each is recorded; a code is told once and kept as a hash.
 */
import { FaultError } from '../../../shared/faults/faults.ts';
import type { IssueCode, IssuedCode, WorkstationList } from '../../../shared/wire/workstations.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Asker } from '../asker.ts';
import { askerPart } from '../audit-entry.ts';
import type { Sessions } from '../sessions.ts';
import { CODE_MS, codeHash, newEnrolmentCode } from './enrolment-code.ts';
import type { Registry } from './registry.ts';
import { workstationList } from './workstation-list.ts';

export interface AdministrationDeps {
  readonly registry: Registry;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly sessions: Pick<Sessions, 'all' | 'end' | 'rebind'>;
  readonly codeKey: Uint8Array;
}

/** Who asked for it; null: whoever runs the gateway, at its console. */
type By = Asker | null;

export interface WorkstationAdministration {
  /** Throws `workstation.unknown` when there is none to replace. */
  issueCode(asked: IssueCode, by: By): Promise<IssuedCode>;
  /** Ends its sessions at once. Throws `workstation.unknown`, `workstation.own`. */
  revoke(id: string, by: By): Promise<{ readonly revokedAt: string }>;
  list(by: By): Promise<WorkstationList>;
}

const byName = (by: By): string => by?.person.username ?? 'gateway';
const who = (by: By): Partial<ReturnType<typeof askerPart>> => (by === null ? {} : askerPart(by));

const createIssuing = ({
  audit,
  clock,
  codeKey,
  registry,
}: AdministrationDeps): WorkstationAdministration['issueCode'] => {
  return async (asked, by) => {
    const { name, command, area, replaces = null } = asked;
    if (replaces !== null && !registry.find(replaces)) throw new FaultError('workstation.unknown');
    const code = newEnrolmentCode();
    const issuedAt = clock.now();
    const object = `enrolment code for ${name} (${String(command)}, ${area})${replaces === null ? '' : `, replaces ${replaces}`}`;
    await audit.append({ ...who(by), action: 'workstation.code', outcome: 'ok', object });
    const expiresAt = issuedAt + CODE_MS;
    registry.addCode({
      ...{ hash: codeHash(codeKey, code), name, command, area, replaces },
      ...{ issuedAt, expiresAt, issuedBy: byName(by) },
    });
    return { code, expiresAt: new Date(expiresAt).toISOString() };
  };
};

const createRevoking = ({
  audit,
  clock,
  registry,
  sessions,
}: AdministrationDeps): WorkstationAdministration['revoke'] => {
  return async (id, by) => {
    const row = { ...who(by), action: 'workstation.revoke', object: `workstation ${id}` } as const;
    const fault =
      by?.workstation.id === id ? 'workstation.own' : registry.find(id) === null ? 'workstation.unknown' : null;
    if (fault) {
      const refusal = new FaultError(fault);
      await audit.append({ ...row, outcome: 'refused', rule: refusal.fault.rule ?? fault });
      throw refusal;
    }
    // A withdrawal holds even when it cannot be recorded: nobody gains by it.
    registry.revoke(id);
    await audit.append({ ...row, outcome: 'ok' });
    for (const session of sessions.all().filter(({ workstation }) => workstation.id === id)) {
      const object = `session ${session.id} (workstation revoked)`;
      await sessions.end(session, 'session.revoked', object);
    }
    return { revokedAt: new Date(clock.now()).toISOString() };
  };
};

export const createAdministration = (deps: AdministrationDeps): WorkstationAdministration => ({
  issueCode: createIssuing(deps),
  revoke: createRevoking(deps),
  list: async (by) => {
    await deps.audit.append({ ...who(by), action: 'department.read', outcome: 'ok', object: 'workstations' });
    return workstationList(deps.registry, deps.clock.now());
  },
});
