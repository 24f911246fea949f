/**
 * The one hook that lets a call in: the workstation its connection proves, then token to asker, then the row's access,
 * reason and step-up. Whatever is refused is recorded before it is answered.
 */
import type { FastifyRequest } from 'fastify';
import { FaultError } from '../../shared/faults/faults.ts';
import { tokenSchema } from '../../shared/wire/identity-routes.ts';
import type { RouteDefinition } from '../../shared/wire/route.ts';
import type { Asker } from '../core/asker.ts';
import { entryBy } from '../core/audit-entry.ts';
import { refusalOf } from '../core/authority.ts';
import type { Sessions } from '../core/sessions.ts';
import type { EnrolledWorkstation } from '../core/workstations/enrolled-workstation.ts';
import type { Workstations } from '../core/workstations/workstations.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { ProvenKey } from './workstation-certificate.ts';

export interface AccessDeps {
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly workstations: Workstations;
  readonly provenKey: ProvenKey;
}

export interface Admitted {
  /** Null for rows that answer anybody. */
  readonly workstation: EnrolledWorkstation | null;
  /** Null for public rows. */
  readonly asker: Asker | null;
}

const bearerToken = (request: FastifyRequest): string => {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const parsed = tokenSchema.safeParse(token);
  if (!parsed.success) throw new FaultError('session.missing');
  return parsed.data;
};

const refusalFor = (asker: Asker, row: RouteDefinition, sessions: Sessions): FaultError | null => {
  const refusal = refusalOf(asker, row.access, row.needsReason);
  if (refusal || !row.stepUp) return refusal;
  const session = sessions.find(asker.sessionId);
  return session && sessions.steppedUp(session) ? null : new FaultError('session.step-up');
};

const admitAsker = async (
  request: FastifyRequest,
  row: RouteDefinition,
  at: EnrolledWorkstation,
  { audit, sessions }: AccessDeps,
): Promise<Asker> => {
  const asker = await sessions.resolve(bearerToken(request), at, request.ip, { quiet: row.quiet === true });
  const refusal = refusalFor(asker, row, sessions);
  if (!refusal) return asker;
  await audit.append(
    entryBy(asker, {
      action: 'access.denied',
      outcome: 'refused',
      object: `${row.method} ${row.path}`,
      rule: refusal.fault.rule ?? refusal.fault.code,
    }),
  );
  throw refusal;
};

/** Throws a fault unless everything is in order. The workstation comes first: nobody else's token is even read (IA-3). */
export const admit = async (request: FastifyRequest, row: RouteDefinition, deps: AccessDeps): Promise<Admitted> => {
  if (row.workstation === 'any') {
    // A row that answers anybody knows no person: it would have a token without a workstation.
    if (row.access !== 'public') throw new FaultError('workstation.not-enrolled');
    return { workstation: null, asker: null };
  }
  const thumbprint = deps.provenKey(request.raw.socket);
  const object = `${row.method} ${row.path}`;
  const workstation = await deps.workstations.recognise(thumbprint, request.ip, object);
  const asker = row.access === 'public' ? null : await admitAsker(request, row, workstation, deps);
  return { workstation, asker };
};
