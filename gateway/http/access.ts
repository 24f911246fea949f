/**
 * The one hook that lets a call in: token and workstation to asker, then the row's access and reason. Refusals of
 * somebody signed in are recorded before they are answered.
 */
import type { FastifyRequest } from 'fastify';
import { FaultError } from '../../shared/faults/faults.ts';
import type { RouteDefinition } from '../../shared/wire/route.ts';
import { WORKSTATION_HEADER, tokenSchema } from '../../shared/wire/routes.ts';
import type { Asker } from '../core/asker.ts';
import { entryBy } from '../core/audit-entry.ts';
import { refusalOf } from '../core/authority.ts';
import type { Sessions } from '../core/sessions.ts';
import type { AuditLog } from '../ports/audit-log.ts';

export interface AccessDeps {
  readonly audit: AuditLog;
  readonly sessions: Sessions;
}

const bearerToken = (request: FastifyRequest): string => {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const parsed = tokenSchema.safeParse(token);
  if (!parsed.success) throw new FaultError('session.missing');
  return parsed.data;
};

/** Null for public rows. Throws a fault otherwise unless everything is in order. */
export const admit = async (
  request: FastifyRequest,
  row: RouteDefinition,
  { audit, sessions }: AccessDeps,
): Promise<Asker | null> => {
  if (row.access === 'public') return null;
  const workstation = request.headers[WORKSTATION_HEADER];
  const token = bearerToken(request);
  const asker = await sessions.resolve(
    token,
    typeof workstation === 'string' ? workstation.slice(0, 64) : '',
    request.ip,
  );
  const refusal = refusalOf(asker, row.access, row.needsReason);
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
